"""When was a message sent, when its own Date may be missing, wrong or impossible? Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?\s*(Z|[+-]\d\d:?\d\d)?\s*")
_FROM_LINE = re.compile(
    r"([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) (?:([+-]\d{4}|[A-Z]{2,4}) )?(\d{4})(?: ([+-]\d{4}))?"
)


def when(date: str, *, received: Sequence[str], from_line: str, now: datetime) -> tuple[datetime | None, bool]:
    """The instant a message was sent and whether its own Date gave it; None where nothing usable is said.

    A date before 1990 or later than tomorrow is impossible; then the last Received line counts, then the mailbox's
    own separator line.
    """
    sent = instant(date)
    if sent and EARLIEST <= sent <= now + timedelta(days=1):
        return sent, True
    for line in received[:10]:
        taken = instant(line.rpartition(";")[2])
        if taken and EARLIEST <= taken <= now + timedelta(days=1):
            return taken, False
    kept = _of_from_line(from_line)
    return (kept, False) if kept and EARLIEST <= kept <= now + timedelta(days=1) else (None, False)


def instant(text: str) -> datetime | None:
    """`text` as an aware UTC instant (RFC 5322 or ISO 8601; no zone is UTC); None if it is no date."""
    text = text[:200]
    try:
        found = datetime.fromisoformat(text.strip()) if _ISO.fullmatch(text) else parsedate_to_datetime(text)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError, AttributeError):
        return None


def _of_from_line(line: str) -> datetime | None:
    match = _FROM_LINE.search(line[:300])
    if not match:
        return None
    month, day, clock, zone, year, late_zone = match.groups()
    return instant(f"{day} {month} {year} {clock} {late_zone or zone or '+0000'}")
