"""How do events get into the timeline, and how does a reader go on from where it stopped?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from hafawa.team.models import Shop
from hafawa.timeline import insert
from hafawa.timeline.events import COLUMNS, KINDS, Happening
from hafawa.timeline.models import Cursor, Event, ParkedEvent

STALE_AFTER = timedelta(days=30)
REMOVED = "timeline.removed"


class Entry(NamedTuple):
    """A happening with who, when and whence: what `append_many` takes."""

    what: Happening
    occurred_at: datetime
    source: str
    external_id: str
    person_id: int | None = None
    import_run_id: int | None = None


def append(entry: Entry, *, now: datetime) -> Event | None:
    """Append one event; None if `(source, external_id)` is already there."""
    made = append_many([entry], now=now)
    return Event.objects.get(source=entry.source, external_id=entry.external_id) if made else None


def append_many(entries: Iterable[Entry], *, now: datetime, zone: ZoneInfo | None = None) -> int:
    """Append those not there yet, in order; return how many were new. One prepared statement, in one transaction."""
    zone = zone or Shop.get().zone
    with transaction.atomic():
        return insert.rows([_row(e, now=now, zone=zone) for e in entries])


def note_removal(*, now: datetime) -> int:
    """Tell readers of exports that events were taken back (an import undone): what they hold is to be made anew.

    The number of removals so far, kept as the cursor "timeline.removed".
    """
    with transaction.atomic():
        removed = Cursor.objects.select_for_update().get_or_create(name=REMOVED)[0]
        move(REMOVED, to=removed.last_event_id + 1, now=now)
    return removed.last_event_id + 1


def unread(reader: str, *, limit: int) -> list[Event]:
    """The next events `reader` has not dealt with, oldest id first."""
    cursor, _ = Cursor.objects.get_or_create(name=reader)
    return list(Event.objects.filter(id__gt=cursor.last_event_id).order_by("id")[:limit])


def move(reader: str, *, to: int, now: datetime) -> None:
    """Note that `reader` has dealt with everything up to event id `to`."""
    Cursor.objects.update_or_create(name=reader, defaults={"last_event_id": to, "moved_at": now})


def park(reader: str, event: Event, error: Exception, *, now: datetime) -> None:
    """Set `event` aside for `reader`, with what went wrong."""
    ParkedEvent.objects.update_or_create(
        reader=reader, event=event, defaults={"error": f"{type(error).__name__}: {error}", "parked_at": now}
    )


def happening(event: Event) -> Happening:
    """`event` as its type in the vocabulary; KeyError where the vocabulary has no such kind."""
    kind = KINDS[event.kind]
    names = {f.name for f in dataclasses.fields(kind)}
    values = {name: getattr(event, name) for name in COLUMNS if name in names}
    return kind(**values, **{name: value for name, value in event.data.items() if name in names})


def last_heard_at(*, now: datetime) -> datetime | None:
    """When a customer last did something, as far as the timeline knows, not after `now`; None if it is empty."""
    kinds = [name for name, kind in KINDS.items() if kind.by_customer]
    heard: datetime | None = Event.objects.filter(kind__in=kinds, occurred_at__lte=now).aggregate(
        last=Max("occurred_at")
    )["last"]
    return heard


def day_of(*, now: datetime) -> datetime:
    """The instant to judge from: `now`, or, where nothing was heard for `STALE_AFTER`, the end of what is known.

    A shop that brings an old export is told who needed what *then*; every screen that uses it says so.
    """
    heard = last_heard_at(now=now)
    return now if heard is None or now - heard <= STALE_AFTER else heard


def _row(entry: Entry, *, now: datetime, zone: ZoneInfo) -> insert.Row:
    what, occurred_at, source, external_id, person_id, import_run_id = entry
    value = vars(what).get
    due_at = value("due_at")
    return (
        person_id,
        what.kind,
        occurred_at,
        occurred_at.astimezone(zone).date(),
        now,
        source,
        external_id,
        value("channel", ""),
        value("ref", ""),
        value("amount_minor"),
        value("margin_minor"),
        value("currency", ""),
        value("score"),
        due_at,
        due_at.astimezone(zone).date() if due_at else None,
        value("about_id"),
        value("suggestion_id"),
        import_run_id,
        what.data(),
    )
