"""A shop in Tbilisi, somebody who calls, somebody who works there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hafawa.people import actions as people
from hafawa.people.models import Person
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import Happening
from hafawa.timeline.models import Event

NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)
NUMBER = "+995555123456"


@pytest.fixture(autouse=True)
def shop(db: None, settings: Any, tmp_path: Path) -> Shop:
    settings.HAFAWA_DATA_DIR = tmp_path
    shop = Shop.get()
    shop.name, shop.sender_name, shop.country, shop.time_zone = "Finjan", "Nino", "GE", "Asia/Tbilisi"
    shop.held_out_share = 0.0
    shop.save()
    return shop


@pytest.fixture
def nino(shop: Shop) -> User:
    return User.objects.create_user(
        password="a long sentence", email="nino@finjan.example", name="Nino", role=Role.AGENT
    )


@pytest.fixture
def layla(shop: Shop) -> Person:
    return people.find_or_make([("phone", NUMBER, "555 12 34 56")], name="Layla", language="en", now=NOW)[0]


def tell(person: Person, what: Happening, *, hours_ago: float = 1) -> Event:
    at = NOW - timedelta(hours=hours_ago)
    key = f"e{Event.objects.count()}"
    event = log.append(log.Entry(what, at, "test", key, person.pk), now=NOW)
    assert event is not None
    return event
