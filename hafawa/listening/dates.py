"""By when, in the words of a promise? Pure: "tomorrow", "خلال ٤٨ ساعة", "პარასკევამდე" become an instant.

A day without an hour is due when the shop closes that day: until then nobody can say it was broken. "Tonight" is due at
22:00, a morning at noon. "Soon" and "as soon as possible" name no day: None, never a guess.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NIGHT, NOON = time(22), time(12)
WEEKEND_STARTS = 5  # Saturday, where the shop has not said which days it works


@dataclass(frozen=True, kw_only=True)
class DateWords:
    """One language's words of time, folded. Units are minute, hour, day, week, month, working_day."""

    today: frozenset[str]
    tonight: frozenset[str]
    tomorrow: frozenset[str]
    after_tomorrow: frozenset[str]
    after: frozenset[str]  # before a word for tomorrow: the day after it
    morning: frozenset[str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    units: Mapping[str, str]
    fixed: Mapping[str, tuple[int, str]] = field(default_factory=dict)  # "ساعتين" is (2, "hour")
    working: frozenset[str]
    span_openers: frozenset[str]  # within, خلال; empty where the unit's own ending says it
    next_words: frozenset[str]
    week_words: frozenset[str]
    end_phrases: tuple[tuple[str, ...], ...]  # end of the day
    clock_openers: frozenset[str]
    clock_words: frozenset[str] = frozenset()  # "საათამდე": the number before it is an hour of the day
    afternoon: frozenset[str] = frozenset()
    before_noon: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Day:
    """How the shop counts: its zone, when it closes, which weekdays it works (0 Monday; empty: Monday to Friday)."""

    zone: ZoneInfo
    closes_at: time = time(18)
    open_weekdays: tuple[int, ...] = ()

    def is_working(self, day: date) -> bool:
        """Whether the shop works on `day`'s weekday."""
        return day.weekday() in self.open_weekdays if self.open_weekdays else day.weekday() < WEEKEND_STARTS


def due(pieces: Sequence[str], words: DateWords, *, said_at: datetime, shop: Day) -> datetime | None:
    """When what is said in `pieces` at `said_at` is due, aware, in the shop's zone; None if no day is named."""
    said = said_at.astimezone(shop.zone)
    if span := _span(pieces, words):
        return _after(span, said=said, shop=shop)
    clock = _clock(pieces, words)
    day, at = _day(pieces, words, said=said, shop=shop)
    if day is None and clock is None:
        return None
    return datetime.combine(day or said.date(), clock or at or shop.closes_at, tzinfo=shop.zone)


def _span(pieces: Sequence[str], words: DateWords) -> tuple[int, str] | None:
    for i, piece in enumerate(pieces):
        if words.span_openers and not words.span_openers & set(pieces[max(0, i - 3) : i]):
            continue
        if piece in words.fixed:
            n, unit = words.fixed[piece]
            return (n, "working_day") if unit == "day" and _works(pieces, i + 1, words) else (n, unit)
        number = int(piece) if piece.isdigit() and len(piece) < 4 else words.numbers.get(piece)
        if number is None:
            continue
        at = i + 1
        is_working = at < len(pieces) and pieces[at] in words.working
        at += is_working
        measure = words.units.get(pieces[at], "") if at < len(pieces) else ""
        if measure:
            is_working = is_working or _works(pieces, at + 1, words)
            return number, "working_day" if measure == "day" and is_working else measure
    return None


def _works(pieces: Sequence[str], at: int, words: DateWords) -> bool:
    return at < len(pieces) and pieces[at] in words.working


def _after(span: tuple[int, str], *, said: datetime, shop: Day) -> datetime:
    n, unit = span
    if unit == "minute":
        return said + timedelta(minutes=n)
    if unit == "hour":
        return said + timedelta(hours=n)
    if unit == "working_day":
        day = _working_days_on(said.date(), n, shop=shop)
    else:
        day = said.date() + timedelta(days=n * {"day": 1, "week": 7, "month": 30}[unit])
    return datetime.combine(day, shop.closes_at, tzinfo=shop.zone)


def _working_days_on(day: date, n: int, *, shop: Day) -> date:
    while n > 0:
        day += timedelta(days=1)
        n -= shop.is_working(day)
    return day


def _day(pieces: Sequence[str], words: DateWords, *, said: datetime, shop: Day) -> tuple[date | None, time | None]:
    today, spoken = said.date(), set(pieces)
    morning = NOON if spoken & words.morning else None
    if any(_stands(phrase, pieces) for phrase in words.end_phrases):
        return today, None
    pairs = itertools.pairwise(pieces)
    if spoken & words.after_tomorrow or any(a in words.after and b in words.tomorrow for a, b in pairs):
        return today + timedelta(days=2), morning
    if spoken & words.tomorrow:
        return today + timedelta(days=1), morning
    if named := _dated(pieces, words, today=today):
        return named, morning
    if weekday := next(
        (words.weekdays[p] + 1 for p in pieces if p in words.weekdays and not _is_week(pieces, words)), 0
    ):
        return today + timedelta(days=((weekday - 1 - today.weekday() - 1) % 7) + 1), morning
    if spoken & words.week_words:
        return _end_of_week(today, is_next=bool(spoken & words.next_words), shop=shop), None
    if spoken & words.tonight:
        return today, NIGHT
    return (today, morning) if spoken & words.today else (None, None)


def _is_week(pieces: Sequence[str], words: DateWords) -> bool:
    """Whether a word for both week and Sunday means the week here ("მომავალ კვირას")."""
    return bool(set(pieces) & words.next_words and set(pieces) & words.week_words)


def _end_of_week(today: date, *, is_next: bool, shop: Day) -> date:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * is_next)
    working = [monday + timedelta(days=d) for d in range(7) if shop.is_working(monday + timedelta(days=d))]
    return max(working[-1] if working else monday + timedelta(days=6), today)


