"""Which lines does the backlog show, asked for by how many people, and who are they?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from hafawa.listening.backlog.models import Demand, State, Voice
from hafawa.people import clusters
from hafawa.team.models import User

_ORDER = {State.OPEN: 0, State.PLANNED: 1, State.DONE: 2, State.DECLINED: 3}
QUOTES = 3
_NEEDED = ("demand_id", "words", "is_idea", "told_at", "event__occurred_at", "event__person__name")


@dataclass
class Line:
    """A line of the backlog: people (not messages) who asked, how many messages, some of their words."""

    demand: Demand
    people: set[int] = field(default_factory=set)
    messages: set[int] = field(default_factory=set)
    quotes: list[Voice] = field(default_factory=list)
    untold: int = 0
    ideas: int = 0

    @property
    def n(self) -> int:
        """How many people asked; a message of nobody known counts as one."""
        return len(self.people)


def lines(*, to: User, state: str = "", language: str = "", channel: str = "", since: date | None = None) -> list[Line]:
    """Lines somebody asks for in this selection, those asked for by most first, the open before the closed."""
    seen = Demand.objects.visible_to(to).select_related("by")
    demands = {d.pk: d for d in seen if d.into_id is None}
    ends = {d.pk: d.into_id or d.pk for d in seen}
    voices = Voice.objects.visible_to(to).select_related("event", "event__person").only(*_NEEDED)
    found: dict[int, Line] = {}
    merged = clusters.kept_by_id()
    for voice in _selected(voices, language=language, channel=channel, since=since):
        demand = demands.get(ends.get(voice.demand_id, voice.demand_id))
        if demand is None or (state and demand.state != state):
            continue
        _count(found.setdefault(demand.pk, Line(demand)), voice, merged)
    return sorted(found.values(), key=lambda line: (_ORDER[State(line.demand.state)], -line.n, line.demand.pk))


def voices_of(demand: Demand, *, to: User) -> QuerySet[Voice]:
    """Who asked for it, newest first, those of lines joined to it with them."""
    mine = Voice.objects.visible_to(to).filter(Q(demand=demand) | Q(demand__into=demand))
    return mine.select_related("event", "event__person", "event__annotation", "told_by").order_by("-event_id", "id")


def by_person(voices: Iterable[Voice]) -> dict[int, list[Voice]]:
    """Voices by the person they count as; 0 is nobody known."""
    merged = clusters.kept_by_id()
    found: dict[int, list[Voice]] = defaultdict(list)
    for voice in voices:
        person_id = voice.event.person_id or 0
        found[merged.get(person_id, person_id)].append(voice)
    return found


def waiting_for_word(demands: Collection[Demand], *, to: User) -> int:
    """How many people asked for something that was done and were not told so."""
    done = [d.pk for d in demands if d.state == State.DONE]
    voices = Voice.objects.visible_to(to).filter(demand_id__in=done, told_at=None, event__person__isnull=False)
    return voices.values("event__person_id").distinct().count()


def _selected(voices: QuerySet[Voice], *, language: str, channel: str, since: date | None) -> QuerySet[Voice]:
    if language:
        voices = voices.filter(demand__language=language)
    if channel:
        voices = voices.filter(event__channel=channel)
    if since:
        voices = voices.filter(event__occurred_date__gte=since)
    return voices


def _count(line: Line, voice: Voice, merged: dict[int, int]) -> None:
    person_id = voice.event.person_id
    line.people.add(merged.get(person_id, person_id) if person_id else -voice.event_id)
    line.messages.add(voice.event_id)
    line.ideas += voice.is_idea
    line.untold += voice.told_at is None and person_id is not None
    if len(line.quotes) < QUOTES:
        line.quotes.append(voice)
