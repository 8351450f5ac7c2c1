"""Figures: macro-F1 with a bootstrap interval, area under the curve, calibration error. All 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

TIMES, SEED = 1000, 7


def macro(told: Sequence[Any], given: Sequence[Any]) -> float:
    """The mean of the F1 of every class that was told."""
    told_, given_ = np.asarray(told), np.asarray(given)
    scores = []
    for label in np.unique(told_):
        right = ((told_ == label) & (given_ == label)).sum()
        scores.append(2 * right / max(1, (told_ == label).sum() + (given_ == label).sum()))
    return float(np.mean(scores)) if scores else 0.0


def interval(told: Sequence[Any], given: Sequence[Any]) -> tuple[float, float]:
    """The middle 95% of the macro-F1 of samples drawn from the same messages."""
    told_, given_, chance = np.asarray(told), np.asarray(given), np.random.default_rng(SEED)
    drawn = [macro(told_[at], given_[at]) for at in chance.integers(0, len(told_), (TIMES, len(told_)))]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return float(low), float(high)


def area(told: Sequence[Any], scores: Sequence[float]) -> float:
    """The share of pairs (one that has it, one that has not) in which the first scores higher; ties count half."""
    told_, ranks = np.asarray(told, bool), _ranks(np.asarray(scores, float))
    has, lacks = told_.sum(), (~told_).sum()
    return float((ranks[told_].sum() - has * (has + 1) / 2) / (has * lacks)) if has and lacks else float("nan")


def calibration_error(told: Sequence[Any], chances: Sequence[float], *, bins: int = 10) -> float:
    """How far chances lie from shares, in bins of equal count, weighted by count."""
    told_, chances_ = np.asarray(told, float), np.asarray(chances, float)
    parts = np.array_split(np.argsort(chances_, kind="stable"), bins)
    return float(sum(abs(told_[p].mean() - chances_[p].mean()) * len(p) for p in parts if len(p)) / len(told_))


def _ranks(scores: Any) -> Any:
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    return (np.bincount(inverse, ranks) / counts)[inverse]
