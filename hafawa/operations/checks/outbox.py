"""Does what the team writes get out?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.channels.mailbox import connecting
from hafawa.channels.models import Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import sending
from hafawa.kernel import clock
from hafawa.kernel.text import isolate_ltr
from hafawa.operations.findings import Finding, Looking, fault, warning

_PATIENCE = timedelta(hours=1)


def outbox(_looking: Looking) -> Iterator[Finding]:
    """Is every account reached that mail goes out from, does nothing wait for long, and is nothing left open?"""
    yield from _accounts()
    yield from _waiting()
    yield from _open()


def _accounts() -> Iterator[Finding]:
    now = clock.now()
    for account in Sending.objects.filter(is_paused=False).exclude(trouble="").select_related("mailbox"):
        is_stuck = sending.is_stuck(account)
        if not is_stuck and now - (account.trouble_since or now) < _PATIENCE:
            continue
        yield (fault if is_stuck else warning)(
            "outbox.unreached",
            _("No mail goes out from %(address)s.") % {"address": isolate_ltr(account.mailbox.address)},
            why=_("What was written there waits in the outbox, and customers wait for it."),
            do=str(connecting.WORDS.get(account.trouble, connecting.WORDS["no_answer"])),
        )


def _waiting() -> Iterator[Finding]:
    n = sending.due(now=clock.now()).filter(due_at__lt=clock.now() - _PATIENCE, reason="").count()
    if n:
        yield warning(
            "outbox.waiting",
            ngettext("%(n)d mail has been due for over an hour.", "%(n)d mails have been due for over an hour.", n)
            % {"n": n},
            why=_("Nobody tried to send them: the worker is behind, or the account is held back."),
            do=_("See that the worker runs (hafawa run), and look at the outbox."),
        )


def _open() -> Iterator[Finding]:
    opened = [OutgoingState.UNSURE, OutgoingState.FAILED]
    n = Outgoing.objects.filter(state__in=opened, ended_at__lt=clock.now() - _PATIENCE).count()
    if n:
        yield warning(
            "outbox.open",
            ngettext(
                "%(n)d mail was not sent, or may have been, and nobody has settled it.",
                "%(n)d mails were not sent, or may have been, and nobody has settled them.",
                n,
            )
            % {"n": n},
            why=_("Somebody may wait for an answer that never came."),
            do=_("Open the outbox and say of each: it arrived, send again, or leave it unsent."),
        )
