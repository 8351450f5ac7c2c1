"""Can this process serve now? A few cheap looks, by name and yes or no, for whoever keeps it running."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from hafawa import flow
from hafawa.operations import room
from hafawa.tasks import alive


class Check(NamedTuple):
    """One look and how it came out."""

    name: str
    ok: bool


def checks(*, now: datetime) -> list[Check]:
    """All of them, always in this order; where the database is away, what is asked of it is not well either."""
    asked: list[tuple[str, Callable[[], bool]]] = [
        ("database", _database_answers),
        ("migrations", _is_up_to_date),
        ("disk", lambda: room.free_bytes() >= room.needed_bytes()),
        ("worker", lambda: alive.is_fresh(now=now)),
        ("flow", lambda: not is_behind(now=now)),
    ]
    return [Check(name, _safely(look)) for name, look in asked]


def is_behind(*, now: datetime) -> bool:
    """Whether an event waits longer than HAFAWA_READY_LAG_MINUTES for all stages; an import may take longer."""
    limit = timedelta(minutes=settings.HAFAWA_READY_LAG_MINUTES).total_seconds()
    return flow.lag(now=now).seconds > limit and not flow.is_importing()


def pending() -> set[tuple[str, str]]:
    """Changes of the database this version brings that were not made yet."""
    return _on_disk() - set(MigrationRecorder(connection).applied_migrations())


def unknown() -> set[tuple[str, str]]:
    """Changes of our tables that this version does not know: a newer one made them."""
    labels = {app for app, _name in _on_disk()}
    return {key for key in MigrationRecorder(connection).applied_migrations() if key[0] in labels} - _on_disk()


def _is_up_to_date() -> bool:
    return not pending() and not unknown()


@functools.cache
def _on_disk() -> set[tuple[str, str]]:
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return set(loader.disk_migrations)


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def _safely(look: Callable[[], bool]) -> bool:
    try:
        return look()
    except (DatabaseError, OSError):
        return False
