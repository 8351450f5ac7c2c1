"""The words of a rule: in three languages, with fixed places and none of the customer's own words."""

from __future__ import annotations

import re

import pytest

from hafawa.conversations.automatic import wording
from hafawa.conversations.automatic.deciding import KINDS, LANGUAGES

VALUES = {
    "first_name": "Layla", "shop": "Finjan", "order": "HF-1", "placed": "1 June", "due": "9 June",
    "opens": "Monday", "answer_by": "Tuesday",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_words_fill_without_a_gap_with_and_without_a_name(kind: str, language: str) -> None:
    assert wording.checked(kind, wording.OURS[kind][language]) == wording.OURS[kind][language]
    for values in (VALUES, VALUES | {"first_name": ""}):
        told = wording.filled(kind, language=language, own={}, values=values)
        assert "{" not in told
        assert not re.search(r"  | ,| ،|,,|, ,", told), told
        assert "Finjan" in told


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_can_fill_nothing_is_refused(kind: str) -> None:
    for words in ("Hi {name}", "Hi {first_name", "Hi }", "{0}", "{first_name.__class__}", "x" * 2001):
        with pytest.raises(wording.WrongWords):
            wording.checked(kind, words)


def test_the_shop_s_own_words_stand_in_their_language_only() -> None:
    own = {"en": "Hi {first_name}!"}
    assert wording.filled("acknowledge", language="en", own=own, values=VALUES) == "Hi Layla!"
    assert "ليلى" not in wording.filled("acknowledge", language="ar", own=own, values=VALUES)


def test_what_fills_a_place_is_not_filled_again() -> None:
    values = VALUES | {"first_name": "{shop}"}
    assert "{shop}" in wording.filled("acknowledge", language="en", own={}, values=values)
