"""How does a copy of what was sent get into the mailbox's Sent folder, once, where the provider does not see to it?

Before a copy is laid down it is looked for by its Message-ID, so that a crash in between leaves one and not two.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from imapclient import IMAPClient

from hafawa.channels.mailbox import connecting, keeping
from hafawa.channels.mailbox.connecting import Account, Trouble
from hafawa.channels.models import Mailbox, Outgoing

TRIES = 8
FIRST_WAIT = timedelta(minutes=1)
_AT_ONCE = 50
_log = logging.getLogger(__name__)


def due(*, now: datetime) -> QuerySet[Outgoing]:
    """Those whose copy is still to be laid down, and may be tried now."""
    ripe = Q(copy_at__isnull=True) | Q(copy_at__lte=now)
    return Outgoing.objects.filter(ripe, copy="wanted", mailbox__isnull=False, mailbox__is_paused=False)


def lay_down(*, now: datetime) -> int:
    """Lay down what is due; how many are there now. One mailbox that is away keeps no other waiting."""
    count = 0
    for mailbox in Mailbox.objects.filter(pk__in=due(now=now).values("mailbox")):
        some = list(due(now=now).filter(mailbox=mailbox).order_by("id")[:_AT_ONCE])
        try:
            with connecting.signed_in(Account.of(mailbox)) as client:
                count += _lay(client, some)
        except Trouble as trouble:
            _log.warning("copies could not be kept", extra={"mailbox": mailbox.pk, "trouble": trouble.key})
            _later(some, now=now)
    return count


def _lay(client: IMAPClient, some: Sequence[Outgoing]) -> int:
    folder = keeping.sent_folder(client)
    if folder is None:
        _of(some).update(copy="given_up")
        return 0
    client.select_folder(folder, readonly=True)
    for outgoing in some:
        if not client.search(["HEADER", "Message-ID", outgoing.message_id]):
            client.append(folder, bytes(outgoing.raw), flags=(b"\\Seen",), msg_time=outgoing.ended_at)
        _of([outgoing]).update(copy="kept")
    return len(some)


def _later(some: Sequence[Outgoing], *, now: datetime) -> None:
    for one in some:
        is_over = one.copy_tries + 1 >= TRIES
        again_at = now + FIRST_WAIT * 2**one.copy_tries
        _of([one]).update(copy="given_up" if is_over else "wanted", copy_at=again_at, copy_tries=F("copy_tries") + 1)


def _of(some: Sequence[Outgoing]) -> QuerySet[Outgoing]:
    return Outgoing.objects.filter(pk__in=[one.pk for one in some], copy="wanted")
