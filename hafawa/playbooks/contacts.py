"""Who has been contacted often enough for now, by all of us, on all channels?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from hafawa.playbooks.models import Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.team.models import Shop
from hafawa.timeline.models import Event


def at_the_cap(*, shop: Shop, day: datetime) -> list[int]:
    """People with `shop.contacts_per_person` contacts or more since `contact_window_days` before `day`.

    Contacts are visits, calls and messages by hand. Replies do not count, nor what a card about a question, a promise
    or a fault led to: those are owed. What was sent by a rule does not count either.
    """
    since = day - timedelta(days=shop.contact_window_days)
    by_hand = Q(data__is_automatic__isnull=True) | Q(data__is_automatic=False)
    kinds = Q(kind__in=["contact.made", "call.made"]) | (Q(kind="message.sent") & by_hand & ~_is_reply())
    found = Event.objects.filter(kinds, occurred_at__gte=since, person__isnull=False).exclude(
        suggestion_id__in=_owed(since).values("id")
    )
    counted = found.order_by().values("person_id").annotate(n=Count("id")).filter(n__gte=shop.contacts_per_person)
    return list(counted.values_list("person_id", flat=True))


def _is_reply() -> Exists:
    """They had written in the same conversation before."""
    return Exists(
        Event.objects.filter(
            kind="message.received",
            person_id=OuterRef("person_id"),
            ref=OuterRef("ref"),
            occurred_at__lt=OuterRef("occurred_at"),
        ).exclude(ref="")
    )


def _owed(since: datetime) -> QuerySet[Suggestion]:
    names = [p.name for p in playbooks().values() if p.is_reply]
    return Suggestion.objects.filter(playbook__in=names, closed_at__gte=since)
