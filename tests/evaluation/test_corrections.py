"""Does a played shop gain from its corrections, and does a careless team not hurt it?"""

from __future__ import annotations

import random

import numpy as np
import pytest

from evaluation.corrections import page, simulate
from evaluation.corrections.shops import DEVELOPMENT, Message, Shop, development
from evaluation.corrections.teams import TEAMS
from hafawa.listening.corrections.stance import read_heads
from hafawa.listening.reading import Reading


@pytest.fixture(scope="module")
def played() -> page.Result:
    """Our development themes, in two orders, after three hundred messages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simulate, "AFTER", (300,))
        patch.setattr(simulate, "STREAMS", 2)
        return simulate.scored(Shop("development", DEVELOPMENT, development()))


@pytest.mark.parametrize("team", ["checks all", "one in ten turned round", "one in ten a slip"])
def test_three_hundred_checked_messages_make_the_reader_better(played: page.Result, team: str) -> None:
    f1, fewer_wrong = played.cells[team, 300].gain
    assert f1 > 1
    assert fewer_wrong > 0


def test_a_team_that_only_corrects_what_is_wrong_does_not_make_it_worse(played: page.Result) -> None:
    f1, fewer_wrong = played.cells["only what is wrong", 300].gain
    assert f1 > -1
    assert fewer_wrong > -2


def test_the_page_tells_of_every_team_and_of_the_worst_cell(played: page.Result) -> None:
    told = page.written([played])
    assert all(team in told for team in TEAMS)
    assert "Worst of all 4 cells" in told


def test_who_corrects_only_what_is_wrong_says_nothing_of_the_rest() -> None:
    read = Reading(feeling=0.8)
    right = {head: is_so for head, is_so in read_heads(read).items() if head in ("neg", "pos", "thanks")}
    messages = [Message("a", "en", read, right), Message("b", "en", read, right | {"thanks": True})]
    said = TEAMS["only what is wrong"](messages, random.Random(1))
    assert [(e.text, e.said, e.is_checked) for e in said] == [("b", {"thanks": True}, False)]


def test_a_mean_over_shops_that_agree_is_what_they_say() -> None:
    cell = page.Cell(np.array([2.0, 5.0]), np.tile([2.0, 5.0], (9, 1)))
    assert str(page.mean([cell, cell])) == "+2.0 (+2.0 to +2.0) · +5% (+5 to +5)"
