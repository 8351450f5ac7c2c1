"""How are counts, shares with their interval, times and days said in the reader's language?"""

from __future__ import annotations

from datetime import datetime, timedelta

from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hafawa.analytics.strikes import wilson
from hafawa.kernel.text import isolate

LEAST_IN_ROW = 5  # below that many, a row of a table shows its count only


def share_or_few(hits: int, n: int) -> str:
    return _("too few to say") if n < LEAST_IN_ROW else share_of(hits, n)


def share_of(hits: int, n: int) -> str:
    """A share with its interval, in little room."""
    low, high = wilson(hits, n)
    return _("{share} ({low} to {high})").format(
        share=percent(hits / n if n else 0, n), low=percent(low, n), high=percent(high, n)
    )


def share_with_interval(hits: int, n: int) -> str:
    low, high = wilson(hits, n)
    return _("{share}; 95% interval {low} to {high}").format(
        share=percent(hits / n, n), low=percent(low, n), high=percent(high, n)
    )


def drawn(hits: int, n: int) -> tuple[float, float, float] | None:
    return (hits / n, *wilson(hits, n)) if n >= LEAST_IN_ROW else None


def percent(share: float, n: int) -> str:
    """With a decimal only where there are enough to mean one."""
    places = "#,##0.0%" if n >= 1000 else "#,##0%"
    return isolate(format_percent(share, format=places, locale=language(), numbering_system="default"))


def rate(n: int, orders: int) -> str:
    return number(round(100 * n / orders, 1))


def number(value: float) -> str:
    return str(format_decimal(value, locale=language(), numbering_system="default"))


def minutes(value: float) -> str:
    return str(format_timedelta(timedelta(minutes=value), threshold=1.5, locale=language()))


def day(instant: str) -> str:
    """By the clock that is set (`timezone.override`): a page's and the terminal's is the shop's."""
    return str(format_date(timezone.localdate(datetime.fromisoformat(instant)), format="long", locale=language()))


def language() -> str:
    return (get_language() or "en").split("-", maxsplit=1)[0]
