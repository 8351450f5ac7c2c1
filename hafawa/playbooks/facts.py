"""What may the sentences of a card rest on? A suggestion's facts, with the record looked up again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hafawa.analytics.standing_columns import COLUMNS
from hafawa.conversations import clock, hours
from hafawa.people import clusters
from hafawa.people.models import Audience, Occasion, Person
from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.playbook import Facts, Playbook
from hafawa.team.models import Shop
from hafawa.timeline import confidential
from hafawa.timeline.models import Event

_TYPES = {c.name: c.type for c in COLUMNS}


@dataclass
class Record:
    """The events and occasions that the facts of some cards point at, read in two queries."""

    shop: Shop
    day: datetime
    events: dict[int, Event] = field(default_factory=dict)
    occasions: dict[int, Occasion] = field(default_factory=dict)
    confidential: frozenset[int] = frozenset()  # those of the events that stand in a confidential conversation
    keys: dict[int, str] = field(default_factory=dict)  # by which someone without a name is known

    @classmethod
    def of(cls, suggestions: Iterable[Suggestion], *, shop: Shop, day: datetime, to: object) -> Record:
        """All that these suggestions, and what stands beside them, need, as far as `to` may see it."""
        bundles = [b for s in suggestions for b in [(s.facts, s.evidence), *_beside(s)]]
        events = {i for _, evidence in bundles for i in evidence}
        occasions = {facts["occasion_id"] for facts, _ in bundles if facts.get("occasion_id")}
        seen, days = Event.objects.visible_to(to), Occasion.objects.visible_to(to)
        kept_narrow = frozenset(confidential.all_events().filter(event_id__in=events))
        return cls(shop, day.astimezone(shop.zone), seen.in_bulk(events), days.in_bulk(occasions), kept_narrow)

    def has(self, evidence: Iterable[int]) -> bool:
        """Whether all of these events are on record and for the reader to see."""
        return all(event_id in self.events for event_id in evidence)


def _beside(suggestion: Suggestion) -> list[tuple[dict[str, Any], list[int]]]:
    return [(a["facts"], a["evidence"]) for a in suggestion.facts.get("also", ())]


def read(playbook: Playbook, stored: Mapping[str, Any], *, person: Person, record: Record) -> Facts:
    """The facts of one card; times are in the shop's time zone."""
    standing = {name: _value(name, stored.get(name), record) for name in playbook.uses}
    return Facts(
        standing=standing,
        name=person.name,
        first_name=person.first_name,
        language=person.language or str(stored.get("language") or ""),
        shop_name=record.shop.name,
        sender_name=record.shop.sender_name,
        day=record.day,
        extra={
            "known_as": record.keys.get(person.id, ""),
            **_quote(playbook, stored, record),
            **_occasion(stored, person, record),
            **_clock(standing, record),
        },
        person_id=person.id,
    )


def _value(name: str, value: Any, record: Record) -> Any:
    if value is None or not isinstance(value, str):
        return value
    if _TYPES[name] == "TIMESTAMP":
        return datetime.fromisoformat(value).astimezone(record.shop.zone)
    return date.fromisoformat(value) if _TYPES[name] == "DATE" else value


def _quote(playbook: Playbook, stored: Mapping[str, Any], record: Record) -> dict[str, Any]:
    event = record.events.get(stored.get(playbook.quote) or 0) if playbook.quote else None
    if event is None:
        return {}
    return {
        "quote": event.data.get("text", ""),
        "quote_id": event.id,
        "quote_at": event.occurred_at.astimezone(record.shop.zone),
        "subject": event.data.get("subject", ""),
    }


def _occasion(stored: Mapping[str, Any], person: Person, record: Record) -> dict[str, Any]:
    """The occasion, unless it is gone, never to be shown, or another person's."""
    occasion = record.occasions.get(stored.get("occasion_id") or 0)
    if occasion is None or occasion.audience == Audience.NEVER_SHOW or not _is_theirs(occasion, person):
        return {}
    return {
        "occasion_title": occasion.title,
        "occasion_subject": occasion.subject,
        "occasion_may_say": occasion.audience == Audience.MAY_SAY,
    }


def _is_theirs(occasion: Occasion, person: Person) -> bool:
    """Whether it is the person's, or of somebody who counts as them."""
    return occasion.person_id == person.id or clusters.kept_id(occasion.person_id) == person.id


def _clock(standing: Mapping[str, Any], record: Record) -> dict[str, Any]:
    since, shop = standing.get("unanswered_since_at"), record.shop
    if since is None:
        return {}
    minutes = clock.minutes_for(standing.get("unanswered_channel") or "", overrides=shop.reply_minutes)
    return {"clock_due_at": clock.due_at(since, minutes=minutes, hours=hours.of(shop)).astimezone(shop.zone)}
