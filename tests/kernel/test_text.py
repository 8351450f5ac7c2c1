"""Words in three scripts are folded alike and run the right way."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.kernel.text import ascii_digits, direction, fold, isolate, isolate_ltr, normalised, without_invisible


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إيمان", "ايمان"),
        ("آمنة", "امنه"),
        ("مصطفى", "مصطفي"),
        ("فاطمة", "فاطمه"),
        ("مُحَمَّد", "محمد"),
        ("محمـــد", "محمد"),
        ("علی", "علي"),
        ("کریم", "كريم"),
        ("طلب ١٢٣", "طلب 123"),
        ("۴۵۶", "456"),
        ("José", "jose"),
        ("É", "e\u0301"),
        ("ᲜᲘᲜᲝ", "ნინო"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("  Layla   HADDAD ", "layla haddad"),
        ("ｌａｙｌａ", "layla"),
        ("مؤمن", "مومن"),
        ("ليلى\u200f", "ليلي"),
    ],
)
def test_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("نور", "نار"), ("გია", "გიგა"), ("Jon", "Jan"), ("سعد", "سعيد")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(alphabet=[chr(n) for n in range(0x21, 0x7F)] + [" "]))
def test_plain_letters_fold_like_the_same_ones_written_wide(text: str) -> None:
    wide = "".join(c if c == " " else chr(ord(c) + 0xFEE0) for c in text)
    assert fold(text) == fold(wide)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_reading_digits_changes_no_other_character(text: str) -> None:
    read = ascii_digits(text)
    assert len(read) == len(text)
    assert all(a == b or b in "0123456789" for a, b in zip(text, read, strict=True))


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("iPhone وصل متأخراً جداً", "rtl"),
        ("مرحبا Layla Haddad and friends", "ltr"),
        ("გამარჯობა", "ltr"),
        ("ნინო und نور", "ltr"),
        ("", "ltr"),
        ("12345", "ltr"),
        ("שלום", "rtl"),
        ("طلب FN-1", "rtl"),
    ],
)
def test_words_run_the_way_most_of_their_letters_do(text: str, way: str) -> None:
    assert direction(text) == way


def test_isolated_words_are_closed_again() -> None:
    assert isolate("ليلى") == "\u2068ليلى\u2069"
    assert isolate_ltr("FN-1") == "\u2066FN-1\u2069"


@pytest.mark.parametrize(
    "pile", ["\u0315\u0300" * 20_000, "\u0300" * 40_000, "\u0344" * 20_000, "\u064b\u0651" * 20_000]
)
def test_a_pile_of_marks_is_one_letter_and_folds_as_it_does_without(pile: str) -> None:
    assert fold(f"n{pile}ino") == fold(f"n{pile[:2]}ino")
    assert len(normalised("NFKC", pile)) < 100


@given(st.text(max_size=80))
def test_what_people_write_is_normalised_as_unicode_says(text: str) -> None:
    assert normalised("NFKC", text) == unicodedata.normalize("NFKC", text)


def test_what_nobody_sees_is_dropped_and_letters_stay() -> None:
    assert without_invisible("A\u200b1\u202e\u00ad\ufeff\u2066\U000e0041\ufe0f") == "A1"
    assert without_invisible("ნინო ليلى é 😀") == "ნინო ليلى é 😀"
