"""Was a message that says nearly the same corrected before? Then what was said of it is said of this one. Pure.

It works from the first correction on. Nothing is copied where the shipped reader reads the two differently in anything
(a "not" more), or where those alike were said to be different things. No text is kept, only hashes of words.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from hafawa.listening.corrections.wording import Told

NEAR = 0.88  # cosine of the sets of words
SHORT = 3  # words, below which it takes the same words, and two who say so: what "ok" means, hangs on what went before
AGREED = 0.6  # the share by which one side must outweigh the other

Ints = NDArray[np.int64]
Signs = NDArray[np.int8]


@dataclass(frozen=True)
class Memory:
    """Messages by their words: `words` of all, one after another (message i: `starts[i]` to `starts[i + 1]`).

    `said` holds 1 and -1 by message and head, 0 where nothing was said; `read` what the shipped reader said.
    """

    words: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    starts: Ints = field(default_factory=lambda: np.zeros(1, dtype=np.int64))
    said: Signs = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))
    read: Signs = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int8))

    @functools.cached_property
    def _index(self) -> tuple[Ints, Ints]:
        """All words sorted, and which message each stands in."""
        order = np.argsort(self.words, kind="stable")
        message = np.repeat(np.arange(len(self)), np.diff(self.starts))
        return self.words[order], message[order]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def votes(self, own: Ints, read: Signs) -> Signs:
        """1 or -1 for each head that messages nearly like `own` (sorted words) were said to have or not; else 0."""
        if not len(own) or not len(self):
            return np.zeros(len(read), dtype=np.int8)
        near = self._near(own)
        said = self.said[near[(self.read[near] == read).all(axis=1)]]
        many, told = np.abs(said).sum(axis=0, dtype=np.int64), said.sum(axis=0, dtype=np.int64)
        least = 2 if len(own) < SHORT else 1
        agreed = (many >= least) & (np.abs(told) >= AGREED * many)
        found: Signs = (np.sign(told) * agreed).astype(np.int8)
        return found

    def _near(self, own: Ints) -> Ints:
        words, holders = self._index
        first, last = np.searchsorted(words, own), np.searchsorted(words, own, side="right")
        spans = [holders[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True) if b > a]
        if not spans:
            return np.zeros(0, dtype=np.int64)
        shared = np.bincount(np.concatenate(spans), minlength=len(self))
        least = 1.0 if len(own) < SHORT else NEAR
        return np.flatnonzero(shared >= least * np.sqrt(np.diff(self.starts) * len(own)) - 1e-9)


def remember(told: Sequence[Told], said: Signs, read: Signs) -> Memory:
    """What was said of messages, to be found again by their words."""
    if not told:
        return Memory()
    starts = np.cumsum([0, *(len(one.words) for one in told)]).astype(np.int64)
    return Memory(np.concatenate([one.words for one in told]), starts, said, read)
