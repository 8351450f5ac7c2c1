"""What was decided lately, and what did people do with it? Shares with their counts, and the messages behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from hafawa.listening.models import Annotation, ShadowCheck
from hafawa.listening.routine import shop
from hafawa.listening.routine.cutting import variety_of
from hafawa.listening.routine.deciding import MACHINE, SHADOW
from hafawa.listening.routine.keeping import words_of
from hafawa.timeline.models import Event

DAYS = 30
SHOWN = 10
MOST_COUNTED = 50_000


@dataclass(frozen=True)
class Share:
    """Of `n` messages of the last `DAYS` in a language: `machine` for a machine, `tried` would have been."""

    language: str
    n: int
    machine: int
    tried: int
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Tried:
    """A message a machine would have handled, and what people answered; `answer` is empty where nobody has yet."""

    event: Event
    text: str
    intent: str
    answer: str
    answered_after: timedelta | None


def shares(*, now: datetime) -> list[Share]:
    """By language, the one with most messages first; with the commonest reasons of those that went to people."""
    since = now - timedelta(days=DAYS)
    rows = Annotation.objects.filter(event__kind="message.received", event__occurred_at__gte=since)
    counts: Counter[str] = Counter()
    machine: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    why: dict[str, Counter[str]] = {}
    for language, route, names, intent in rows.values_list("language", "route", "route_why", "intent")[:MOST_COUNTED]:
        counts[language] += 1
        machine[language] += route == MACHINE
        tried[language] += bool(intent) and names == [SHADOW]
        why.setdefault(language, Counter()).update(name for name in names if name != SHADOW)
    return [
        Share(language, n, machine[language], tried[language], tuple(why[language].most_common(5)))
        for language, n in counts.most_common()
        if language in shop.LANGUAGES
    ]


def to_check(*, limit: int = SHOWN) -> list[Tried]:
    """Messages that would have been handled and nobody has looked at yet, the newest first."""
    looked_at = ShadowCheck.objects.values("event_id")
    rows = Annotation.objects.filter(route_why=[SHADOW]).exclude(intent="").exclude(event_id__in=looked_at)
    return [_tried(row) for row in rows.select_related("event").order_by("-event_id")[:limit]]


def checked(variety: str, *, since: datetime | None) -> tuple[int, int]:
    """How many decisions in `variety` were looked at since then, and how many of them were right."""
    rows = ShadowCheck.objects.filter(variety=variety)
    rows = rows.filter(made_at__gte=since) if since else rows
    return rows.count(), rows.filter(is_right=True).count()


def variety(event: Event) -> str:
    """The language and script of a message."""
    return variety_of(words_of(event))


def _tried(row: Annotation) -> Tried:
    event = row.event
    reply = _reply(event)
    answer = " ".join(str(reply.data.get("text", "")).split())[:300] if reply else ""
    after = reply.occurred_at - event.occurred_at if reply else None
    return Tried(event, words_of(event), row.intent, answer, after)


def _reply(event: Event) -> Event | None:
    """What people answered first, in the same conversation where it has a name."""
    if event.person_id is None:
        return None
    later = Event.objects.filter(kind="message.sent", person_id=event.person_id, occurred_at__gt=event.occurred_at)
    later = later.filter(ref=event.ref) if event.ref else later
    return later.exclude(data__is_automatic=True).order_by("occurred_at", "id").first()
