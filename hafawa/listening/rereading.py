"""How is everything read again with another reader, a little at a time, beside the daily work?

Newest first, so that what people look at is right first. How far it came is one row; whoever goes on (the worker in
quiet time, `hafawa listen` in a terminal, or both) goes on from there, one batch at a time, one at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from hafawa.kernel.locks import only_one
from hafawa.listening import annotate
from hafawa.listening.corrections import learning
from hafawa.listening.corrections.models import Rereading
from hafawa.listening.models import Annotation
from hafawa.listening.said import KINDS
from hafawa.timeline.models import Cursor, Event

LOCK = "listening.reread"
BATCH = 500

Tell = Callable[[int, int], None]


def state() -> Rereading | None:
    """How far it is; None where nothing was ever read."""
    return Rereading.objects.filter(id=1).first()


def is_due() -> bool:
    """Whether something was read by another reader than the one in use; one cheap look."""
    learning.fetch()
    row = Rereading.objects.filter(id=1).values("version", "ended_at").first()
    if row is None:
        return Cursor.objects.filter(name=annotate.READER, last_event_id__gt=0).exists()
    return row["version"] != annotate.version() or row["ended_at"] is None


def begin(*, now: datetime, since: date | None = None) -> Rereading:
    """Read again what happened from `since` on, or all, whatever version read it; one that is under way goes on."""
    with only_one(LOCK):
        learning.fetch()
        row = state()
        if row is not None and row.ended_at is None and row.version == annotate.version() and row.since == since:
            return row
        return _begin(now=now, since=since)


def step(*, now: datetime, most: int = BATCH) -> int:
    """Read the next `most` again; how many events that were, 0 when all are done."""
    with only_one(LOCK):
        learning.fetch()
        row = state()
        if row is None or row.version != annotate.version():
            row = _begin(now=now, since=None, is_first=row is None)
        if row.ended_at is not None:
            return 0
        events = list(_left(row).order_by("-id")[:most])
        with transaction.atomic():
            annotate.read_again(events, now=now)
            _move(row, events, now=now, is_last=len(events) < most)
        return len(events)


def go_on(*, now: Callable[[], datetime], tell: Tell, begun: Rereading | None = None) -> int:
    """Until all is done, or all since `begun`; `tell` gets (done, total) after each batch.

    How many were read again meanwhile, whoever read them: the worker may go on beside us, and be quicker.
    """
    if begun is None and not is_due():
        return 0
    first = begun or state()
    while is_due() and step(now=now()):
        if (row := state()) is not None:
            tell(row.done, max(row.total, row.done))
    last = state()
    done_before = first.done if first and last and first.begun_at == last.begun_at else 0
    return last.done - done_before if last else 0


def _begin(*, now: datetime, since: date | None, is_first: bool = False) -> Rereading:
    """From the newest on. A shop whose every reading is of the version in use has nothing to read again."""
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    row = Rereading(id=1, version=annotate.version(), before_id=newest + 1, since=since, begun_at=now, moved_at=now)
    if is_first and not _is_any_outdated():
        row.before_id, row.ended_at = 0, now
    else:
        row.total = _left(row).count()
    row.save()
    return row


def _is_any_outdated() -> bool:
    return Annotation.objects.exclude(version=annotate.version()).exists()


def _left(row: Rereading) -> QuerySet[Event]:
    left = Event.objects.filter(kind__in=KINDS, id__lt=row.before_id)
    return left.filter(occurred_date__gte=row.since) if row.since else left


def _move(row: Rereading, events: list[Event], *, now: datetime, is_last: bool) -> None:
    row.done += len(events)
    row.before_id, row.moved_at = (0 if is_last else events[-1].pk), now
    if is_last:
        row.ended_at = now
        annotate.note_correction(now=now)  # the stages judge anew from what was read
    row.save()
