"""On which date is a well-known feast? Pure.

Eids follow the Umm al-Qura calendar (tabulated by hijridate; a sighted moon may differ by a day). Orthodox Easter: Jean
Meeus, *Astronomical Algorithms* (1991), chapter 8, the Julian rule, moved to the Gregorian calendar. Days of the
Georgian church: the Orthodox calendar of the Patriarchate of Georgia, fixed in the Julian calendar.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hafawa.people.occasions import next_date


@dataclass(frozen=True)
class _Yearly:
    calendar: str
    month: int
    day: int
    year: int | None = None
    yearly: bool = True


_HIJRI = {"ramadan": (9, 1), "eid_al_fitr": (10, 1), "eid_al_adha": (12, 10)}
_JULIAN = {"orthodox_christmas": (12, 25), "ninooba": (1, 14), "tamaroba": (5, 1), "giorgoba": (11, 10)}
FEASTS = (*_HIJRI, "orthodox_easter", *_JULIAN)


def next_feast(name: str, *, on: date) -> date | None:
    """The first date on or after `on` of the feast `name` (one of `FEASTS`); None outside the Hijri tables."""
    if name in _HIJRI:
        month, day = _HIJRI[name]
        return next_date(_Yearly("hijri", month, day), on=on)
    return next(d for year in range(on.year - 1, on.year + 2) if (d := _fixed(name, year)) >= on)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday of `year` as a Gregorian date."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return _gregorian(year, month, day + 1)


def _fixed(name: str, year: int) -> date:
    return orthodox_easter(year) if name == "orthodox_easter" else _gregorian(year, *_JULIAN[name])


def _gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian date of a day of the Julian calendar, years 1583 on."""
    return date(year, month, day) + timedelta(days=year // 100 - year // 400 - 2)
