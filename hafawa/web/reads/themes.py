"""What does the themes' part of the Listening page show?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hafawa.listening.themes import counting, moods, quotes, recurring, words
from hafawa.listening.themes.counting import Board, Counted, Period
from hafawa.listening.themes.models import Act, Deed, Theme
from hafawa.listening.themes.surge import Surge
from hafawa.listening.themes.topics import LOVED, WRONG
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.web.words import themes as theme_words

QUOTES, SHELL_THEMES, SHELL_QUOTES = 3, 4, 2
SHOWN_RECURRING = 5


@dataclass(frozen=True)
class Line:
    """One theme as it is listed."""

    theme: Theme
    name: str
    counted: Counted
    quotes: list[quotes.Quote]
    is_own_words: bool = False

    @property
    def amount(self) -> str:
        """How many messages, in words."""
        return theme_words.amount(self.counted)

    @property
    def trend(self) -> tuple[str, str]:
        """How it moved, in words, and the tone."""
        return theme_words.trend(self.counted)

    @property
    def drawn(self) -> tuple[float, float, float] | None:
        """The share on its interval."""
        if self.counted.interval is None or self.counted.share is None:
            return None
        return (min(1.0, self.counted.share), *self.counted.interval)


def period_of(*, now: datetime, days: int, language: str = "") -> Period:
    """The last `days` days up to the day judged from."""
    return Period(until=log.day_of(now=now), days=days, language=language)


def shell(*, to: object, now: datetime, days: int = 90) -> dict[str, Any]:
    """The context of `listening/_themes.html`: the most spoken of on each side, surges, what recurs."""
    board = counting.board(period_of(now=now, days=days), to=to)
    return {
        "themes": {
            "board": board,
            "sides": _sides(board, to=to, most=SHELL_THEMES, many=SHELL_QUOTES),
            "surges": surges(board.period.until),
            "days": days,
        }
    }


def whole(*, to: object, now: datetime, days: int, language: str) -> dict[str, Any]:
    """Everything the themes' own page shows."""
    board = counting.board(period_of(now=now, days=days, language=language), to=to)
    return {
        "board": board,
        "is_then": board.period.until < now,
        "sides": _sides(board, to=to, most=100, many=QUOTES),
        "surges": surges(board.period.until),
        "recurring": recurs(board.period.until),
        "days": days,
        "language": language,
        "periods": counting.PERIODS,
    }


def one(theme: Theme, *, to: object, now: datetime, days: int) -> dict[str, Any]:
    """One theme: its numbers, parts, months, messages, what was done, what may be taken back."""
    period = period_of(now=now, days=days)
    zone = Shop.get().zone
    counted = counting.one(theme, period, to=to)
    rows = counting.mentions_of(theme, to=to).filter(occurred_at__lte=period.until)
    months = counting.months(theme, until=period.until, to=to, zone=zone)
    most = max([n for _month, n in months], default=0)
    return {
        "theme": theme,
        "name": words.theme_name(theme),
        "parent": theme.parent,
        "parent_name": words.theme_name(theme.parent) if theme.parent else "",
        "counted": counted,
        "line": _line(counted, to=to, many=0),
        "parts": [_line(part, to=to, many=2) for part in counted.parts],
        "months": [(month, n, round(100 * n / most) if most else 0) for month, n in months],
        "quotes": quotes.listed(
            rows.select_related("event__person", "event__annotation").order_by("-occurred_at", "-id")[:60], to=to
        ),
        "n_all": rows.count(),
        "deeds": _deeds(theme, until=period.until, to=to, zone=zone),
        "others": _others(theme, to=to),
        "merged": [
            (other, words.theme_name(other)) for other in Theme.objects.visible_to(to).filter(merged_into=theme)
        ],
        "acts": [
            (act, theme_words.act_words(act))
            for act in Act.objects.visible_to(to).filter(theme=theme).select_related("by").order_by("-id")[:8]
        ],
        "days": days,
        "periods": counting.PERIODS,
        "until": period.until,
    }


def surges(until: datetime) -> list[dict[str, Any]]:
    """What is to be said of the mood of the last week: the whole first, then topics."""
    zone = Shop.get().zone
    mood = moods.look(until=until, zone=zone)
    on = until.astimezone(zone).date()
    found: list[dict[str, Any]] = []
    if surge := mood.now(on):
        topic = mood.one_thing(surge)
        found.append(_told(surge, topic=topic, is_whole=True))
    found += [_told(surge, topic=topic, is_whole=False) for topic, surge in sorted(mood.topics_now(on).items())]
    return found


def recurs(until: datetime) -> list[dict[str, Any]]:
    """The problems that recur with a product, in words, with the messages they rest on."""
    found = recurring.look(until=until)[:SHOWN_RECURRING]
    return [{"found": r, "name": words.topic_name(r.topic, WRONG), "theme": moods.theme_of(r.topic)} for r in found]


def _told(surge: Surge, *, topic: str, is_whole: bool) -> dict[str, Any]:
    return {
        "surge": surge,
        "is_whole": is_whole,
        "name": words.topic_name(topic, WRONG) if topic else "",
        "theme": moods.theme_of(topic) if topic else None,
    }


def _sides(board: Board, *, to: object, most: int, many: int) -> list[dict[str, Any]]:
    return [
        {
            "sign": sign,
            "lines": [_line(counted, to=to, many=many, period=board.period) for counted in board.by_sign[sign][:most]],
            "more": max(0, len(board.by_sign[sign]) - most),
        }
        for sign in (LOVED, WRONG)
    ]


def _line(counted: Counted, *, to: object, many: int, period: Period | None = None) -> Line:
    rows = counting.mentions_of(counted.theme, to=to)
    if period:
        rows = rows.filter(occurred_at__gte=period.since if counted.n else period.before, occurred_at__lt=period.until)
        rows = rows.filter(language=period.language) if period.language else rows
    theme = counted.theme
    return Line(
        theme,
        words.theme_name(theme),
        counted,
        quotes.pick(rows, to=to, many=many) if many else [],
        is_own_words=bool(theme.parent_id and not theme.name),
    )


def _others(theme: Theme, *, to: object) -> list[tuple[Theme, str]]:
    """Into what it could be merged: others of its kind."""
    rows = Theme.objects.visible_to(to).filter(sign=theme.sign, parent=theme.parent, merged_into=None)
    named = [(other, words.theme_name(other)) for other in rows.exclude(pk=theme.pk).exclude(state="dismissed")]
    return sorted(named, key=lambda pair: pair[1])


def _deeds(theme: Theme, *, until: datetime, to: object, zone: Any) -> list[tuple[Deed, Line]]:
    rows = Deed.objects.visible_to(to).filter(theme=theme).select_related("by").order_by("-done_on", "-id")
    return [
        (deed, _line(counting.since_deed(theme, deed.done_on, until=until, to=to, zone=zone), to=to, many=0))
        for deed in rows
    ]
