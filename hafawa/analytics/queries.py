"""What do screens ask that one row of standing does not say? Read from the operational database: no engine in web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.timeline.models import Event


@dataclass(frozen=True)
class Freshness:
    """A source, how many events it brought, and when the last of them was."""

    source: str
    events: int
    last_at: datetime


def story_counts(person: Person) -> dict[str, int]:
    """How many events of each kind a person's story has."""
    counts = (
        Event.objects.filter(person_id__in=clusters.ids_of(person.pk))
        .order_by()
        .values_list("kind")
        .annotate(n=Count("id"))
    )
    return dict(counts)


def freshness() -> list[Freshness]:
    """Each source with its last event, the most recent first."""
    found = Event.objects.order_by().values_list("source").annotate(n=Count("id"), last=Max("occurred_at"))
    return sorted((Freshness(*row) for row in found), key=lambda f: (f.last_at, f.source), reverse=True)


def strike_evidence(row: Mapping[str, Any], *, to: object) -> list[Event]:
    """The events a person's newest strikes rest on that `to` may see, newest first, from their row of standing."""
    ids = list(row.get("strike_event_ids") or [])
    found = Event.objects.visible_to(to).in_bulk(ids)
    return [found[i] for i in ids if i in found]
