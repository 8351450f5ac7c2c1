"""Does what customers write still come in?"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hafawa.channels.mailbox import connecting, fetching
from hafawa.kernel import clock
from hafawa.kernel.text import isolate_ltr
from hafawa.operations.findings import Finding, Looking, fault, warning


def mailboxes(_looking: Looking) -> Iterator[Finding]:
    """Is every mailbox that is to be read reached, and recently?"""
    for mailbox in fetching.unread(now=clock.now()):
        tell = fault if fetching.is_stuck(mailbox) else warning
        yield tell(
            "mailboxes.unread",
            _("The mailbox %(address)s is not read.") % {"address": isolate_ltr(mailbox.address)},
            why=_("What customers write there is not on Today, and they wait."),
            do=str(connecting.WORDS.get(mailbox.trouble, connecting.WORDS["no_answer"])),
        )
