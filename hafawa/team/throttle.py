"""How often in how long? Counts that several processes share, exact on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from hafawa.team.models import Tally

# One statement: two processes that count at the same instant both count. A cache would read, add and write back.
_COUNT = """
INSERT INTO team_tally (key, count, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN team_tally.ends_at <= %s THEN 1 ELSE team_tally.count + 1 END,
  ends_at = CASE WHEN team_tally.ends_at <= %s THEN excluded.ends_at ELSE team_tally.ends_at END
RETURNING count
"""


def count(key: str, *, window_seconds: int, now: datetime) -> int:
    """One more for `key` (at most 120 characters): how many it is in the window that began with the first."""
    ends_at = connection.ops.adapt_datetimefield_value(now + timedelta(seconds=window_seconds))
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [key, ends_at, at, at])
        found = int(cursor.fetchone()[0])
    if found == 1:  # a window begins: those long over go
        Tally.objects.filter(ends_at__lt=now - timedelta(days=1)).delete()
    return found


def give_back(key: str) -> None:
    """One less: it was counted before it was known to be none."""
    Tally.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def forget(key: str) -> None:
    """Begin anew for `key`."""
    Tally.objects.filter(key=key).delete()
