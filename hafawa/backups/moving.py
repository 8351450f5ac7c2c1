"""How does everything move to another database, SQLite to PostgreSQL or back, and how is it known to have arrived?

The other database is filled from one snapshot, read back and compared table by table, in one transaction (PostgreSQL)
or in a new file that takes its place when it is whole (SQLite): cut off, it is as if it had not begun, and begins anew.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlparse

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from hafawa.backups import files, restoring, taking
from hafawa.backups.errors import NotEmpty, WrongKey, in_words
from hafawa.backups.feeding import Loading, Progress
from hafawa.kernel import laying

SQLITE = "sqlite"
_STAGING = ".moving-"


@dataclass(frozen=True)
class Moved:
    """What arrived: rows and hash of each table. `aside` is where the other database's former content is kept."""

    rows: int
    tables: dict[str, str]
    counts: dict[str, int]
    aside: str


def move(to: str, *, now: datetime, replace: bool, progress: Progress | None = None) -> Moved:
    """Copy all rows into the database at `to` (`sqlite`, or `postgresql://...`); this one stays as it is.

    Raises FolderInUse while the product runs, NotEmpty where there is something and not `replace`, WrongKey.
    """
    url = _checked(to)
    folder: Path = settings.HAFAWA_DATA_DIR
    with in_words(folder), restoring.to_oneself(folder, settings.HAFAWA_DATABASE_URL), _staging(folder) as staged:
        aside = f"before-move-{now:%Y%m%d-%H%M%S}"
        if not url:
            return _into_sqlite(folder, staged, now, aside, replace=replace, progress=progress)
        schema = "" if _is_empty(url, replace=replace) else aside.replace("-", "_")
        loading = Loading(mode="move", now=now.isoformat(), folder=staged, url=url, aside=schema)
        return _filled(loading, now, schema, progress)


def _into_sqlite(
    folder: Path, staged: Path, now: datetime, aside: str, *, replace: bool, progress: Progress | None
) -> Moved:
    there = sorted(p for p in folder.glob(f"{files.DATABASE}*") if p.is_file())
    if there and not replace:
        raise NotEmpty(_not_empty(str(folder / files.DATABASE)))
    found = _filled(Loading(mode="move", now=now.isoformat(), folder=staged), now, aside if there else "", progress)
    with (staged / files.DATABASE).open("rb") as file:
        os.fsync(file.fileno())
    if there:
        (folder / aside).mkdir(mode=0o700)
        for path in reversed(there):  # what belongs to the database goes before it, so that no new one meets it
            path.rename(folder / aside / path.name)
    (staged / files.DATABASE).rename(folder / files.DATABASE)
    laying.flush_folder(folder)
    return found


def _filled(loading: Loading, now: datetime, aside: str, progress: Progress | None) -> Moved:
    try:
        with contextlib.suppress(BrokenPipeError):
            taking.write(loading, now=now, with_key=False, progress=progress, is_whole=True)
        found = loading.answer()
    finally:
        loading.close()
    return Moved(rows=found["rows"], tables=found["tables"], counts=found["counts"], aside=aside)


@contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    for left in folder.glob(f"{_STAGING}*"):  # of a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    staged = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    key = folder / files.SECRET_KEY
    try:
        if key.is_file():
            shutil.copy2(key, staged / files.SECRET_KEY)
        yield staged
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _checked(to: str) -> str:
    """The address of a PostgreSQL database other than ours, or nothing for SQLite where we are not that."""
    words = _("Say where to: sqlite, or postgresql://user:password@host:port/name. Nothing was moved.")
    try:
        parts, theirs = urlparse(to), _place(to)
    except ValueError:  # no port, or no end of an address
        raise WrongKey(words) from None
    if to == SQLITE and connection.vendor == "sqlite":
        raise WrongKey(_("The data is in SQLite already, so nothing was moved."))
    if to == SQLITE:
        return ""
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise WrongKey(words)
    if theirs == _place(settings.HAFAWA_DATABASE_URL):
        raise WrongKey(_("The data is in that database already, so nothing was moved."))
    return to


def _place(url: str) -> tuple[str, int, str]:
    parts = urlparse(url)
    return parts.hostname or "", parts.port or 5432, parts.path


def _is_empty(url: str, *, replace: bool) -> bool:
    """Raises NotEmpty where it is not and nothing may be replaced."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=10) as raw:
            found = raw.execute(
                "SELECT COUNT(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace "
                "AND relkind IN ('r', 'p')"
            ).fetchone()
    except psycopg.OperationalError as error:
        raise WrongKey(
            _("That database does not answer: %(error)s. Nothing was moved. See that it runs and that you may enter.")
            % {"error": str(error).strip().splitlines()[0]}
        ) from error
    is_empty = not (found and found[0])
    if not is_empty and not replace:
        raise NotEmpty(_not_empty(urlparse(url).path.strip("/")))
    return is_empty


def _not_empty(where: str) -> str:
    return _(
        "There are tables in %(where)s already. Nothing was moved. Choose an empty database, or say --replace: what "
        "is there now is then set aside, not deleted."
    ) % {"where": where}
