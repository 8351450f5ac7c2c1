"""Are the numbers a head looks at the same everywhere, one message at a time or many, in both scripts of Georgian?"""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening.trained.features import CHARS, WIDTH, plain, rows
from tests.listening.trained.naughty import NAUGHTY

KNOWN = [4649, 9055, 18216, 18943, 42528, 43045, 60982, 75930, 76626, 79154, 94161, 98303, 102030]
KNOWN += [133619, 201666, 229310]
TEXTS = ["Where is my order?", "", "وين طلبي؟", "სად არის ჩემი ამანათი?", "ok", "a b c 👍👍", "x" * 5000]


def test_a_message_has_the_same_row_alone_and_among_others() -> None:
    together = rows([plain(text) for text in TEXTS])
    for i, text in enumerate(TEXTS):
        alone, own = rows([plain(text)]), slice(together.indptr[i], together.indptr[i + 1])
        assert alone.indices.tolist() == together.indices[own].tolist()
        assert alone.values.tolist() == together.values[own].tolist()


def test_a_long_batch_hashed_in_parts_is_the_same_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [plain(text) for text in TEXTS * 3]
    whole = rows(texts)
    monkeypatch.setattr("hafawa.listening.trained.features._CHUNK", 30)
    parts = rows(texts)
    assert parts.indptr.tolist() == whole.indptr.tolist()
    assert parts.indices.tolist() == whole.indices.tolist()
    assert parts.first_word.tolist() == whole.first_word.tolist()
    assert sorted(zip(*map(np.ndarray.tolist, parts.hits), strict=True)) == sorted(
        zip(*map(np.ndarray.tolist, whole.hits), strict=True)
    )


def test_the_hash_never_changes_or_every_model_would_read_noise() -> None:
    found = rows(["hello ."])
    assert found.indices.tolist() == KNOWN
    assert {round(float(v), 6) for v in np.abs(found.values)} == {round(13**-0.5, 6), round(3**-0.5, 6)}


def test_words_are_numbered_through_the_batch_as_they_stand() -> None:
    texts = [plain(text) for text in TEXTS]
    found = rows(texts)
    assert np.diff(found.first_word).tolist() == [len(text.split()) for text in texts]
    assert found.hits[2].max() < found.first_word[-1]


def test_georgian_in_either_script_is_hashed_alike() -> None:
    assert plain("სად არის ჩემი ამანათი?") == plain("sad aris chemi amanati?", language="ka")
    assert plain("sad aris?") != plain("sad aris?", language="ka")


def test_order_numbers_are_not_learned_by_heart() -> None:
    assert plain("order 10432") == plain("Order 99871")


def test_every_row_has_the_same_length_in_pieces_and_in_words() -> None:
    found = rows([plain("The vase arrived broken")])
    for block in (found.indices < CHARS, found.indices >= CHARS):
        assert np.sum(found.values[block] ** 2) == pytest.approx(1, rel=1e-5)
    assert found.indices.max() < WIDTH


@given(st.lists(st.text(alphabet=st.characters(), max_size=80), max_size=5))
def test_any_text_becomes_a_row_with_as_many_words_as_it_has(texts: list[str]) -> None:
    written = [plain(text) for text in texts]
    found = rows(written)
    assert len(found) == len(texts)
    assert np.diff(found.first_word).tolist() == [len(text.split(" ")) if text else 0 for text in written]


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_strings_become_rows(text: str) -> None:
    assert len(rows([plain(text, language="ka"), plain(text)])) == 2
