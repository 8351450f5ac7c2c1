"""The taxonomy of bad experiences, their fading, and the return curve."""

from __future__ import annotations

import pytest

from hafawa.analytics.strikes import KINDS, return_curve, severity, weight, wilson


def test_every_kind_is_between_nothing_and_the_worst_and_fades() -> None:
    expected = "late_delivery missing_delivery damaged wrong_item overcharged missed_discount ignored rude long_wait "
    expected += "clueless refund_delayed broken_promise poor_quality technical bad_review other"
    assert list(KINDS) == expected.split()
    assert all(0 < k.severity <= k.worst <= 1 and k.half_life_days > 0 and str(k.title) for k in KINDS.values())


def test_lateness_grows_by_the_day_up_to_its_worst() -> None:
    assert severity("late_delivery", days_late=2) == pytest.approx(0.35)
    assert severity("late_delivery", days_late=90) == 0.8
    assert severity("something new") == KINDS["other"].severity


def test_half_is_left_after_a_half_life_and_a_quarter_of_it_when_repaired() -> None:
    assert weight(severity=0.8, half_life_days=100, age_days=100, is_repaired=False) == pytest.approx(0.4)
    assert weight(severity=0.8, half_life_days=100, age_days=100, is_repaired=True) == pytest.approx(0.1)


def test_wilson_gives_the_published_interval() -> None:
    low, high = wilson(8, 10)  # 8 of 10: 49.0 to 94.3
    assert (round(100 * low, 1), round(100 * high, 1)) == (49.0, 94.3)
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_return_curve_joins_three_and_more_and_says_nothing_of_nobody() -> None:
    curve = return_curve([(0, 100, 40), (1, 10, 5), (3, 4, 1), (7, 6, 1)])
    assert [(c.strikes, c.n, c.returned, c.share) for c in curve] == [
        (0, 100, 40, 0.4), (1, 10, 5, 0.5), (2, 0, 0, None), (3, 10, 2, 0.2),
    ]  # fmt: skip
    assert curve[0].low < 0.4 < curve[0].high
