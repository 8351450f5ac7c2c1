"""What does a trained head look at in a message? Pieces of words, words and pairs of words, hashed. Pure, numpy only.

`plain` writes a message evenly (one space between words and marks; Georgian in either script as one spelling), `rows`
makes rows of numbers of many at once. Nothing here depends on a model, so any head can stand on it: train on
`rows(...).matrix()`, read with `rows(...).scores(weights)`. The hash is arithmetic on 64 bits: the same everywhere.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hafawa.kernel.text import GEORGIAN
from hafawa.listening.languages.ka import sound
from hafawa.listening.sentences import Sentence, split

CHAR_BITS = WORD_BITS = 17
CHARS, WORDS = 1 << CHAR_BITS, 1 << WORD_BITS
WIDTH = CHARS + WORDS  # columns of a row: pieces of words first, then words and pairs
PIECES = (3, 4, 5)  # letters, the spaces around a word among them
LONGEST_WORD = 40
_CHUNK = 400_000  # letters hashed at once

_P = np.uint64(0x9E3779B97F4A7C15)  # odd, so that it has an inverse modulo 2**64
_P_INVERSE = np.uint64(pow(0x9E3779B97F4A7C15, -1, 1 << 64))
_PAIR = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SEPARATOR, _SPACE = 0, 32
_ONTO_GEORGIAN = str.maketrans({chr(97 + i): chr(0x10D0 + i) for i in range(26)})

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Rows:
    """Sparse rows: row i holds `values[start:end]` at the columns `indices[start:end]`, start, end = indptr[i:i+2].

    `hits` are the same before each was counted once, for telling which word weighed: (column, value, word), words
    numbered through all rows; row i has the words from `first_word[i]` up to `first_word[i + 1]`.
    """

    indptr: Ints
    indices: Ints
    values: Floats
    hits: tuple[Ints, Floats, Ints]
    first_word: Ints

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def matrix(self) -> Any:
        """As a scipy CSR matrix of shape (rows, WIDTH), for training."""
        from scipy.sparse import csr_matrix

        return csr_matrix((self.values, self.indices, self.indptr), shape=(len(self), WIDTH))

    def scores(self, weights: npt.NDArray[Any], scale: Floats | float = 1.0) -> Floats:
        """Rows times `weights` (WIDTH x heads; int8 with a `scale` a head, or floats): shape (rows, heads)."""
        found = np.zeros((len(self), weights.shape[1]), np.float32)
        for i in range(len(self)):
            own = slice(self.indptr[i], self.indptr[i + 1])
            found[i] = self.values[own] @ weights[self.indices[own]].astype(np.float32)
        return found * np.float32(scale) if isinstance(scale, float) else found * scale


def plain(text: str, *, language: str = "") -> str:
    """`text` as it is hashed; `language` "ka" also brings its Latin letters to the one spelling of Georgian."""
    return spaced(split(text), language=language)


def spaced(sentences: Iterable[Sentence], *, language: str = "") -> str:
    """The same of a message already split."""
    told = _piece_of_georgian if language == "ka" else _piece
    return " ".join([told(piece) for sentence in sentences for piece in sentence.pieces])


def rows(texts: Sequence[str]) -> Rows:
    """Rows of numbers for `texts`, each made by `plain`. An empty text is an empty row."""
    parts = [_hashed(chunk) for chunk in _chunks(texts)]
    return parts[0] if len(parts) == 1 else _joined(parts)


@functools.lru_cache(maxsize=32768)
def _piece(piece: str) -> str:
    if piece.isdigit():
        return "0" if len(piece) < 4 else "0000"
    if piece < "!":  # a control letter, which would end a word or a row
        return "\x7f"
    return _one_spelling(piece) if GEORGIAN.search(piece) else piece[:LONGEST_WORD]


@functools.lru_cache(maxsize=32768)
def _piece_of_georgian(piece: str) -> str:
    return _one_spelling(piece) if piece[:1].isalpha() else _piece(piece)


def _one_spelling(word: str) -> str:
    return sound(word[:LONGEST_WORD]).translate(_ONTO_GEORGIAN)


def _chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    start, letters = 0, 0
    for i, text in enumerate(texts):
        letters += len(text)
        if letters > _CHUNK and i > start:
            yield texts[start:i]
            start, letters = i, len(text)
    yield texts[start:]


def _hashed(texts: Sequence[str]) -> Rows:
    codes = np.frombuffer(
        ("\0" + "".join(f" {text} \0" for text in texts)).encode("utf-32-le", "surrogatepass"), np.uint32
    )
    row_of = np.cumsum(codes == _SEPARATOR) - 1
    is_letter = codes > _SPACE
    word_of = np.cumsum(is_letter & ~np.concatenate(([False], is_letter[:-1]))) - 1  # 0 is the first of all
    places, hashes = zip(*_pieces(codes, is_letter), strict=True)
    place, mixed = np.concatenate(places), np.concatenate(hashes)
    is_word = np.zeros(len(place), np.int64)
    is_word[len(place) - len(places[-1]) - len(places[-2]) :] = 1
    column = (mixed >> np.uint64(64 - CHAR_BITS)).astype(np.int64) + is_word * CHARS
    negative = ((mixed >> np.uint64(20)) & np.uint64(1)).astype(np.int64)
    signs = (1 - 2 * negative).astype(np.float32)
    key = np.unique((row_of[place] << 20) | (column << 1) | negative)
    row, indices = key >> 20, (key >> 1) & (2 * CHARS - 1)
    of_words = (indices >= CHARS).astype(np.int64)
    many = np.bincount(2 * row + of_words, minlength=2 * len(texts))
    length = np.sqrt(np.maximum(many, 1)).astype(np.float32)
    in_row = np.cumsum(many[0::2] + many[1::2])
    begins = row_of[_starts(is_letter)]
    return Rows(
        indptr=np.concatenate((np.zeros(1, np.int64), in_row)),
        indices=indices,
        values=(1 - 2 * (key & 1)).astype(np.float32) / length[2 * row + of_words],
        hits=(column, signs / length[2 * row_of[place] + is_word], word_of[place]),
        first_word=np.searchsorted(begins, np.arange(len(texts) + 1)),
    )


def _pieces(codes: npt.NDArray[np.uint32], is_letter: npt.NDArray[np.bool_]) -> Iterator[tuple[Ints, Any]]:
    """Places and hashes: of pieces of words of each length, of words, and of pairs of words; a place is in a word."""
    wide = codes.astype(np.uint64)
    hashed = wide
    for n in range(2, max(PIECES) + 1):
        hashed = hashed[:-1] * _P + wide[n - 1 :]
        if n in PIECES:
            inner = np.ones(len(hashed), np.bool_)
            for k in range(1, n - 1):
                inner &= is_letter[k : k + len(hashed)]
            inner &= (codes[: len(hashed)] != _SEPARATOR) & (codes[n - 1 :] != _SEPARATOR)
            at = np.flatnonzero(inner)
            yield at + 1, _mix(hashed[at] + np.uint64(n))
    start, end = _starts(is_letter), _starts(is_letter[::-1])
    end = len(codes) - end[::-1]
    power = _powers(_P, len(codes))
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(wide * power, dtype=np.uint64)))
    word = (sums[end] - sums[start]) * _powers(_P_INVERSE, len(codes))[start] if len(start) else sums[:0]
    yield start, _mix(word)
    beside = np.flatnonzero(start[1:] == end[:-1] + 1)
    yield start[beside], _mix(word[beside] * _PAIR + _mix(word[beside + 1]))


def _starts(is_letter: npt.NDArray[np.bool_]) -> Ints:
    return np.flatnonzero(is_letter & ~np.concatenate(([False], is_letter[:-1])))


@functools.lru_cache(maxsize=8)
def _all_powers(of: int, many: int) -> npt.NDArray[np.uint64]:
    return np.concatenate(
        (np.ones(1, np.uint64), np.multiply.accumulate(np.full(many, of, np.uint64), dtype=np.uint64))
    )


def _powers(of: np.uint64, many: int) -> npt.NDArray[np.uint64]:
    rounded = 1 << max(10, int(many).bit_length())
    return _all_powers(int(of), rounded)[:many]


def _mix(hashed: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    hashed = (hashed ^ (hashed >> np.uint64(33))) * _MIX
    hashed = (hashed ^ (hashed >> np.uint64(29))) * _PAIR
    return hashed ^ (hashed >> np.uint64(32))


def _joined(parts: Sequence[Rows]) -> Rows:
    ends = np.cumsum([0, *(part.indptr[-1] for part in parts)])
    words = np.cumsum([0, *(int(part.first_word[-1]) for part in parts)])
    pairs = list(zip(parts, words, strict=False))
    return Rows(
        indptr=np.concatenate(([0], *(part.indptr[1:] + end for part, end in zip(parts, ends, strict=False)))),
        indices=np.concatenate([part.indices for part in parts]),
        values=np.concatenate([part.values for part in parts]),
        hits=(
            np.concatenate([part.hits[0] for part in parts]),
            np.concatenate([part.hits[1] for part in parts]),
            np.concatenate([part.hits[2] + first for part, first in pairs]),
        ),
        first_word=np.concatenate([*(part.first_word[:-1] + first for part, first in pairs), words[-1:]]),
    )
