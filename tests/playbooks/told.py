"""People whose stories are told as events, judged by the real standing: days are days before NOW."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hafawa.analytics import standing
from hafawa.listening.models import Annotation
from hafawa.people.models import Consent, Person
from hafawa.playbooks import suggest
from hafawa.playbooks.models import State, Suggestion
from hafawa.timeline import log
from hafawa.timeline.events import (
    ContactMade,
    DeliveryArrived,
    Happening,
    MessageReceived,
    MessageSent,
    OrderPlaced,
    PromiseMade,
    ReviewPosted,
    StrikeNoted,
    StrikeRepaired,
)
from hafawa.timeline.models import Event

NOW = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)  # a Wednesday, 16:00 in the shop
_keys = itertools.count(1)


@dataclass
class Story:
    """One person, told in the past tense: days are days before NOW."""

    name: str
    language: str = "en"
    person: Person = field(init=False)

    def __post_init__(self) -> None:
        self.person = Person.objects.create(
            name=self.name, first_name=self.name.split()[0] if self.name else "", language=self.language, created_at=NOW
        )

    def tell(self, what: Happening, *, days_ago: float) -> Event:
        entry = log.Entry(what, NOW - timedelta(days=days_ago), "told", f"{next(_keys)}", self.person.id)
        event = log.append(entry, now=NOW)
        assert event is not None
        return event

    def ordered(self, *, days_ago: float, due_days_ago: float | None = None, ref: str = "") -> Event:
        due_at = None if due_days_ago is None else NOW - timedelta(days=due_days_ago)
        ref = ref or f"A-{next(_keys)}"
        return self.tell(OrderPlaced(ref=ref, amount_minor=5000, currency="USD", due_at=due_at), days_ago=days_ago)

    def ordered_every(self, days: int, *, times: int, last_days_ago: int) -> list[Event]:
        return [self.ordered(days_ago=last_days_ago + days * n) for n in reversed(range(times))]

    def got(self, ref: str, *, days_ago: float) -> Event:
        return self.tell(DeliveryArrived(ref=ref), days_ago=days_ago)

    def wrote(self, text: str, *, days_ago: float, ref: str = "", channel: str = "email", **reading: Any) -> Event:
        what = MessageReceived(channel=channel, ref=ref or f"c-{self.person.id}", text=text)
        return _read(self.tell(what, days_ago=days_ago), **{"needs_answer": True, "feeling": 0.0, **reading})

    def was_answered(self, text: str, *, days_ago: float, ref: str = "", channel: str = "email") -> Event:
        what = MessageSent(channel=channel, ref=ref or f"c-{self.person.id}", text=text, by="Nino")
        return self.tell(what, days_ago=days_ago)

    def reviewed(self, score: int, text: str, *, days_ago: float, ref: str = "", **reading: Any) -> Event:
        return _read(self.tell(ReviewPosted(score=score, text=text, ref=ref), days_ago=days_ago), **reading)

    def met(self, *, days_ago: float, is_sales: bool = False) -> Event:
        return self.tell(ContactMade(channel="in_person", by="Nino", is_sales=is_sales), days_ago=days_ago)

    def was_promised(self, text: str, *, days_ago: float, due_days_ago: float | None, what: str = "send") -> Event:
        due_at = None if due_days_ago is None else NOW - timedelta(days=due_days_ago)
        return self.tell(PromiseMade(text=text, due_at=due_at, what=what), days_ago=days_ago)

    def was_wronged(self, *, days_ago: float, bad: str = "damaged") -> Event:
        return self.tell(StrikeNoted(bad=bad, text="broken", by="Nino"), days_ago=days_ago)

    def was_put_right(self, event: Event, *, days_ago: float) -> Event:
        return self.tell(StrikeRepaired(about_id=event.id, text="sent again", by="Nino"), days_ago=days_ago)

    def refused(self, purpose: str = "care") -> None:
        Consent.objects.create(
            person=self.person, purpose=purpose, granted=False, by_person=True, source="told", stated_at=NOW
        )

    def cards(self) -> list[str]:
        """Names of the playbooks that have an open card for them."""
        open_ = Suggestion.objects.filter(person=self.person, state=State.OPEN)
        return list(open_.order_by("playbook").values_list("playbook", flat=True))

    def card(self) -> Suggestion:
        """Their one open card."""
        return Suggestion.objects.get(person=self.person, state=State.OPEN)


def _read(event: Event, **reading: Any) -> Event:
    Annotation.objects.create(event=event, version="told", language="en", read_at=NOW, confidence=1, **reading)
    return event


def look(*, now: datetime = NOW) -> int:
    """Judge everybody and make the list; how many new cards."""
    standing.refresh(now=now, day=now)
    return suggest.suggest(now=now, day=now)
