"""Databases for the processes that tests start: one a data folder, of the kind the run is on.

On SQLite it lies in the folder itself and nothing is to be done. On PostgreSQL it is made on the run's server the first
time somebody asks for it, and goes with the server.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_MADE: set[Path] = set()
SERVER = os.environ.get("HAFAWA_TEST_SERVER", "")


def environment(folder: Path, *, database_url: str | None = None) -> dict[str, str]:
    """This process's environment, speaking of no place but `folder`, in no language of its own, and of no test run."""
    others = ("HAFAWA_", "DJANGO_", "LC_", "LANG", "PYTEST_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(others)}
    return kept | {
        "HAFAWA_DATA_DIR": str(folder),
        "HAFAWA_DATABASE_URL": url(folder) if database_url is None else database_url,
    }


def url(folder: Path) -> str:
    """HAFAWA_DATABASE_URL for `folder`; empty is SQLite."""
    if not SERVER:
        return ""
    _make(folder)
    return f"{SERVER}/{_name(folder)}"


def copy(source: Path, folder: Path) -> None:
    """`folder` (not there yet) and its database become what `source` and its are. Nobody may be using them."""
    shutil.copytree(source, folder)
    if SERVER:
        _make(folder, template=_name(source))


def drop(folder: Path) -> None:
    """The database goes, whoever uses it."""
    if SERVER:
        _MADE.discard(folder)
        _on_server(f"DROP DATABASE IF EXISTS {_name(folder)} WITH (FORCE)")


def rows(
    folder: Path, sql: str, values: Sequence[Any] = (), *, database_url: str | None = None
) -> list[tuple[Any, ...]]:
    """What `sql` (with ? for values) finds in the database of `folder`; what it changes is committed."""
    with contextlib.closing(connect(folder, database_url=database_url)) as connection:
        cursor = connection.cursor()
        cursor.execute(_marked(sql), tuple(values)) if values else cursor.execute(sql)
        found = [tuple(row) for row in cursor.fetchall()] if cursor.description else []
        connection.commit()
        return found


def _marked(sql: str) -> str:
    return sql.replace("?", "%s") if SERVER else sql


def connect(folder: Path, *, database_url: str | None = None) -> Any:
    """A connection of one's own."""
    where = url(folder) if database_url is None else database_url
    if not where:
        return sqlite3.connect(folder / "hafawa.sqlite3", timeout=20)
    import psycopg

    return psycopg.connect(where)


def _name(folder: Path) -> str:
    return f"place_{hashlib.sha256(str(folder).encode()).hexdigest()[:16]}"


def _make(folder: Path, *, template: str = "template1") -> None:
    if folder in _MADE:
        return
    with _server() as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_name(folder)]).fetchone():
            connection.execute(f"CREATE DATABASE {_name(folder)} TEMPLATE {template}")
    _MADE.add(folder)


def _on_server(sql: str) -> None:
    with _server() as connection:
        connection.execute(sql)


def _server() -> Any:
    import psycopg

    return psycopg.connect(f"{SERVER}/postgres", autocommit=True)
