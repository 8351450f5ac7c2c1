"""Is the mood of the shop's customers unusual, and is it about one thing or about everything? Evidence, no verdict.

People are counted, not messages: one who writes five times on one day is one. Sudden anger about everything may come
from the world; about one thing, from us.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q

from hafawa.listening.models import Annotation
from hafawa.listening.said import CUSTOMER_KINDS
from hafawa.listening.themes.models import Mention, Theme
from hafawa.listening.themes.surge import ONCE_IN_DAYS, Day, Surge, watch
from hafawa.listening.themes.topics import WRONG

BACK_DAYS = 420
STILL_TOLD_DAYS = 7
UNHAPPY_FROM = -0.3
ONE_THING_FROM = 0.6  # of the surge's messages about one topic: from here on it is about that


@dataclass(frozen=True)
class Mood:
    """How the days went (people unhappy a day, with what was expected) and the surges among them.

    About one day in a year is told as a surge though nothing had changed; of the topics together, the same.
    """

    days: list[Day]
    surges: list[Surge]
    by_topic: dict[str, list[Surge]]
    about: dict[date, list[tuple[str, int]]]

    def now(self, on: date) -> Surge | None:
        """The surge that was told in the last week before `on`."""
        recent = [s for s in self.surges if on - timedelta(days=STILL_TOLD_DAYS) < s.told <= on]
        return recent[-1] if recent else None

    def topics_now(self, on: date) -> dict[str, Surge]:
        """The same by topic."""
        since = on - timedelta(days=STILL_TOLD_DAYS)
        return {topic: s[-1] for topic, s in self.by_topic.items() if s and since < s[-1].told <= on}

    def one_thing(self, surge: Surge) -> str:
        """The topic a surge is about, or empty where it is about many."""
        about = self.about.get(surge.told, [])
        total = sum(n for _topic, n in about)
        return about[0][0] if about and about[0][1] >= ONE_THING_FROM * total else ""


def look(*, until: datetime, zone: ZoneInfo, back: int = BACK_DAYS) -> Mood:
    """The last `back` days up to `until`. For the background and for screens: it holds numbers only."""
    last = until.astimezone(zone).date()
    first = last - timedelta(days=back)
    unhappy = Annotation.objects.filter(
        Q(is_complaint=True) | Q(feeling__lte=UNHAPPY_FROM) | Q(anger__gte=0.5),
        event__kind__in=CUSTOMER_KINDS,
        event__occurred_date__gte=first,
        event__occurred_at__lte=until,
    )
    people = _people(unhappy.values_list("event__occurred_date", "event__person_id", "event_id"))
    surges, days = watch(_each_day(people, first, last), first=first)
    spoken = _spoken(first, until)
    many = max(1, len(spoken))
    by_topic = {
        topic: watch(_each_day(own, first, last), first=first, days=ONCE_IN_DAYS * many)[0]
        for topic, own in spoken.items()
    }
    about = {surge.told: _about(spoken, surge) for surge in surges}
    return Mood(days, surges, {topic: found for topic, found in by_topic.items() if found}, about)


def _spoken(first: date, until: datetime) -> dict[str, dict[date, set[int]]]:
    rows = Mention.objects.filter(
        sign=WRONG, is_wrong=False, event__occurred_date__gte=first, occurred_at__lte=until
    ).values_list("topic", "event__occurred_date", "event__person_id", "event_id")
    by_topic: dict[str, list[tuple[date, int | None, int]]] = defaultdict(list)
    for topic, on, person, event in rows:
        by_topic[topic].append((on, person, event))
    return {topic: _people(own) for topic, own in by_topic.items()}


def _people(rows: Iterable[tuple[date, int | None, int]]) -> dict[date, set[int]]:
    """Who spoke on each day; an event of nobody known counts for itself (below zero)."""
    found: dict[date, set[int]] = defaultdict(set)
    for on, person, event in rows:
        found[on].add(person if person is not None else -event)
    return found


def _each_day(people: dict[date, set[int]], first: date, last: date) -> list[int]:
    return [len(people.get(first + timedelta(days=i), ())) for i in range((last - first).days + 1)]


def _about(spoken: dict[str, dict[date, set[int]]], surge: Surge) -> list[tuple[str, int]]:
    counts = {
        topic: sum(len(who) for on, who in days.items() if surge.began <= on <= surge.told)
        for topic, days in spoken.items()
    }
    return sorted(((t, n) for t, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))


def theme_of(topic: str) -> Theme | None:
    """The theme that goes wrong with `topic`."""
    return Theme.objects.filter(topic=topic, sign=WRONG, parent=None).first()
