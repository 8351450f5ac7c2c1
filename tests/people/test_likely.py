"""Suggestions are kept up as people come, change and go; nobody is joined, and who was said to differ stays away."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.people import actions, differing, likely, merging, pairs
from hafawa.people.intake import Wanted, find_or_make_many
from hafawa.people.models import AlikePair, LikenessKey, LikenessMark, Person, SharedKey

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def met(name: str, *keys: str) -> Person:
    typed = [("email" if "@" in k else "phone", k, k) for k in keys]
    return actions.find_or_make(typed, name=name, language="", now=NOW)[0]


def found() -> list[tuple[str, str, str]]:
    return [(s.one.name, s.other.name, s.pair.verdict) for s in pairs.to_look_at()]


def test_somebody_told_again_in_another_script_is_suggested_and_not_joined() -> None:
    met("Layla Haddad", "layla@example.com")
    likely.refresh(now=NOW)
    assert found() == []
    met("ليلى حداد", "+962790000001")
    assert likely.is_due()
    assert likely.refresh(now=NOW) > 0
    assert not likely.is_due()
    assert found() == [("Layla Haddad", "ليلى حداد", "same")]
    assert Person.objects.count() == 2


def test_two_names_on_one_phone_are_a_household_by_one_and_by_many() -> None:
    met("Layla Haddad", "layla@example.com", "+962790000001")
    met("Omar Haddad", "omar@example.com", "+962790000001")
    find_or_make_many(
        [Wanted(keys=(("email", "n@example.com", ""), ("phone", "+962790000001", "")), name="Nour Haddad")], now=NOW
    )
    assert SharedKey.objects.count() == 2
    likely.refresh(now=NOW)
    assert {f[2] for f in found()} == {"household"}
    assert len(found()) == 3


def test_looking_twice_changes_nothing_and_from_the_ground_up_is_the_same() -> None:
    names = ("Giorgi Beridze", "გიორგი ბერიძე", "Nino Beridze", "Beridze Giorgi", "Nina Beridze", "G. Beridze")
    for n, name in enumerate(names):
        met(name, f"u{n}@example.com" if n % 2 else f"+99555500000{n}")
        likely.refresh(now=NOW)
    before = sorted(AlikePair.objects.values_list("low_id", "high_id", "score", "verdict"))
    assert before
    LikenessMark.objects.update(version="older")
    likely.refresh(now=NOW)
    assert sorted(AlikePair.objects.values_list("low_id", "high_id", "score", "verdict")) == before


def test_a_new_name_is_looked_at_and_the_old_one_forgotten() -> None:
    layla = met("Layla Haddad", "layla@example.com")
    met("ليلى حداد", "+962790000001")
    likely.refresh(now=NOW)
    actions.rename(layla, "Margaret Jones")
    likely.refresh(now=NOW)
    assert found() == []
    assert not LikenessKey.objects.filter(person=layla, key__contains="LL").exists()


def test_a_key_added_later_brings_evidence() -> None:
    omar = met("Omar Said", "+962790000001")
    other = met("Omar Said", "+962790000002")
    likely.refresh(now=NOW)
    assert found() == []
    actions.find_or_make(
        [("phone", "+962790000001", ""), ("email", "omar.said@gmail.com", "")], name="", language="", now=NOW
    )
    actions.find_or_make(
        [("phone", "+962790000002", ""), ("email", "omar.said@work.example", "")], name="", language="", now=NOW
    )
    likely.refresh(now=NOW)
    assert [(s.one.pk, s.other.pk) for s in pairs.to_look_at()] == [(omar.pk, other.pk)]


def test_merged_and_never_matched_pairs_are_passed_over_through_whole_clusters() -> None:
    layla, again = met("Layla Haddad", "layla@example.com"), met("ليلى حداد", "+962790000001")
    third = met("Leila Haddad", "+962790000002")
    likely.refresh(now=NOW)
    assert len(found()) == 2
    merge = merging.merge(layla.pk, again.pk, by=None, now=NOW)
    assert [(s.one.pk, s.other.pk) for s in pairs.to_look_at()] == [(layla.pk, third.pk)]
    said = differing.never_match(again.pk, third.pk, by=None, now=NOW)
    assert found() == []
    assert not pairs.is_any()
    assert likely.like(layla.pk) == []
    differing.take_back(said.pk, by=None, now=NOW)
    merging.take_apart(merge.pk, by=None, now=NOW)
    assert len(found()) == 2


def test_who_is_like_one_person_is_answered_with_those_of_the_same_name_alone_too() -> None:
    one = met("Giorgi Beridze", "a@example.com")
    other = met("გიორგი ბერიძე", "b@example.org")
    met("Nino Kapanadze", "c@example.org")
    likely.refresh(now=NOW)
    assert found() == []
    (alike,) = likely.like(one.pk)
    assert alike.person_id == other.pk
    assert "name_reads" in {r.key for r in alike.likeness.reasons}


def test_somebody_taken_away_takes_their_pairs_along() -> None:
    layla = met("Layla Haddad", "layla@example.com")
    met("ليلى حداد", "+962790000001")
    likely.refresh(now=NOW)
    layla.delete()
    assert not AlikePair.objects.exists()
    assert not LikenessKey.objects.filter(person_id=layla.pk).exists()
