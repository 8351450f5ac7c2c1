"""How did customers feel over time? Shares with n and interval from the kept counts, as a drawing and as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

LEAST = 20  # below that many messages: quotes, no percentages
LEAST_IN_POINT = 5  # a stretch with fewer is drawn without an interval and says only its count
WEEKS_SHOWN = 30  # beyond so many weeks, months are shown
WIDTH, HEIGHT, TOP, BOTTOM, SIDE = 720, 240, 18, 32, 72
NARROW = 320  # the same for a phone, where a wide one is shrunk until its words cannot be read
_A_MONTH = 80  # the width a name of a month may need
_Z = 1.96


@dataclass(frozen=True)
class Point:
    """A stretch of time: messages read, of them pleased and unhappy; balance -1 to 1 with its interval."""

    begins: date
    ends: date
    n: int
    pleased: int
    unhappy: int

    @property
    def balance(self) -> float:
        """Pleased less unhappy, as a share of all."""
        return (self.pleased - self.unhappy) / self.n

    @property
    def interval(self) -> tuple[float, float]:
        """95%, of the difference of two shares of one sample; the whole width where there are too few."""
        if self.n < LEAST_IN_POINT:
            return -1.0, 1.0
        spread = (self.pleased + self.unhappy) / self.n - self.balance**2
        half = _Z * sqrt(max(spread, 1 / self.n) / self.n)  # never surer than one message in n allows
        return max(-1.0, self.balance - half), min(1.0, self.balance + half)

    @property
    def is_enough(self) -> bool:
        """Whether an interval says something."""
        return self.n >= LEAST_IN_POINT


@dataclass(frozen=True)
class Mark:
    """An event of the world on the drawing: its number there, where it stands."""

    number: int
    x: str
    event: Any


@dataclass(frozen=True)
class Dot:
    """A point of the drawing."""

    x: str
    y: str
    point: Point


@dataclass(frozen=True)
class Drawing:
    """Ready for SVG, places as text: the line, the band of the intervals, dots, marks, the words of the axis."""

    line: str
    band: str
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...]
    months: tuple[tuple[str, date], ...]
    zero: str
    start: str
    end: str
    words_at: str
    size: str
    top: str = str(TOP)
    bottom: str = str(HEIGHT - BOTTOM)
    numbers_at: str = str(TOP - 4)
    pleased_at: str = str(TOP + 10)
    months_at: str = str(HEIGHT - 8)


def points(
    rows: Iterable[Mapping[str, Any]], *, since: date | None, until: date, language: str = "", channel: str = ""
) -> list[Point]:
    """The counted weeks of this selection, put together by month where they are many; empty stretches left out."""
    weeks: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        week = date.fromisoformat(row["week"])
        fits = (not language or row["language"] == language) and (not channel or row["channel"] == channel)
        if fits and week <= until and (since is None or week > since - timedelta(days=7)):
            for place, name in enumerate(("n", "pleased", "unhappy")):
                weeks[week][place] += row[name]
    by_week = [Point(week, week + timedelta(days=6), *weeks[week]) for week in sorted(weeks)]
    long_ago = by_week and (by_week[-1].begins - by_week[0].begins).days > 7 * WEEKS_SHOWN
    return _by_month(by_week) if long_ago else by_week


def total(found: Sequence[Point]) -> int:
    """All messages in these."""
    return sum(p.n for p in found)


def drawing(found: Sequence[Point], world: Sequence[Any], *, is_rtl: bool, width: int = WIDTH) -> Drawing | None:
    """How it is drawn, `width` wide; None where there is nothing, or one point only. Time runs as the page is read."""
    drawn = [p for p in found if p.is_enough]
    if len(drawn) < 2:
        return None
    first, last = drawn[0].begins, drawn[-1].ends

    def x(day: date) -> str:
        along = (day - first).days / max(1, (last - first).days)
        across = SIDE + along * (width - SIDE - 8)
        return str(round(width - across if is_rtl else across, 1))

    def y(value: float) -> str:
        return str(round(TOP + (1 - value) / 2 * (HEIGHT - TOP - BOTTOM), 1))

    places = [(x(_middle(p)), p) for p in drawn]
    line = " ".join(f"{at},{y(p.balance)}" for at, p in places)
    upper = [f"{at},{y(p.interval[1])}" for at, p in places]
    lower = [f"{at},{y(p.interval[0])}" for at, p in reversed(places)]
    months = (width - SIDE) // _A_MONTH
    marks = [Mark(n, x(w.on_date), w) for n, w in enumerate(world, 1) if first <= w.on_date <= last]
    return Drawing(
        line=line,
        band=" ".join(upper + lower),
        dots=tuple(Dot(at, y(p.balance), p) for at, p in places),
        marks=tuple(marks),
        months=tuple((x(_middle(p)), p.begins) for p in drawn[:: max(1, (len(drawn) + months - 1) // months)]),
        zero=y(0.0),
        start=str(8 if is_rtl else SIDE),
        end=str(width - SIDE if is_rtl else width - 8),
        words_at=str(width if is_rtl else 0),
        size=f"0 0 {width} {HEIGHT}",
    )


def _by_month(weeks: Sequence[Point]) -> list[Point]:
    months: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for week in weeks:
        months[week.begins.year, week.begins.month].append(week)
    return [
        Point(some[0].begins, some[-1].ends, *(sum(getattr(p, name) for p in some) for name in _COUNTS))
        for some in months.values()
    ]


_COUNTS = ("n", "pleased", "unhappy")


def _middle(point: Point) -> date:
    return point.begins + (point.ends - point.begins) / 2
