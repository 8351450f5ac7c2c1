"""Are those who were erased known again by nothing but a keyed hash?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hafawa.people import intake, tombstones
from hafawa.people.intake import Wanted
from hafawa.people.models import Person, Tombstone

NOW = datetime(2026, 1, 5, tzinfo=UTC)
EMAIL, OTHER, PHONE = ("email", "a@x.org"), ("email", "b@x.org"), ("phone", "+995555123456")
pytestmark = pytest.mark.django_db


def erase(*keys: tombstones.Key, at: datetime = NOW) -> None:
    tombstones.lay([tombstones.digest(*key) for key in keys], at=at)


def wanted(*keys: tombstones.Key, said_at: datetime | None = None) -> Wanted:
    return Wanted(tuple((*key, key[1]) for key in keys), name="Ana", said_at=said_at)


def test_only_hashes_are_kept_and_another_secret_hashes_otherwise(settings: Any, tmp_path: Path) -> None:
    erase(EMAIL)
    [kept] = Tombstone.objects.values_list("digest", flat=True)
    assert "a@x" not in kept
    settings.HAFAWA_DATA_DIR = tmp_path
    assert tombstones.digest(*EMAIL) != kept


def test_a_kind_is_part_of_the_key() -> None:
    erase(EMAIL)
    assert tombstones.erased_at([EMAIL, ("handle", "a@x.org"), OTHER]) == {EMAIL: NOW}


def test_one_erased_again_is_erased_later() -> None:
    erase(EMAIL)
    erase(EMAIL, at=NOW + timedelta(days=1))
    assert tombstones.erased_at([EMAIL]) == {EMAIL: NOW + timedelta(days=1)}


@pytest.mark.parametrize(
    ("erased", "keys", "is_gone"),
    [
        ([EMAIL], [EMAIL], True),
        ([EMAIL], [OTHER], False),
        ([PHONE], [PHONE], True),
        ([EMAIL, PHONE], [OTHER, PHONE], False),  # the household's telephone
        ([EMAIL, PHONE], [EMAIL, PHONE], True),
        ([EMAIL], [EMAIL, ("customer_id", "shop:1")], True),
        ([EMAIL], [], False),
    ],
)
def test_a_shared_phone_decides_only_alone(
    erased: list[tombstones.Key], keys: list[tombstones.Key], is_gone: bool
) -> None:
    erase(*erased)
    assert (tombstones.decides(keys, tombstones.erased_at(keys)) is not None) == is_gone


@pytest.mark.parametrize(("days", "is_met"), [(-1, False), (0, False), (1, True), (None, False)])
def test_an_import_meets_them_again_only_with_what_is_from_after(days: int | None, is_met: bool) -> None:
    erase(EMAIL)
    said_at = None if days is None else NOW + timedelta(days=days)
    found = intake.find_or_make_many([wanted(EMAIL, said_at=said_at), wanted(OTHER)], now=NOW + timedelta(days=9))
    assert (found.person_ids[0] is not None) == is_met
    assert found.person_ids[1] is not None
    assert (found.erased, Person.objects.count()) == (0 if is_met else 1, 1 + is_met)
