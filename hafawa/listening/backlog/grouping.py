"""Which of the demands known already does a piece of a message say again? Pure; by shared words, per language."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from hafawa.kernel.text import fold
from hafawa.listening.corrections.features import columns
from hafawa.listening.wording.small import SMALL

ALIKE = 0.42  # the least likeness (0 to 1) at which two say the same; chosen by hand on cases in its tests
_SMALL = frozenset().union(*SMALL.values())


def likeness(one: str, other: str) -> float:
    """0 to 1: how much of their wording two pieces share."""
    a, b = _columns(fold(one)), _columns(fold(other))
    if not len(a) or not len(b):
        return 0.0
    return float(len(np.intersect1d(a, b, assume_unique=True)) / np.sqrt(len(a) * len(b)))


def nearest(words: str, known: Iterable[tuple[int, str]]) -> int | None:
    """Of `known` (id, words) the id of the likest; None where none is at least `ALIKE`. The lower id wins a tie."""
    scored = [(likeness(words, other), -demand_id) for demand_id, other in known]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= ALIKE else None


@lru_cache(maxsize=4096)
def _columns(folded: str) -> NDArray[np.int32]:
    words = [word for word in folded.split() if word not in _SMALL]
    return columns(" ".join(words) or folded)
