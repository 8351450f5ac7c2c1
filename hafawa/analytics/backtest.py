"""Did what the value model said come true? Rolling holdouts, and how much wider an honest interval is. Pure.

A model's own interval speaks only of its parameters; shops change in ways it does not know of. So the model is fitted
on the past several times, its totals are compared with what then happened, and the misses widen the interval. It is
called reliable only if the newest holdout, which widened nothing, fell inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp, log, sqrt

FOLDS = 3
LEVEL = 0.8
LONGEST_DAYS = 182
SHORTEST_DAYS = 28
UNTESTED = 0.5  # deviation of the logarithm assumed where nothing could be compared: a guess, never called reliable


@dataclass(frozen=True)
class Fold:
    """One holdout: the day it began, its length, the total predicted and found, and the model's own log deviation."""

    began_on: date
    days: int
    predicted: float
    actual: float
    deviation: float

    @property
    def miss(self) -> float:
        """The logarithm of found over predicted; half a unit is added to each so that nothing found is no infinity."""
        return log((self.actual + 0.5) / (self.predicted + 0.5))


@dataclass(frozen=True)
class Verdict:
    """How wide the interval of a total over `days` is, in factors, and whether that held when it was tried."""

    width: float
    steps: float
    is_reliable: bool


def cutoffs(first: date, last: date) -> list[tuple[date, int]]:
    """The holdouts a history from `first` to `last` has room for: (day, length in days), newest first; may be none."""
    days = min(LONGEST_DAYS, (last - first).days // (FOLDS + 2))
    if days < SHORTEST_DAYS:
        return []
    return [(last - timedelta(days=days * (k + 1)), days) for k in range(FOLDS)]


def judge(folds: Sequence[Fold], *, horizon_days: int) -> Verdict:
    """The width for a horizon, from all folds (newest first), and whether the older ones would have covered the newest.

    Misses are taken to grow with the square root of time, as of a walk; the quantile is Student's, for few folds.
    """
    if len(folds) < FOLDS:
        return Verdict(UNTESTED, quantile(FOLDS), is_reliable=False)
    newest, older = folds[0], folds[1:]
    allowed = quantile(len(older)) * sqrt(_mean_square(older) + newest.deviation**2)
    width = sqrt(_mean_square(folds) * max(1.0, horizon_days / newest.days))
    return Verdict(width, quantile(len(folds)), is_reliable=abs(newest.miss) <= allowed)


def interval(value: float, *, deviation: float, verdict: Verdict) -> tuple[float, float]:
    """The 80% interval of an expected `value` whose parameters leave a log `deviation`."""
    factor = exp(verdict.steps * sqrt(deviation**2 + verdict.width**2))
    return value / factor, value * factor


def quantile(n: int) -> float:
    """Student's quantile for the central 80% with `n` degrees of freedom."""
    from scipy.stats import t

    return float(t.ppf(0.5 + LEVEL / 2, n))


def _mean_square(folds: Sequence[Fold]) -> float:
    return sum(f.miss**2 for f in folds) / len(folds)
