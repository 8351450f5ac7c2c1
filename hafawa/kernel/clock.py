"""What time is it? The only module that asks the system."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta

# Set by tests only, as a clock that somebody set: what a process reads that is started with it.
_STEP = timedelta(seconds=int(os.environ.get("HAFAWA_TEST_CLOCK_STEP_SECONDS", "0")))


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC) + _STEP


def ticks() -> float:
    """Seconds on a clock that nobody can set: for how long something took, never for when it was."""
    return time.monotonic()
