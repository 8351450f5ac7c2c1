"""Which earlier states lie beside the present one, and when do they go for good?

A restore and a move set what was there aside, so that they can be undone. Everybody is in it as they were then, and
nobody can be taken out of it alone: so it goes when somebody is erased, and after a month in any case.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from hafawa.backups import files, schemas, swap
from hafawa.kernel import locks
from hafawa.team import audit

KEPT = timedelta(days=30)
_STAMP = re.compile(r"(\d{8})-(\d{6})")


@dataclass(frozen=True)
class Aside:
    """A state set aside at `since`, in a folder, a schema of the database, or both, of that name."""

    name: str
    since: datetime

    @property
    def goes_at(self) -> datetime:
        """When it is deleted, unless somebody is erased before."""
        return self.since + KEPT


def listed() -> list[Aside]:
    """All of them, the oldest first; not one that a restore cut off half-way still needs."""
    pending = swap.written_down(_folder())
    needed = {pending.aside, pending.staged} if pending else set[str]()
    return sorted((_aside(name) for name in set(_names()) - needed), key=lambda a: (a.since, a.name))


def let_go(*, now: datetime, before: datetime | None = None) -> list[str]:
    """Delete them for good, or those set aside before `before`; their names. It is noted in the audit."""
    with locks.only_one("asides"):
        gone = [a.name for a in listed() if before is None or a.since < before]
        for name in gone:
            if settings.HAFAWA_DATABASE_URL and schemas.exists(_schema(name)):
                schemas.drop(_schema(name))
            shutil.rmtree(_folder() / name, ignore_errors=True)
    if gone:
        audit.note(by=None, what="backups.asides_let_go", facts={"name": gone}, now=now)
    return gone


def left_behind() -> list[Path]:
    """The files of the SQLite database that a move to PostgreSQL left as it was."""
    return sorted(_folder().glob(f"{files.DATABASE}*")) if settings.HAFAWA_DATABASE_URL else []


def with_everybody() -> int:
    """How many earlier states somebody who is erased now is perhaps still in."""
    return len(listed()) + bool(left_behind())


def take_away(now: datetime) -> None:
    """All of them, and the database a move left: somebody was erased."""
    let_go(now=now)
    for path in left_behind():
        path.unlink(missing_ok=True)


def _names() -> Iterator[str]:
    yield from (p.name for p in _folder().iterdir() if p.is_dir() and p.name.startswith(files.ASIDE))
    if settings.HAFAWA_DATABASE_URL:
        yield from (name.replace("_", "-") for name in schemas.aside())


def _aside(name: str) -> Aside:
    """Its name says when; of one that somebody named anew the folder does."""
    if stamp := _STAMP.search(name):
        return Aside(name, datetime.strptime("".join(stamp.groups()), "%Y%m%d%H%M%S").replace(tzinfo=UTC))
    return Aside(name, datetime.fromtimestamp((_folder() / name).stat().st_mtime, UTC))


def _schema(name: str) -> str:
    return name.replace("-", "_")


def _folder() -> Path:
    return Path(settings.HAFAWA_DATA_DIR)
