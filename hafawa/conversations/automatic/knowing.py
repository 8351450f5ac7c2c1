"""What is known of a message and its writer, so that it can be decided whether a rule may answer?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from hafawa.channels.mail import loops, ourselves
from hafawa.channels.models import ChatVisitor, Sending
from hafawa.conversations import hours
from hafawa.conversations.automatic.deciding import CHAT, Case, Order
from hafawa.listening.models import Annotation
from hafawa.listening.reading import ANGRY_FROM
from hafawa.listening.routine import vetoes
from hafawa.listening.routine.facts import standing
from hafawa.listening.said import words_of
from hafawa.people import clusters, consent
from hafawa.people.models import Consent
from hafawa.team.models import Shop
from hafawa.timeline import confidential
from hafawa.timeline.models import Event

_LATELY = timedelta(days=2)
_TALKS = timedelta(hours=1)  # one of us is in the chat with them: no rule comes between
_AWAY_HOLDS = timedelta(hours=12)  # a page left open says it no longer
_ORDERS_WITHIN = timedelta(days=120)
_HEAVY_FROM = 0.4
_BY_HAND = Q(data__is_automatic__isnull=True) | Q(data__is_automatic=False)


def case(
    event: Event,
    reading: Annotation,
    *,
    sending: Sending | None = None,
    visitor: ChatVisitor | None = None,
    on: frozenset[str],
    now: datetime,
) -> Case:
    """The case of `event`, a mail from somebody or words of a `visitor` of the bubble, as it was read."""
    who = clusters.ids_of(event.person_id) if event.person_id else []
    shop, is_chat = Shop.get(), event.channel == CHAT
    theirs = Event.objects.filter(Q(person_id__in=who) | Q(ref=event.ref) if is_chat else Q(person_id__in=who))
    found = {piece.get("what") for piece in reading.found}
    emotions = reading.emotions
    return Case(
        language=reading.language,
        vetoes=tuple(name for name, _words in vetoes.found(words_of(event))),
        is_angry=reading.anger >= ANGRY_FROM or emotions.get("anger", 0) >= ANGRY_FROM,
        is_complaint=reading.is_complaint or bool(reading.bad_kind),
        is_heavy=max((emotions.get(name, 0) for name in ("sadness", "anxiety", "disappointment")), default=0)
        >= _HEAVY_FROM,
        is_confidential="confidential" in found or confidential.all_events().filter(event_id=event.pk).exists(),
        open_matters=tuple(standing(event.person_id, at=event.occurred_at).open_matters),
        strikes=_strikes(who),
        route=reading.route,
        intent=reading.intent,
        is_known=is_chat or _is_known(theirs, before=event),  # it is heard only where they write
        is_refused=_is_refused(who, channel=event.channel),
        is_answered=theirs.filter(
            _BY_HAND,
            kind="message.sent",
            ref=event.ref,
            occurred_at__gte=event.occurred_at - (_TALKS if is_chat else timedelta(0)),
        ).exists(),
        loop=_loop(event, theirs, shop=shop, now=now),
        has_account=visitor is not None if is_chat else sending is not None,
        is_open_now=hours.is_open(shop, now=now),
        is_told_closed=visitor is not None
        and visitor.away_told_at is not None
        and visitor.away_told_at > now - _AWAY_HOLDS,
        orders=() if is_chat and not is_certain(visitor) else tuple(_orders(theirs, event, now=now)),
        on=on,
    )


def is_certain(visitor: ChatVisitor | None) -> bool:
    """Whether the shop's own site vouches for who they are; whoever only says so hears nothing of anybody."""
    return visitor is not None and visitor.is_verified


def _strikes(who: list[int]) -> int:
    """Bad experiences open with them, as standing has it; none where they were not judged yet."""
    from hafawa.analytics.models import Standing

    rows = Standing.objects.filter(person_id__in=who)
    return max((int(row.row.get("strikes_open") or 0) for row in rows), default=0)


def _is_known(theirs: QuerySet[Event], *, before: Event) -> bool:
    """Whether they ordered, or one of us wrote to them by hand: an address that only claims to be them has neither."""
    earlier = theirs.filter(id__lt=before.pk)
    return bool(earlier.filter(Q(kind="order.placed") | (Q(kind="message.sent") & _BY_HAND)).exists())


def _is_refused(who: list[int], *, channel: str) -> bool:
    rows = Consent.objects.filter(person_id__in=who, purpose="service")
    said = [consent.Statement(c.purpose, c.channel, c.granted, c.by_person, c.stated_at) for c in rows]
    return consent.latest(said, purpose="service", channel=channel) is False


def _loop(event: Event, theirs: QuerySet[Event], *, shop: Shop, now: datetime) -> str:
    why = "auto" if event.data.get("is_automatic") else ""
    recent = [
        loops.Said(e.occurred_at, e.kind == "message.sent", bool(e.data.get("is_automatic")), e.ref)
        for e in theirs.filter(kind__in=["message.received", "message.sent"], occurred_at__gte=now - _LATELY)
    ]
    if event.channel == CHAT:
        return why or loops.why_not_again(recent, about=event.ref, now=now)
    sender = event.data["participants"][0]
    told = loops.Facts(sender=sender, reply_to=sender, why_automatic=why)
    return loops.may_answer_automatically(
        told, recent, us=ourselves.stated(shop.staff_addresses), now=now, about=event.ref
    )[1]


def _orders(theirs: QuerySet[Event], event: Event, *, now: datetime) -> list[Order]:
    """Their orders the message can mean: the one it names, else all that have not arrived."""
    placed = theirs.filter(kind="order.placed", occurred_at__gte=now - _ORDERS_WITHIN).order_by("-occurred_at")[:20]
    named = str(event.data.get("order_ref", ""))
    rows = [p for p in placed if p.ref == named] if named else list(placed)
    refs = [p.ref for p in rows]
    later = list(
        Event.objects.filter(
            ref__in=refs, kind__in=["order.cancelled", "order.refunded", "delivery.promised", "delivery.arrived"]
        ).order_by("occurred_at")
    )
    found = []
    for one in rows:
        mine = [e for e in later if e.ref == one.ref]
        promised = [e.due_at for e in mine if e.kind == "delivery.promised" and e.due_at]
        arrived = next((e.occurred_at for e in mine if e.kind == "delivery.arrived"), None)
        is_over = any(e.kind in ("order.cancelled", "order.refunded") for e in mine)
        order = Order(one.ref, one.occurred_at, promised[-1] if promised else one.due_at, arrived, is_over)
        if named or arrived is None:
            found.append(order)
    return found
