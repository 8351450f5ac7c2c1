"""What is known of somebody, so that what is being written to them can be looked at, or stopped?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hafawa.conversations.composing.shut import is_bare_apology
from hafawa.listening.models import Annotation
from hafawa.people.models import Audience, Detail, Gift
from hafawa.team.models import User
from hafawa.timeline.models import Event

OURS = ("message.sent", "contact.made", "review.answered")
REPAIRS = ("gesture.given", "strike.repaired", "order.refunded")
RECENT = 40  # texts looked at
LATELY = timedelta(days=30)


def seen_by(to: User | None) -> QuerySet[Event]:
    """The events `to` may see; all of them for a gate, which shows none."""
    return Event.objects.all() if to is None else Event.objects.visible_to(to)


def sent_to(ids: Sequence[int], *, now: datetime, limit: int = RECENT) -> list[str]:
    """Our own words to them, newest first, of the last month."""
    ours = seen_by(None).filter(person_id__in=ids, kind__in=OURS, occurred_at__gte=now - LATELY)
    found = ours.order_by("-occurred_at", "-id").values_list("data__text", flat=True)[:limit]
    return [text for text in found if text]


def sent_to_others(ids: Sequence[int], *, to: User, now: datetime) -> Iterator[str]:
    """Our own words to others lately, that a person wrote."""
    ours = seen_by(to).filter(kind__in=OURS, occurred_at__gte=now - LATELY).exclude(person_id__in=ids)
    for data in ours.order_by("-occurred_at", "-id").values_list("data", flat=True)[:RECENT]:
        if data.get("text") and not (data.get("is_sales") or data.get("is_automatic")):
            yield data["text"]


def apologies(ids: Sequence[int], *, to: User | None, now: datetime, language: str = "") -> int:
    """How often we said sorry to them lately and put nothing right, in those words or by a deed since."""
    theirs = seen_by(to).filter(person_id__in=ids, occurred_at__gte=now - LATELY)
    mended = theirs.filter(kind__in=REPAIRS).order_by("-occurred_at").values_list("occurred_at", flat=True).first()
    ours = theirs.filter(kind__in=OURS)
    if mended is not None:
        ours = ours.filter(occurred_at__gt=mended)
    said = ours.order_by("-occurred_at", "-id").values_list("data__text", "occurred_at")[:RECENT]
    return sum(is_bare_apology(text, language=language, now=at) for text, at in said if text)


def surprises(ids: Sequence[int]) -> Iterator[str]:
    """What is to be a surprise for them, whoever told us; whoever writes may not know of it."""
    yield from Gift.objects.filter(recipient_id__in=ids, is_surprise=True).values_list("what", flat=True)
    yield from Detail.objects.filter(secret_from_id__in=ids).values_list("text", flat=True)


def never_said(ids: Sequence[int]) -> Iterator[str]:
    """All that must not reach them: surprises, and what is noted of them and never shown."""
    yield from Gift.objects.filter(recipient_id__in=ids, is_surprise=True).values_list("what", flat=True)
    never = Q(person_id__in=ids, audience=Audience.NEVER_SHOW)
    yield from Detail.objects.filter(Q(secret_from_id__in=ids) | never).values_list("text", flat=True)


def better_unsaid(ids: Sequence[int], *, to: User) -> Iterator[str]:
    """Surprises, and what `to` may know of them but nobody says."""
    yield from surprises(ids)
    kept_back = Detail.objects.visible_to(to).filter(person_id__in=ids).exclude(audience=Audience.MAY_SAY)
    yield from kept_back.values_list("text", flat=True)


def may_be_said(ids: Sequence[int], *, to: User, now: datetime) -> list[Detail]:
    """Details a writer may speak of: marked so, still true, a surprise for nobody."""
    said = Detail.objects.visible_to(to).filter(person_id__in=ids, audience=Audience.MAY_SAY, secret_from=None)
    return list(said.filter(Q(expires_on=None) | Q(expires_on__gte=now.date()))[:5])


def confidential(event: Event | None, *, to: User) -> Iterator[str]:
    """The pieces of their message that are not for mail."""
    if event is None:
        return
    for found in Annotation.objects.visible_to(to).filter(event=event).values_list("found", flat=True):
        yield from (piece["words"] for piece in found if piece.get("what") == "confidential")
