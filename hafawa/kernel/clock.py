"""What time is it? The only module that asks the system."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)


def ticks() -> float:
    """Seconds on a clock that nobody can set: for how long something took, never for when it was."""
    return time.monotonic()
