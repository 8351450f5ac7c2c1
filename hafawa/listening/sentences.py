"""Where do the sentences and the words of a message begin and end, written out evenly? Pure, linear in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from hafawa.kernel.text import fold

LONGEST = 12_000  # characters read of one message: the rest of a novel changes no reading
_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]|_")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")  # "sooo", "رااائع"
_STRONG = frozenset(".!?؟;؛…\n")
_WEAK = frozenset(",،:()-–—")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})
LETTERED = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Sentence:
    """One sentence: its folded pieces (words, marks, emoji) and where it stands in the text."""

    pieces: tuple[str, ...]
    start: int
    end: int


def split(text: str) -> list[Sentence]:
    """The sentences of `text`, lines quoted with ">" left out. A number's point or a doubled mark ends nothing."""
    found: list[Sentence] = []
    for start, end in spans(text[:LONGEST]):
        pieces = tuple(_PIECE.findall(_STRETCHED.sub(r"\1", fold(text[start:end].translate(_APOSTROPHES)))))
        if pieces:
            found.append(Sentence(pieces, start, end))
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of `text`, quoted lines left out."""
    found: list[tuple[int, int]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        if not line.lstrip().startswith(">"):
            found += _in_line(text, at, at + len(line))
        at += len(line)
    return found


def is_break(piece: str) -> bool:
    """Whether `piece` ends a sentence."""
    return piece in _STRONG


def is_pause(piece: str) -> bool:
    """Whether `piece` is a mark inside a sentence that a negation does not reach across."""
    return piece in _WEAK or piece in _STRONG


def _in_line(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    begin, i = start, start
    while i < end:
        if text[i] in _STRONG and not (text[i] == "." and text[i - 1 : i].isdigit() and text[i + 1 : i + 2].isdigit()):
            while i + 1 < end and text[i + 1] in _STRONG:
                i += 1
            found.append((begin, i + 1))
            begin = i + 1
        i += 1
    found.append((begin, end))
    return [(a, b) for a, b in found if LETTERED.search(text, a, b) or text[a:b].strip()]
