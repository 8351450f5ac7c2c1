"""Which events does a page of a person's story show, and where does the next page begin?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from hafawa.timeline.models import Event
from hafawa.web.words.story import GROUPS, Item, tell

PAGE = 25


@dataclass(frozen=True)
class Story:
    """A page of it, newest first. `older` is where the next page begins; empty at the beginning of the story."""

    items: list[Item]
    older: str
    group: str


def page(person_id: int, *, group: str = "", before: str = "", evidence: Iterable[int] = ()) -> Story:
    """At most `PAGE` events of the person, newest first, older than the mark `before`."""
    events = list(_of(person_id, group=group, before=before)[: PAGE + 1])
    shown, is_more = events[:PAGE], len(events) > PAGE
    marked = frozenset(evidence)
    return Story([tell(e, evidence=marked) for e in shown], _mark(shown[-1]) if is_more else "", group)


def these(person_id: int, event_ids: Sequence[int]) -> list[Item]:
    """The events with these ids, if they are the person's, oldest first, with those they are about."""
    rows = Event.objects.filter(person_id=person_id, id__in=event_ids).select_related("annotation")
    return [tell(e, evidence=frozenset(event_ids)) for e in rows.order_by("occurred_at", "id")]


def ids(text: str, *, most: int = 50) -> list[int]:
    """`12,15,x` as numbers; what is no number is passed over."""
    return [int(part) for part in text.split(",")[:most] if part.isascii() and part.isdigit() and len(part) < 19]


def _of(person_id: int, *, group: str, before: str) -> QuerySet[Event]:
    events = Event.objects.filter(person_id=person_id).select_related("annotation").order_by("-occurred_at", "-id")
    if group in GROUPS:
        events = events.filter(kind__in=GROUPS[group])
    mark = _read(before)
    if mark is None:
        return events
    at, event_id = mark
    return events.filter(Q(occurred_at__lt=at) | Q(occurred_at=at, id__lt=event_id))


def _mark(event: Event) -> str:
    return f"{event.occurred_at.isoformat()}_{event.pk}"


def _read(mark: str) -> tuple[datetime, int] | None:
    at, _, event_id = mark.replace(" ", "+").partition("_")
    try:
        found = datetime.fromisoformat(at), int(event_id)
    except ValueError:
        return None
    return found if found[0].tzinfo else None
