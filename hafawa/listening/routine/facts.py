"""Is anything open with whoever wrote: a complaint not put right, a promise whose time has passed?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from hafawa.listening.routine.deciding import Facts
from hafawa.people import clusters
from hafawa.timeline.models import Event

OPEN_DAYS = 60  # a complaint of longer ago that was never told to be put right is history, not open
_CLOSING = ("promise.kept", "promise.withdrawn")


def standing(person_id: int | None, *, at: datetime) -> Facts:
    """How things stood with them at `at`. A complaint is open until it is put right, or they thanked us since."""
    if person_id is None:
        return Facts()
    theirs = Event.objects.filter(person_id__in=clusters.ids_of(person_id), occurred_at__lt=at)
    return Facts(
        has_open_complaint=_has_open_complaint(theirs, at=at), has_overdue_promise=_has_overdue_promise(theirs, at=at)
    )


def _has_overdue_promise(theirs: QuerySet[Event], *, at: datetime) -> bool:
    closed = Event.objects.filter(kind__in=_CLOSING, about_id=OuterRef("id"), occurred_at__lt=at)
    return theirs.filter(~Exists(closed), kind="promise.made", due_at__lt=at).exists()


def _has_open_complaint(theirs: QuerySet[Event], *, at: datetime) -> bool:
    recent = theirs.filter(occurred_at__gte=at - timedelta(days=OPEN_DAYS))
    bad = recent.filter(Q(annotation__is_complaint=True) | Q(kind="strike.noted")).aggregate(at=Max("occurred_at"))[
        "at"
    ]
    if bad is None:
        return False
    settled = Q(annotation__is_thanks=True) | Q(kind="strike.repaired")
    return not recent.filter(settled, occurred_at__gt=bad).exists()
