"""Is a text a saved reply with nothing of the writer's own in it? Pure, linear in the text."""

from __future__ import annotations

from functools import lru_cache

from hafawa.conversations.composing import placeholders
from hafawa.kernel.text import fold

_MOST_IN_A_PLACE = 60  # letters: a name or an order number; more, or a sentence, is the writer's own
_ENDS = frozenset(".!?؟…")


def is_unchanged(text: str, reply: str) -> bool:
    """Whether `text` is `reply` with its places filled or not, spaces, marks and the case of letters aside."""
    pieces = _pieces(reply)
    return any(pieces) and _fits(_folded(text), pieces)


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=2048)
def _pieces(reply: str) -> tuple[str, ...]:
    return tuple(fold(piece) for piece in placeholders.cut(reply))


def _fits(text: str, pieces: tuple[str, ...]) -> bool:
    first, *rest = pieces
    if not rest:
        return text == first
    if not text.startswith(first):
        return False
    at = len(first)
    for piece in rest[:-1]:
        found = text.find(piece, at, at + _MOST_IN_A_PLACE + len(piece))
        if found < 0 or not _is_filling(text[at:found]):
            return False
        at = found + len(piece)
    end = len(text) - len(rest[-1])
    return at <= end and text.endswith(rest[-1]) and _is_filling(text[at:end])


def _is_filling(said: str) -> bool:
    return len(said) <= _MOST_IN_A_PLACE and _ENDS.isdisjoint(said)
