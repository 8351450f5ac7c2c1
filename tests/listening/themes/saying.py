"""Messages in a shop, annotated and told, for tests of themes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hafawa.listening.annotate import annotate
from hafawa.listening.themes import stage
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.timeline import events, log
from hafawa.timeline.models import Event

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def person(n: int) -> Person:
    """The n-th customer."""
    return Person.objects.get_or_create(name=f"Customer {n}", defaults={"created_at": NOW})[0]


def user(role: str = "agent", name: str = "Nino") -> User:
    """A member of the team."""
    email = f"{role}.{name}@shop.example".lower()
    return User.objects.filter(email=email).first() or User.objects.create_user(
        email=email, password="a long sentence of words", name=name, role=role
    )


def say(text: str, *, days_ago: float = 1, by: int | None = 1, score: int | None = None) -> Event:
    """`text` as a message, or as a review where it has a score; nothing is read yet."""
    n = Event.objects.count() + 1
    what: events.Happening = events.MessageReceived(channel="email", ref=f"c:{n}", text=text)
    if score is not None:
        what = events.ReviewPosted(score=score, text=text)
    who = person(by).pk if by is not None else None
    found = log.append(log.Entry(what, NOW - timedelta(days=days_ago), "test", str(n), who), now=NOW)
    assert found is not None
    return found


def read() -> None:
    """All that was said, read and told."""
    while annotate(now=NOW):
        pass
    while stage.read_on(now=NOW):
        pass
