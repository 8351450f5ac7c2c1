"""How does what was acknowledged become messages in the timeline? A portion at a time, as an import like any other.

Which of them go together is written down before they are read, so that a crash repeats exactly that portion and finds
its import known. A portion that brought the process down is taken apart, one by one, so that one bad message holds up
nobody; one that does so alone is brought in as it came, to be told of among what could not be read.
"""

from __future__ import annotations

import logging
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from hafawa.channels.importers import keeping as kept_files
from hafawa.channels.importers import runs
from hafawa.channels.mail_doors import keeping, unpacking
from hafawa.channels.models import Arrived, ImportRun, ImportState, MailDoor
from hafawa.kernel import laying, locks
from hafawa.tasks.models import State, Task

PORTION = 200
PORTION_BYTES = 20 * 2**20
TRIES = 3  # then a message is no longer taken apart, only kept
BringIn = Callable[[ImportRun], None]
_IMPORT = "hafawa.channels.tasks.carry_out"
_log = logging.getLogger(__name__)


def is_waiting() -> bool:
    """Whether something came that was not gathered, or a portion must be taken apart."""
    return Arrived.objects.filter(gathered_at=None).exists() or any(_fallen())


def gather(*, bring_in: BringIn, now: datetime) -> int:
    """Make imports of all that came, and say of how many messages; `bring_in` has each carried out."""
    with locks.only_one("mail-doors"):
        for run in _fallen():
            _take_apart(run, bring_in=bring_in, now=now)
        total = 0
        for door in MailDoor.objects.filter(arrived__gathered_at=None).distinct():
            while portion := _portion(door):
                total += _bring(door, portion, bring_in=bring_in, now=now)
    return total


def _portion(door: MailDoor) -> list[Arrived]:
    """The next to go together: those of a portion that was begun and broke off are the same as then, or one alone."""
    waiting = Arrived.objects.filter(door=door, gathered_at=None)
    begun = list(waiting.exclude(portion="").order_by("tries", "id"))
    if not begun:
        some, name = _not_too_much(list(waiting[:PORTION])), secrets.token_hex(8)
    elif begun[0].tries > 1:  # twice is no accident: each alone, the one that went wrong most comes last
        some, name = begun[:1], secrets.token_hex(8)
    else:
        some, name = [one for one in begun if one.portion == begun[0].portion], begun[0].portion
    for one in some:
        one.portion, one.tries = name, one.tries + 1
    Arrived.objects.bulk_update(some, ["portion", "tries"])
    return sorted(some, key=lambda one: one.pk)


def _not_too_much(some: list[Arrived]) -> list[Arrived]:
    total = 0
    for place, one in enumerate(some):
        total += one.size_bytes
        if place and total > PORTION_BYTES:
            return some[:place]
    return some


def _bring(door: MailDoor, portion: list[Arrived], *, bring_in: BringIn, now: datetime) -> int:
    """The letters of `portion` kept as an import's files, the import planned, and its rows marked, in that order."""
    with _coming() as place:
        for one in portion:
            for number, letter in enumerate(_letters(door, one)):
                (place / f"{one.pk:012}-{number:03}.eml").write_bytes(letter)
        count = sum(1 for _file in place.iterdir())
        run = _receive(place, door, now=now) if count else None
    with transaction.atomic():
        if run is not None:
            _has_come(run, door, bring_in)
        Arrived.objects.filter(pk__in=[one.pk for one in portion]).update(gathered_at=now, run=run)
    return count


def _letters(door: MailDoor, one: Arrived) -> Iterator[bytes]:
    """The messages in what came; what is not understood stays as it came, and is told of as unreadable."""
    path = keeping.path_of(one)
    if not path.is_file():  # it goes hours after its row is marked: somebody else took it away
        _log.error("what came through a door is gone from the disk", extra={"door": door.pk, "arrived": one.pk})
        return
    raw = path.read_bytes()
    if not one.content_type:
        yield raw
        return
    if one.tries > TRIES:  # it brought the process down again and again
        yield raw
        return
    try:
        yield from unpacking.letters(door.kind, raw, content_type=one.content_type)
    except unpacking.NotUnderstood as error:
        _log.warning("what a mail service sent is not understood", extra={"door": door.pk, "why": error.why})
        MailDoor.objects.filter(pk=door.pk).update(last_refused_at=one.arrived_at, last_refused_why="not_understood")
        yield raw


def _has_come(run: ImportRun, door: MailDoor, bring_in: BringIn) -> None:
    ImportRun.objects.filter(pk=run.pk).update(door=door)
    bring_in(run)


def _receive(place: Path, door: MailDoor, *, now: datetime) -> ImportRun:
    """The import of the files in `place`, itself on the disk: what came is about to be let go."""
    try:
        run = runs.receive(place, name=_name(door), by=door.by, now=now)
    except runs.AlreadyImported as known:
        run = known.run
    home = kept_files.path_of(run.path)
    for folder in (home, *list(home.parents)[:3]):
        laying.flush_folder(folder)
    return run


def _name(door: MailDoor) -> str:
    return f"{door.address or 'SMTP'} {door.kind}" if door.kind != "smtp" else "SMTP"


@contextmanager
def _coming() -> Iterator[Path]:
    """A folder for what becomes an import, gone afterwards."""
    room = Path(settings.HAFAWA_DATA_DIR) / "raw"
    room.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=room, prefix=".coming-mail-") as place:
        yield Path(place)


def _fallen() -> list[ImportRun]:
    """Imports of doors that stopped or were set aside, with more than one message in them."""
    return [run for run in _stopped() if run.arrived.count() > 1]


def _stopped() -> list[ImportRun]:
    going = ImportRun.objects.filter(door__isnull=False, arrived__isnull=False).distinct()
    found = list(going.filter(state=ImportState.FAILED))
    left = {run.pk: run for run in going.filter(state__in=[ImportState.READY, ImportState.RUNNING])}
    parked = Task.objects.filter(function=_IMPORT, state=State.PARKED, key__in=[f"import.{pk}" for pk in left])
    return [*found, *(left[int(key.rpartition(".")[2])] for key in parked.values_list("key", flat=True))]


def _take_apart(run: ImportRun, *, bring_in: BringIn, now: datetime) -> None:
    """Each message of `run` as an import of its own; what it had brought in by then is known to them."""
    files = {int(p.name.partition("-")[0]): p for p in sorted(kept_files.path_of(run.path).rglob("*.eml"))}
    for one in run.arrived.all():
        if one.pk not in files:
            continue
        with _coming() as place:
            for path in kept_files.path_of(run.path).rglob(f"{one.pk:012}-*.eml"):
                (place / path.name).write_bytes(path.read_bytes())
            alone = _receive(place, run.door, now=now) if run.door else None
        with transaction.atomic():
            if alone is not None and run.door:
                _has_come(alone, run.door, bring_in)
            Arrived.objects.filter(pk=one.pk).update(run=alone)
    Arrived.objects.filter(run=run).update(run=None)
    Task.objects.filter(function=_IMPORT, key=f"import.{run.pk}", state__in=[State.WAITING, State.PARKED]).update(
        state=State.DISCARDED
    )
