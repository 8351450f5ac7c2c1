"""Somebody a form asks for is known by a whole key or a whole name, in three scripts, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.people import actions, merging
from hafawa.people.models import Person
from hafawa.people.queries import known_as
from hafawa.team.models import Role, Shop, User
from hafawa.team.permissions import AT_THE_MACHINE

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast(db: None) -> dict[str, Person]:
    shop = Shop.get()
    shop.country = "GE"
    shop.save()
    made = {}
    for key, name, keys in (
        ("layla", "ليلى الحدّاد", [("email", "layla@example.com", "Layla@example.com")]),
        ("giorgi", "გიორგი ბერიძე", [("phone", "+995555123456", "0555 12 34 56")]),
        ("jose", "José Álvarez", [("customer_id", "till:4411", "4411")]),
        ("ahmad", "أحمد عيسى", [("handle", "insta:ahmad_e", "@ahmad_e")]),
        ("twin", "José Álvarez II", [("email", "ii@example.com", "ii@example.com")]),
    ):
        made[key] = actions.find_or_make(keys, name=name, language="", now=NOW)[0]
    return made


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ليلى الحدّاد", "layla"), ("ليلي الحداد", "layla"), ("LAYLA@EXAMPLE.COM", "layla"), ("layla@example.com\u200b", "layla"),
        ("ᲒᲘᲝᲠᲒᲘ ᲑᲔᲠᲘᲫᲔ", "giorgi"), ("0555 12 34 56", "giorgi"), ("٠٥٥٥١٢٣٤٥٦", "giorgi"), ("+995 555 123456", "giorgi"),
        ("jose alvarez", "jose"), ("till:4411", "jose"), ("insta:ahmad_e", "ahmad"), ("احمد عيسي", "ahmad"),
    ],
)  # fmt: skip
def test_somebody_is_known_by_a_whole_key_or_name_however_it_is_typed(
    cast: dict[str, Person], text: str, who: str
) -> None:
    assert known_as(text, to=AT_THE_MACHINE) == cast[who]


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "نبيل", "layla", "layla@", "555", "'; --", "\0", "x" * 5000, "\u200b"]
)
def test_by_a_part_or_nothing_nobody_is_known(cast: dict[str, Person], text: str) -> None:
    assert known_as(text, to=AT_THE_MACHINE) is None


def test_of_two_of_one_name_neither_is_known_until_they_are_one(cast: dict[str, Person]) -> None:
    other = actions.find_or_make([("email", "j@example.com", "")], name="Jose Alvarez", language="", now=NOW)[0]
    assert known_as("José Álvarez", to=AT_THE_MACHINE) is None
    merging.merge(cast["jose"].pk, other.pk, by=None, now=NOW)
    assert known_as("José Álvarez", to=AT_THE_MACHINE) == cast["jose"]
    assert known_as("j@example.com", to=AT_THE_MACHINE) == cast["jose"]


def test_who_may_not_see_keys_finds_nobody_by_them(cast: dict[str, Person]) -> None:
    viewer = User.objects.create_user(email="v@x.example", password="a long sentence", name="V", role=Role.VIEWER)
    assert known_as("layla@example.com", to=viewer) is None
    assert known_as("ليلى الحداد", to=viewer) == cast["layla"]
