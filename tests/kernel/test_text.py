"""Words in three scripts are folded alike and run the right way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.kernel.text import ascii_digits, direction, fold, isolate, isolate_ltr


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
