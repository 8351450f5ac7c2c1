"""A surge is told soon; where nothing changes, about one alarm a year at most."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from hafawa.listening.themes.surge import watch

FIRST = date(2025, 1, 6)
WEEK = np.array([1.3, 1.2, 1.0, 0.9, 0.9, 0.5, 0.2])


def days(mean: float, n: int, *, seed: int, spread: float = 0.0) -> list[int]:
    dice = np.random.default_rng(seed)
    means = mean * WEEK[np.arange(n) % 7]
    if spread:
        means = means * dice.gamma(1 / spread, spread, n)
    return [int(c) for c in dice.poisson(means)]


@pytest.mark.parametrize(("mean", "spread"), [(0.3, 0.0), (2.0, 0.0), (20.0, 0.0), (8.0, 0.2)])
def test_false_alarms_come_at_most_about_once_a_year(mean: float, spread: float) -> None:
    years = 12
    alarms = sum(len(watch(days(mean, 365 + 182, seed=s, spread=spread), first=FIRST)[0]) for s in range(years))
    assert alarms <= years * 1.5


@pytest.mark.parametrize("mean", [1.0, 3.0, 10.0])
def test_three_times_the_usual_is_told_within_two_weeks(mean: float) -> None:
    told = []
    for seed in range(10):
        usual, more = days(mean, 203, seed=seed), days(3 * mean, 21, seed=100 + seed)
        surges, _ = watch(usual + more, first=FIRST)
        after = [s.told for s in surges if s.told >= FIRST + timedelta(days=203)]
        told.append((after[0] - FIRST).days - 203 if after else 99)
    assert sorted(told)[5] <= 14
    assert sum(delay < 99 for delay in told) >= 9


def test_a_quiet_sunday_and_a_busy_monday_are_no_surge() -> None:
    counts = [(14, 12, 10, 10, 9, 4, 1)[i % 7] for i in range(400)]
    assert watch(counts, first=FIRST)[0] == []


def test_a_surge_says_when_it_began_and_how_many_were_usual() -> None:
    surges, watched = watch([2] * 210 + [11, 12, 10], first=FIRST)
    assert len(surges) >= 1
    first = surges[0]
    assert first.began >= FIRST + timedelta(days=205)
    assert first.count > 3 * first.expected
    assert watched[-1].expected == pytest.approx(2.0, abs=0.5)


def test_nothing_is_watched_before_the_usual_is_known() -> None:
    assert watch([9] * 50, first=FIRST) == ([], [])
    assert watch([], first=FIRST) == ([], [])
