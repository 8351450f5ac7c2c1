"""Is the shop open at this moment? Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, time, timedelta


def is_open(at: datetime, *, opens_at: time, closes_at: time, weekdays: Collection[int]) -> bool:
    """Whether the shop is open at `at`, a moment on its own clock. `weekdays` 0 Monday to 6 Sunday; empty is every day.

    Closing before opening runs past midnight; closing at opening is open day and night.
    """
    today = not weekdays or at.weekday() in weekdays
    yesterday = not weekdays or (at - timedelta(days=1)).weekday() in weekdays
    clock = at.time()
    if opens_at < closes_at:
        return today and opens_at <= clock < closes_at
    return (today and clock >= opens_at) or (yesterday and clock < closes_at)
