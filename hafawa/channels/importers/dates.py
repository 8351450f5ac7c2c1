"""Which instant or day does a cell mean, and can its order of day and month be known? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from hafawa.kernel.text import ascii_digits, fold, without_invisible

ORDERS = ("ymd", "dmy", "mdy")
_LANGUAGES = ("en", "ar", "ar_SA", "ar_SY", "ka", "pt", "es", "fr", "de", "it", "ru", "tr", "nl", "fa")
_NUMERIC = re.compile(r"(\d{1,4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,4})(?=$|[\sT,])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?=$|[\sT])")
_DAY_NAMED = re.compile(
    r"(?:[^\W\d]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?[\s\-/]+(?:de\s+)?([^\W\d]+)\.?,?[\s\-/]+(?:de\s+)?(\d{4})"
)
_NAMED_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_TIME = re.compile(
    r"[\sT,]*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm|a\.m\.|p\.m\.|ص|م)?"
    r"\s*(z|utc|gmt)?\s*([+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)


class NotADate(ValueError):
    """The cell is no date in the order given."""


class OutOfRange(NotADate):
    """A date, but none a shop could have (before 1970, after 2100)."""


def possible_orders(cells: Iterable[str]) -> frozenset[str]:
    """Which of `ORDERS` could all the numeric dates among `cells` be in; all three if there is none to tell by.

    "03/04/2025" leaves dmy and mdy, "13/04/2025" only dmy, "2025-04-03" only ymd. An empty answer: they contradict.
    """
    left = frozenset(ORDERS)
    for cell in cells:
        if found := _NUMERIC.match(_plain(cell)):
            left &= _orders_of(found[1], found[2], found[3])
            if not left:
                break
    return left


def moment(cell: str, *, order: str, zone: ZoneInfo) -> datetime:
    """The instant `cell` means, in UTC; without a zone of its own it is a time in `zone`, without a time midnight."""
    if order == "ymd":
        try:
            return _in_utc(datetime.fromisoformat(cell), zone=zone)
        except ValueError:
            pass
    text = _plain(cell)
    day, rest = _split(text, order=order)
    return _in_utc(_at_time(day, rest.strip(), cell=cell), zone=zone)


def day(cell: str, *, order: str) -> date:
    """The day `cell` means; a time after it is not looked at. Any year from 1 to 9999."""
    return _split(_plain(cell), order=order)[0]


def parts(cell: str, *, order: str) -> tuple[int, int, int]:
    """Year, month and day as written, for a calendar of any kind (30 Safar is a day); only their ranges are checked."""
    text = _plain(cell)
    if found := _NUMERIC.match(text):
        a, b, c = found.groups()
        if len(a) == 4 or len(c) == 4:
            by = dict(zip("ymd" if len(a) == 4 else order, (a, b, c), strict=True))
            if len(by["y"]) == 4 and 1 <= int(by["m"]) <= 12 and 1 <= int(by["d"]) <= 31:
                if int(by["y"]) > 1500:
                    _made(int(by["y"]), int(by["m"]), int(by["d"]))
                return int(by["y"]), int(by["m"]), int(by["d"])
    found_day = day(cell, order=order)
    return found_day.year, found_day.month, found_day.day


def has_time(cell: str) -> bool:
    """Whether `cell` says a time of day, not only a day."""
    return ":" in cell


def looks_like_a_date(cell: str) -> bool:
    """Whether `cell` is a date in some order."""
    text = _plain(cell)
    if _NUMERIC.match(text):
        return True
    found = _DAY_NAMED.match(text) or _NAMED_DAY.match(text)
    return bool(found and any(fold(part) in _months() for part in found.groups()))


def _orders_of(a: str, b: str, c: str) -> frozenset[str]:
    first, second, third = int(a), int(b), int(c)
    if len(a) == 4 or first > 31:
        return frozenset({"ymd"})
    found = set()
    if first <= 31 and second <= 12:
        found.add("dmy")
    if first <= 12 and second <= 31:
        found.add("mdy")
    if len(c) <= 2 and second <= 12 and third <= 31 and len(a) == 2 and third > 0 and not found:
        found.add("ymd")
    return frozenset(found)


def _in_utc(found: datetime, *, zone: ZoneInfo) -> datetime:
    if not 1970 <= found.year <= 2100:
        raise OutOfRange(str(found))
    if found.tzinfo is None:  # `combine` is four times as fast as `replace`
        found = datetime.combine(found, found.time(), zone)
    found = found.astimezone(UTC)
    if not 1970 <= found.year <= 2100:
        raise OutOfRange(str(found))
    return found


def _plain(cell: str) -> str:
    """The cell with ASCII digits, without the marks of direction that Arabic calendars write between them."""
    return ascii_digits(without_invisible(cell)).strip()


@lru_cache(maxsize=65536)
def _split(text: str, *, order: str) -> tuple[date, str]:
    if found := _NUMERIC.match(text) or _COMPACT.match(text):
        return _numeric(found[1], found[2], found[3], order=order), text[found.end() :]
    if (found := _DAY_NAMED.match(text)) and (month := _months().get(fold(found[2]))):
        return _made(int(found[3]), month, int(found[1])), text[found.end() :]
    if (found := _NAMED_DAY.match(text)) and (month := _months().get(fold(found[1]))):
        return _made(int(found[3]), month, int(found[2])), text[found.end() :]
    raise NotADate(text)


def _numeric(a: str, b: str, c: str, *, order: str) -> date:
    if len(a) == 4 and order != "ymd" and len(c) <= 2:  # the year comes first, whatever the others do
        order = "ymd"
    parts = dict(zip(order, (a, b, c), strict=True))
    if len(parts["m"]) > 2 or len(parts["d"]) > 2 or len(parts["y"]) not in (2, 4):
        raise NotADate(f"{a}-{b}-{c}")
    year = int(parts["y"])
    if len(parts["y"]) == 2:
        year += 2000 if year < 70 else 1900
    return _made(year, int(parts["m"]), int(parts["d"]))


def _made(year: int, month: int, day_: int) -> date:
    try:
        return date(year, month, day_)
    except ValueError as error:
        raise NotADate(f"{year}-{month}-{day_}") from error


def _at_time(day_: date, rest: str, *, cell: str) -> datetime:
    if not rest:
        return datetime(day_.year, day_.month, day_.day)  # noqa: DTZ001 - the zone is added by the caller
    found = _TIME.fullmatch(rest)
    if not found:
        raise NotADate(cell)
    hour, minute, second, fraction, half, zulu, offset = found.groups()
    try:
        return datetime(
            day_.year,
            day_.month,
            day_.day,
            _hour(int(hour), half),
            int(minute),
            int(second or 0),
            int((fraction or "0")[:6].ljust(6, "0")),
            tzinfo=_offset(offset) if offset else UTC if zulu else None,
        )
    except ValueError as error:
        raise NotADate(cell) from error


def _hour(hour: int, half: str | None) -> int:
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise NotADate(f"{hour} {half}")
    return hour % 12 + (12 if half.lower()[0] in "pم" else 0)


def _offset(text: str) -> timezone:
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


@cache
def _months() -> dict[str, int]:
    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=language).items():
                names.setdefault(fold(name).rstrip("."), number)
    return names
