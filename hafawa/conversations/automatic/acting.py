"""What was just received and may be answered by a rule is answered; everything else is left to a person, and why.

Only what came within the hour, by mail or in the chat bubble: a mailbox that is brought in, or a machine that slept,
has nobody answered late by a rule. Each message is decided once, in the transaction in which its answer is queued or,
in the chat, said under a key of the message's own.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max

from hafawa.channels.chat import actions as chat
from hafawa.channels.chat import speaking
from hafawa.channels.models import ChatVisitor, Sending
from hafawa.channels.outbox import actions as outbox
from hafawa.channels.outbox.letter import Letter, NotQueued
from hafawa.conversations import clock, counting, gather, hours
from hafawa.conversations.automatic import deciding, knowing, wording
from hafawa.conversations.automatic.deciding import ACKNOWLEDGE, CHAT, MAIL, ORDER_STATUS, OUT_OF_HOURS, Decided
from hafawa.conversations.automatic.models import Decision, Rule
from hafawa.conversations.models import Conversation
from hafawa.listening import annotate
from hafawa.listening.models import Annotation
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "conversations.automatic"
FRESH = timedelta(hours=1)
BATCH = 500
_log = logging.getLogger(__name__)


def is_due() -> bool:
    """Whether a rule is on and something was read since that none has looked at."""
    return Rule.objects.filter(is_on=True).exists() and _until() > _seen(READER)


def begin(*, now: datetime) -> None:
    """The first rule is switched on: what came before is not its business."""
    log.move(READER, to=Event.objects.aggregate(last=Max("id"))["last"] or 0, now=now)


def run(*, now: datetime) -> int:
    """Decide about what was received and read since; how many were answered by a rule."""
    rules = list(Rule.objects.filter(is_on=True))
    until, answered = _until(), 0
    if not rules:  # what comes while all is off is never answered later
        log.move(READER, to=until, now=now)
        return 0
    while events := list(Event.objects.filter(id__gt=_seen(READER), id__lte=until).order_by("id")[:BATCH]):
        for event in events:
            on = {rule.kind: rule for rule in rules if event.channel in rule.channels}
            if on and _is_asked(event, now=now):
                answered += _one(event, on=on, now=now)
        log.move(READER, to=events[-1].pk, now=now)
    return answered


def _one(event: Event, *, on: dict[str, Rule], now: datetime) -> bool:
    """Whether a rule answered it; a fault leaves it to a person, and the next one is not kept waiting."""
    try:
        with transaction.atomic():
            return _decide(event, on=on, now=now)
    except NotQueued as refused:
        _log.warning("an automatic answer was not queued", extra={"event": event.pk, "why": type(refused).__name__})
    except Exception as error:
        _log.exception("could not decide about event %s", event.pk)
        log.park(READER, event, error, now=now)
    Decision.objects.get_or_create(event=event, defaults={"why": ["fault"], "at": now})
    return False


def _decide(event: Event, *, on: dict[str, Rule], now: datetime) -> bool:
    reading = Annotation.objects.filter(event=event).first()
    conversation = Conversation.objects.filter(key=counting.key_of(event)).select_related("mailbox").first()
    if reading is None or conversation is None:
        return False
    is_chat = event.channel == CHAT
    visitor = _visitor(event) if is_chat else None
    sending = None if is_chat else Sending.objects.filter(mailbox=conversation.mailbox_id, is_paused=False).first()
    case = knowing.case(event, reading, sending=sending, visitor=visitor, on=frozenset(on), now=now)
    decided = deciding.decide(case, now=now)
    made, is_new = Decision.objects.get_or_create(
        event=event, defaults={"kind": decided.kind, "why": list(decided.why), "at": now}
    )
    if not is_new or not decided.kind:
        return False
    first_name = _first_name(event) if not is_chat or knowing.is_certain(visitor) else ""
    rule, language = on[decided.kind], case.language
    text = _words(decided, event, conversation, rule=rule, language=language, first_name=first_name, now=now)
    if visitor is not None:
        chat.say(visitor.ref, text, by=None, now=now, key=f"automatic-{event.pk}", is_automatic=True)
    elif sending is not None:
        made.outgoing = outbox.post(_letter(event, text, sending=sending, language=language), by=None, now=now)
        made.save(update_fields=["outgoing"])
    return True


def _letter(event: Event, text: str, *, sending: Sending, language: str) -> Letter:
    subject = str(event.data.get("subject", ""))
    return Letter(
        account_id=sending.mailbox_id,
        to=[event.data["participants"][0]],
        subject=subject if subject.lower().startswith("re:") or not subject else f"Re: {subject}",
        text=text,
        language=language,
        ref=event.ref,
        in_reply_to=str(event.data.get("message_id", "")),
        person_id=event.person_id,
        is_automatic=True,
    )


def _words(
    decided: Decided,
    event: Event,
    conversation: Conversation,
    *,
    rule: Rule,
    language: str,
    first_name: str,
    now: datetime,
) -> str:
    shop = Shop.get()
    values: dict[str, Any] = {"shop": shop.name, "first_name": first_name}
    if decided.kind == ORDER_STATUS and decided.order is not None and decided.order.due_at is not None:
        placed, due = (at.astimezone(shop.zone) for at in (decided.order.placed_at, decided.order.due_at))
        values |= {
            "order": decided.order.ref,
            "placed": wording.day(placed, language=language),
            "due": wording.day(due, language=language),
        }
    if decided.kind == OUT_OF_HOURS:
        opens = clock.opens_after(now, hours=hours.of(shop)).astimezone(shop.zone)
        values["opens"] = wording.moment(opens, language=language)
    if decided.kind == ACKNOWLEDGE:
        due_at = conversation.reply_by or hours.reply_by(shop)(event.channel, event.occurred_at)
        values["answer_by"] = wording.moment(due_at.astimezone(shop.zone), language=language)
    return wording.filled(decided.kind, language=language, own=rule.words, values=values)


def _first_name(event: Event) -> str:
    if event.person_id is None:
        return ""
    person = Person.objects.filter(id=clusters.kept_id(event.person_id)).first()
    return person.first_name if person else ""


def _visitor(event: Event) -> ChatVisitor | None:
    return ChatVisitor.objects.filter(public_id=event.ref.removeprefix(speaking.PREFIX)).first()


def _is_asked(event: Event, *, now: datetime) -> bool:
    if event.kind != "message.received" or not now - FRESH <= event.occurred_at <= now + FRESH:
        return False
    if event.channel == CHAT:
        return event.source == speaking.SOURCE
    return event.channel == MAIL and event.person_id is not None and bool(event.data.get("participants"))


def _until() -> int:
    """How far everything has been read and gathered."""
    names = [annotate.READER, gather.READER]
    seen = dict(Cursor.objects.filter(name__in=names).values_list("name", "last_event_id"))
    return min((seen.get(name, 0) for name in names), default=0)


def _seen(reader: str) -> int:
    return Cursor.objects.filter(name=reader).aggregate(last=Max("last_event_id"))["last"] or 0
