"""People who write, and a team that answers: what the tests of conversations share."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

from hafawa.conversations import gather
from hafawa.conversations.models import Conversation
from hafawa.people.models import Person
from hafawa.team.models import Role, User
from hafawa.timeline import log
from hafawa.timeline.events import (
    CallReceived,
    Happening,
    MentionPosted,
    MessageReceived,
    MessageSent,
    ReviewPosted,
)
from hafawa.timeline.models import Event

NOW = datetime(2026, 6, 17, 12, 0, tzinfo=UTC)  # a Wednesday
_keys = itertools.count()


def person(name: str = "Layla", **more: object) -> Person:
    return Person.objects.create(name=name, first_name=name, language="en", created_at=NOW, **more)


def colleague(name: str, role: str = Role.AGENT) -> User:
    return User.objects.create_user(email=f"{name.lower()}@shop.example", password="long enough", name=name, role=role)


def say(what: Happening, who: Person | None, *, hours_ago: float) -> Event:
    at = NOW - timedelta(hours=hours_ago)
    event = log.append(log.Entry(what, at, "told", f"{next(_keys)}", who.pk if who else None), now=NOW)
    assert event is not None
    return event


def writes(who: Person | None, text: str, *, ref: str = "mail:1", hours_ago: float = 1.0, **more: object) -> Event:
    what = MessageReceived(channel=str(more.pop("channel", "email")), ref=ref, text=text, **more)  # type: ignore[arg-type]
    return say(what, who, hours_ago=hours_ago)


def answers(who: Person, text: str, *, ref: str = "mail:1", hours_ago: float = 0.5, **more: object) -> Event:
    return say(MessageSent(channel="email", ref=ref, text=text, **more), who, hours_ago=hours_ago)  # type: ignore[arg-type]


def rings(who: Person, *, outcome: str, ref: str = "", hours_ago: float = 1.0) -> Event:
    return say(CallReceived(ref=ref, outcome=outcome), who, hours_ago=hours_ago)


def reviews(who: Person | None, text: str, *, score: int = 2, hours_ago: float = 1.0, **more: object) -> Event:
    return say(ReviewPosted(score=score, text=text, **more), who, hours_ago=hours_ago)  # type: ignore[arg-type]


def mentions(who: Person | None, text: str, *, hours_ago: float = 1.0, **more: object) -> Event:
    return say(MentionPosted(text=text, **more), who, hours_ago=hours_ago)  # type: ignore[arg-type]


def gathered(key: str = "mail:1") -> Conversation:
    gather.read_on(now=NOW)
    return Conversation.objects.get(key=key)
