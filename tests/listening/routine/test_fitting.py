"""Is what is fitted right on its own examples, the same every time, and honest about what was left out?"""

from __future__ import annotations

import numpy as np
import pytest

from hafawa.listening.routine import fitting
from hafawa.listening.routine.cutting import cut
from hafawa.listening.routine.grams import SIZE, ids
from tests.listening.routine.shop_words import ENGRAVING, HOURS

OTHERS = """
it came broken
my parcel never arrived
the lady at the till was kind
I want to work for you
your competitor is cheaper
that cake was the best of my life
""".strip().splitlines()
TEXTS = [*ENGRAVING, *HOURS, *OTHERS]
TOLD = ["engraving"] * len(ENGRAVING) + ["hours"] * len(HOURS) + [fitting.BACKGROUND] * len(OTHERS)


def _rows() -> list[np.ndarray]:
    return [ids(cut(text).words) for text in TEXTS]


def test_each_example_is_taken_for_what_it_is() -> None:
    fitted = fitting.fit(_rows(), TOLD)
    for row, told in zip(_rows(), TOLD, strict=True):
        guess = fitted.guess(row)
        if told:
            assert guess.intent == told
            assert guess.sureness > 0.5
        else:
            assert guess.sureness < 0.1


def test_the_same_examples_give_the_same_weights() -> None:
    one, other = fitting.fit(_rows(), TOLD), fitting.fit(_rows(), TOLD)
    assert np.array_equal(one.weights, other.weights)


def test_left_out_is_what_fitting_without_it_would_have_said() -> None:
    rows = _rows()
    _fitted, tried = fitting.fit_and_try(rows, TOLD)
    fold = list(range(3, len(rows), fitting.FOLDS))
    kept = [i for i in range(len(rows)) if i not in fold]
    targets = np.array([[told == name for name in _fitted.matters] for told in TOLD], float)
    seen = np.zeros((len(rows), len(_fitted.known)))
    for i, row in enumerate(rows):
        at = np.searchsorted(_fitted.known, row)
        seen[i, at] = _fitted.rarity[at]
    seen /= np.linalg.norm(seen, axis=1, keepdims=True)
    inner = seen[kept] @ seen[kept].T + fitting.RIDGE * np.eye(len(kept))
    scores = seen[fold] @ seen[kept].T @ np.linalg.solve(inner, targets[kept])
    for i, expected in zip(fold, scores, strict=True):
        guess = fitting.sure(expected, _fitted.matters)
        assert tried[i].guess.intent == guess.intent
        assert tried[i].guess.sureness == pytest.approx(guess.sureness, abs=1e-4)


def test_unknown_words_make_it_less_sure() -> None:
    fitted = fitting.fit(_rows(), TOLD)
    plain = fitted.guess(ids(cut("do you engrave rings").words)).sureness
    strange = fitted.guess(ids(cut("do you engrave rings zymurgy xylophone quokka").words)).sureness
    assert strange < plain


def test_nothing_at_all_is_no_matter() -> None:
    assert fitting.fit([], []).guess(ids(["word"])) == fitting.NOTHING
    assert fitting.fit(_rows(), TOLD).guess(ids([])) == fitting.NOTHING
    assert fitting.fit_and_try([], [])[1] == []


def test_numbers_are_small_sorted_and_each_once() -> None:
    found = ids(["when", "are", "you", "open", "open"])
    assert found.min() >= 0
    assert found.max() < SIZE
    assert list(found) == sorted(set(found.tolist()))
