"""What fits is marked in the text as it was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.search import mark


def marked(pieces: list[mark.Piece]) -> list[str]:
    return [text for text, fits in pieces if fits]


@pytest.mark.parametrize(
    ("text", "words", "begins", "fits"),
    [
        ("قالت مَـرْيَم شيئاً", ["مريم"], [], ["مَـرْيَم"]),
        ("ﻻ أحد", ["احد"], [], ["أحد"]),
        ("Zoë’s cup", [], ["zoe"], ["Zoë"]),
        ("straße", [], ["stra"], ["stra"]),
        ("O’Brien wrote", ["obrien"], [], ["O’Brien"]),
        ("الحدّاد", ["حداد"], [], ["الحدّاد"]),
        ("الحدّاد", [], ["حد"], ["الحدّ"]),
        ("ᲜᲘᲜᲝ აქ", ["ნინო"], [], ["ᲜᲘᲜᲝ"]),
        ("طلبي HF-1042", ["طلب", "1042"], [], ["طلبي", "1042"]),
    ],
)
def test_the_part_that_fits_is_marked_whole(text: str, words: list[str], begins: list[str], fits: list[str]) -> None:
    assert marked(mark.pieces(text, mark.sought(words, begins=begins))) == fits


@given(st.text(max_size=200), st.text(max_size=5))
def test_the_pieces_together_are_the_text(text: str, begun: str) -> None:
    pieces = mark.pieces(text, mark.sought(["a"], begins=[begun]))
    assert "".join(piece for piece, _fits in pieces) == text


@given(st.text(max_size=60), st.text(max_size=5))
def test_the_pieces_of_a_key_together_are_the_key(key: str, part: str) -> None:
    assert "".join(piece for piece, _fits in mark.key_pieces(key, part)) == key


def test_part_of_a_number_is_marked_across_its_signs() -> None:
    assert marked(mark.key_pieces("+995 555 12-34-56", "5512")) == ["55 12"]


def test_a_long_text_is_shown_around_what_fits() -> None:
    text = "before " * 200 + "needle " + "after " * 200
    shown = mark.snippet(text, mark.sought(["needle"]))
    assert marked(shown) == ["needle"]
    assert sum(len(piece) for piece, _fits in shown) < 200
    assert shown[0][0].startswith("…")
    assert shown[-1][0].endswith("…")
