"""How alike are two pieces of what people wrote? Pure: the reader's hashed features, folded into fewer columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hafawa.listening.trained import features

BITS = 12
WIDTH = 1 << BITS
Floats = npt.NDArray[np.float32]


def folded(texts: Sequence[str], languages: Sequence[str], *, bits: int = BITS) -> Floats:
    """One row of 2**bits numbers and length 1 for each text; a text without words is all zeros."""
    width = 1 << bits
    found = np.zeros((len(texts), width), np.float32)
    if not texts:
        return found
    made = features.rows([features.plain(t, language=tag[:2]) for t, tag in zip(texts, languages, strict=True)])
    row = np.repeat(np.arange(len(texts)), np.diff(made.indptr))
    np.add.at(found, (row, made.indices & (width - 1)), made.values)
    return normal(found)


def rarer(rows: Floats) -> Floats:
    """`rows` with what nearly all of them have weighed less (inverse document frequency), length 1 again."""
    if not len(rows):
        return rows
    having = np.count_nonzero(rows, axis=0)
    weight = np.log((1 + len(rows)) / (1 + having)).astype(np.float32)
    return normal(rows * np.maximum(weight, 0.05))


def normal(rows: Floats) -> Floats:
    """`rows` of length 1."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    found: Any = rows / np.where(length == 0, 1, length)
    return np.asarray(found, np.float32)
