"""Which numbers stand for a text, so that texts alike in wording are near one another? Pure, linear, no vocabulary."""

from __future__ import annotations

import itertools
import re
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from hafawa.kernel.text import fold

BITS = 18
LONGEST = 4000  # characters looked at
_WORD = re.compile(r"[^\W_]+|[?؟!]")
_MASK = (1 << BITS) - 1
_SHORT, _LONG = 3, 5

Columns = NDArray[np.int32]


def columns(text: str) -> Columns:
    """The columns (0 to 2**BITS - 1, sorted, each once) of a text: its words, pairs of words, parts of words."""
    words = _WORD.findall(fold(text[:LONGEST]))
    told = {f"w {word}" for word in words}
    told.update(f"p {one} {other}" for one, other in itertools.pairwise(words))
    for word in set(words):
        bound = f"<{word[:30]}>"
        for length in range(_SHORT, _LONG + 1):
            told.update(bound[at : at + length] for at in range(len(bound) - length + 1))
    return np.array(sorted({crc32(piece.encode()) & _MASK for piece in told}), dtype=np.int32)
