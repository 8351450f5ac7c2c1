"""Which words were said in public, under which key do they stand, and what answers them?

Each review and each mention is a conversation of its own, whatever its ref: that of a review is an order's number.
"""

from __future__ import annotations

from django.db.models import Count, Q

from hafawa.listening import noting
from hafawa.timeline.events import ReviewAnswered
from hafawa.timeline.models import Event

HEAD = "public"
KINDS = noting.ANSWERABLE
ANSWER = ReviewAnswered.kind


def key_of(event_id: int) -> str:
    """The key of the conversation in which that review or mention stands."""
    return f"{HEAD}:{event_id}"


def event_id_of(key: str) -> int | None:
    """Which review or mention stands under that key; None where none does."""
    head, _colon, number = key.partition(":")
    return int(number) if head == HEAD and number.isdecimal() and len(number) < 19 else None


def is_public(key: str) -> bool:
    """Whether what stands under that key was said in public."""
    return event_id_of(key) is not None


def said(ids: list[int]) -> Q:
    """Those words themselves, and the answers to them."""
    return Q(id__in=ids, kind__in=KINDS) | Q(about_id__in=ids, kind=ANSWER)


def counts() -> dict[str, int]:
    """How many events stand under each key."""
    answers = Event.objects.filter(kind=ANSWER).order_by().values_list("about_id").annotate(n=Count("id"))
    counted = dict(answers)
    ids = Event.objects.filter(kind__in=KINDS).order_by().values_list("id", flat=True)
    return {key_of(i): 1 + counted.get(i, 0) for i in ids.iterator(chunk_size=5000)}


def needs_answer(event: Event) -> bool:
    """Whether the words ask for one, as they were read or as the team said; `annotation` is fetched along."""
    reading = getattr(event, "annotation", None)
    return reading is not None and bool(reading.needs_answer)
