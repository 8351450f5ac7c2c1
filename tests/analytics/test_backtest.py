"""What a holdout says about the next interval."""

from __future__ import annotations

from datetime import date, timedelta
from math import log, sqrt

import pytest

from hafawa.analytics.backtest import UNTESTED, Fold, cutoffs, interval, judge, quantile


def fold(predicted: float, actual: float, *, deviation: float = 0.0) -> Fold:
    return Fold(date(2026, 1, 1), 100, predicted - 0.5, actual - 0.5, deviation)


def test_holdouts_follow_one_another_back_from_today_and_leave_a_past_to_learn_from() -> None:
    found = cutoffs(date(2024, 1, 1), date(2026, 1, 1))
    assert [days for _, days in found] == [146, 146, 146]
    assert [d for d, _ in found] == [date(2026, 1, 1) - timedelta(days=146 * k) for k in (1, 2, 3)]
    assert cutoffs(date(2025, 10, 1), date(2026, 1, 1)) == []


def test_reliable_is_what_the_older_misses_would_have_covered() -> None:
    older = [fold(100, 110), fold(100, 90)]
    miss = sqrt((log(1.1) ** 2 + log(0.9) ** 2) / 2)
    inside, outside = 2.718281828 ** (quantile(2) * miss * 0.99), 2.718281828 ** (quantile(2) * miss * 1.01)
    assert judge([fold(100, 100 * inside), *older], horizon_days=100).is_reliable
    assert not judge([fold(100, 100 * outside), *older], horizon_days=100).is_reliable


def test_every_miss_widens_and_so_does_a_longer_horizon() -> None:
    folds = [fold(100, 120), fold(100, 100), fold(100, 100)]
    near, far = judge(folds, horizon_days=100), judge(folds, horizon_days=400)
    assert near.width == pytest.approx(log(1.2) / sqrt(3))
    assert far.width == pytest.approx(2 * near.width)
    low, high = interval(1000, deviation=0.0, verdict=near)
    assert low * high == pytest.approx(1000**2)
    assert high / 1000 == pytest.approx(1.2 ** (quantile(3) / sqrt(3)))


def test_untested_is_wide_and_never_reliable() -> None:
    verdict = judge([fold(100, 100)], horizon_days=365)
    assert (verdict.width, verdict.is_reliable) == (UNTESTED, False)
