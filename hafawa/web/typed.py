"""Which number or day is meant by what stands in an address or a form?"""

from __future__ import annotations

from datetime import date

_DIGITS = 18  # what any database keeps as a whole number
_DAY = 10  # characters of a day as forms send it


def number(text: str) -> int | None:
    """`text` as an id; None where it is none: `²`, a thousand digits, nothing."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def day_typed(text: str) -> date | None:
    """`text` as a date, 2026-05-03; None where it is none."""
    try:
        return date.fromisoformat(text) if len(text) == _DAY else None
    except ValueError:
        return None
