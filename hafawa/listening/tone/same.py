"""Is a draft nearly what was sent to somebody else? Pure: pieces of three words in common, names and numbers aside."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hafawa.kernel.text import fold
from hafawa.listening.sentences import LONGEST

NEAR = 0.6  # of all pieces of three words
LEAST = 9  # words: a short answer to the same question is rightly the same
MOST = 200  # recent replies looked at
_WORD = re.compile(r"[^\W\d_]+")


def is_nearly(text: str, recent: Iterable[str], *, name: str = "") -> bool:
    """Whether `text` is nearly one of `recent`; `name` is the reader's, and counts for nothing."""
    own = _pieces(text, names=frozenset(fold(name).split()))
    if len(own) < LEAST - 2:
        return False
    return any(_alike(own, _pieces(other, names=frozenset())) >= NEAR for other in list(recent)[:MOST])


def _pieces(text: str, *, names: frozenset[str]) -> set[tuple[str, ...]]:
    words = [w for w in _WORD.findall(fold(text[:LONGEST])) if w not in names]
    return set(zip(words, words[1:], words[2:], strict=False))


def _alike(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0
