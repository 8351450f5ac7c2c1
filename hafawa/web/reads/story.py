"""Which events does a page of a person's story show, and where does the next page begin?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.words.story import GROUPS, Item, tell

PAGE = 25


@dataclass(frozen=True)
class Story:
    """A page of it, newest first. `older` is where the next page begins; empty at the beginning of the story."""

    items: list[Item]
    older: str
    group: str


def page(who: Sequence[int], *, to: User, group: str = "", before: str = "", evidence: Iterable[int] = ()) -> Story:
    """At most `PAGE` events of the one whose ids are `who` (`clusters.ids_of`), newest first, older than `before`."""
    events = list(_of(who, to=to, group=group, before=before)[: PAGE + 1])
    shown, is_more = events[:PAGE], len(events) > PAGE
    marked = frozenset(evidence)
    return Story([tell(e, evidence=marked) for e in shown], _mark(shown[-1]) if is_more else "", group)


def these(who: Sequence[int], event_ids: Sequence[int], *, to: User) -> list[Item]:
    """The events with these ids, if they are of the one whose ids are `who`, oldest first."""
    mine = Event.objects.visible_to(to).filter(person_id__in=who, id__in=event_ids)
    rows = mine.select_related("annotation")
    return [tell(e, evidence=frozenset(event_ids)) for e in rows.order_by("occurred_at", "id")]


def ids(text: str, *, most: int = 50) -> list[int]:
    """`12,15,x` as numbers; what is no number is passed over."""
    return [int(part) for part in text.split(",")[:most] if part.isascii() and part.isdigit() and len(part) < 19]


def _of(who: Sequence[int], *, to: User, group: str, before: str) -> QuerySet[Event]:
    mine = Event.objects.visible_to(to).filter(person_id__in=who)
    events = mine.select_related("annotation").order_by("-occurred_at", "-id")
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
        return (found[0].astimezone(UTC), found[1]) if found[0].tzinfo else None
    except (ValueError, OverflowError):
        return None
