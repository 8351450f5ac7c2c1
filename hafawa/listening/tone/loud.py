"""Where does a draft shout: capitals, rows of marks, drawn-out letters? Pure.

Joy may be loud: in a sentence that thanks or congratulates, marks and letters are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hafawa.listening.sentences import Sentence
from hafawa.listening.small_words import ENGLISH
from hafawa.listening.tone.looks import Draft

_MARKS = re.compile(r"[!?؟‼⁉！？]{2,}")
_STRETCHED = re.compile(r"([^\W\d_])\1{3,}")
_LAUGHS = frozenset("hمهخmzwkჰ")
_CAPITALS = re.compile(r"(?<![\w-])[A-Z][A-Z']*(?:[ ,]+[A-Z][A-Z']*)*(?![\w-])")
_SHOUTED = frozenset(
    [
        "NOT",
        "NEVER",
        "ALWAYS",
        "STOP",
        "READ",
        "PLEASE",
        "MUST",
        "AGAIN",
        "CALM",
        "WHY",
        "NOW",
        "WRONG",
        "DON'T",
        "DONT",
        "CAN'T",
        "CANNOT",
        "ALREADY",
        "LISTEN",
        "WAIT",
        "ONLY",
        "NOTHING",
        "NOBODY",
        "YOU",
        "YOUR",
    ]
)
_ORDER = 5  # words and marks: "Stop it!!" is an order
_RUN = 3  # words: two may be a name of a make


def loud(draft: Draft) -> Iterator[tuple[str, int, int]]:
    """What shouts (capitals, marks, letters) and where; each way once."""
    found: dict[str, tuple[int, int]] = {}
    for n, sentence in enumerate(draft.sentences):
        is_warm = draft.has("warm", sentence=n) and not draft.has("blame", "dismissal", sentence=n)
        for what, start, end in _in_sentence(draft, sentence, n, is_warm=is_warm):
            found.setdefault(what, (start, end))
    for what, (start, end) in found.items():
        yield what, start, end


def _in_sentence(draft: Draft, sentence: Sentence, n: int, *, is_warm: bool) -> Iterator[tuple[str, int, int]]:
    text, start, end = draft.text, sentence.start, sentence.end
    for run in _CAPITALS.finditer(text, start, end):
        if _is_shouted(run.group().replace(",", " ").split()):
            yield "capitals", run.start(), run.end()
    if is_warm:
        return
    for run in _MARKS.finditer(text, start, end):
        is_short = len(sentence.pieces) <= _ORDER and not draft.has("greeting", "done", "answer", "offer", sentence=n)
        is_loud = len(run.group()) > 2 or bool(set(run.group()) - {"!"}) or is_short
        if is_loud or draft.has("blame", "dismissal", sentence=n):
            yield "marks", run.start(), run.end()
    for run in _STRETCHED.finditer(text, start, end):
        if run.group()[0].lower() not in _LAUGHS:
            yield "letters", run.start(), run.end()


def _is_shouted(words: list[str]) -> bool:
    long = [w for w in words if len(w) > 1]
    if any(w in _SHOUTED for w in long):
        return True
    return len(long) >= _RUN and any(w.lower() in ENGLISH for w in long)
