"""How sure is a share of messages, and did it change? Pure arithmetic of proportions.

Wilson's interval for one share, Newcombe's for the difference of two (1998, method 10), the pooled score test for its
chance, and Benjamini and Hochberg (1995) where many changes are looked at together.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

Z95 = 1.959963984540054
SAID_FROM = 20  # messages: below this, quotes and no percentages
FALSE_FOUND = 0.1  # share of the changes told that may be none


@dataclass(frozen=True)
class Change:
    """By how much a share moved, with its 95% interval, and how likely so much is by chance (0 to 1)."""

    by: float
    low: float
    high: float
    chance: float


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95% interval of k out of n, 0 to 1; all there is, where n is 0."""
    if n == 0:
        return 0.0, 1.0
    share, z2 = k / n, Z95 * Z95
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def change(now: tuple[int, int], before: tuple[int, int]) -> Change | None:
    """From `before` (k of n) to `now`; None where either period holds fewer than SAID_FROM messages."""
    (k1, n1), (k0, n0) = now, before
    if min(n1, n0) < SAID_FROM:
        return None
    p1, p0 = k1 / n1, k0 / n0
    (low1, high1), (low0, high0) = wilson(k1, n1), wilson(k0, n0)
    by = p1 - p0
    low = by - math.sqrt((p1 - low1) ** 2 + (high0 - p0) ** 2)
    high = by + math.sqrt((high1 - p1) ** 2 + (p0 - low0) ** 2)
    pooled = (k1 + k0) / (n1 + n0)
    error = math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n0))
    chance = math.erfc(abs(by) / error / math.sqrt(2)) if error else 1.0
    return Change(by=by, low=low, high=high, chance=chance)


def clear(chances: Sequence[float | None], *, false_found: float = FALSE_FOUND) -> list[bool]:
    """Which of many changes are told, so that at most `false_found` of those told are expected to be none."""
    known = sorted(chance for chance in chances if chance is not None)
    cut = max((c for i, c in enumerate(known, 1) if c <= false_found * i / len(known)), default=-1.0)
    return [chance is not None and chance <= cut for chance in chances]


def binomial_tail(k: int, n: int, p: float) -> float:
    """How likely `k` or more of `n` are, each with chance `p`: exact."""
    if k <= 0:
        return 1.0
    if p <= 0.0:
        return 0.0
    if p >= 1.0:
        return 1.0
    logs = [
        math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * math.log(p) + (n - i) * math.log1p(-p)
        for i in range(k, n + 1)
    ]
    return min(1.0, math.fsum(math.exp(value) for value in logs))
