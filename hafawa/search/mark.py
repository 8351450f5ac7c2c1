"""Which part of a text fits what was sought? Pure: spans of the text as written, however long its folded form is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from hafawa.kernel.text import fold
from hafawa.search import folding

Piece = tuple[str, bool]  # some of the text, and whether it is what was sought
_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]|(?<=\w)['’](?=\w))+")


@dataclass(frozen=True)
class Sought:
    """What was sought: whole `words` (folded), and words that `begin` so."""

    words: frozenset[str]
    begins: tuple[str, ...] = ()

    def length(self, folded: str) -> int:
        """How much of the beginning of a folded word fits: its number of letters, 0 for none."""
        stems = {folded, *folding.stems(folded), folding.without_article(folded)}
        if stems & self.words:
            return len(folded)
        bare = folding.without_article(folded)
        longest = max((len(b) for b in self.begins if bare.startswith(b)), default=0)
        return longest + len(folded) - len(bare) if longest else 0


def pieces(text: str, sought: Sought) -> list[Piece]:
    """`text` in pieces, those that fit marked."""
    found: list[Piece] = []
    at = 0
    for start, end in _spans(text, sought):
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*found, (text[at:], False)] if piece[0]]


def snippet(text: str, sought: Sought, *, most: int = 160) -> list[Piece]:
    """The same for at most `most` characters of `text`, in one line, around the first that fits."""
    text = " ".join(folding.clean(text).split())
    first = next(_spans(text, sought), (0, 0))[0]
    start = 0 if first < most // 2 else text.rfind(" ", 0, first - most // 4) + 1
    end = len(text) if len(text) - start <= most else max(text.rfind(" ", start, start + most), start + most // 2)
    shown = pieces(text[start:end], sought)
    return [*([("…", False)] if start else []), *shown, *([("…", False)] if end < len(text) else [])]


def key_pieces(key: str, part: str) -> list[Piece]:
    """An address or number as typed, with the stretch marked whose letters and digits are `part` (`compact`)."""
    lengths = [len(folding.compact(key[:end])) for end in range(len(key) + 1)]
    at = folding.compact(key).find(part) if part else -1
    if at < 0:
        return [(key, False)]
    start = max(i for i, length in enumerate(lengths) if length == at)
    end = min(i for i, length in enumerate(lengths) if length >= at + len(part))
    return [piece for piece in [(key[:start], False), (key[start:end], True), (key[end:], False)] if piece[0]]


def sought(words: Collection[str], *, begins: Collection[str] = ()) -> Sought:
    """What to look for, from folded words and beginnings."""
    return Sought(frozenset(words), tuple(b for b in begins if b))


def _spans(text: str, wanted: Sought) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(text):
        word = found.group()[: folding.LONGEST_WORD]
        folded = fold(word.replace("'", "").replace("’", ""))
        if length := wanted.length(folded):
            yield found.start(), found.start() + _written(word, length, whole=len(folded))


def _written(word: str, length: int, *, whole: int) -> int:
    """How many characters of `word` as written make `length` letters of its folded form, marks after them with it."""
    if length >= whole:
        return len(word)
    ends = [end for end in range(1, len(word) + 1) if len(fold(word[:end])) <= length]
    enough = [end for end in range(1, len(word) + 1) if len(fold(word[:end])) >= length]
    return max(ends[-1] if ends else 0, enough[0])
