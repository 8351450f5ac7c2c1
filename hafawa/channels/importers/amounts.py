"""Which amount does a cell mean, and can its decimal sign be known? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from babel.core import get_global

from hafawa.kernel.text import ascii_digits

DECIMALS = (".", ",")
MOST_MINOR = 10**15
_PLAIN = re.compile(r"-?\d{1,15}(?:\.\d{1,6})?")
_WITH_POINT = re.compile(r"(?:\d{1,15}|\d{1,3}(?:[,' ]\d{2,3})*[,' ]\d{3})(?:\.\d{1,6})?")
_WITH_COMMA = re.compile(r"(?:\d{1,15}|\d{1,3}(?:[.' ]\d{2,3})*[.' ]\d{3})(?:,\d{1,6})?")
_CORE = re.compile(r"\d[\d.,' ]*\d|\d")
_SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u066b": ".", "\u066c": ",", "\u2212": "-"}
)
_MARKS = re.compile(r"[\u200e\u200f\u061c]")
_CURRENCY = re.compile(r"([A-Za-z]{3}|R\$|[€£₾₺₽₹¥₪₩₴₸﷼$]|د\.إ|ر\.س|د\.ك|ج\.م|ل\.س|ლარი|лв|kr|zł)\.?")
SYMBOLS = {
    "€": "EUR", "£": "GBP", "₾": "GEL", "₺": "TRY", "₽": "RUB", "₹": "INR", "₪": "ILS", "₩": "KRW", "₴": "UAH",
    "₸": "KZT", "R$": "BRL", "د.إ": "AED", "ر.س": "SAR", "د.ك": "KWD", "ج.م": "EGP", "ل.س": "SYP", "ლარი": "GEL",
    "zł": "PLN", "лв": "BGN",
}  # fmt: skip
#: symbols several currencies share: which one is asked, or the shop's own if it is among them
SHARED = {
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "CLP", "COP", "ARS"),
    "¥": ("JPY", "CNY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "﷼": ("SAR", "IRR", "QAR", "OMR", "YER"),
}


class NotAnAmount(ValueError):
    """The cell is no amount written plainly with the decimal sign given."""


def possible_decimals(cells: Iterable[str]) -> frozenset[str]:
    """Which of `DECIMALS` could all `cells` be written with; both if nothing tells.

    "1.234,50" and "12,5" leave the comma, "1,234.50" the point; "1.234" leaves both. Empty: they contradict.
    """
    left = frozenset(DECIMALS)
    for cell in cells:
        if core := _CORE.search(_clean(cell)):
            left &= _decimals_of(core[0])
            if not left:
                break
    return left


def amount(cell: str, *, decimal: str) -> Decimal:
    """The amount in `cell`, its currency sign aside. Raises `NotAnAmount` for what is not plain (1e9, NaN)."""
    if decimal == "." and _PLAIN.fullmatch(cell):
        return Decimal(cell)
    text, sign = _unsigned(_bare(_clean(cell)))
    pattern = _WITH_POINT if decimal == "." else _WITH_COMMA
    if not pattern.fullmatch(text):
        raise NotAnAmount(cell)
    grouping = "," if decimal == "." else "."
    plain = text.replace(grouping, "").replace(" ", "").replace("'", "").replace(decimal, ".")
    return sign * Decimal(plain)


def currency_in(cell: str) -> str:
    """The currency sign or code written in `cell`: a code, a shared symbol such as "$", or empty."""
    found = _CURRENCY.search(_MARKS.sub("", cell))
    if not found:
        return ""
    word = found[1]
    if word in SYMBOLS:
        return SYMBOLS[word]
    return word if word in SHARED else word.upper() if is_currency(word.upper()) else ""


def is_currency(code: str) -> bool:
    """Whether `code` is a currency's three-letter code (ISO 4217 as CLDR lists it)."""
    return code in _codes()


def _clean(cell: str) -> str:
    text = _MARKS.sub("", cell)
    if "\u066b" in text:  # an Arabic decimal sign settles it; `possible_decimals` then sees a point
        text = text.replace("\u066c", "")
    return ascii_digits(text.translate(_SPACES)).strip()


def _bare(text: str) -> str:
    """Without its currency; where that stands between digits it stays, for "12€34" is not 1234."""
    found = _CURRENCY.search(text)
    if not found or (_has_digit(text[: found.start()]) and _has_digit(text[found.end() :])):
        return text
    return (text[: found.start()] + text[found.end() :]).strip()


def _has_digit(text: str) -> bool:
    return any(c.isdecimal() for c in text)


def _unsigned(text: str) -> tuple[str, int]:
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text.startswith(("-", "+")):
        return text[1:].strip(), -1 if text[0] == "-" else 1
    return (text[:-1].strip(), -1) if text.endswith("-") else (text, 1)


def _decimals_of(core: str) -> frozenset[str]:
    point, comma = core.rfind("."), core.rfind(",")
    if point < 0 and comma < 0:
        return frozenset(DECIMALS)
    if point >= 0 and comma >= 0:
        return frozenset({"." if point > comma else ","})
    sign = "." if point >= 0 else ","
    if core.count(sign) > 1:
        return frozenset(DECIMALS) - {sign}
    whole, tail = core.split(sign)
    is_open = len(tail) == 3 and 1 <= len(whole) <= 3 and not whole.startswith("0")
    return frozenset(DECIMALS) if is_open else frozenset({sign})


@cache
def _codes() -> frozenset[str]:
    return frozenset(get_global("all_currencies"))
