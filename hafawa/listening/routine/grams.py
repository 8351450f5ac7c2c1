"""As which numbers is a row of words compared? Words, pairs of them, their pieces, and what Arabic ones mean. Pure.

The same text gives the same numbers in every process and on every machine: CRC-32 of the UTF-8 bytes.
"""

from __future__ import annotations

import functools
import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from hafawa.listening.routine.senses import bare, sense

BITS = 18
SIZE = 1 << BITS
_PIECES = (3, 4)
_LONGEST = 24  # letters of a word that are looked at

Ids = npt.NDArray[np.int32]


def ids(words: Sequence[str]) -> Ids:
    """The numbers, 0 to `SIZE` - 1, of what is in `words`: each once, in order. Empty for no words."""
    found: set[int] = set()
    before = "^"
    for word in words:
        found.update(_of_word(word))
        found.add(_hash(f"2 {before} {word}"))
        before = word
    if words:
        found.add(_hash(f"2 {before} $"))
    return np.array(sorted(found), dtype=np.int32)


def of_word(word: str) -> int:
    """The number of `word` itself among those of `ids`."""
    return _of_word(word)[0]


@functools.lru_cache(maxsize=32768)
def _of_word(word: str) -> tuple[int, ...]:
    framed = f"<{word[:_LONGEST]}>"
    pieces = (framed[i : i + n] for n in _PIECES for i in range(len(framed) - n + 1))
    meant = _meant(word) if "\u0600" <= word[:1] <= "\u06ff" else ()
    return (_hash(f"1 {word}"), *(_hash(f"3 {piece}") for piece in pieces), *meant)


def _meant(word: str) -> tuple[int, ...]:
    """What joins a word to itself in other dialects and with other particles; the sense counts for two."""
    name = sense(word)
    told = (_hash(f"4 {name}"), _hash(f"5 {name}")) if name else ()
    return (_hash(f"6 {bare(word)}"), *told)


def _hash(what: str) -> int:
    return zlib.crc32(what.encode("utf-8", "surrogatepass")) & (SIZE - 1)
