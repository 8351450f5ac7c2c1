"""By when, in the words of a clause? Pure: "tomorrow", "خلال ٤٨ ساعة", "პარასკევამდე" become an instant.

A day without an hour is due when the shop closes that day: until then nobody can say it was broken. A morning is due at
noon, an evening at 22:00, an hour without "am" or "pm" lies between eight and seven. "Soon" names no day: None, never a
guess. Weeks are the shop's: they end the day before its first working day. Hours of Ramadan or a feast are not known
here and not invented: the hours the shop has set are the ones counted with.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT, NOON, MIDNIGHT = time(22), time(12), time(23, 59)
SATURDAY = 5  # where the shop has not said which days it works
FIRST_HOUR = 8  # "at 3" is 15:00, "at 8" is 08:00
MOST = 400  # units: nobody promises beyond


@dataclass(frozen=True)
class Times:
    """One language's words of time: patterns over a clause's line, by kind, tried in this order, and what they name.

    Kinds: ahead (groups n, unit, half, work), dated (day, month, year), day_of_month (day), day (by its own group's
    name), weekday (wd, week), week, month_end, closing, clock (h, m, ap), part (by its own group's name).
    """

    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    hours: Mapping[str, int]
    past: re.Pattern[str]  # the day it names is gone: "last Friday", "გუშინ"


@dataclass(frozen=True)
class Shop:
    """How days are counted: the zone, when the shop closes, which weekdays it works (0 Monday; empty: Mon to Fri)."""

    zone: ZoneInfo
    closes_at: time = time(18)
    open_weekdays: tuple[int, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether the shop works on `day`'s weekday."""
        return day.weekday() in self.open_weekdays if self.open_weekdays else day.weekday() < SATURDAY

    def end_of_week(self, day: date) -> date:
        """The last day of the week `day` lies in: the one before the first working day."""
        first = next((d for d in range(7) if self._begins(d)), 0)
        return day + timedelta(days=(first - 1 - day.weekday()) % 7)

    def last_working(self, end: date) -> date:
        """The last working day of the week that ends on `end`."""
        days = (end - timedelta(days=back) for back in range(7))
        return next((d for d in days if self.is_working(d)), end)

    def _begins(self, weekday: int) -> bool:
        days = self.open_weekdays or tuple(range(SATURDAY))
        return weekday in days and (weekday - 1) % 7 not in days


@dataclass(frozen=True)
class Moment:
    """The words of time of a clause: from where to where in its line, and when; `due` None where it lies behind us."""

    start: int
    end: int
    due: datetime | None
    is_hour: bool = False  # an hour alone was said: the day is the one spoken of


def find(line: str, words: Times, *, said_at: datetime, shop: Shop) -> Moment | None:
    """What `line` says about when, counted from `said_at` (aware) in the shop's zone; None where no day is named."""
    hits = _hits(line, words)
    if not hits:
        return None
    said = said_at.astimezone(shop.zone)
    start, end = min(m.start() for _k, m in hits), max(m.end() for _k, m in hits)
    if words.past.search(line):
        return Moment(start, end, None)
    try:
        due = _due(hits, words, said=said, shop=shop)
    except (OverflowError, ValueError):  # beyond the calendar
        return None
    kinds = {kind for kind, _m in hits}
    return Moment(start, end, due, is_hour=kinds <= {"clock", "part"} and "clock" in kinds) if due else None


def _hits(line: str, words: Times) -> list[tuple[str, re.Match[str]]]:
    found: list[tuple[str, re.Match[str]]] = []
    for kind, pattern in words.patterns:
        for match in pattern.finditer(line):
            found.append((kind, match))
            line = line[: match.start()] + "\0" * (match.end() - match.start()) + line[match.end() :]
    return found


def _due(hits: list[tuple[str, re.Match[str]]], words: Times, *, said: datetime, shop: Shop) -> datetime | None:
    ahead = next((m for kind, m in hits if kind == "ahead"), None)
    if ahead is not None and (due := _ahead(ahead, words, said=said, shop=shop)):
        return due
    clocks = [c for kind, m in hits if kind == "clock" and (c := _clock(m, words, _part(hits)))]
    day = next((d for kind, m in hits if (d := _day(kind, m, words, said=said, shop=shop))), None)
    if day is None and any(kind == "closing" for kind, _m in hits):
        day = said.date()
    part = _part(hits)
    if day is None and not clocks and not part:
        return None
    at = clocks[-1] if clocks else _PARTS.get(part) or shop.closes_at
    if day is None:
        day = said.date()
        if at <= said.time() and (clocks or part in ("morning", "noon")):
            day += timedelta(days=1)
        elif part == "morning":
            day += timedelta(days=not _is_this(hits))
    return datetime.combine(day, at, tzinfo=shop.zone)


_PARTS: dict[str, time] = {"morning": NOON, "noon": NOON, "evening": NIGHT, "midnight": MIDNIGHT}
_LATE = ("afternoon", "evening", "noon")


def _part(hits: list[tuple[str, re.Match[str]]]) -> str:
    return next((m.lastgroup or "" for kind, m in hits if kind == "part"), "")


def _is_this(hits: list[tuple[str, re.Match[str]]]) -> bool:
    return any(kind == "part" and m[0].startswith(("this", "ამ ", "am ")) for kind, m in hits)


def _number(match: re.Match[str], group: str, words: Times) -> int:
    said = _group(match, group)
    return int(said) if said.isdigit() and len(said) < 6 else words.numbers.get(said, 0)


def _group(match: re.Match[str], group: str) -> str:
    return (match[group] or "") if group in match.re.groupindex else ""


def _ahead(match: re.Match[str], words: Times, *, said: datetime, shop: Shop) -> datetime | None:
    n, unit = _number(match, "n", words) or 1, words.units.get(_group(match, "unit"), "")
    if ":" in unit:  # a dual: "ساعتين" is "2:hour"
        count, _colon, unit = unit.partition(":")
        n = int(count)
    if not unit or n > MOST:
        return None
    if unit in ("minute", "hour"):
        minutes = n * (60 if unit == "hour" else 1)
        minutes += 30 if _group(match, "half") else 0
        return (said.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(shop.zone)
    if unit == "day" and _group(match, "work"):
        day = _working_days_on(said.date(), n, shop=shop)
    elif unit == "month":
        day = _months_on(said.date(), n)
    else:
        day = said.date() + timedelta(days=n * (7 if unit == "week" else 1))
    return datetime.combine(day, shop.closes_at, tzinfo=shop.zone)


def _working_days_on(day: date, n: int, *, shop: Shop) -> date:
    while n > 0:
        day += timedelta(days=1)
        n -= shop.is_working(day)
    return day


def _months_on(day: date, n: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + n, 12)
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _length(year: int, month: int) -> int:
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).day


def _day(kind: str, match: re.Match[str], words: Times, *, said: datetime, shop: Shop) -> date | None:
    today = said.date()
    if kind == "dated":
        return _dated(match, words, today=today)
    if kind == "day_of_month":
        return _day_of_month(_number(match, "day", words) or 1, today=today)
    if kind == "day":
        return today + timedelta(days={"today": 0, "tomorrow": 1, "after": 2, "third": 3}[match.lastgroup or "today"])
    if kind == "weekday":
        return _weekday(words.weekdays[match["wd"]], today=today, is_week_on=bool(_group(match, "week")))
    if kind == "week":
        return _week(match.lastgroup or "", today=today, shop=shop)
    if kind == "month_end":
        first = today if match.lastgroup != "next" else _months_on(today.replace(day=1), 1)
        return first.replace(day=_length(first.year, first.month))
    return None


def _dated(match: re.Match[str], words: Times, *, today: date) -> date | None:
    day, named = _number(match, "day", words), _group(match, "month")
    month = int(named) if named.isdigit() else words.months.get(named, 0)
    year = int(_group(match, "year") or 0)
    if year:
        return _date(year + 2000 * (year < 100), month, day)
    found = (_date(y, month, day) for y in (today.year, today.year + 1))
    return next((d for d in found if d and d >= today), None)


def _day_of_month(day: int, *, today: date) -> date | None:
    months = (_months_on(today.replace(day=1), ahead) for ahead in range(3))
    return next((d for m in months if (d := _date(m.year, m.month, day)) and d >= today), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(weekday: int, *, today: date, is_week_on: bool) -> date:
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + 7 * is_week_on)


def _week(which: str, *, today: date, shop: Shop) -> date | None:
    end = shop.end_of_week(today)
    if which == "end":
        return end
    if which == "next_end":
        return end + timedelta(days=7)
    if which == "next":
        return shop.last_working(end + timedelta(days=7))
    if which == "start":
        return next(d for d in (end + timedelta(days=ahead) for ahead in range(1, 8)) if shop.is_working(d))
    return max(shop.last_working(end), today)


def _clock(match: re.Match[str], words: Times, part: str) -> time | None:
    said = _group(match, "h")
    hour = int(said) if said.isdigit() else words.hours.get(said, -1)
    minute = _minute(match, words)
    if _group(match, "to"):
        hour -= 1
    ap = _group(match, "ap")[:1]
    if not 0 <= hour <= 24 or not 0 <= minute < 60:
        return None
    is_bare = not ap and part in ("", "noon", "afternoon") and hour < FIRST_HOUR and not said.startswith("0")
    if (ap == "p" or (not ap and part in _LATE) or is_bare) and 0 < hour < 12 and not (part == "noon" and hour > 9):
        hour += 12
    if ap == "a" and hour == 12:
        hour = 0
    return MIDNIGHT if hour == 24 else time(hour, minute)


def _minute(match: re.Match[str], words: Times) -> int:
    if (said := _group(match, "m")).isdigit():
        return int(said)
    if to := _group(match, "to"):  # "quarter to nine", "ათის ნახევარზე"
        return 60 - words.numbers.get(to, 30)
    return 30 if _group(match, "half") else words.numbers.get(_group(match, "past_by"), 0)
