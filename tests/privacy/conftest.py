"""A small shop with somebody to forget."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hafawa.channels.importers import runs
from hafawa.channels.models import ImportRun
from hafawa.people.models import Identifier, Person
from hafawa.privacy import erasing
from hafawa.privacy.models import Erasure
from hafawa.team.models import Shop, User

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
ORDERS = (
    "Order number,Order date,Email,Name,Total,Currency\n"
    "A1,2025-03-01 10:00:00,layla@example.org,Layla Haddad,50.00,EUR\n"
    "A2,2025-03-02 10:00:00,nino@example.org,Nino Beridze,20.00,EUR\n"
    "A3,2025-04-01 10:00:00,layla@example.org,Layla Haddad,30.00,EUR\n"
    "A4,2025-99-99 10:00:00,layla@example.org,Layla Haddad,30.00,EUR\n"
    "A5,2025-99-99 10:00:00,somebody@example.org,Somebody Else,30.00,EUR\n"
)
REVIEWS = (
    "Date,Score,Text,Order number,Email\n"
    "2025-03-05,2,It came late and broken,A1,\n"
    "2025-03-06,5,Lovely,A2,\n"
    "2025-03-07,4,Good but Layla Haddad waits for hers,A2,nino@example.org\n"
)


@pytest.fixture
def shop(db: None) -> Shop:
    return Shop.objects.update_or_create(
        id=1, defaults={"currency": "EUR", "set_up_at": NOW, "staff_addresses": ["shop.example"], "name": "Finjan"}
    )[0]


@pytest.fixture
def owner(shop: Shop) -> User:
    return User.objects.create_user(email="owner@shop.example", password="a long sentence", name="Ana", role="owner")


def bring_in(folder: Path, text: str | bytes, name: str, *, again: bool = False, now: datetime = NOW) -> ImportRun:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    run = runs.receive(path, name=name, by=None, now=now, again=again)
    if run.questions:
        run = runs.answer(run, {q.key: q.options[0].value for q in runs.questions(run)}, now)
    return runs.carry_out(run, now=now)


def whose(email: str) -> Person:
    return Identifier.objects.get(kind="email", value=email).person


def erase(person: Person, by: User | None = None, *, now: datetime = LATER) -> Erasure:
    seen = erasing.preview(person.pk)
    asked = erasing.ask(person.pk, typed=seen.confirm_with, by=by, now=now - timedelta(hours=24))
    return erasing.carry_out(asked, now=now)