def _dated(pieces: Sequence[str], words: DateWords, *, today: date) -> date | None:
    for i, piece in enumerate(pieces):
        if piece not in words.months:
            continue
        for near in (i - 1, i + 1):
            if 0 <= near < len(pieces) and (number := _ordinal(pieces[near])):
                return _next(number, words.months[piece], today=today)
    return None


def _ordinal(piece: str) -> int:
    bare = piece[:-2] if piece[-2:] in ("st", "nd", "rd", "th") else piece
    return int(bare) if bare.isdigit() and len(bare) <= 2 else 0


def _next(day: int, month: int, *, today: date) -> date | None:
    for year in (today.year, today.year + 1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found >= today:
            return found
    return None


def _clock(pieces: Sequence[str], words: DateWords) -> time | None:
    for i, piece in enumerate(pieces):
        opened = bool(words.clock_openers & set(pieces[max(0, i - 2) : i]))
        named = i + 1 < len(pieces) and pieces[i + 1] in words.clock_words
        bare = piece.removesuffix("pm").removesuffix("am")
        if not (bare.isdigit() and len(bare) <= 2 and int(bare) < 24):
            continue
        later = set(pieces[i + 1 : i + 5]) | ({"pm"} if piece.endswith("pm") else set())
        marked = bool(later & (words.afternoon | words.before_noon)) or piece != bare
        if named or (opened and (marked or "الساعه" in pieces[max(0, i - 2) : i])):
            hour = int(bare) + (12 if later & words.afternoon and int(bare) < 12 else 0)
            minute = pieces[i + 2] if pieces[i + 1 : i + 2] == (":",) and i + 2 < len(pieces) else "0"
            return time(hour % 24, int(minute) if minute.isdigit() and int(minute) < 60 else 0)
    return None


def _stands(phrase: tuple[str, ...], pieces: Sequence[str]) -> bool:
    return any(tuple(pieces[i : i + len(phrase)]) == phrase for i in range(len(pieces) - len(phrase) + 1))
