"""When a reply is due, in the shop's hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from hafawa.conversations.clock import Hours, due_at, minutes_for, past_before

TBILISI = ZoneInfo("Asia/Tbilisi")
WEEK = Hours(time(9), time(18), frozenset({0, 1, 2, 3, 4}), TBILISI)
EVERY_DAY = Hours(time(9), time(18), frozenset(), TBILISI)
NIGHT = Hours(time(20), time(2), frozenset({4}), TBILISI)
ALWAYS = Hours(time(0), time(0), frozenset(), TBILISI)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TBILISI)


@pytest.mark.parametrize(
    ("hours", "received", "minutes", "due"),
    [
        (WEEK, "2026-06-17T10:00", 60, "2026-06-17T11:00"),
        (WEEK, "2026-06-17T17:30", 60, "2026-06-18T09:30"),
        (WEEK, "2026-06-19T17:30", 60, "2026-06-22T09:30"),  # over the weekend
        (WEEK, "2026-06-20T12:00", 5, "2026-06-22T09:05"),
        (WEEK, "2026-06-17T16:00", 1440, "2026-06-18T16:00"),
        (WEEK, "2026-06-19T16:00", 1440, "2026-06-22T16:00"),
        (EVERY_DAY, "2026-06-19T16:00", 1440, "2026-06-20T16:00"),
        (NIGHT, "2026-06-19T23:30", 60, "2026-06-20T00:30"),
        (NIGHT, "2026-06-20T01:30", 60, "2026-06-26T20:30"),
        (ALWAYS, "2026-06-19T23:59", 2, "2026-06-20T00:01"),
    ],
)
def test_the_clock_runs_in_the_shops_hours(hours: Hours, received: str, minutes: int, due: str) -> None:
    assert due_at(at(received), minutes=minutes, hours=hours) == at(due)


@pytest.mark.parametrize("hours", [WEEK, EVERY_DAY, NIGHT, ALWAYS])
@pytest.mark.parametrize("minutes", [5, 60, 240, 1440, 2880])
def test_what_came_before_the_line_is_past_due_and_what_came_after_is_not(hours: Hours, minutes: int) -> None:
    for hour in range(0, 24 * 9, 5):
        now = datetime(2026, 6, 15, 0, 20, tzinfo=UTC) + timedelta(hours=hour)
        line = past_before(now, minutes=minutes, hours=hours)
        second = timedelta(seconds=1)
        assert due_at(line - second, minutes=minutes, hours=hours) <= now
        assert due_at(line + second, minutes=minutes, hours=hours) > now - second


def test_the_shops_own_clock_wins_and_an_unknown_channel_has_a_day() -> None:
    assert minutes_for("social", overrides={}) == 60
    assert minutes_for("social", overrides={"social": 15}) == 15
    assert minutes_for("pigeon", overrides={}) == 1440
