"""When is a day that matters next, and how is it said? Pure: Gregorian and Hijri (Umm al-Qura) days."""

from __future__ import annotations

from calendar import isleap
from datetime import date
from typing import Protocol

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from hijridate import Gregorian, Hijri

HIJRI_MONTHS = {
    "en": (
        "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira",
        "Rajab", "Shaaban", "Ramadan", "Shawwal", "Dhu al-Qaada", "Dhu al-Hijja",
    ),
    "ar": (
        "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
        "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
    ),
    "ka": (
        "მუჰარამი", "საფარი", "რაბი ალ-ავალი", "რაბი ას-სანი", "ჯუმადა ალ-ულა", "ჯუმადა ალ-ახირა",
        "რაჯაბი", "შაბანი", "რამადანი", "შავალი", "ზულ-კაადა", "ზულ-ჰიჯა",
    ),
}  # fmt: skip
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Day(Protocol):
    """What an occasion says about its day; `people.models.Occasion` is one."""

    @property
    def calendar(self) -> str: ...
    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int: ...
    @property
    def day(self) -> int: ...
    @property
    def yearly(self) -> bool: ...


def is_day(*, calendar: str, year: int | None, month: int, day: int) -> bool:
    """Whether the calendar has such a day, in that `year` or (None) in some year."""
    if not 1 <= month <= 12 or day < 1:
        return False
    if calendar == "hijri":
        return day <= (30 if year is None else _hijri_length(year, month))
    return day <= (_DAYS[month - 1] if year is None else _gregorian_length(year, month))


def next_date(occasion: Day, *, on: date) -> date | None:
    """The first date on or after `on` that keeps the occasion, as a Gregorian date; None when there is none.

    29 February is kept on the 28th in common years, day 30 of a Hijri month of 29 days on its last; `is_moved` tells.
    A yearly occasion is not kept before its first year. Hijri days follow the Umm al-Qura calendar, which is tabulated
    from 1 August 1924 to 16 November 2077; outside it the answer is None. An observed feast may differ by a day.
    """
    year = _hijri_year(on) if occasion.calendar == "hijri" else on.year
    if year is None:
        return None
    years = range(max(year, occasion.year or year), max(year, occasion.year or year) + 2)
    if not occasion.yearly:
        years = range(occasion.year or year, (occasion.year or year) + 1)
    dates = (_date(occasion, y) for y in years)
    return next((d for d in dates if d is not None and d >= on), None)


def is_moved(occasion: Day, *, kept_on: date) -> bool:
    """Whether `kept_on` stands in for a day its year does not have."""
    if occasion.calendar == "hijri":
        return int(Gregorian.fromdate(kept_on).to_hijri().day) != occasion.day
    return kept_on.day != occasion.day


def show(occasion: Day, *, language: str) -> str:
    """The day and month for a person to read in `language` (en, ar or ka), without the year."""
    if occasion.calendar != "hijri":
        return str(format_skeleton("MMMMd", date(2000, occasion.month, occasion.day), locale=language))
    months = HIJRI_MONTHS.get(language, HIJRI_MONTHS["en"])
    return f"{format_decimal(occasion.day, locale=language)} {months[occasion.month - 1]}"


def _date(occasion: Day, year: int) -> date | None:
    if occasion.calendar == "hijri":
        length = _hijri_length(year, occasion.month)
        return _gregorian(year, occasion.month, min(occasion.day, length)) if length else None
    return date(year, occasion.month, min(occasion.day, _gregorian_length(year, occasion.month)))


def _gregorian_length(year: int, month: int) -> int:
    return 28 if month == 2 and not isleap(year) else _DAYS[month - 1]


def _hijri_length(year: int, month: int) -> int:
    """Days of a Hijri month; 0 outside the tabulated years."""
    try:
        return int(Hijri(year, month, 1).month_length())
    except (OverflowError, ValueError):
        return 0


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (OverflowError, ValueError):
        return None
    return date(found.year, found.month, found.day)


def _hijri_year(on: date) -> int | None:
    try:
        return int(Gregorian.fromdate(on).to_hijri().year)
    except (OverflowError, ValueError):
        return None
