"""Known answers: held-out comparison, and the smallest effect a holdout can show."""

from __future__ import annotations

import pytest

from hafawa.playbooks import outcomes
from hafawa.playbooks.statistics import Share, _newcombe, difference, people_needed, smallest_effect, wilson


def test_held_out_50_of_1000_against_540_of_9000_is_not_shown() -> None:
    found, extra = outcomes.compare(Share(540, 9000), Share(50, 1000))
    assert found is not None
    assert (round(found.value * 100, 1), round(found.low * 100, 2), round(found.high * 100, 2)) == (1.0, -0.44, 2.44)
    assert extra == (90, -39, 219)
    assert not found.is_shown
    assert outcomes.verdict(found, done=9000, held_out=1000, smallest_effect=0.02) == "not_shown"


@pytest.mark.parametrize(
    ("people", "at_a_tenth", "at_a_half"), [(300, 24.7, 14.8), (1000, 13.5, 8.1), (3000, 7.8, 4.7)]
)
def test_the_smallest_effect_a_holdout_can_show(people: int, at_a_tenth: float, at_a_half: float) -> None:
    tenth = smallest_effect(done=people * 9 // 10, held_out=people // 10, baseline=0.3)
    half = smallest_effect(done=people // 2, held_out=people // 2, baseline=0.3)
    assert (round(tenth * 100, 1), round(half * 100, 1)) == (at_a_tenth, at_a_half)


def test_people_needed_is_the_inverse_of_the_smallest_effect() -> None:
    n = people_needed(effect=0.1, held_out_share=0.1, baseline=0.3)
    assert smallest_effect(done=n * 9 // 10, held_out=n // 10, baseline=0.3) == pytest.approx(0.1, abs=0.001)


def test_wilson_of_8_in_10() -> None:
    low, high = wilson(Share(8, 10))
    assert (round(low * 100, 1), round(high * 100, 1)) == (49.0, 94.3)


def test_small_groups_use_newcombes_interval() -> None:
    found = _newcombe(Share(56, 70), Share(48, 80))  # Newcombe 1998, table II, example (a), method 10
    assert (round(found.value, 4), round(found.low, 4), round(found.high, 4)) == (0.2, 0.0524, 0.3339)
    nothing = difference(Share(0, 8), Share(0, 8))
    assert nothing.low < -0.2
    assert nothing.high > 0.2
    exact = difference(Share(9, 10), Share(3, 10))  # the same paper, example (c)
    assert (round(exact.low, 4), round(exact.high, 4)) == (0.1705, 0.8090)


def test_too_few_is_not_known_yet_whatever_the_numbers() -> None:
    found, _extra = outcomes.compare(Share(4, 4), Share(0, 4))
    assert outcomes.verdict(found, done=4, held_out=4, smallest_effect=0.9) == "not_known_yet"
    assert outcomes.compare(Share(0, 0), Share(0, 3)) == (None, None)


def test_a_difference_that_leaves_zero_out_is_said_in_its_direction() -> None:
    helps, _extra = outcomes.compare(Share(500, 1000), Share(300, 1000))
    harms, _extra = outcomes.compare(Share(300, 1000), Share(500, 1000))
    assert outcomes.verdict(helps, done=1000, held_out=1000, smallest_effect=0.06) == "helps"
    assert outcomes.verdict(harms, done=1000, held_out=1000, smallest_effect=0.06) == "harms"
