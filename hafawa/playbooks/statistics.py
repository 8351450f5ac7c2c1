"""Did it help, and when could one know? Differences of two shares, with honest intervals. Pure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

CONFIDENCE = 0.95
POWER = 0.8
FEW = 10  # below so many in any cell the plain interval is too narrow


@dataclass(frozen=True)
class Share:
    """`happened` of `n`."""

    happened: int
    n: int

    @property
    def value(self) -> float:
        """0 to 1."""
        return self.happened / self.n

    @property
    def is_small(self) -> bool:
        """Whether either outcome is rare in it."""
        return min(self.happened, self.n - self.happened) < FEW


@dataclass(frozen=True)
class Difference:
    """One share less the other, with its 95% interval, each 0 to 1."""

    value: float
    low: float
    high: float

    @property
    def is_shown(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


def difference(done: Share, held_out: Share) -> Difference:
    """done - held out. Wald; Newcombe's hybrid score interval (1998, method 10) where either share is small."""
    if done.is_small or held_out.is_small:
        return _newcombe(done, held_out)
    value = done.value - held_out.value
    half = _z() * math.sqrt(sum(s.value * (1 - s.value) / s.n for s in (done, held_out)))
    return Difference(value, value - half, value + half)


def wilson(share: Share) -> tuple[float, float]:
    """The 95% score interval of one share (Wilson 1927)."""
    z, p, n = _z(), share.value, share.n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def smallest_effect(*, done: int, held_out: int, baseline: float) -> float:
    """The smallest difference (0 to 1) found four times in five at a 5% risk, from a `baseline` share."""
    per_person = baseline * (1 - baseline)
    return _reach() * math.sqrt(per_person * (1 / done + 1 / held_out))


def people_needed(*, effect: float, held_out_share: float, baseline: float) -> int:
    """How many people in both groups together would show `effect`, with `held_out_share` of them left alone."""
    spread = 1 / (1 - held_out_share) + 1 / held_out_share
    return math.ceil(baseline * (1 - baseline) * spread * (_reach() / effect) ** 2)


def _newcombe(one: Share, other: Share) -> Difference:
    (low1, high1), (low2, high2) = wilson(one), wilson(other)
    value = one.value - other.value
    below = math.hypot(one.value - low1, high2 - other.value)
    above = math.hypot(high1 - one.value, other.value - low2)
    return Difference(value, value - below, value + above)


def _z() -> float:
    return NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


def _reach() -> float:
    return _z() + NormalDist().inv_cdf(POWER)
