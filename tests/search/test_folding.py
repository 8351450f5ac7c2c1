"""Both sides are taken apart alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.search import folding


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أَحْمَد", "احمد"), ("عيسى", "عيسي"), ("فاطمة", "فاطمه"), ("مـــحمد", "محمد"), ("ᲜᲘᲜᲝ", "ნინო"), ("ÁLVAREZ", "alvarez"),
        ("É", "e\u0301"), ("٠٥٥", "055"), ("O’Brien", "obrien"), ("ﻻ", "لا"),
    ],
)  # fmt: skip
def test_what_is_written_in_two_ways_is_one_word(one: str, other: str) -> None:
    assert folding.words(one) == folding.words(other)


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("طلب", ["طلبي", "الطلب", "طلبك", "بالطلب", "وطلبي", "لطلبي"]),
        ("فاتوره", ["الفاتورة", "والفاتورة"]),
        ("შეკვეთა", ["შეკვეთის", "შეკვეთას", "შეკვეთაში", "შეკვეთით"]),
        ("ამანათი", ["ამანათის", "ამანათს", "ამანათები", "ამანათზე"]),
        ("order", ["orders", "ordered", "ordering"]),
        ("stop", ["stopped", "stopping", "stops"]),
        ("delivery", ["deliveries"]),
    ],
)
def test_the_forms_of_a_word_share_a_stem(base: str, forms: list[str]) -> None:
    stems = set(folding.stems(folding.words(base)[0]))
    for form in forms:
        assert stems & set(folding.stems(folding.words(form)[0])), form


@pytest.mark.parametrize("word", ["الله", "وا", "ال", "ის", "as", "ings", "ة", "s", "كككك", "class", "بب"])
def test_no_stem_is_empty_and_short_words_stay(word: str) -> None:
    for stem in folding.stems(folding.words(word)[0]):
        assert len(stem) >= min(3, len(word))


def test_a_joined_name_is_one_word_on_both_sides() -> None:
    assert folding.sought_names("عبد الله") == folding.sought_names("عبدالله")
    assert "عبدالله" in folding.name_tokens("عبد الله منصور")


@pytest.mark.parametrize(
    ("typed", "key"), [("#HF-10 42", "hf1042"), ("+995 (555) 12-34-56", "995555123456"), ("٤٤", "44"), ("--", "")]
)
def test_a_key_is_its_letters_and_digits(typed: str, key: str) -> None:
    assert folding.compact(typed) == key


@given(st.text())
def test_any_text_becomes_words_without_blanks_and_none_too_long(text: str) -> None:
    for word in [*folding.tokens(text), *folding.name_tokens(text), *folding.sought_names(text)]:
        assert word
        assert not any(c.isspace() for c in word)
        assert len(word) <= 2 * folding.LONGEST_WORD


def test_a_text_of_any_length_is_kept_under_a_bounded_number_of_words() -> None:
    assert len(folding.tokens(" ".join(f"w{n}" for n in range(100_000)))) <= 3 * folding.MOST_WORDS
    assert len(folding.sought_words("a " * 5000)) <= folding.MOST_SOUGHT
