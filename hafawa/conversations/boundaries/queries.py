"""What does the team keep to with somebody now, what waits for a second person, and has somebody apologised since?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import QuerySet

from hafawa.conversations.boundaries.models import Boundary, State
from hafawa.listening.tone.looks import look
from hafawa.people import clusters
from hafawa.timeline.models import Event

REVIEW_DAYS = 7  # before its last day, a step is looked at again
_LOOKED_AT = 20
_THEIRS = ("message.received", "call.received", "review.posted", "survey.answered")


def in_force(ids: Collection[int], *, to: object, on: date) -> list[Boundary]:
    """What the team keeps to on the day `on` with the one whose ids are `ids`, as `to` may know of it."""
    return list(_standing(to, on).filter(person__in=ids))


def waiting(*, to: object) -> list[Boundary]:
    """What waits for a second person, the oldest first."""
    found = Boundary.objects.visible_to(to).filter(state=State.PROPOSED)
    return list(found.select_related("person", "proposed_by").order_by("proposed_at", "id"))


def standing(*, to: object, on: date) -> list[Boundary]:
    """All that is in force, whatever ends first at the head: that is to be looked at again."""
    return list(_standing(to, on).order_by("expires_on", "id"))


def is_to_review(boundary: Boundary, *, on: date) -> bool:
    """Whether its last day is near enough to ask whether it is still needed."""
    return boundary.state == State.IN_FORCE and on <= boundary.expires_on <= on + timedelta(days=REVIEW_DAYS)


def history(ids: Collection[int], *, to: object) -> list[Boundary]:
    """All there ever were with somebody, newest first."""
    found = Boundary.objects.visible_to(to).filter(person__in=ids)
    return list(found.select_related("proposed_by", "decided_by", "ended_by"))


def apology_since(boundary: Boundary, *, to: object) -> Event | None:
    """The newest words of theirs since it was proposed that apologise, as far as `to` may read them."""
    mine = Event.objects.visible_to(to).filter(
        person_id__in=clusters.ids_of(boundary.person_id), kind__in=_THEIRS, occurred_at__gt=boundary.proposed_at
    )
    for event in mine.order_by("-occurred_at", "-id")[:_LOOKED_AT]:
        if look(str(event.data.get("text") or "")).has("apology"):
            return event
    return None


def _standing(to: object, on: date) -> QuerySet[Boundary]:
    found = Boundary.objects.visible_to(to).filter(state=State.IN_FORCE, expires_on__gte=on)
    return found.select_related("person", "proposed_by", "decided_by")
