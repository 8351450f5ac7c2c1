"""In which language is what stands in Latin letters written? Pure; a small model of the pieces of words.

Arabic and Georgian written in Latin letters are "ar" and "ka". `CLASSES` holds "" for what is none of the others:
other languages in Latin letters, names, noise. numpy reads the file; a message costs one look-up a word.
"""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

FILE = Path(__file__).with_name("latin.npz")
CLASSES = ("en", "ar", "ka", "fr", "de", "es", "pt", "it", "nl", "tr", "az", "")
BITS = 14
LONGEST_WORD = 24
MOST_WORDS = 300


def columns(word: str) -> list[int]:
    """The columns of a word in lower case: its pieces of one to four letters, ends marked, and itself."""
    whole = f" {word[:LONGEST_WORD]} "
    found = [whole[i : i + n] for n in (1, 2, 3, 4) for i in range(len(whole) - n + 1)]
    return [zlib.crc32(piece.encode("utf-8", "surrogatepass")) & ((1 << BITS) - 1) for piece in [*found, "=" + whole]]


def scale(words: int) -> float:
    """What the sum over `words` words is multiplied with: more words make surer, but not as much as their number."""
    return 1.0 / math.sqrt(max(1, words))


def chances(words: Sequence[str]) -> dict[str, float]:
    """How likely each of CLASSES is, 0 to 1, by the words of a message in lower case."""
    words = words[:MOST_WORDS]
    if not words:
        return dict.fromkeys(CLASSES, 0.0)
    sums = [scale(len(words)) * sum(column) for column in zip(*map(_of, words), strict=True)]
    scores = [total + first for total, first in zip(sums, _load()[2].tolist(), strict=True)]
    powers = [math.exp(score - max(scores)) for score in scores]
    return dict(zip(CLASSES, (power / sum(powers) for power in powers), strict=True))


@functools.lru_cache(maxsize=32768)
def _of(word: str) -> tuple[float, ...]:
    weights, by, _ = _load()
    return tuple(float(score) for score in weights[columns(word)].sum(axis=0, dtype=np.int64) * by)


@functools.cache
def _load() -> tuple[npt.NDArray[np.int8], Floats, Floats]:
    with np.load(FILE, allow_pickle=False) as file:
        return file["weights"], file["scale"], file["bias"]
