"""Whether the shop is open at a moment of its own clock."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from hafawa.channels.chat.opening import is_open

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "opens", "closes", "weekdays", "expected"),
    [
        (10, 9, 18, [], True),
        (18, 9, 18, [], False),
        (8, 9, 18, [], False),
        (10, 9, 18, [1, 2], False),
        (23, 20, 2, [0], True),
        (1, 20, 2, [0], False),
        (1, 20, 2, [6], True),
        (3, 20, 2, [], False),
        (3, 0, 0, [0], True),
        (3, 0, 0, [1], False),
    ],
)
def test_hours_end_when_they_say_and_may_run_past_midnight(
    hour: int, opens: int, closes: int, weekdays: list[int], expected: bool
) -> None:
    at = MONDAY.replace(hour=hour)
    assert is_open(at, opens_at=time(opens), closes_at=time(closes), weekdays=weekdays) is expected
