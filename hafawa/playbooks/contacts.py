"""Who has been contacted often enough for now, by all of us, on all channels?"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hafawa.people import clusters
from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

_AT_ONCE = 500


def at_the_cap(*, shop: Shop, day: datetime) -> list[int]:
    """People with `shop.contacts_per_person` contacts or more since `contact_window_days` before `day`.

    Contacts are visits, calls and messages by hand. Replies do not count, nor what a card about a question, a promise
    or a fault led to: those are owed. What was sent by a rule does not count either.
    """
    found = _counted(day - timedelta(days=shop.contact_window_days))
    many = found.order_by().values("person_id").annotate(n=Count("id")).filter(n__gte=shop.contacts_per_person)
    kept = clusters.kept_by_id()
    capped = {kept.get(i, i) for i in many.values_list("person_id", flat=True)}
    return sorted(capped | _merged_at_the_cap(found, kept, shop=shop))


def _merged_at_the_cap(found: QuerySet[Event], kept: dict[int, int], *, shop: Shop) -> set[int]:
    """The same for whoever was merged: their contacts count together."""
    members = sorted({*kept, *kept.values()})
    contacts: Counter[int] = Counter()
    for start in range(0, len(members), _AT_ONCE):
        rows = found.filter(person_id__in=members[start : start + _AT_ONCE]).order_by()
        for person_id, n in rows.values_list("person_id").annotate(n=Count("id")):
            contacts[kept.get(person_id, person_id)] += n
    return {person_id for person_id, n in contacts.items() if n >= shop.contacts_per_person}


def _counted(since: datetime) -> QuerySet[Event]:
    by_hand = Q(data__is_automatic__isnull=True) | Q(data__is_automatic=False)
    kinds = Q(kind__in=["contact.made", "call.made"]) | (Q(kind="message.sent") & by_hand & ~_is_reply())
    return Event.objects.filter(kinds, occurred_at__gte=since, person__isnull=False).exclude(
        suggestion_id__in=_owed(since).values("id")
    )


def _is_reply() -> Exists:
    """They had written in the same conversation before; so had whoever they count as, or counts directly as them."""
    same = (
        Q(person_id=OuterRef("person_id"))
        | Q(person__merged_into_id=OuterRef("person_id"))
        | Q(person_id=OuterRef("person__merged_into_id"))
    )
    return Exists(
        Event.objects.filter(
            same,
            kind="message.received",
            ref=OuterRef("ref"),
            occurred_at__lt=OuterRef("occurred_at"),
        ).exclude(ref="")
    )


def _owed(since: datetime) -> QuerySet[Suggestion]:
    names = [p.name for p in playbooks().values() if p.is_reply]
    return Suggestion.objects.filter(playbook__in=names, closed_at__gte=since)
