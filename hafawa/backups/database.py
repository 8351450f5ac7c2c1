"""How is an empty database made as another once was, filled, read back and brought up to date?"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from hafawa.backups import archive, canonical, schemas, snapshot
from hafawa.backups.errors import CannotHold, Newer, damaged
from hafawa.backups.tables import Table, tables
from hafawa.kernel.first_schema import FirstExecutor


@contextlib.contextmanager
def to_be_filled(header: dict[str, Any], *, aside: str) -> Iterator[Filling]:
    """The default database, empty, with the schema `header` tells of.

    On PostgreSQL all of it is one transaction, in which what was there goes to the schema `aside`: killed at any
    instant, nothing happened. On SQLite it is a new file, which takes its place only when it is whole.
    """
    _refuse_newer(header)
    if connection.vendor == "postgresql":
        with transaction.atomic():
            if aside:
                schemas.set_aside(aside)
            yield _begun(header)
        return
    with connection.cursor() as cursor:  # a new file: what is lost in a power cut is made again
        cursor.execute("PRAGMA synchronous=OFF")
    filling = _begun(header)
    yield filling
    filling.commit()
    connection.close()


class Filling:
    """Takes the parts of tables in; compares; goes on to the schema of today."""

    def __init__(self, header: dict[str, Any], listed: dict[str, Table], *, was_older: bool) -> None:
        self._tables, self._header, self.was_older = listed, header, was_older
        self._seen: dict[str, int] = dict.fromkeys(listed, 0)
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            connection.disable_constraint_checking()
            connection.connection.execute("BEGIN")

    def add(self, part: Any) -> int:
        """Rows of one part; how many. Damaged where they are not such rows."""
        label, _slash, number = part.name.removeprefix(archive.TABLES).rpartition("/")
        table = self._tables.get(label)
        if table is None or number != f"{self._seen[label] + 1:06}.jsonl.gz":
            raise damaged(part.name)
        self._seen[label] += 1
        lines = archive.unsqueeze(part).splitlines(keepends=True)
        try:
            self._insert(table, lines)
        except (ValueError, KeyError, TypeError, UnicodeError) as error:
            raise damaged(part.name) from error
        return len(lines)

    def compare(self, content: dict[str, Any]) -> None:
        """Each table, read back from the database, is what was written; Damaged otherwise."""
        self._number()
        self.commit()
        with snapshot.inside(connection) as seen:
            for label, table in self._tables.items():
                if fingerprint(seen, table) != (content[label]["rows"], content[label]["sha256"]):
                    raise damaged(archive.TABLES + label)
        self._check_relations()

    def go_on_to_today(self) -> None:
        """The changes of the schema made since."""
        executor = _executor()
        executor.migrate(executor.loader.graph.leaf_nodes())
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)

    def commit(self) -> None:
        """On SQLite: what was filled in is there (on PostgreSQL it is there with all else)."""
        if connection.vendor == "sqlite" and connection.connection is not None and connection.connection.in_transaction:
            connection.connection.commit()

    def _insert(self, table: Table, lines: list[bytes]) -> None:
        row = canonical.reader(table.columns, vendor=connection.vendor)
        columns = ", ".join(map(snapshot.quoted, table.column_names))
        if connection.vendor == "sqlite":
            marks = ", ".join("?" * len(table.columns))
            sql = f"INSERT INTO {snapshot.quoted(table.name)} ({columns}) VALUES ({marks})"  # noqa: S608
            connection.connection.executemany(sql, map(row, lines))
            return
        with (
            connection.connection.cursor() as cursor,
            cursor.copy(f"COPY {snapshot.quoted(table.name)} ({columns}) FROM STDIN") as copy,
        ):
            for line in lines:
                copy.write_row(_holdable(row(line), line, table))

    def _number(self) -> None:
        """New rows are numbered on from where the other database was, also past rows that were taken away there."""
        for label, table in self._tables.items():
            last = self._header["tables"][label].get("last_number")
            if last is None:
                continue
            if connection.vendor == "sqlite":
                raw = connection.connection
                raw.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table.name,))
                raw.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table.name, int(last)))
            else:
                with connection.cursor() as cursor:
                    place: list[str | int] = [snapshot.quoted(table.name), table.key, int(last)]
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", place)

    def _check_relations(self) -> None:
        if connection.vendor == "sqlite":
            connection.enable_constraint_checking()
        connection.check_constraints()


def fingerprint(seen: snapshot.Snapshot, table: Table) -> tuple[int, str]:
    """How many rows `table` has, and the SHA-256 of its canonical lines."""
    digest, rows = hashlib.sha256(), 0
    for line in seen.lines(table):
        digest.update(line)
        rows += 1
    return rows, digest.hexdigest()


def _executor(kind: type[MigrationExecutor] = MigrationExecutor) -> MigrationExecutor:
    """On PostgreSQL all changes of the schema are one transaction here: between two, no check of a row may be due."""

    def told(step: str, _migration: Any = None, _fake: object = None) -> None:
        if step == "apply_success" and connection.vendor == "postgresql":
            connection.check_constraints()

    return kind(connection, told)


def _begun(header: dict[str, Any]) -> Filling:
    """The schema as it was, made in the empty database."""
    executor = _executor(FirstExecutor)
    then = {(app, name) for app, name in header["migrations"]}
    whole = executor.migration_plan(executor.loader.graph.leaf_nodes())
    plan = [(step, backwards) for step, backwards in whole if (step.app_label, step.name) in then]
    executor.migrate(None, plan=plan)
    nodes = [(step.app_label, step.name) for step, _backwards in plan]
    past = MigrationExecutor(connection).loader.project_state(nodes).apps
    listed = {t.label: t for t in tables(past, is_whole=True) if t.label in header["tables"]}
    for label, told in header["tables"].items():
        columns = tuple((str(name), str(kind)) for name, kind in told["columns"])
        if label not in listed or sorted(listed[label].columns) != sorted(columns):
            raise damaged(archive.HEADER)
        listed[label] = dataclasses.replace(listed[label], columns=columns)  # in the order of the lines
    _empty(listed.values())
    return Filling(header, listed, was_older=len(plan) < len(whole))


def _empty(listed: Any) -> None:
    """Rows that a change of the schema itself brings are in the backup as well."""
    with connection.cursor() as cursor, connection.constraint_checks_disabled():
        for table in listed:
            cursor.execute(f"DELETE FROM {snapshot.quoted(table.name)}")  # noqa: S608


def _refuse_newer(header: dict[str, Any]) -> None:
    ours = MigrationExecutor(connection).loader.disk_migrations
    labels = {app.label for app in apps.get_app_configs()}
    unknown = [f"{app}.{name}" for app, name in header["migrations"] if app in labels and (app, name) not in ours]
    unknown += [f"{app}.{name}" for app, name in header["migrations"] if app not in labels]
    if header.get("format") != archive.FORMAT or unknown:
        raise Newer(
            _(
                "This backup was made by a newer version of Hafawa, %(version)s (it knows %(change)s). Nothing was "
                "changed. Install that version or a later one, then try again."
            )
            % {"version": header.get("product", "?"), "change": (unknown or [f"format {header.get('format')}"])[0]}
        )


def _holdable(row: list[Any], line: bytes, table: Table) -> list[Any]:
    """`row`; CannotHold where PostgreSQL cannot keep it: it knows no NUL, and no half of a character."""
    try:
        line.decode()
        is_whole = b"\\u0000" not in line
    except UnicodeError:
        is_whole = False
    if not is_whole:
        raise CannotHold(
            _(
                "PostgreSQL cannot keep a character in table %(table)s, row %(row)s (a NUL, or half of a character). "
                "Nothing was changed. Take it out of that row, then try again."
            )
            % {"table": table.name, "row": row[table.column_names.index(table.key)]}
        )
    return row
