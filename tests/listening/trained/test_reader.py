"""Does the trained reader keep what readers promise: never raise, always say the same, no more than it knows?"""

from __future__ import annotations

import dataclasses
import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening import door, latin
from hafawa.listening.reading import EMOTIONS, KINDS, Reading
from hafawa.listening.trained import model
from hafawa.listening.trained.heads import HEADS
from tests.listening.trained.naughty import NAUGHTY

MESSAGES = (
    "Where is my parcel? Order 10432.",
    "The vase arrived broken and nobody answers. Third time I write!!",
    "شكراً لكم على الخدمة الرائعة",
    "الطلب تأخر كثير وين وصل؟",
    "დიდი მადლობა დახმარებისთვის!",
    "shekveta ar mosula, ratom ar mpasuxobt?",
    "Recebi bem antes do prazo, produto muito bom, recomendo!",
    "ok",
    "👍",
    "",
)


def _is_sound(reading: Reading) -> bool:
    shares = [reading.anger, reading.urgency, reading.irony, reading.intensity, reading.confidence]
    shares += [*reading.emotions.values(), *reading.kinds.values()]
    known = set(reading.emotions) <= set(EMOTIONS) and set(reading.kinds) <= set(KINDS)
    feels = reading.feeling is None or -1 <= reading.feeling <= 1
    return known and feels and all(0 <= share <= 1 and math.isfinite(share) for share in shares)


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_are_read(text: str) -> None:
    assert _is_sound(door.read(text))


@given(st.text(alphabet=st.characters(), max_size=300), st.sampled_from([None, "en", "ar", "ka", "pt", "zz"]))
def test_any_text_is_read_in_any_language(text: str, language: str | None) -> None:
    assert _is_sound(door.read(text, language=language))


@pytest.mark.parametrize("piece", ["late again ", "وين طلبي ", "სად არის ", "a", "👍", "> ", "\n", "?!"])
def test_a_megabyte_is_read(piece: str) -> None:
    assert _is_sound(door.read(piece * (1_000_000 // len(piece))))


def test_many_are_read_as_each_is_read_alone() -> None:
    texts = list(MESSAGES) * 60  # more than are held as numbers at once
    random.Random(3).shuffle(texts)
    assert door.read_many(texts) == [door.read(text) for text in texts]
    assert door.read_many([]) == []


def test_where_words_are_not_known_nothing_is_felt() -> None:
    for text in ("Recebi bem antes do prazo, produto muito bom, recomendo!", "Спасибо большое", "👍", "", "10432"):
        found = door.read(text)
        assert found.feeling is None
        assert not found.kinds
        assert not found.is_praise


def test_the_version_names_the_model() -> None:
    assert model.load().mark in door.READER.version
    assert len(door.READER.version) <= 40


def test_the_models_hold_no_pickle_and_are_small() -> None:
    size = 0
    for file in (model.FILE, latin.FILE):
        with np.load(file, allow_pickle=False) as held:
            assert all(held[name].dtype != object for name in held.files)
        size += file.stat().st_size
    assert size <= model.MOST


def test_every_head_has_a_weight_a_calibration_and_a_cut_in_each_language() -> None:
    found = model.load()
    assert found.heads == HEADS
    assert found.weights.dtype == np.int8
    assert found.slope.shape == found.shift.shape == found.cuts.shape == (len(HEADS), 3)
    assert (found.slope > 0).all()


def test_the_words_that_decided_are_words_of_the_message() -> None:
    for text in MESSAGES:
        found = door.read(text)
        for _, words in found.evidence:
            assert all(word in text.lower() or not word.isascii() for word in words.split()), (text, words)
    labels = {label for label, _ in door.read("The vase arrived broken, what a disappointment").evidence}
    assert {"negative", "complaint"} <= labels


def test_a_message_in_two_languages_says_which_paragraph_is_which() -> None:
    text = "Where is my order?\nوين طلبي يا جماعة؟\nსად არის ჩემი შეკვეთა?"
    found = door.read(text)
    assert [(text[p.start : p.end], p.language) for p in found.paragraphs] == list(
        zip(text.splitlines(), ("en", "ar", "ka"), strict=True)
    )
    assert door.read("Where is my order?\nThanks").paragraphs == ()


def test_direction_is_that_of_most_letters() -> None:
    assert door.read("iPhone وصل متأخراً جداً").direction == "rtl"
    assert door.read("Where is طلبي please").direction == "ltr"
    assert door.read("👍 10432").direction == ""


def test_what_is_automatic_asks_for_nothing() -> None:
    found = door.read("Automatic reply: I am out of the office until Monday.")
    assert found.is_automatic
    assert not found.needs_answer
    assert found.kinds["auto"] >= 0.9


def test_only_what_was_read_surely_enough_is_written_down() -> None:
    for found in door.read_many(MESSAGES):
        assert all(share >= 0.3 for share in (*found.kinds.values(), *found.emotions.values()))
        assert dataclasses.replace(found) == found
