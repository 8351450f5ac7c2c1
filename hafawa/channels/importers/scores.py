"""Which score from 1 to 5 does a cell mean? Pure."""

from __future__ import annotations

import re

from hafawa.kernel.text import ascii_digits

_SCORE = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:/\s*\d+|stars?|%)?", re.IGNORECASE)


class NotAScore(ValueError):
    """The cell is no whole score within the scale."""


def score(cell: str, *, most: int) -> int:
    """`cell` ("4", "4/5", "★★★★☆", "80%") from 1 to 5, where `most` is the best; rounded to the nearer, halves down.

    Raises `NotAScore`.
    """
    if cell and set(cell) <= set("★☆⭐️"):
        found = cell.count("★") + cell.count("⭐")
        if 1 <= found <= 5:
            return found
    match = _SCORE.fullmatch(ascii_digits(cell).strip())
    found = int(match[1]) if match else 0
    if not 1 <= found <= most:
        raise NotAScore(cell)
    return max(1, -(-(2 * found * 5 - most) // (2 * most)))
