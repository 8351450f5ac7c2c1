"""Whom to call today, in which order and why; and does a conversation want a call rather than another message?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from hafawa.conversations.calls import queries, rather
from hafawa.conversations.calls.models import Callback
from hafawa.people import consent
from hafawa.people.models import Consent, Identifier, Person
from hafawa.playbooks import say, to_call
from hafawa.team.models import Shop, User
from hafawa.timeline import log
from hafawa.timeline.models import Event
from hafawa.web.reads import boundaries
from hafawa.web.templatetags.page import language
from hafawa.web.words import calls as in_words

SOON = timedelta(minutes=15)
EXCHANGED_WITHIN = timedelta(days=21)
_LATE, _MISSED, _OPEN, _CARD, _LATER = range(5)
_WRITTEN = ("message.received", "message.sent")


@dataclass(frozen=True)
class Number:
    """A number of theirs: as it was typed, and what a telephone dials."""

    shown: str
    href: str
    value: str
    is_wrong: bool = False


@dataclass
class Line:
    """One person to call: why, why here, when, on which number, and the address of the minute before the call."""

    person: Person
    kind: str  # promised, open, missed, card
    why: str
    order: tuple[int, float, int]
    url: str = ""
    due_at: datetime | None = None
    is_late: bool = False
    owner: str = ""
    promise_id: int | None = None
    suggestion_id: int | None = None
    missed_id: int | None = None
    ref: str = ""
    minutes: int = 0
    number: Number | None = None
    also: list[str] = field(default_factory=list)
    stop: str = ""  # why they are not to be called, in a sentence; empty: they may be

    @property
    def here(self) -> str:
        """Why it stands where it stands."""
        return in_words.here(self.kind, is_late=self.is_late)


@dataclass(frozen=True)
class Asked:
    """A call that was asked for in a message, and may be promised with a click."""

    callback: Callback
    on: str  # as a date field holds it, in the shop's zone
    at: str  # as a time field holds it


@dataclass(frozen=True)
class CallList:
    """Today's calls in order, those promised for another day, and those asked for that wait for a yes or no.

    `to_write` would be called today, were they not to be written to instead: they are no calls and cost no minutes.
    """

    lines: list[Line]
    to_write: list[Line]
    later: list[Line]
    asked: list[Asked]
    minutes: int


def read(*, to: User, now: datetime) -> CallList:
    """The list as `to` sees it; one line a person, with all the reasons to call them."""
    zone = Shop.get().zone
    midnight = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    lines = _together(_all(to=to, now=now, zone=zone))
    found = sorted(lines, key=lambda line: line.order)
    is_later = {id(x) for x in found if x.order[0] == _LATER and x.due_at is not None and x.due_at >= midnight}
    today = [x for x in found if id(x) not in is_later]
    _finish(found, to=to, on=now.astimezone(zone).date())
    lines = [x for x in today if not x.stop]
    return CallList(
        lines=lines,
        to_write=[x for x in today if x.stop],
        later=[x for x in found if id(x) in is_later],
        asked=[_asked(c, now=now, zone=zone) for c in queries.asked(to=to)],
        minutes=sum(line.minutes for line in lines),
    )


def number_of(identifier: Identifier, *, wrong: set[str] | None = None) -> Number:
    """`identifier`, a phone number, as it is shown and dialled."""
    value = identifier.value
    return Number(identifier.as_typed, f"tel:{value}", value, value in (wrong or set()))


def _all(*, to: User, now: datetime, zone: Any) -> list[Line]:
    people: dict[int, Person] = {}
    owed, missed = queries.owed(to=to), queries.missed(to=to, now=now)
    cards = to_call.cards(to=to, day=log.day_of(now=now), now=now, language=language())
    wanted = {c.person_id for c in owed} | {c.person_id for c in missed}
    people = Person.objects.visible_to(to).in_bulk(wanted)
    lines = [_owed(c, people[c.person_id], now=now, zone=zone) for c in owed if c.person_id in people]
    lines += [_missed(c, people[c.person_id], now=now, zone=zone) for c in missed if c.person_id in people]
    known = {line.promise_id: line for line in lines if line.promise_id}
    for place, card in enumerate(cards):
        if card.promise_id in known:
            known[card.promise_id].suggestion_id = card.suggestion.pk
            known[card.promise_id].minutes = card.suggestion.minutes
        else:
            lines.append(_card(card, place))
    return lines


def _owed(call: queries.Owed, person: Person, *, now: datetime, zone: Any) -> Line:
    due = call.due_at.timestamp() if call.due_at else 0.0
    is_now = call.due_at is not None and call.due_at <= now + SOON
    rank = _LATE if is_now else _OPEN if call.due_at is None else _LATER
    return Line(
        person=person,
        kind="open" if call.due_at is None else "promised",
        why=in_words.owed(call, now=now, zone=zone),
        order=(rank, due, call.promise_id),
        due_at=call.due_at,
        is_late=is_now,
        owner=call.owner,
        promise_id=call.promise_id,
        ref=call.ref,
        minutes=10,
    )


def _missed(call: queries.Missed, person: Person, *, now: datetime, zone: Any) -> Line:
    why = " ".join(p for p in (in_words.missed(call, now=now, zone=zone), in_words.tried(call.ours)) if p)
    order = (_MISSED, call.at.timestamp(), call.event_id)
    ref = f"call:{call.event_id}"  # as `conversations.counting` calls a call that stands by itself
    return Line(person=person, kind="missed", why=why, order=order, missed_id=call.event_id, ref=ref, minutes=5)


def _card(card: to_call.ToCall, place: int) -> Line:
    suggestion = card.suggestion
    return Line(
        person=suggestion.person,
        kind="card",
        why=card.why,
        order=(_CARD, float(place), suggestion.pk),
        suggestion_id=suggestion.pk,
        ref=str(suggestion.facts.get("exchanges_ref") or ""),
        minutes=suggestion.minutes,
    )


def _together(lines: list[Line]) -> list[Line]:
    """One a person: the first by order, carrying what the others are about."""
    first: dict[int, Line] = {}
    for line in sorted(lines, key=lambda x: x.order):
        kept = first.setdefault(line.person.pk, line)
        if kept is line:
            continue
        kept.also.append(line.why)
        kept.suggestion_id = kept.suggestion_id or line.suggestion_id
        kept.promise_id = kept.promise_id or line.promise_id
        kept.missed_id = kept.missed_id or line.missed_id
        kept.ref = kept.ref or line.ref
    return list(first.values())


def _finish(lines: list[Line], *, to: User, on: date) -> None:
    """Their numbers, the address of each brief, and whom not to call."""
    stops = boundaries.not_called({x.person.pk for x in lines}, to=to, on=on)
    numbers = queries.numbers([x.person.pk for x in lines], to=to)
    for line in lines:
        line.stop = stops.get(line.person.pk, "")
        mine = numbers.get(line.person.pk)
        line.number = number_of(mine[0]) if mine else None
        given = {"card": line.suggestion_id, "promise": line.promise_id, "missed": line.missed_id, "ref": line.ref}
        query = urlencode({name: value for name, value in given.items() if value})
        line.url = reverse("web:call", args=[line.person.pk]) + (f"?{query}" if query else "")


def _asked(callback: Callback, *, now: datetime, zone: Any) -> Asked:
    due_at = callback.due_at if callback.due_at and callback.due_at > now else None
    local = due_at.astimezone(zone) if due_at else None
    return Asked(callback, local.date().isoformat() if local else "", f"{local:%H:%M}" if local else "")


@dataclass(frozen=True)
class ThreadCall:
    """Whether a call would do more good in a conversation: reasons in words (none: write on), and how to begin."""

    person_id: int
    reasons: list[str]
    url: str
    number: Number | None
    refuses: bool


def in_thread(ref: str, who: list[int], *, to: User, now: datetime, is_confidential: bool = False) -> ThreadCall:
    """What template `inbox/call_brief.html` shows of the conversation `ref` with the one whose ids are `who`."""
    numbers = queries.numbers([who[0]], to=to).get(who[0], [])
    found = _thread(ref, who, to=to, now=now, is_confidential=is_confidential, has_number=bool(numbers))
    keys = rather.reasons(found)
    query = urlencode({"ref": ref})
    return ThreadCall(
        person_id=who[0],
        reasons=[in_words.reason(key, exchanges=found.exchanges) for key in keys],
        url=f"{reverse('web:call', args=[who[0]])}?{query}",
        number=number_of(numbers[0]) if numbers else None,
        refuses=found.refuses_calls,
    )


def _thread(
    ref: str, who: list[int], *, to: User, now: datetime, is_confidential: bool, has_number: bool
) -> rather.Thread:
    seen = Event.objects.visible_to(to).filter(person_id__in=who)
    written = seen.filter(ref=ref, kind__in=_WRITTEN, occurred_at__gt=now - EXCHANGED_WITHIN)
    events = [e for e in written.select_related("annotation").order_by("occurred_at", "id") if _by_hand(e)]
    theirs = [e for e in events if e.kind == "message.received"]
    reading = getattr(theirs[-1], "annotation", None) if theirs else None
    both = len(theirs) and len(theirs) < len(events)
    began = seen.order_by("occurred_at").values_list("occurred_at", flat=True).first()
    return rather.Thread(
        exchanges=len(events) if both else 0,
        is_unresolved=bool(theirs) and (events[-1] is theirs[-1] or bool(reading and reading.is_complaint)),
        anger=reading.anger if reading else 0.0,
        feeling=reading.feeling if reading else None,
        tenure_days=(now - began).days if began else 0,
        is_confidential=is_confidential,
        refuses_calls=may_call(who, to=to) is False,
        has_number=has_number,
    )


def _by_hand(event: Event) -> bool:
    return not event.data.get("is_automatic") and not event.data.get("is_sales")


def said_of_contact(who: list[int], *, to: User, purpose: str) -> bool | None:
    """What they last said about being called for `purpose`; None where they said nothing."""
    rows = Consent.objects.visible_to(to).filter(person_id__in=who)
    said = [consent.Statement(c.purpose, c.channel, c.granted, c.by_person, c.stated_at) for c in rows]
    return consent.latest(said, purpose=purpose, channel="phone")


def may_call(who: list[int], *, to: User) -> bool | None:
    """False where they asked not to be called for anything, or for what they are owed."""
    refused = Consent.objects.visible_to(to).filter(person_id__in=who, channel="phone", granted=False).exists()
    found = [said_of_contact(who, to=to, purpose=p) for p in ("service", "care")] if refused else []
    return False if False in found else None


def known_as(person: Person, numbers: list[Number]) -> str:
    """What to call somebody on the list: their name, else their number."""
    return person.name or say.nameless(numbers[0].shown if numbers else "")
