"""Is what the reader learns from kept apart from what scores it, and do its figures say what they claim?"""

from __future__ import annotations

import random

import numpy as np
import pytest

from evaluation.reader import calibrate, judged, latin, measures, sources
from evaluation.reader.data import made
from evaluation.reader.train import learn
from hafawa.listening.trained.features import WIDTH
from hafawa.listening.trained.heads import HEADS


def test_only_training_themes_and_sets_free_to_learn_from_are_learned() -> None:
    themes = {e.row["theme"] for e in sources.corpus("train")}
    assert themes <= set(sources.check.SPLITS["train"])
    assert not {one.name for one in sources.SETS} & {one.name for one in judged.SETS}


def test_what_is_weighed_otherwise_is_a_training_theme() -> None:
    assert set(sources.check.SPLITS["train"]) >= sources.HARD_THEMES
    hard = next(e for e in sources.corpus("train") if e.row["theme"] in sources.HARD_THEMES and "positive" in e.labels)
    easy = next(e for e in sources.corpus("train") if e.row["theme"] == "product-praise" and "positive" in e.labels)
    _at, _told, weight = made([hard, easy]).of("positive")
    assert weight[0] == pytest.approx(weight[1] * sources.HARD * (sources.SCORN if hard.labels["ironic"] else 1.0))


def test_every_line_of_our_corpus_teaches_every_head() -> None:
    for e in sources.corpus("train"):
        assert set(HEADS) - {"positive"} <= set(e.labels)
        assert set(e.labels.values()) <= {0, 1}


def test_figures_are_those_worked_out_by_hand() -> None:
    assert measures.macro([1, 1, 0, 0], [1, 0, 0, 0]) == pytest.approx((2 / 3 + 4 / 5) / 2)
    assert measures.area([1, 0, 1, 0], [0.9, 0.1, 0.4, 0.4]) == pytest.approx(3.5 / 4)
    assert measures.calibration_error([1, 0], [1.0, 0.0], bins=2) == 0
    assert measures.calibration_error([1, 1], [0.5, 0.5], bins=1) == pytest.approx(0.5)
    low, high = measures.interval([1, 0] * 50, [1, 0] * 50)
    assert (low, high) == (1, 1)


def test_a_cut_is_higher_where_false_claims_cost_more() -> None:
    chance = random.Random(5)
    told = np.array([int(chance.random() < 0.3) for _ in range(400)])
    chances = np.array([min(1.0, max(0.0, chance.gauss(0.3 + 0.3 * t, 0.2))) for t in told])
    assert calibrate.cut(chances, told, beta=0.3) > calibrate.cut(chances, told, beta=2.0)


def test_a_head_learned_twice_is_the_same_and_learns_what_it_is_told() -> None:
    data = made([e for e in sources.corpus("train") if e.language == "en"])
    first, again = learn(data, "question"), learn(data, "question")
    assert (first.weights == again.weights).all()
    assert len(first.weights) > WIDTH
    at, told, _ = data.of("question")
    assert measures.area(told, first.scores(data.x[at])) > 0.95


def test_georgian_is_put_into_latin_letters_as_people_write_it() -> None:
    assert latin.into_latin("სად არის?", (latin._KA, latin._KA_WAYS[0])) == "sad aris?"
    assert latin.without_accents("ürün çok güzel, São") == "urun cok guzel, Sao"
