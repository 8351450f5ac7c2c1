"""Shares come with their interval; a change is told only where it is one."""

from __future__ import annotations

import random

import pytest

from hafawa.listening.themes.shares import binomial_tail, change, clear, wilson


def test_wilsons_interval_is_the_published_one() -> None:
    low, high = wilson(81, 263)  # Newcombe 1998, table I
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert wilson(0, 0) == (0.0, 1.0)


def test_newcombes_difference_is_the_published_one() -> None:
    found = change((56, 70), (48, 80))  # Newcombe 1998, table II, example a, method 10
    assert found is not None
    assert (round(found.by, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)


def test_few_messages_are_not_compared() -> None:
    assert change((5, 19), (1, 200)) is None
    assert change((5, 20), (1, 20)) is not None


def test_noise_is_hardly_ever_told_as_a_change() -> None:
    dice = random.Random(3)
    told = 0
    for _board in range(200):
        pairs = [[sum(dice.random() < p for _ in range(120)) for _half in (0, 1)] for p in (0.02, 0.05, 0.1, 0.2, 0.3)]
        found = [change((a, 120), (b, 120)) for a, b in pairs]
        told += any(clear([c.chance if c else None for c in found]))
    assert told <= 200 * 0.15


def test_a_real_change_is_told_among_many_that_are_none() -> None:
    chances = [change(pair, (10, 200)).chance for pair in ((40, 200), (11, 200), (9, 200), (10, 200))]  # type: ignore[union-attr]
    assert clear(chances) == [True, False, False, False]


@pytest.mark.parametrize(("k", "n", "p", "expected"), [(3, 10, 0.1, 0.0701908), (0, 5, 0.3, 1.0), (5, 5, 1.0, 1.0)])
def test_the_tail_of_a_binomial_is_exact(k: int, n: int, p: float, expected: float) -> None:
    assert binomial_tail(k, n, p) == pytest.approx(expected, rel=1e-5)
