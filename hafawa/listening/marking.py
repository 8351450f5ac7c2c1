"""Where in a text do the words stand that a reading rests on? Pure: spans of the text as written, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hafawa.kernel.text import fold

LONGEST = 12_000  # characters looked at; the rest is shown unmarked
NOT_WORDS = frozenset({"score", "learned"})  # labels whose second half is no part of the text
_MARKS = "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
_WORD = rf"(?:[^\W_][{_MARKS}]*)+"
_TOKEN = re.compile(rf"{_WORD}(?:['’‘ʼ]{_WORD})*|[^\w\s]|_")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")


@dataclass(frozen=True)
class Piece:
    """Some of the text; `label` is what it was read as, empty where it decided nothing."""

    text: str
    label: str = ""


def pieces(text: str, evidence: Iterable[Sequence[str]], *, spans: Iterable[tuple[int, int, str]] = ()) -> list[Piece]:
    """`text` cut into marked and unmarked pieces: where the words of `evidence` ([label, words]) stand, and `spans`.

    Of places that overlap the first and longest is marked. Joined again, the pieces are `text`.
    """
    marked = sorted([*_found(text[:LONGEST], evidence), *spans], key=lambda span: (span[0], -span[1]))
    cut: list[Piece] = []
    at = 0
    for start, end, label in marked:
        if start < at or end <= start or end > len(text):
            continue
        cut += [Piece(text[at:start]), Piece(text[start:end], label)]
        at = end
    return [piece for piece in [*cut, Piece(text[at:])] if piece.text]


def _found(text: str, evidence: Iterable[Sequence[str]]) -> list[tuple[int, int, str]]:
    tokens = [(m.start(), m.end(), _folded(m.group())) for m in _TOKEN.finditer(text)]
    places: dict[str, list[int]] = {}
    for i, (_start, _end, word) in enumerate(tokens):
        places.setdefault(word, []).append(i)
    found: list[tuple[int, int, str]] = []
    for label, words in (pair[:2] for pair in evidence):
        sought = [] if label in NOT_WORDS else [_folded(m.group()) for m in _TOKEN.finditer(str(words))][:40]
        first = places.get(sought[0], ())[:50] if sought else ()
        here = [i for i in first if [word for _s, _e, word in tokens[i : i + len(sought)]] == sought]
        found += [(tokens[i][0], tokens[i + len(sought) - 1][1], str(label)) for i in here]
    return found


def _folded(token: str) -> str:
    plain = token.replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    return _STRETCHED.sub(r"\1", fold(plain))
