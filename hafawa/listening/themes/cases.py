"""Has this happened before, what was done then, and how did it end? Similar past cases beside one message (B5).

Like it are messages that speak of the same topics going wrong, in whatever language, the likelier the more topics they
share and the more alike their words are. What we did is read from the timeline of each, not guessed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from hafawa.listening.models import Annotation
from hafawa.listening.said import words_of
from hafawa.listening.themes import kept
from hafawa.listening.themes.models import Mention
from hafawa.listening.themes.quotes import Hiding, Quote, quote
from hafawa.listening.themes.topics import WRONG
from hafawa.listening.themes.vectors import folded
from hafawa.timeline.models import Event

SHOWN = 4
LOOKED_AT = 400
BACK_DAYS = 730
DONE_WITHIN = timedelta(days=14)
ENDED_WITHIN = timedelta(days=120)
_DONE = ("message.sent", "review.answered", "call.made", "gesture.given", "order.refunded", "strike.repaired")
_SAID_BY_CUSTOMER = ("message.received", "review.posted", "mention.posted")


@dataclass(frozen=True)
class Done:
    """One thing we did: its kind of event, when, in which words."""

    kind: str
    at: datetime
    text: str
    by: str


@dataclass(frozen=True)
class Case:
    """A past message like this one: its words, the topics both speak of, what was done, and how it ended.

    `ended` is "thanked", "ordered_again", "complained_again" or "open"; `likeness` 0 to 1.
    """

    quote: Quote
    topics: tuple[str, ...]
    likeness: float
    done: tuple[Done, ...]
    ended: str


@dataclass(frozen=True)
class Past:
    """What came before one message: the topics it speaks of, similar cases, and how many others spoke of the first."""

    topics: tuple[str, ...]
    cases: tuple[Case, ...]
    others: int
    days: int = 90


def before(event: Event, *, to: object, now: datetime) -> Past:
    """The cases like `event`, most alike first; none where it complains of nothing known."""
    topics = tuple(_topics(event))
    if not topics:
        return Past((), (), 0)
    since = event.occurred_at - timedelta(days=BACK_DAYS)
    rows = (
        Mention.objects.visible_to(to)
        .filter(topic__in=topics, sign=WRONG, is_wrong=False, occurred_at__gte=since, occurred_at__lt=event.occurred_at)
        .exclude(event_id=event.pk)
        .select_related("event__person", "event__annotation")
        .order_by("-occurred_at", "-id")[:LOOKED_AT]
    )
    by_event: dict[int, list[Mention]] = defaultdict(list)
    for mention in rows:
        by_event[mention.event_id].append(mention)
    best = _most_alike(event, topics, list(by_event.values()))
    hide = Hiding(to)
    cases = [_case(own, likeness, hide=hide, to=to) for likeness, own in best if not hide.is_kept_back(own[0])]
    others = Mention.objects.visible_to(to).filter(
        topic=topics[0], sign=WRONG, is_wrong=False, occurred_at__lt=event.occurred_at
    )
    recent = others.filter(occurred_at__gte=event.occurred_at - timedelta(days=90)).exclude(event_id=event.pk)
    return Past(topics, tuple(cases[:SHOWN]), recent.count())


def _topics(event: Event) -> list[str]:
    counted = Mention.objects.filter(event_id=event.pk, sign=WRONG, is_wrong=False).order_by("-confidence", "start")
    if found := list(counted.values_list("topic", flat=True)):
        return found
    reading = Annotation.objects.filter(event_id=event.pk).first()
    if reading is None or (reading.feeling or 0.0) > 0.2:
        return []
    told = kept.in_use().classifier.tell(words_of(event), language=reading.language, feeling=reading.feeling)
    return list(dict.fromkeys(t.topic for t in told if t.sign != "loved"))


def _most_alike(event: Event, topics: tuple[str, ...], found: list[list[Mention]]) -> list[tuple[float, list[Mention]]]:
    if not found:
        return []
    reading = Annotation.objects.filter(event_id=event.pk).values_list("language", flat=True).first() or ""
    texts = [words_of(event), *(words_of(own[0].event) for own in found)]
    rows = folded(texts, [reading, *(own[0].language for own in found)])
    alike = (rows[1:] @ rows[0]).tolist()
    scored = []
    for own, words_alike in zip(found, alike, strict=True):
        shared = {m.topic for m in own} & set(topics)
        scored.append((len(shared) / len(topics) * 0.6 + 0.4 * max(0.0, words_alike), own))
    scored.sort(key=lambda pair: (-pair[0], -pair[1][0].event_id))
    people: set[int | None] = set()
    best = []
    for likeness, own in scored:
        person = own[0].event.person_id
        if person is None or person not in people:
            people.add(person)
            best.append((likeness, own))
    return best[: 2 * SHOWN]


def _case(own: list[Mention], likeness: float, *, hide: Hiding, to: object) -> Case:
    event = own[0].event
    after = list(_after(event, to=to))
    done = tuple(_done(after, event, hide=hide, mention=own[0]))
    return Case(
        quote=quote(own[0], hide=hide),
        topics=tuple(dict.fromkeys(m.topic for m in own)),
        likeness=round(likeness, 3),
        done=done,
        ended=_ended(event, after),
    )


def _after(event: Event, *, to: object) -> list[Event]:
    if event.person_id is None:
        return list(Event.objects.visible_to(to).filter(about_id=event.pk).select_related("annotation"))
    rows = Event.objects.visible_to(to).filter(
        person_id=event.person_id,
        occurred_at__gt=event.occurred_at,
        occurred_at__lte=event.occurred_at + ENDED_WITHIN,
    )
    return list(rows.select_related("annotation").order_by("occurred_at", "id")[:60])


def _done(after: list[Event], event: Event, *, hide: Hiding, mention: Mention) -> list[Done]:
    until = event.occurred_at + DONE_WITHIN
    found = []
    for later in after:
        is_ours = later.kind in _DONE and not later.data.get("is_automatic") and not later.data.get("is_sales")
        if later.occurred_at > until or not is_ours or (later.about_id and later.about_id != event.pk):
            continue
        text = str(later.data.get("text") or later.data.get("what") or "")
        found.append(Done(later.kind, later.occurred_at, hide(text[:400], mention), str(later.data.get("by", ""))))
    return found[:4]


def _ended(event: Event, after: list[Event]) -> str:
    """The last that is known of it: what they said next weighs more than what they bought."""
    for later in after:
        reading = getattr(later, "annotation", None)
        if later.kind in _SAID_BY_CUSTOMER and reading is not None:
            if reading.is_complaint:
                return "complained_again"
            if reading.is_thanks or reading.is_praise or (reading.feeling or 0.0) >= 0.4:
                return "thanked"
    if any(later.kind == "order.placed" for later in after):
        return "ordered_again"
    return "open"
