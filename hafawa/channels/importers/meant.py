"""How is what a cell would mean kept, so that whoever is asked reads it in their own language? As a day, a number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language

_DAY, _NUMBER = "day:", "number:"


def of_day(day: date) -> str:
    """To be kept for `day`."""
    return f"{_DAY}{day.isoformat()}"


def of_number(number: Decimal) -> str:
    """To be kept for `number`."""
    return f"{_NUMBER}{number}"


def words(kept: str) -> str:
    """What was kept, in the language active now; words that are neither stay as they are."""
    language = get_language() or "en"
    try:
        if kept.startswith(_DAY):
            return format_date(date.fromisoformat(kept.removeprefix(_DAY)), format="long", locale=language)
        if kept.startswith(_NUMBER):
            number = Decimal(kept.removeprefix(_NUMBER))
            return format_decimal(number, locale=language, decimal_quantization=False)
    except (ValueError, InvalidOperation):
        pass
    return kept
