"""A table leaves as CSV without becoming a formula, and comes back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.kernel.csv_out import guard, rows, unguard


@given(st.text())
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.sampled_from("=+-@\t\r\n|%＝＋－＠"), st.text())
def test_nothing_a_spreadsheet_runs_stands_first(first: str, rest: str) -> None:
    assert guard(first + rest).startswith("'")


@pytest.mark.parametrize("text", ["Layla", "ليلى", "it's", "5", ""])
def test_harmless_text_is_left_alone(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), min_size=2, max_size=2)
    )
)
def test_a_written_table_reads_back_as_it_was(body: list[list[str]]) -> None:
    written = "".join(rows(["a", "=b"], body))
    read = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))
    assert [[unguard(cell) for cell in row] for row in read] == [["a", "=b"], *body]


def test_nothing_is_an_empty_cell_and_the_file_says_it_is_utf_8() -> None:
    assert "".join(rows(["a"], [[None], [1]])) == '\ufeffa\r\n""\r\n1\r\n'


def test_a_long_table_is_yielded_in_pieces_with_every_row_once() -> None:
    pieces = list(rows(["n"], ([f"{n:020}"] for n in range(20_000))))
    assert len(pieces) > 3
    assert "".join(pieces).count("\r\n") == 20_001
