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
