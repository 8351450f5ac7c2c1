"""Which score from 1 to 5 does a cell mean? Pure."""

from __future__ import annotations

import re

from hafawa.kernel.text import ascii_digits

_SCORE = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*(?:/\s*(\d{1,3})|stars?|(%))?", re.IGNORECASE)
_SCALE = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?\s*(?:/\s*(\d{1,3})|(%))?")


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
    said = int(match[2]) if match and match[2] else 100 if match and match[3] else most
    if not 1 <= found <= most or said != most:  # 4/10 is not four of five
        raise NotAScore(cell)
    return max(1, -(-(2 * found * 5 - most) // (2 * most)))


def best_said(cell: str) -> float | None:
    """The best score there must be where somebody writes `cell`: 10 for "4/10", 100 for "80%", 7 for "7"; or None."""
    match = _SCALE.match(ascii_digits(cell).strip())
    if not match:
        return None
    if match[1] or match[2]:
        return float(match[1] or 100)
    return float(match[0].strip().replace(",", "."))
