"""How is money held (whole minor units) and shown?"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from babel.core import get_global
from babel.numbers import format_currency

_SIGN = re.compile(r"(?<=[A-Za-z])\$")
_TOUCHING = re.compile(r"(?<=[A-Z])(?=\d)")


def minor_digits(currency: str) -> int:
    """How many digits the minor unit has: 2 for EUR, 0 for JPY, 3 for KWD (CLDR's currency data)."""
    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def to_minor(amount: Decimal, *, currency: str) -> int:
    """`amount` in whole minor units of `currency`, half to even."""
    return int((amount.scaleb(minor_digits(currency))).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def from_minor(amount_minor: int, *, currency: str) -> Decimal:
    """`amount_minor` as a decimal amount of `currency`."""
    return Decimal(amount_minor).scaleb(-minor_digits(currency))


@lru_cache(maxsize=1024)
def show(amount_minor: int, *, currency: str, language: str) -> str:
    """`amount_minor` for a person to read in `language`, with the digits usual there.

    A code of letters is kept apart from its digits ("GEL 5.00"), CLDR's currency spacing, which Babel leaves out. Where
    the line runs from the right, the sign of "R$" or "US$" stays behind its letters.
    """
    text = format_currency(
        from_minor(amount_minor, currency=currency), currency, locale=language, numbering_system="default"
    )
    spaced = _TOUCHING.sub("\u00a0", text)
    return _SIGN.sub("\\g<0>\u200e", spaced) if "\u200f" in spaced else spaced
