"""A person is found by any key, in three scripts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.people import actions
from hafawa.people.models import Person
from hafawa.people.queries import search
from hafawa.team.models import Shop

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
    ):
        made[key] = actions.find_or_make(keys, name=name, language="", now=NOW)[0]
    return made


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ليلي", "layla"),
        ("الحداد", "layla"),
        ("حداد ليلى", "layla"),
        ("LAYLA@EXAMPLE", "layla"),
        ("ᲒᲘᲝᲠᲒᲘ", "giorgi"),
        ("ბერ", "giorgi"),
        ("0555 12 34 56", "giorgi"),
        ("٠٥٥٥١٢٣٤٥٦", "giorgi"),
        ("12-34-56", "giorgi"),
        ("jose alv", "jose"),
        ("ÁLVAREZ", "jose"),
        ("4411", "jose"),
        ("احمد", "ahmad"),
        ("عيسي", "ahmad"),
    ],
)
def test_a_person_is_found_however_it_is_typed(cast: dict[str, Person], text: str, who: str) -> None:
    assert [p.id for p in search(text)] == [cast[who].id]


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "نبيل", "layla zz", "'; --"])
def test_what_fits_nobody_finds_nobody(cast: dict[str, Person], text: str) -> None:
    assert search(text) == []


def test_whoever_is_named_so_first_comes_first_and_no_more_than_asked_for() -> None:
    for name in ("Zaza Nino", "Nino Abashidze", "Ninotchka X", "Anino"):
        actions.find_or_make([], name=name, language="", now=NOW)
    assert [p.name for p in search("nino", limit=3)] == ["Nino Abashidze", "Ninotchka X", "Anino"]


def test_a_whole_key_comes_before_a_name_and_a_name_before_part_of_a_key() -> None:
    for name, kind, value in (
        ("Zaza", "email", "nino.z@example.com"),
        ("Nino Abashidze", "email", "abashidze@example.com"),
        ("Petre", "handle", "nino"),
    ):
        actions.find_or_make([(kind, value, value)], name=name, language="", now=NOW)
    assert [p.name for p in search("nino")] == ["Petre", "Nino Abashidze", "Zaza"]


def test_nobody_is_named_twice_when_found_in_two_ways() -> None:
    actions.find_or_make([("email", "nino@example.com", "x")], name="Nino Nino", language="", now=NOW)
    assert len(search("nino")) == 1
