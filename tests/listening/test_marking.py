"""Do the marked pieces, put together, give the text as written, with the words that decided marked in any script?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening import door
from hafawa.listening.marking import pieces


def marked(text: str, *evidence: tuple[str, str]) -> list[str]:
    return [p.text for p in pieces(text, evidence) if p.label]


@pytest.mark.parametrize(
    ("text", "words", "as_written"),
    [
        ("I'm VERY disappointed.", "very disappointed", "VERY disappointed"),
        ("the phone isn’t answered", "isn't answered", "isn’t answered"),
        ("رائـــع جداً", "رائع", "رائـــع"),
        ("خدمة رااااائعة", "رائعه", "رااااائعة"),
        ("ძალიან იმედგაცრუებული ვარ!", "იმედგაცრუებული", "იმედგაცრუებული"),
        ("iPhone وصل متأخراً", "متاخرا", "متأخراً"),
    ],
)
def test_words_are_found_as_written(text: str, words: str, as_written: str) -> None:
    assert marked(text, ("bad", words)) == [as_written]


def test_a_score_and_what_was_learned_are_no_words_of_the_text() -> None:
    assert marked("5 stars, complaint", ("score", "5"), ("learned", "complaint")) == []


def test_of_places_that_overlap_the_longest_is_marked() -> None:
    assert marked("not good at all", ("bad", "not good"), ("good", "good")) == ["not good"]


@pytest.mark.parametrize(
    "text",
    [
        "Where is my order? I am furious, this is the third time!!!",
        "أين طلبي؟ أنا غاضبة جداً، لم يصل شيء ولم يرد أحد.",
        "ყავა ძველი მომივიდა. იმედგაცრუებული ვარ.",
    ],
)
def test_every_word_a_reader_names_is_found_in_the_text(text: str) -> None:
    evidence = [pair for pair in door.read(text).evidence if pair[0] != "score"]
    assert evidence
    assert len(marked(text, *evidence)) >= 1


@given(st.text(max_size=200), st.lists(st.tuples(st.just("x"), st.text(max_size=20)), max_size=5))
def test_nothing_of_the_text_is_lost(text: str, evidence: list[tuple[str, str]]) -> None:
    assert "".join(p.text for p in pieces(text, evidence)) == text


def test_a_megabyte_is_cut_without_looking_at_all_of_it() -> None:
    text = "bad " * 250_000
    cut = pieces(text, [("bad", "bad")])
    assert "".join(p.text for p in cut) == text
    assert len(cut) <= 102
