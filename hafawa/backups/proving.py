"""Does a backup give back what was put into it? The only way to know is to restore it, into a place of its own."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from hafawa.backups import envelope
from hafawa.backups.envelope import Keys
from hafawa.backups.errors import in_words
from hafawa.backups.feeding import Loading, Progress
from hafawa.kernel.locks import only_one

_SCRATCH = "hafawa_proof_"


@dataclass(frozen=True)
class Proof:
    """What a backup gave back when it was restored into a scratch database (`database`: sqlite or postgresql)."""

    taken_at: datetime
    product: str
    rows: int
    files: int
    tables: dict[str, str]
    counts: dict[str, int]
    is_older: bool
    has_secret_key: bool
    database: str


def verify(path: Path, *, keys: Keys, now: datetime, progress: Progress | None = None) -> Proof:
    """Restore the backup at `path` into scratch, compare every count, hash and file; the scratch is taken away.

    Raises Damaged with the part that differs, Locked, NotABackup, Newer, NoRoom.
    """
    with scratch() as (folder, url), envelope.opened(path, keys) as source:
        loading = Loading(mode="prove", now=now.isoformat(), folder=folder, url=url)
        return proof(loading.feed(source, progress=progress), url=url)


def proof(found: dict[str, Any], *, url: str) -> Proof:
    """What the loading process answered, as a Proof."""
    return Proof(
        taken_at=datetime.fromisoformat(found["taken_at"]),
        product=found["product"],
        rows=found["rows"],
        files=found["files"],
        tables=found["tables"],
        counts=found["counts"],
        is_older=found["is_older"],
        has_secret_key=found["has_secret_key"],
        database="postgresql" if url else "sqlite",
    )


@contextmanager
def scratch() -> Iterator[tuple[Path, str]]:
    """A folder and the address of an empty database (empty: SQLite in the folder), one at a time, gone afterwards.

    On PostgreSQL it is a database beside ours where we may make one, else SQLite: the format is the same for both.
    """
    home = settings.HAFAWA_DATA_DIR
    with only_one("proving"), in_words(home):
        for left in home.glob(".proving-*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        folder = Path(tempfile.mkdtemp(prefix=".proving-", dir=home))
        try:
            with _database() as url:
                yield folder, url
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def sha256_of(path: Path) -> str:
    """What the file's bytes hash to."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _database() -> Iterator[str]:
    if connection.vendor != "postgresql":
        yield ""
        return
    ours = f"{_SCRATCH}{hashlib.sha256(str(connection.settings_dict['NAME']).encode()).hexdigest()[:12]}_"
    name = f"{ours}{os.getpid()}_{secrets.token_hex(4)}"
    with _beside() as cursor:
        is_made = _make(cursor, name, ours=ours)
        try:
            yield url_of(settings.DATABASES["default"] | {"NAME": name}) if is_made else ""
        finally:
            if is_made:
                cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@contextmanager
def _beside() -> Iterator[Any]:
    """A connection outside any transaction: databases are made and dropped in none."""
    raw = connection.get_new_connection(connection.get_connection_params())
    raw.autocommit = True
    try:
        yield raw.cursor()
    finally:
        raw.close()


def _make(cursor: Any, name: str, *, ours: str) -> bool:
    """False where we may not. What a killed process left of `ours` goes; another shop on this server keeps its own."""
    import psycopg.errors

    cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [ours])
    try:
        for (left,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE IF EXISTS {left} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    except psycopg.errors.InsufficientPrivilege:
        return False
    return True


def url_of(database: dict[str, Any]) -> str:
    """A setting of Django's as HAFAWA_DATABASE_URL writes it."""
    who = quote(database.get("USER") or "", safe="")
    if password := database.get("PASSWORD"):
        who += f":{quote(password, safe='')}"
    where = quote(database.get("HOST") or "", safe=":")
    where = f"[{where}]" if ":" in where else where
    port = f":{database['PORT']}" if database.get("PORT") else ""
    return f"postgresql://{who}{'@' if who else ''}{where}{port}/{quote(database['NAME'], safe='')}"
