"""How do the cells of a mapped table become people's keys, instants, amounts? Strict, with a reason for each no."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from hafawa.channels.importers import amounts, dates
from hafawa.channels.importers.registry import Key, Rejection, Setting, Who
from hafawa.kernel.money import minor_digits
from hafawa.kernel.text import fold
from hafawa.people.identifiers import normal_customer_id, normal_email, normal_phone

NUMBER_MOST = 250  # so that an event named after it fits, too
_LANGUAGES = {
    "english": "en", "arabic": "ar", "georgian": "ka", "العربيه": "ar", "عربي": "ar", "الانجليزيه": "en",
    "ქართული": "ka", "ინგლისური": "en", "არაბული": "ar", "portuguese": "pt", "portugues": "pt", "spanish": "es",
    "french": "fr", "german": "de", "russian": "ru", "turkish": "tr",
}  # fmt: skip


def word_set(words: str) -> frozenset[str]:
    """`words`, parted by spaces, folded for comparing cells with."""
    return frozenset(fold(word) for word in words.split())


class RowRejected(Exception):
    """The row cannot be read: `reason` of `rejections.REASONS`, and what fills its words."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts

    def row(self, number: int, cells: Sequence[str]) -> Rejection:
        """As it is stored."""
        return Rejection(number, self.reason, self.facts, tuple(cells))


class Cells:
    """Reads cells by field. `places` says which column a field is in, `answers` how dates and amounts are written."""

    def __init__(self, *, places: Mapping[str, int], answers: Mapping[str, str], setting: Setting, system: str) -> None:
        self._places, self._setting, self._system = places, setting, system
        self._order = answers.get("dates", "ymd")
        self._decimal = answers.get("decimal", ".")
        self._zone, self._country = setting.zone, setting.country
        self.currency = answers.get("currency", "")
        who = ("email", "phone", "customer_id", "name", "first_name", "last_name", "language")
        self._who_places = [(f, places[f]) for f in who if f in places]
        self._occurrences: dict[bytes, int] = {}

    def has(self, field: str) -> bool:
        """Whether a column holds `field`."""
        return field in self._places

    def text(self, field: str, cells: Sequence[str]) -> str:
        """The trimmed cell of `field`; empty where there is no such column."""
        place = self._places.get(field)
        return cells[place].strip() if place is not None else ""

    def number(self, field: str, cells: Sequence[str]) -> str:
        """The number of an order or a review; refused where it is too long to keep, for two cut short may be one."""
        found = self.text(field, cells)
        if len(found) > NUMBER_MOST:
            raise RowRejected("cell_too_long", size=len(found), most=NUMBER_MOST)
        return found

    def moment(self, field: str, cells: Sequence[str]) -> datetime | None:
        """The instant in the cell of `field`; None if it is empty."""
        place = self._places.get(field)
        if place is None or not (cell := cells[place].strip()):
            return None
        try:
            return _moment(cell, self._order, self._zone)
        except dates.OutOfRange:
            raise RowRejected("date_range", cell=cell[:100]) from None
        except (dates.NotADate, ValueError, OverflowError):
            raise RowRejected("date", cell=cell[:100], order=self._order) from None

    def minor(self, field: str, cells: Sequence[str], *, currency: str) -> int | None:
        """The amount in the cell of `field` in minor units; None if it is empty."""
        cell = self.text(field, cells)
        if not cell:
            return None
        try:
            return _minor(cell, self._decimal, currency)
        except amounts.NotAnAmount:
            raise RowRejected("number", cell=cell[:100]) from None
        except OverflowError:
            raise RowRejected("amount_range", cell=cell[:100]) from None

    def code(self, cells: Sequence[str]) -> str:
        """The row's currency: its own cell, else the file's."""
        if "currency" not in self._places:
            return self.currency
        cell = self.text("currency", cells)
        if not cell:
            return self.currency
        found = _currency(cell)
        if not found:
            raise RowRejected("currency", cell=cell[:100])
        return found

    def who(self, cells: Sequence[str]) -> Who | None:
        """The person, with every key the row has; None without any."""
        keys = []
        got = {f: cells[place].strip() for f, place in self._who_places}
        if (email := got.get("email")) and (value := _email(email)):
            keys.append(Key("email", value, email[:320]))
        if (phone := got.get("phone")) and (number := _phone(phone, self._country)):
            keys.append(Key("phone", number, phone[:320]))
        if (customer := got.get("customer_id")) and customer not in ("0", "-"):
            found = normal_customer_id(customer, source=self._system)
            if found:
                keys.append(Key("customer_id", found, customer[:320]))
        if not keys:
            return None
        first, last = got.get("first_name", ""), got.get("last_name", "")
        name = got.get("name") or f"{first} {last}".strip()
        if name and ("@" in name or name.upper() in ("NULL", "N/A", "NONE")):
            name = ""
        return Who(tuple(keys), name[:300], first[:150], language(got.get("language", "")))

    def mark(self, cells: Sequence[str]) -> str:
        """A name for a row that has none: what it says, and which of the rows that say the same it is."""
        digest = hashlib.blake2b("\x1f".join(cells).encode("utf-8", "surrogatepass"), digest_size=12).digest()
        nth = self._occurrences.get(digest, 0) + 1
        self._occurrences[digest] = nth
        return f"{digest.hex()}:{nth}"


def language(cell: str) -> str:
    """A language's code from its code, locale or name; empty if not known."""
    if not cell:
        return ""
    folded = fold(cell)
    if folded in _LANGUAGES:
        return _LANGUAGES[folded]
    code = folded.replace("_", "-").split("-")[0]
    return code if len(code) in (2, 3) and code.isascii() and code.isalpha() else ""


@lru_cache(maxsize=8192)
def _moment(cell: str, order: str, zone: ZoneInfo) -> datetime:
    """Many orders share a promised day, in a small shop also the day they were placed on."""
    return dates.moment(cell, order=order, zone=zone)


@lru_cache(maxsize=1024)
def _currency(cell: str) -> str:
    found = amounts.SYMBOLS.get(cell) or cell.upper()
    return found if amounts.is_currency(found) else ""


@lru_cache(maxsize=65536)
def _email(cell: str) -> str | None:
    return normal_email(cell)


@lru_cache(maxsize=65536)
def _phone(cell: str, country: str) -> str | None:
    return normal_phone(cell.removeprefix("'"), country=country)


@lru_cache(maxsize=65536)
def _minor(cell: str, decimal: str, currency: str) -> int:
    digits = minor_digits(currency) if currency else 2
    whole, dot, cents = cell.partition(".")
    if (
        decimal == "."
        and len(whole) < 14
        and len(cents) == digits
        and _is_digits(whole)
        and (_is_digits(cents) or not dot)
    ):
        return int(whole + cents)
    found = amounts.amount(cell, decimal=decimal)
    minor = int(found.scaleb(digits).quantize(found.__class__(1), rounding="ROUND_HALF_EVEN"))
    if abs(minor) > amounts.MOST_MINOR:
        raise OverflowError(cell)
    return minor


def _is_digits(text: str) -> bool:
    return bool(text) and text.isascii() and text.isdecimal()
