"""Are there suddenly more angry messages, or more about one thing, than this shop is used to? Pure.

Each day is weighed against what the days before it lead to expect, weekday by weekday: a likelihood ratio of "more by
half, double, three times, five times" to "as always", where "as always" is a Gamma-Poisson forecast from the reference
days, so that a shop of few messages is not called to arms by three. The ratios are summed up in the manner of Shiryaev
and Roberts, M = (M + 1) * L, an e-detector (Shin, Ramdas, Rinaldo 2023): while nothing changes, alarms at M >= `days`
come on average at most once in `days` days. `evaluation/themes` measures what that is in simulated years.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

REFERENCE_DAYS = 182
GAP_DAYS = 1  # the day itself is never its own measure
LEAST_REFERENCE_DAYS = 56
ONCE_IN_DAYS = 365  # a false alarm a year
TIMES = (1.5, 2.0, 3.0, 5.0)
WEEKDAY_PRIOR = 8.0  # messages' worth of "every weekday alike"
LEAST = 3  # of one day or the run before it: fewer are no surge, whatever their odds
_CAP = 1e12


@dataclass(frozen=True)
class Day:
    """One day: how many people spoke so, what was to be expected, and the evidence summed up to it."""

    on: date
    count: int
    expected: float
    evidence: float


@dataclass(frozen=True)
class Surge:
    """A run of days with more than usual: when it began, when it was told, how many against how many expected."""

    began: date
    told: date
    count: int
    expected: float
    evidence: float

    @property
    def times(self) -> float:
        """How many times the usual it was."""
        return self.count / self.expected if self.expected else float(self.count)


def watch(
    counts: Sequence[int], *, first: date, days: int = ONCE_IN_DAYS, reference: int = REFERENCE_DAYS
) -> tuple[list[Surge], list[Day]]:
    """The surges in `counts` (people a day, from `first` on without gaps), and every day that was watched.

    `days` sets the false alarms: about one in so many days at most. Nothing is watched before LEAST_REFERENCE_DAYS.
    """
    found: list[Surge] = []
    watched: list[Day] = []
    usual: list[tuple[date, int]] = []  # the days that count as usual
    evidence, run = 0.0, _Run()
    for i, count in enumerate(counts):
        on = first + timedelta(days=i)
        known = usual[-reference:]
        if len(known) >= LEAST_REFERENCE_DAYS:
            expected, shape = _forecast(known, on)
            ratio = _ratio(count, expected, shape)
            evidence = min(_CAP, (evidence + 1.0) * ratio)
            run = run.with_day(on, count, expected, math.log(ratio))
            watched.append(Day(on, count, expected, evidence))
            if evidence >= days and run.count >= LEAST:
                found.append(Surge(run.began or on, on, run.count, run.expected, evidence))
                evidence, run = 0.0, _Run()
        is_unusual = bool(watched) and watched[-1].on == on and count > 3 * watched[-1].expected + 3
        if not is_unusual:  # a surge does not become what is usual
            usual.append((on, count))
    return found, watched


@dataclass(frozen=True)
class _Run:
    """The days since more than usual began: what speaks for a rise is summed up, and at nothing it begins again."""

    began: date | None = None
    count: int = 0
    expected: float = 0.0
    speaks_for: float = 0.0

    def with_day(self, on: date, count: int, expected: float, speaks_for: float) -> _Run:
        total = self.speaks_for + speaks_for
        if total <= 0.0:
            return _Run()
        return _Run(self.began or on, self.count + count, self.expected + expected, total)


def _forecast(known: Sequence[tuple[date, int]], on: date) -> tuple[float, float]:
    """What `on` is expected to bring, and how firmly (the shape of the Gamma behind it)."""
    total = sum(count for _on, count in known)
    same = [count for day, count in known if day.weekday() == on.weekday()]
    share = (sum(same) + WEEKDAY_PRIOR / 7) / (total + WEEKDAY_PRIOR)
    each = len(known) / 7
    expected = (total + 0.5) * share / max(each, 1.0)
    uneven = (_spread(known) - 1.0) / max(total / len(known), 1e-9)
    return expected, 1.0 / (1.0 / (total + 0.5) + uneven)


def _spread(known: Sequence[tuple[date, int]]) -> float:
    """How many times more the days vary than chance alone would have it, at least 1."""
    by_weekday: dict[int, list[int]] = {}
    for day, count in known:
        by_weekday.setdefault(day.weekday(), []).append(count)
    squares = n = 0.0
    for counts in by_weekday.values():
        mean = sum(counts) / len(counts)
        if mean > 0 and len(counts) > 1:
            squares += sum((c - mean) ** 2 for c in counts) / mean
            n += len(counts) - 1
    return max(1.0, squares / n) if n else 1.0


def _ratio(count: int, expected: float, shape: float) -> float:
    """How much likelier `count` is under a rise than as always, over rises of several sizes."""
    as_always = _log_chance(count, expected, shape)
    return math.fsum(math.exp(_log_chance(count, expected * t, shape) - as_always) for t in TIMES) / len(TIMES)


def _log_chance(count: int, mean: float, shape: float) -> float:
    """Of a Poisson whose mean is itself uncertain, Gamma with this shape: the negative binomial."""
    mean = max(mean, 1e-9)
    return (
        math.lgamma(count + shape)
        - math.lgamma(shape)
        - math.lgamma(count + 1)
        + shape * math.log(shape / (shape + mean))
        + count * math.log(mean / (shape + mean))
    )
