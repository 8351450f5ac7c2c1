"""Are shares of few told exactly, and outbursts put where they are said to be?"""

from __future__ import annotations

import json
import random
import sys

import pytest

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "evaluation" / "routine"))

import data
import measuring
import trouble


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(0, 100, 0.0, 0.0362), (1, 100, 0.0003, 0.0545), (100, 100, 0.9638, 1.0), (0, 0, 0.0, 1.0)],
)
def test_an_interval_is_that_of_clopper_and_pearson(hits: int, n: int, low: float, high: float) -> None:
    assert measuring.interval(hits, n) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("place", "marks", "said"),
    [
        ("before", True, "It is late! When do you open?"),
        ("after", True, "When do you open? It is late!"),
        ("before", False, "It is late When do you open"),
        ("after", False, "When do you open It is late"),
    ],
)
def test_a_clause_stands_where_it_was_put(place: str, marks: bool, said: str) -> None:
    asked = trouble.put("When do you open?", "It is late!", place=place, marks=marks, chance=random.Random(1))
    assert asked.replace("!. ", "! ") == said


def test_a_clause_put_inside_leaves_the_question_whole() -> None:
    asked = trouble.put("When do you open?", "It is late!", place="inside", marks=False, chance=random.Random(1))
    assert asked.replace("It is late ", "") == "When do you open"


def test_the_hardest_themes_teach_nothing_of_what_is_routine() -> None:
    assert set(json.loads((data.CORPUS / "themes.json").read_text("utf-8"))["train"]) >= data.NO_ROUTINE
    left_out = {f"corpus/{theme}" for theme in data.NO_ROUTINE}
    for language in ("en", "ar", "ka"):
        assert left_out & {t.source for t in data.corpus(language, "train") if t.intent}
        assert not left_out & {t.source for t in data.routine(language)}
