"""Likeness suggests with reasons, and does not take twins for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.people import alike_words, blocking
from hafawa.people.likeness import SUGGEST_AT, Profile, compare
from hafawa.people.naming import naming
from hafawa.people.transliteration import reads_as, skeletons, words
from tests.people.labelled import Pair, pairs, score


@pytest.mark.parametrize("pair", pairs("development"), ids=lambda p: f"{p.one.name} | {p.other.name}")
def test_each_labelled_pair_is_told_rightly(pair: Pair) -> None:
    assert pair.found.verdict == {"other": "neither"}.get(pair.label, pair.label)


def test_the_pairs_only_measured_are_told_nearly_as_well() -> None:
    found = pairs("test")
    same = score(found, "same")
    assert len(found) + len(pairs("development")) >= 200
    assert same.precision >= 0.95
    assert same.recall >= 0.85
    assert score(found, "household").recall >= 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [("محمد", "محمود"), ("Nino", "Nina"), ("ნინო", "Nina"), ("حسن", "Hussein"), ("كريم", "Karima"), ("Luka", "Lika")],
)
def test_names_a_letter_apart_are_two_names(one: str, other: str) -> None:
    assert not reads_as(words(one)[0], words(other)[0])


@pytest.mark.parametrize("pair", [p for p in pairs("development") + pairs("test") if p.label == "same"], ids=lambda p: f"{p.one.name} | {p.other.name}")  # fmt: skip
def test_whoever_is_suggested_meets_under_a_key(pair: Pair) -> None:
    mine, theirs = (set(blocking.keys(p.name, p.of("email"))) for p in (pair.one, pair.other))
    assert mine & theirs or pair.other.shared or pair.one.birthdays


def test_a_name_alone_however_rare_is_not_enough_where_both_have_an_address() -> None:
    one = Profile("Giorgi Beridze", frozenset({("email", "a@one.example")}))
    other = Profile("გიორგი ბერიძე", frozenset({("email", "b@two.example")}))
    assert compare(one, other).score < SUGGEST_AT


def test_every_reason_found_is_said_in_a_whole_sentence() -> None:
    for pair in pairs("development") + pairs("test"):
        said = alike_words.sentences([{"key": r.key, "facts": r.facts, "points": r.points} for r in pair.found.reasons])
        assert len(said) == len(pair.found.reasons)
        assert all(s.words.endswith(".") and "{" not in s.words for s in said)


LETTERS = st.text(alphabet="abdehiklmnorstuy '-.,محمدعليسانوةىأإآؤئءგიორნაჭწყქხ\u0640\u064b", max_size=24)


@given(one=LETTERS, other=LETTERS)
def test_it_never_matters_who_is_named_first_and_anything_can_be_read(one: str, other: str) -> None:
    assert compare(Profile(one), Profile(other)).score == compare(Profile(other), Profile(one)).score
    for word in words(one):
        assert skeletons(word)
        assert reads_as(word, word)


@given(name=LETTERS)
def test_a_name_is_itself(name: str) -> None:
    assert naming(name, name).grade in {"same", "one_word", "unknown", "initials"}
