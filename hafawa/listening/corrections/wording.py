"""Which numbers stand for the wording of a text, in few columns, and of which words is it? Pure, no vocabulary."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence, Set
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from hafawa.kernel.text import fold

BITS = 11
WIDTH = 2 << BITS  # words and pairs of words, then parts of words
LONGEST = 4000  # characters looked at
_WORD = re.compile(r"[^\W_]+|[?؟!]")
_MASK = (1 << BITS) - 1
_SHORT, _LONG = 3, 4
_HALF = np.float32(np.sqrt(0.5))

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Told(NamedTuple):
    """A text as numbers: `values` at `columns` (below WIDTH), of length one in all, and its `words`, hashed, sorted."""

    columns: Ints
    values: Floats
    words: Ints


def told_of(text: str) -> Told:
    """`text` as numbers; words and parts of words count alike. Numbers written in it are all one word."""
    found = _words(text)
    words = {_hash(word) for word in found}
    pairs = {crc32(f"{one} {other}".encode()) for one, other in itertools.pairwise(found)}
    pieces = set().union(*[_pieces(word) for word in set(found)])
    wide, small = _half(words | pairs, first=0), _half(pieces, first=1 << BITS)
    return Told(
        np.concatenate((wide[0], small[0])), np.concatenate((wide[1], small[1])), np.array(sorted(words), np.int64)
    )


def words_of(text: str) -> Ints:
    """Only the `words` of `told_of`, which is much quicker."""
    return np.array(sorted({_hash(word) for word in _words(text)}), np.int64)


def dense(found: Sequence[Told]) -> Floats:
    """A row of WIDTH numbers each."""
    made = np.zeros(len(found) * WIDTH, dtype=np.float32)
    if found:
        at = np.concatenate([one.columns + row * WIDTH for row, one in enumerate(found)])
        np.add.at(made, at, np.concatenate([one.values for one in found]))
    return made.reshape(len(found), WIDTH)


def _words(text: str) -> list[str]:
    return ["0" if word.isdigit() else word for word in _WORD.findall(fold(text[:LONGEST]))]


@functools.lru_cache(maxsize=32768)
def _hash(word: str) -> int:
    return crc32(word.encode())


@functools.lru_cache(maxsize=32768)
def _pieces(word: str) -> frozenset[int]:
    bound = f"<{word[:30]}>"
    ends = [(at, at + length) for length in range(_SHORT, _LONG + 1) for at in range(len(bound) - length + 1)]
    return frozenset(crc32(bound[at:end].encode()) for at, end in ends)


def _half(hashes: Set[int], *, first: int) -> tuple[Ints, Floats]:
    """Columns from `first` on, each signed by its hash, so that two that fall together do not add up."""
    mixed = np.sort(np.fromiter(hashes, np.int64, len(hashes)))
    signs = (1 - 2 * ((mixed >> 20) & 1)).astype(np.float32)
    return (mixed & _MASK) + first, signs * (_HALF / np.float32(np.sqrt(max(1, len(mixed)))))
