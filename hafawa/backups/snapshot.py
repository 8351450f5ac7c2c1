"""How are all tables read as they are at one instant, while the product goes on writing?

SQLite: one deferred transaction on a connection of its own, which sees the database as it was at its first read (WAL)
and takes no lock that a writer waits for. PostgreSQL: one read-only REPEATABLE READ transaction, and COPY.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from django.db import connections
from django.db.utils import DEFAULT_DB_ALIAS

from hafawa.backups import canonical
from hafawa.backups.tables import Table

_ROWS = 1000


class Snapshot:
    """Reads through `raw`, a connection of the database's own driver."""

    def __init__(self, raw: Any, *, vendor: str) -> None:
        self._raw, self.vendor = raw, vendor

    def count(self, table: Table) -> int:
        """How many rows it has."""
        return int(self._one(f"SELECT COUNT(*) FROM {quoted(table.name)}")[0])  # noqa: S608

    def lines(self, table: Table) -> Iterator[bytes]:
        """Its rows as canonical lines, in the order of the key, a few at a time in memory."""
        line = canonical.writer(table.columns, vendor=self.vendor)
        for row in self._rows(self._select(table)):
            yield line(row)

    def migrations(self) -> list[tuple[str, str]]:
        """Which changes of the schema this database has gone through, in order."""
        rows = self._rows("SELECT app, name FROM django_migrations ORDER BY id")
        return [(str(app), str(name)) for app, name in rows]

    def last_number(self, table: Table) -> int | None:
        """The last number given to a row, even to one since taken away; None where rows are not numbered."""
        if table.key_kind != "number":
            return None
        if self.vendor == "sqlite":
            found = self._one("SELECT seq FROM sqlite_sequence WHERE name = ?", table.name)
            return int(found[0]) or None if found else None
        sequence = self._one("SELECT pg_get_serial_sequence(%s, %s)", quoted(table.name), table.key)
        if not sequence or not sequence[0]:
            return None
        value, is_called = self._one(f"SELECT last_value, is_called FROM {sequence[0]}")  # noqa: S608
        return int(value) if is_called else None

    def _select(self, table: Table) -> str:
        columns = ", ".join(self._read(name, kind) for name, kind in table.columns)
        order = quoted(table.key)
        if self.vendor == "postgresql" and table.key_kind == "text":
            order += ' COLLATE "C"'  # as SQLite orders text: by its bytes
        return f"SELECT {columns} FROM {quoted(table.name)} ORDER BY {order}"  # noqa: S608

    def _read(self, name: str, kind: str) -> str:
        if self.vendor == "postgresql" and kind == "duration":
            return f"(EXTRACT(EPOCH FROM {quoted(name)}) * 1000000)::bigint"
        return quoted(name)

    def _rows(self, sql: str) -> Iterator[Any]:
        if self.vendor == "sqlite":
            cursor = self._raw.execute(sql)
            while rows := cursor.fetchmany(_ROWS):
                yield from rows
            return
        with self._raw.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT") as copy:
            yield from copy.rows()

    def _one(self, sql: str, *values: Any) -> Any:
        return self._raw.execute(sql, values).fetchone()


@contextlib.contextmanager
def taken() -> Iterator[Snapshot]:
    """The default database as it is at this instant, however long the reading takes."""
    made = connections.create_connection(DEFAULT_DB_ALIAS)
    raw = _connect_sqlite(made) if made.vendor == "sqlite" else _connect_postgresql(made)
    try:
        yield Snapshot(raw, vendor=made.vendor)
    finally:
        raw.close()


@contextlib.contextmanager
def inside(connection: Any) -> Iterator[Snapshot]:
    """What `connection` (Django's) sees: on PostgreSQL what its open transaction wrote, on SQLite what is there."""
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        _plain_text(connection.connection)
        yield Snapshot(connection.connection, vendor="postgresql")
        return
    raw = _connect_sqlite(connection)
    try:
        yield Snapshot(raw, vendor="sqlite")
    finally:
        raw.close()


def quoted(name: str) -> str:
    """`name` as SQL names a table or a column."""
    return '"' + name.replace('"', '""') + '"'


def _connect_sqlite(made: Any) -> Any:
    import sqlite3

    parameters = made.get_connection_params() | {"detect_types": 0, "isolation_level": None}
    raw = sqlite3.connect(**parameters)
    raw.execute("BEGIN")
    raw.execute("SELECT 1 FROM sqlite_master").fetchone()  # the transaction begins at the first read
    return raw


def _connect_postgresql(made: Any) -> Any:
    raw = made.get_new_connection(made.get_connection_params())
    raw.autocommit = True
    _plain_text(raw)
    raw.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    raw.execute("SELECT 1 FROM django_migrations LIMIT 1")
    return raw


def _plain_text(raw: Any) -> None:
    """COPY writes dates as ISO 8601, in UTC."""
    raw.execute("SET datestyle = 'ISO, YMD'")
    raw.execute("SET timezone = 'UTC'")
