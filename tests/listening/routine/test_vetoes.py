"""Do words that keep a machine out do so anywhere in a text, in every language, and plain questions not?"""

from __future__ import annotations

import pytest

from hafawa.listening.routine import vetoes
from hafawa.listening.routine.vetoes import ar, en, ka
from tests.listening.routine.shop_words import ENGRAVING, HOURS, HOURS_AR


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("grandma passed away", "grief"),
        ("confirming Thursday half past two", "arranged"),
        ("running ten minutes late, sorry", "arranged"),
        ("أؤكد حضوري بكرة", "arranged"),
        ("ვადასტურებ ხვალინდელ ვიზიტს", "arranged"),
        ("we buried him on Monday", "grief"),
        ("my lawyer will write to you", "law"),
        ("I can't afford it any more", "hardship"),
        ("I want to talk to a human being", "person"),
        ("i am at my wits end", "distress"),
        ("how thoughtful of you to lose it again", "mock_praise"),
        ("don't tell my husband", "secret"),
        ("الله يرحمه", "grief"),
        ("طفح الكيل", "anger"),
        ("بشتكي عليكن بالمحكمة", "threat"),
        ("حرام عليكو", "anger"),
        ("يا حيوان", "abuse"),
        ("فصلوني من شغلي", "hardship"),
        ("ما شاء الله عليكم", "mock_praise"),
        ("خصمتوا مني مرتين", "charged_twice"),
        ("ثالث مرة", "again"),
        ("بدي احكي مع مدير", "person"),
        ("el mostashfa", "health"),
        ("ya kalb enta", "abuse"),
        ("ბებია გარდაიცვალა", "grief"),
        ("მესამედ გწერთ", "again"),
        ("ადვოკატს მოვიყვან", "threat"),
        ("თქვე იდიოტებო", "abuse"),
        ("mama gardaicvala", "grief"),
    ],
)
def test_a_word_is_found_under_its_label(text: str, label: str) -> None:
    assert label in dict(vetoes.found(text))


@pytest.mark.parametrize(
    "text",
    [
        *ENGRAVING,
        *HOURS,
        *HOURS_AR,
        "Do you deliver to Bath?",
        "Are cards accepted?",
        "Is my order confirmed?",
        "რა ღირს ტორტი?",
    ],
)
def test_a_plain_question_is_left_alone(text: str) -> None:
    assert vetoes.found(text) == ()


def test_every_language_knows_every_label() -> None:
    for words in (en.WORDS, ar.WORDS, ar.LATIN, ka.WORDS):
        assert set(words) == set(vetoes.LABELS)


def test_the_words_it_rests_on_are_told() -> None:
    assert vetoes.found("When, before I call my lawyer, do you open?")[0][1] == "lawyer"
