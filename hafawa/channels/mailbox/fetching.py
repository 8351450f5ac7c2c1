"""How does mail come out of a mailbox, so that nothing is lost and nothing comes twice?

By UIDVALIDITY and UID: everything above the last UID kept is fetched, in portions. A portion's bytes are on disk, and
its import stands, before the cursor moves; a crash in between fetches it again and finds it known. A folder whose
UIDVALIDITY changed is read anew, and the timeline knows its messages by what they are. What was read, flagged or moved
elsewhere makes no difference.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from imapclient import IMAPClient, exceptions

from hafawa.channels.importers import runs
from hafawa.channels.mailbox import connecting, oauth
from hafawa.channels.mailbox.connecting import Account, Trouble
from hafawa.channels.models import ImportRun, Mailbox, MailFolder
from hafawa.kernel import clock, locks

PORTION = 200
PORTION_BYTES = 20 * 2**20
MESSAGE_BYTES = 30 * 2**20  # of a larger one the beginning is taken: the words, not the films
LOOK_SECONDS = 15
BUDGET_SECONDS = 120.0  # then others have their turn; the rest comes at the next look
LONGEST_WAIT = timedelta(minutes=15)
PATIENCE = timedelta(hours=1)  # servers are away for minutes every day
SIGN_INS = 3  # refused so often, it is not tried by itself any more: providers lock accounts
BringIn = Callable[[ImportRun], None]


def due(*, now: datetime) -> list[Mailbox]:
    """Those to be looked at now."""
    ripe = Q(next_look_at__isnull=True) | Q(next_look_at__lte=now)
    return [m for m in Mailbox.objects.filter(ripe, is_paused=False) if not is_stuck(m)]


def is_stuck(mailbox: Mailbox) -> bool:
    """Whether only a person can help: with another password, or leave given anew."""
    return mailbox.trouble in ("seal", "leave") or (mailbox.trouble == "sign_in" and mailbox.tries >= SIGN_INS)


def unread(*, now: datetime) -> QuerySet[Mailbox]:
    """Those that are to be read and are not: stuck, or out of reach for longer than servers usually are."""
    needs_somebody = Q(trouble__in=["seal", "leave"]) | Q(trouble="sign_in", tries__gte=SIGN_INS)
    lasts = ~Q(trouble="") & Q(trouble_since__lte=now - PATIENCE)
    return Mailbox.objects.filter(needs_somebody | lasts, is_paused=False)


def look(mailbox: Mailbox, *, bring_in: BringIn, now: datetime) -> int:
    """Fetch what is new and say how many messages; `bring_in` has each import carried out, in the cursor's transaction.

    Notes with the mailbox how it went; raises Trouble.
    """
    with locks.only_one(f"mailbox-{mailbox.pk}"):
        try:
            with connecting.signed_in(Account.of(mailbox, now=now)) as client:
                looking = _Look(client, bring_in, until=clock.ticks() + BUDGET_SECONDS, now=now)
                came = [looking.at(folder) for folder in mailbox.folders.filter(is_read=True)]
        except Trouble as trouble:
            if trouble.key == "sign_in":
                oauth.forget_access(mailbox)  # where it opens by one: it may have been taken back within its hour
            _note_trouble(mailbox, trouble.key, now=now)
            raise
        wait = timedelta(seconds=LOOK_SECONDS if all(came) else 0)
        Mailbox.objects.filter(pk=mailbox.pk).update(
            trouble="", trouble_since=None, tries=0, looked_at=now, next_look_at=now + wait
        )
    return looking.fetched


class _Look:
    """One look through the folders of a mailbox, over one line."""

    def __init__(self, client: IMAPClient, bring_in: BringIn, *, until: float, now: datetime) -> None:
        self.client, self.bring_in, self.until, self.now = client, bring_in, until, now
        self.fetched = 0

    def at(self, folder: MailFolder) -> bool:
        """Fetch from `folder`; whether that was everything. One that is gone does not keep the others waiting."""
        try:
            chosen = self.client.select_folder(folder.name, readonly=True)
        except exceptions.IMAPClientError:
            if self.client.folder_exists(folder.name):
                raise
            MailFolder.objects.filter(pk=folder.pk).update(is_read=False, waiting=0)
            return True
        validity = int(chosen.get(b"UIDVALIDITY", 0))  # a server that has none keeps its UIDs for good
        if folder.uid_validity != validity:
            folder.uid_validity, folder.last_uid = validity, None
        waiting = _waiting(folder, self.client)
        while waiting and clock.ticks() < self.until:
            uids = _portion(self.client, waiting)
            waiting = waiting[len(uids) :]
            self._bring(folder, uids, left=len(waiting))
        MailFolder.objects.filter(pk=folder.pk).update(uid_validity=validity, waiting=len(waiting))
        return not waiting

    def _bring(self, folder: MailFolder, uids: list[int], *, left: int) -> None:
        """The bytes of `uids` kept, their import planned, the cursor behind them."""
        with tempfile.TemporaryDirectory(dir=_room(), prefix=".coming-mail-") as place:
            count = _fetch(self.client, uids, into=Path(place), validity=folder.uid_validity or 0)
            run = _receive(Path(place), folder, now=self.now) if count else None
        with transaction.atomic():
            if run is not None:
                ImportRun.objects.filter(pk=run.pk).update(mailbox=folder.mailbox)
                Mailbox.objects.filter(pk=folder.mailbox_id).update(newest_at=self.now)
                self.bring_in(run)
            MailFolder.objects.filter(pk=folder.pk).update(
                uid_validity=folder.uid_validity, last_uid=uids[-1], waiting=left, fetched=F("fetched") + count
            )
        folder.last_uid = uids[-1]
        self.fetched += count


def _waiting(folder: MailFolder, client: IMAPClient) -> list[int]:
    """The UIDs not kept yet, ascending. At the first look, from the day the mailbox is to be read from."""
    if folder.last_uid is not None:
        found = client.search(["UID", f"{folder.last_uid + 1}:*"])  # names the last one even where it is older
        return sorted(uid for uid in found if uid > folder.last_uid)
    since = folder.mailbox.since
    return sorted(client.search(["SINCE", since] if since else ["ALL"]))


def _portion(client: IMAPClient, waiting: Sequence[int]) -> list[int]:
    """As many of the next as are not too much at once, by count and by size."""
    some = list(waiting[:PORTION])
    sizes = client.fetch(some, ["RFC822.SIZE"])
    total = 0
    for place, uid in enumerate(some):
        total += min(int(sizes.get(uid, {}).get(b"RFC822.SIZE", 0)), MESSAGE_BYTES)
        if place and total > PORTION_BYTES:
            return some[:place]
    return some


def _receive(place: Path, folder: MailFolder, *, now: datetime) -> ImportRun | None:
    try:
        return runs.receive(place, name=f"{folder.mailbox.address} {folder.name}", by=folder.mailbox.by, now=now)
    except runs.AlreadyImported:  # a crash came between the import and the cursor
        return None


def _fetch(client: IMAPClient, uids: Sequence[int], *, into: Path, validity: int) -> int:
    """Each message as a file; one that went meanwhile is no message. How many there were."""
    part = f"BODY.PEEK[]<0.{MESSAGE_BYTES}>"
    count = 0
    for uid in uids:
        found = client.fetch([uid], [part]).get(uid, {})
        raw = next((value for key, value in found.items() if key.startswith(b"BODY[]")), None)
        if raw:
            (into / f"{validity:010}-{uid:010}.eml").write_bytes(raw)
            count += 1
    return count


def _room() -> Path:
    room = Path(settings.HAFAWA_DATA_DIR) / "raw"
    room.mkdir(parents=True, exist_ok=True, mode=0o700)
    return room


def _note_trouble(mailbox: Mailbox, key: str, *, now: datetime) -> None:
    """Keep what went wrong; wait twice as long each time, at most a quarter of an hour."""
    mailbox.refresh_from_db()
    wait = min(LONGEST_WAIT, timedelta(seconds=LOOK_SECONDS * 2 ** min(mailbox.tries, 10)))
    Mailbox.objects.filter(pk=mailbox.pk).update(
        trouble=key,
        trouble_since=mailbox.trouble_since or now,
        tries=F("tries") + 1,
        next_look_at=now + wait,
    )
