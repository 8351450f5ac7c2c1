"""A shop with three people and cards made by the real stages, and browsers of those who may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from hafawa import flow
from hafawa.conversations.boundaries.models import Boundary
from hafawa.kernel import clock
from hafawa.people import actions as people
from hafawa.people.models import Person
from hafawa.playbooks.models import Suggestion
from hafawa.search import indexing
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, MessageSent, OrderPlaced, PromiseMade, ReviewPosted
from hafawa.timeline.models import Event

PASSWORD = "a long sentence of words"


@dataclass
class House:
    """What the tests stand in."""

    owner: User
    layla: Person
    giorgi: Person
    margaret: Person
    events: dict[str, int]

    def card_of(self, person: Person) -> Suggestion:
        return Suggestion.objects.get(person=person, state="open")


@pytest.fixture
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.HAFAWA_DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def owner(db: None, request: pytest.FixtureRequest) -> User:
    if "house" in request.fixturenames and _baked:
        house: House = request.getfixturevalue("house")
        return house.owner
    shop = Shop.get()
    shop.name, shop.currency, shop.set_up_at = "Finjan", "GEL", datetime(2026, 1, 1, tzinfo=UTC)
    shop.save()
    return User.objects.create_user(email="nino@finjan.example", password=PASSWORD, name="Nino", role=Role.OWNER)


_baked: list[str] = []
#: rows of the frame, or of the test that happened to come first
NOT_OF_THE_HOUSE = {
    "contenttypes.ContentType",
    "auth.Permission",
    "team.ApiToken",
    "webhooks.Endpoint",
    "webhooks.Door",
}


@pytest.fixture
def house(db: None, request: pytest.FixtureRequest) -> House:
    """Layla waits for an answer, Giorgi was promised a call, Margaret gave one star of five.

    The stages work it out once; the tests that follow begin with the rows they left.
    """
    if _baked:
        _restore(_baked[0])
        indexing.rebuild(now=clock.now())
    else:
        request.getfixturevalue("owner")
        request.getfixturevalue("data_folder")
        _build(clock.now())
        _baked.append(serializers.serialize("json", _all_rows()))
    people_by_name = {p.first_name or p.name: p for p in Person.objects.order_by("id")}
    layla, giorgi, margaret = people_by_name.values()
    events = {e.external_id: e.pk for e in Event.objects.filter(source="test")}
    return House(User.objects.get(email="nino@finjan.example"), layla, giorgi, margaret, events)


def _build(now: datetime) -> None:
    made = {
        "layla": _person("ليلى حدّاد", "ar", "layla@example.com", now),
        "giorgi": _person("გიორგი ბერიძე", "ka", "giorgi@example.com", now),
        "margaret": _person("Margaret O’Brien", "en", "margaret@example.com", now),
    }
    told = [*_layla(now), *_giorgi(now), *_margaret(now)]
    entries = [log.Entry(what, at, "test", f"e{n}", made[who].pk) for n, (who, what, at) in enumerate(told)]
    log.append_many(entries, now=now)
    flow.daily(now)


def _all_rows() -> list[Any]:
    ours = [m for m in apps.get_models() if m._meta.label not in NOT_OF_THE_HOUSE]
    return [row for model in ours for row in model._default_manager.all()]


def _restore(baked: str) -> None:
    Shop.objects.all().delete()
    models = set()
    for row in serializers.deserialize("json", baked):
        row.save()
        models.add(type(row.object))
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(sql)


@pytest.fixture
def nino(owner: User) -> Client:
    """The owner's browser."""
    return signed_in(owner)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def colleague(role: str, *, email: str = "luka@finjan.example") -> User:
    return User.objects.create_user(email=email, password=PASSWORD, name="Luka", role=role)


def _person(name: str, language: str, email: str, now: datetime) -> Person:
    return people.find_or_make([("email", email, email)], name=name, language=language, now=now)[0]


def _layla(now: datetime) -> list[tuple[str, Any, datetime]]:
    text = "أين طلبي HF-1؟ أنا غاضبة جداً، لم يصل شيء ولم يرد أحد."
    order = OrderPlaced(ref="HF-1", amount_minor=12000, currency="GEL")
    return [
        ("layla", order, now - timedelta(days=12)),
        ("layla", MessageReceived(channel="email", ref="c1", text=text), now - timedelta(hours=30)),
    ]


def _giorgi(now: datetime) -> list[tuple[str, Any, datetime]]:
    said = now - timedelta(days=3)
    return [
        ("giorgi", OrderPlaced(ref="HF-2", amount_minor=8000, currency="GEL"), now - timedelta(days=20)),
        ("giorgi", MessageReceived(channel="email", ref="c2", text="როდის დამირეკავთ?"), said - timedelta(hours=1)),
        ("giorgi", MessageSent(channel="email", ref="c2", text="ხვალ დაგირეკავთ.", by="Nino"), said),
        (
            "giorgi",
            PromiseMade(text="ხვალ დაგირეკავთ", due_at=now - timedelta(days=2), ref="c2", by="Nino", what="call"),
            said,
        ),
    ]


def _margaret(now: datetime) -> list[tuple[str, Any, datetime]]:
    words = "The handle snapped off on the fourth morning. Very disappointed."
    return [
        ("margaret", OrderPlaced(ref="HF-3", amount_minor=5000, currency="GEL"), now - timedelta(days=9)),
        ("margaret", ReviewPosted(score=1, ref="HF-3", text=words), now - timedelta(days=2)),
    ]


def keeps_to(house: House, person: Person, step: str, *, days: int = 30) -> None:
    """The team keeps to a boundary step with them, until so many days from now."""
    now = clock.now()
    Boundary.objects.create(
        person=person, step=step, state="in_force", why="shouted", expires_on=now.date() + timedelta(days=days),
        proposed_by=colleague(Role.AGENT), proposed_at=now, decided_by=house.owner, decided_at=now,
    )  # fmt: skip
