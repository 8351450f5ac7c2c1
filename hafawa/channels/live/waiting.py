"""How does a thread wait until the database holds something new, without asking it the same thing all the time?

SQLite counts the commits of others (`PRAGMA data_version`), which costs some microseconds to look at. PostgreSQL is
listened to, and looked at once a second besides, for a notice can be lost with a connection.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection

from hafawa.kernel import clock
from hafawa.timeline.insert import WAKES

LOOK_SECONDS = 0.03
LONGEST_SECONDS = 1.0


class OnSqlite:
    """Looks at the count of commits every thirty milliseconds."""

    def __init__(self) -> None:
        self._seen = self._version()

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Until somebody committed, a second passed, or `is_over`."""
        until = clock.ticks() + LONGEST_SECONDS
        while self._version() == self._seen and clock.ticks() < until and not is_over():
            time.sleep(LOOK_SECONDS)
        self._seen = self._version()

    def _version(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchone()[0])


class OnPostgresql:
    """Listens; what was committed before `LISTEN` is found by looking after it."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {WAKES}")

    def wait(self, is_over: Callable[[], bool]) -> None:
        """Until somebody told, or a second passed."""
        for _notice in connection.connection.notifies(timeout=LONGEST_SECONDS, stop_after=1):
            break


def begin() -> OnSqlite | OnPostgresql:
    """The way of this database; on the connection of the thread that calls."""
    connection.ensure_connection()
    return OnPostgresql() if connection.vendor == "postgresql" else OnSqlite()
