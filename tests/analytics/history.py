"""A shop's history, written line by line: people, what happened how many days ago, how words were read."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hafawa.analytics import standing, warehouse
from hafawa.listening.models import Annotation
from hafawa.people.models import Person
from hafawa.timeline import log
from hafawa.timeline.events import Happening
from hafawa.timeline.models import Event

DAY = datetime(2026, 6, 15, 12, tzinfo=UTC)
TODAY = DAY.date()
_NUMBERS = itertools.count(1)


def on(days_ago: float) -> datetime:
    """The instant so many days before the day judged."""
    return DAY - timedelta(days=days_ago)


def due(days_ago: int) -> datetime:
    """Noon of the day so many days before the day judged: as a promised day."""
    return datetime.combine(TODAY - timedelta(days=days_ago), time(12), tzinfo=UTC)


def day(days_ago: int) -> date:
    """That day."""
    return TODAY - timedelta(days=days_ago)


def person(**values: Any) -> Person:
    """Somebody."""
    return Person.objects.create(**{"name": "Layla", "created_at": on(400), **values})


def tell(who: Person | None, what: Happening, *, ago: float, source: str = "shop") -> Event:
    """Something happened `ago` days before the day judged."""
    entry = log.Entry(what, on(ago), source, f"e{next(_NUMBERS)}", who.id if who else None)
    event = log.append(entry, now=DAY)
    assert event is not None
    return event


def read(event: Event, **values: Any) -> Annotation:
    """How the event's words were read."""
    reading = {"version": "r1", "language": "en", "feeling": 0.0, "read_at": DAY, **values}
    return Annotation.objects.update_or_create(event=event, defaults=reading)[0]


def judge(who: Person, **options: Any) -> dict[str, Any]:
    """Their row, judged now."""
    standing.refresh(**{"now": DAY, "day": DAY, **options})
    return row(who)


def row(who: Person) -> dict[str, Any]:
    """Their row as it is."""
    (found,) = warehouse.query("SELECT * FROM standing WHERE person_id = ?", [who.id])
    return found
