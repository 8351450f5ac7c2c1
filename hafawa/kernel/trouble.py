"""When the machine is in the way (a full disk, a database that is busy or gone), what is a person told?

Such a fault is nobody's mistake and no bug: what was asked can be asked again, unchanged, once the cause is gone.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator

from django.db import DatabaseError, InterfaceError, OperationalError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FULL = _(
    "The disk of the machine that runs Hafawa is full. What was kept before is safe and can be read; what you just "
    "sent was not kept. Free some space, then send it again."
)
READ_ONLY = _(
    "The disk of the machine that runs Hafawa can be read but not written. What was kept before is safe; what you "
    "just sent was not kept. Make the disk writable, then send it again."
)
BUSY = _(
    "The database is held by other work for longer than usual. What was kept before is safe; what you just sent was "
    "not kept. Wait a minute, then send it again."
)
AWAY = _(
    "The database does not answer. What was kept before is safe; what you just sent may not have been kept. Wait a "
    "minute, then look before you send it again. If it lasts, see that the database runs."
)
_BY_ERRNO = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY}
_BY_WORDS = {
    "disk is full": FULL,
    "no space left": FULL,
    "disk i/o error": FULL,  # what SQLite says when the file its readers share cannot grow
    "readonly": READ_ONLY,
    "read-only": READ_ONLY,
    "unable to open database file": READ_ONLY,
    "locked": BUSY,
    "deadlock": BUSY,
    "lock timeout": BUSY,
}


def words(error: BaseException | None) -> str:
    """What to tell about `error`, in the language active now; empty where it is no trouble of the machine's."""
    found: Promise | None = next((told for e in _chain(error) if (told := _told(e)) is not None), None)
    return "" if found is None else str(found)


def is_full(error: BaseException | None) -> bool:
    """Whether it is the disk that has no room."""
    return any(_told(e) is FULL for e in _chain(error))


def _told(error: BaseException) -> Promise | None:
    if isinstance(error, OSError) and error.errno in _BY_ERRNO:
        return _BY_ERRNO[error.errno]
    if not isinstance(error, (DatabaseError, InterfaceError)):
        return None
    said = str(error).lower()
    by_words = next((told for part, told in _BY_WORDS.items() if part in said), None)
    return by_words or (AWAY if _is_from_server(error) else None)


def _is_from_server(error: BaseException) -> bool:
    """PostgreSQL's driver keeps these two classes for what is the server's; SQLite's has a bug of ours in them too."""
    cause = type(error.__cause__).__module__
    return isinstance(error, (OperationalError, InterfaceError)) and cause.startswith("psycopg")


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
