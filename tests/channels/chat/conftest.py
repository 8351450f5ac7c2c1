"""A bubble that is on, somebody we know, and browsers with tokens of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hafawa.channels.chat import door, identity, site
from hafawa.channels.chat.door import Said
from hafawa.channels.models import ChatVisitor
from hafawa.people import actions as people
from hafawa.people.models import Person
from hafawa.team.models import Role, User
from hafawa.timeline.models import Event

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
ORIGIN = "https://shop.example"


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.HAFAWA_DATA_DIR = tmp_path
    return tmp_path


@dataclass
class Bubble:
    """The settings with their secret, and who answers."""

    secret: str
    agent: User

    def vouch(self, email: str, *, name: str = "", until: datetime = NOW + timedelta(hours=1), secret: str = "") -> str:
        return identity.signed(email=email, name=name, until=until, secret=secret or self.secret)


@dataclass
class Browser:
    """Somebody at a browser: writes with its token."""

    token: str
    address: str = "10.0.0.1"
    vouched: str = ""
    n: int = field(default=0)

    def write(self, text: str, *, now: datetime = NOW, key: str = "", **more: Any) -> Event:
        self.n += 1
        said = Said(key=key or f"key-{self.n:08}", text=text, **more)
        return door.write(self.token, self.vouched, said, address=self.address, now=now)[1]

    @property
    def visitor(self) -> ChatVisitor:
        return door.known(self.token)


@pytest.fixture
def bubble(db: None) -> Bubble:
    agent = User.objects.create_user(email="ana@shop.example", password="-", name="Ana", role=Role.AGENT)
    site.change(is_on=True, origins=[ORIGIN], greetings={}, away_words={}, takes_files=True, by=agent, now=NOW)
    return Bubble(site.new_secret(by=agent, now=NOW), agent)


@pytest.fixture
def browser(bubble: Bubble) -> Browser:
    return Browser("a" * 43)


@pytest.fixture
def nino(bubble: Bubble) -> Person:
    """Somebody we know."""
    key = ("email", "nino@example.com", "nino@example.com")
    return people.find_or_make([key], name="Nino Beridze", language="ka", now=NOW - timedelta(days=90))[0]
