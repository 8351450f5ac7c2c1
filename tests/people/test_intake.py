"""Are people found and made in bulk as they would be one at a time?"""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from hafawa.people.intake import Wanted, find_or_make_many
from hafawa.people.models import Identifier, Person

NOW = datetime(2026, 1, 5, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def _mail(address: str) -> tuple[str, str, str]:
    return ("email", address, address.upper())


def _story() -> list[frozenset[tuple[str, str]]]:
    people: dict[int, set[tuple[str, str]]] = {}
    for person_id, kind, value in Identifier.objects.values_list("person_id", "kind", "value"):
        people.setdefault(person_id, set()).add((kind, value))
    return sorted((frozenset(keys) for keys in people.values()), key=sorted)


def _crowd(seed: int) -> list[Wanted]:
    chance = random.Random(seed)
    crowd = []
    for _ in range(300):
        keys = [_mail(f"p{chance.randrange(60)}@example.org")] if chance.random() < 0.8 else []
        if chance.random() < 0.5:
            keys.append(("customer_id", f"shop:{chance.randrange(60)}", "x"))
        if chance.random() < 0.3:
            phone = f"+99559900{chance.randrange(30):04}"
            keys.append(("phone", phone, phone))
        crowd.append(Wanted(tuple(keys), name=chance.choice(["", "Layla Haddad", "Giorgi Beridze", "Nino"])))
    return crowd


@pytest.mark.parametrize("seed", range(5))
def test_one_batch_or_many_meet_the_same_people(seed: int) -> None:
    crowd = _crowd(seed)
    find_or_make_many(crowd, now=NOW)
    at_once = _story()
    Person.objects.all().delete()
    for start in range(0, len(crowd), 7):
        find_or_make_many(crowd[start : start + 7], now=NOW)
    assert _story() == at_once


def test_in_bulk_is_as_one_at_a_time() -> None:
    from hafawa.people.actions import find_or_make

    crowd = [w for w in _crowd(11) if w.keys]
    find_or_make_many(crowd, now=NOW)
    at_once = _story()
    Person.objects.all().delete()
    for w in crowd:
        find_or_make(list(w.keys), name=w.name, language=w.language, now=NOW)
    assert _story() == at_once


def test_without_keys_there_is_nobody() -> None:
    intake = find_or_make_many([Wanted((), name="Someone")], now=NOW)
    assert intake.person_ids == [None]
    assert Person.objects.count() == 0


def test_an_empty_name_is_filled_and_a_known_one_kept() -> None:
    find_or_make_many([Wanted((_mail("a@x.org"),)), Wanted((_mail("b@x.org"),), name="Bea")], now=NOW, import_run_id=1)
    second = [Wanted((_mail("a@x.org"),), name="Ana", language="ka"), Wanted((_mail("b@x.org"),), name="Beatrice")]
    intake = find_or_make_many(second, now=NOW, import_run_id=2)
    assert sorted(Person.objects.values_list("name", "language")) == [("Ana", "ka"), ("Bea", "")]
    assert sorted(field for _, field, _value in intake.filled_in) == ["language", "name"]
    assert not intake.made
    assert len(intake.known) == 2
