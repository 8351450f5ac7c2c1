"""How does only one process at a time do a thing that writes the data folder, on this machine and on others?"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused

_held: dict[str, IO[str]] = {}


class FolderInUse(Refused):
    """Hafawa runs on the data folder."""


class FolderBeingReplaced(Refused):
    """Somebody puts another state into the data folder."""


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Wait until no other process is inside `only_one(name)`, then hold it. A killed process lets go by dying.

    Not re-entrant. On this machine it is a lock on a file of the data folder; where the database is a server, which
    other machines may share, it is a lock there as well, held by the session, so that a lost connection lets go too.
    """
    with _path(settings.HAFAWA_DATA_DIR, name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        _run("SELECT pg_advisory_lock(%s)", name)
        try:
            yield
        finally:
            with contextlib.suppress(DatabaseError):  # a session that broke has let go already
                _run("SELECT pg_advisory_unlock(%s)", name)


@contextmanager
def hold(name: str, *, patience_seconds: float) -> Iterator[bool]:
    """Hold the lock `name` of this machine; False where another process keeps it for longer than we have patience."""
    until = clock.ticks() + patience_seconds
    with _path(settings.HAFAWA_DATA_DIR, name).open("w") as file:
        while not (is_ours := _try(file)) and clock.ticks() < until:
            time.sleep(0.1)
        yield is_ours


def in_turn(name: str) -> None:
    """Wait until no other transaction that said the same is open; ends with the one open now.

    SQLite lets one transaction write at a time, so there it is nothing.
    """
    if connection.vendor == "postgresql":
        _run("SELECT pg_advisory_xact_lock(%s)", name)


def note_use() -> None:
    """Keep the data folder from being replaced until this process, and all it forks, have ended; or `let_go` is called.

    Raises FolderBeingReplaced while it is being replaced.
    """
    folder = str(settings.HAFAWA_DATA_DIR)
    if folder in _held:
        return
    file = _path(settings.HAFAWA_DATA_DIR, "use").open("w")
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        raise FolderBeingReplaced(
            _(
                "The data in %(folder)s is being restored or moved at this moment. Nothing was changed: "
                "try again when that is done."
            )
            % {"folder": folder}
        ) from error
    _held[folder] = file


def let_go() -> None:
    """This process no longer uses the data folder (`note_use`)."""
    if file := _held.pop(str(settings.HAFAWA_DATA_DIR), None):
        file.close()


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold `folder` for oneself: whoever wants to use it meanwhile is refused. Raises FolderInUse when it is used."""
    with _path(folder, "use").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise FolderInUse(
                _("Hafawa is running on %(folder)s. Nothing was changed. Stop it, then try again.") % {"folder": folder}
            ) from error
        yield


def _try(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _run(sql: str, name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)])


def _path(folder: Path, name: str) -> Path:
    home = folder / "locks"
    home.mkdir(parents=True, exist_ok=True)
    return home / name
