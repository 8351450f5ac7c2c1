"""What do screens ask that one row of standing does not say? Read from the operational database: no engine in web."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max

from hafawa.analytics import strikes
from hafawa.analytics.models import Standing
from hafawa.people.models import Person
from hafawa.timeline.models import Event

QUADRANTS = ("loyal", "reluctant", "latent", "distant")


@dataclass(frozen=True)
class Freshness:
    """A source, how many events it brought, and when the last of them was."""

    source: str
    events: int
    last_at: datetime


@dataclass(frozen=True)
class Late:
    """Deliveries with a promised day that has come, how many were late, the share (None without any), people hit."""

    deliveries: int
    late: int
    share: float | None
    people: int


def story_counts(person: Person) -> dict[str, int]:
    """How many events of each kind a person's story has."""
    counts = Event.objects.filter(person=person).order_by().values_list("kind").annotate(n=Count("id"))
    return dict(counts)


def freshness() -> list[Freshness]:
    """Each source with its last event, the most recent first."""
    found = Event.objects.order_by().values_list("source").annotate(n=Count("id"), last=Max("occurred_at"))
    return sorted((Freshness(*row) for row in found), key=lambda f: (f.last_at, f.source), reverse=True)


def deliveries_late_summary() -> Late:
    """Over everybody, as last judged."""
    late = deliveries = people = 0
    for n, n_late in Standing.objects.values_list("row__deliveries", "row__deliveries_late").iterator(chunk_size=5_000):
        deliveries += n or 0
        late += n_late or 0
        people += bool(n_late)
    return Late(deliveries, late, late / deliveries if deliveries else None, people)


def loyalty_counts() -> dict[str, int]:
    """People in each quadrant of the loyalty matrix, and `unknown`, as last judged."""
    counts = dict.fromkeys((*QUADRANTS, "unknown"), 0)
    for quadrant, n in Standing.objects.order_by().values_list("row__quadrant").annotate(n=Count("pk")):
        counts[quadrant if quadrant in QUADRANTS else "unknown"] += n
    return counts


def return_curve() -> list[strikes.Returned]:
    """Own share of customers with a repeat order, by strikes on record (practice E1); see `strikes.return_curve`."""
    rows = Standing.objects.filter(row__orders__gte=1).values_list("row__strikes", "row__orders")
    return strikes.return_curve((n or 0, 1, int(orders > 1)) for n, orders in rows.iterator(chunk_size=5_000))


def strike_evidence(row: Mapping[str, Any]) -> list[Event]:
    """The events a person's newest strikes rest on, newest first, from their row of standing."""
    ids = list(row.get("strike_event_ids") or [])
    found = Event.objects.in_bulk(ids)
    return [found[i] for i in ids if i in found]
