"""Does the database answer, is it sound, and does it have the shape this version needs?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from hafawa.kernel import faults
from hafawa.kernel.text import isolate_ltr
from hafawa.operations import readiness
from hafawa.operations.findings import Finding, Looking, fault, warning

_WAL_FIXED = (3, 51, 3)
_OLDEST_POSTGRESQL = 150000
EXTENSIONS = ("pg_trgm",)


def answers(_looking: Looking) -> Iterator[Finding]:
    """At all?"""
    try:
        _rows("SELECT 1")
        connection.introspection.table_names()
    except DatabaseError as error:
        connection.close()
        yield fault(
            "database.away",
            _("The database does not answer: %(error)s.") % {"error": isolate_ltr(faults.kind(error))},
            why=_("Without it no page can be shown and nothing kept."),
            do=_("See that it runs and that HAFAWA_DATABASE_URL is right; if its file is damaged, restore a backup.")
            if settings.HAFAWA_DATABASE_URL
            else _("If its file is damaged, restore a backup: hafawa restore"),
        )


def sqlite_version(_looking: Looking) -> Iterator[Finding]:
    """One that can corrupt a database two processes write?"""
    import sqlite3

    if (3, 7, 0) <= sqlite3.sqlite_version_info < _WAL_FIXED:
        yield warning(
            "sqlite.version",
            _("SQLite is %(version)s.") % {"version": sqlite3.sqlite_version},
            why=_("Versions before 3.51.3 can, very rarely, damage a database that several processes write."),
            do=_("Install the package pysqlite3 beside Hafawa, or use PostgreSQL."),
        )


def integrity(_looking: Looking) -> Iterator[Finding]:
    """Are its pages whole, and does every row point at one that is there?"""
    if not _is_whole():
        yield fault(
            "integrity.damaged",
            _("The database file is damaged."),
            why=_("What lies on the damaged pages is lost or wrong, and writing makes it worse."),
            do=_("Stop Hafawa, keep a copy of the data folder, and restore the last backup: hafawa restore"),
        )
        return
    tables = sorted({str(row[0]) for row in _rows("PRAGMA foreign_key_check")})
    if tables:
        yield fault(
            "integrity.dangling",
            _("Rows of %(tables)s point at rows that are gone.") % {"tables": isolate_ltr(", ".join(tables))},
            why=_("Pages that show them break."),
            do=_("Restore the last backup: hafawa restore. If there is none, report it with this line."),
        )


def journal(_looking: Looking) -> Iterator[Finding]:
    """Does it write in the two ways that survive a power cut and several processes?"""
    mode, synchronous = str(_rows("PRAGMA journal_mode")[0][0]), int(_rows("PRAGMA synchronous")[0][0])
    if mode != "wal":
        yield warning(
            "journal.mode",
            _("The database writes in the mode “%(mode)s”, not “wal”.") % {"mode": mode},
            why=_("Who reads waits for who writes, and pages stand still during an import."),
            do=_("Put the data folder on a local disk: network folders cannot do it."),
        )
    if synchronous < 2:
        yield fault(
            "journal.synchronous",
            _("The database does not wait for the disk."),
            why=_("After a power cut, what was kept last may be gone."),
            do=_("Remove whatever changes PRAGMA synchronous from FULL."),
        )


def postgresql(_looking: Looking) -> Iterator[Finding]:
    """Is the server recent, speaks UTF-8, and brings what searching needs?"""
    number, encoding = int(_rows("SHOW server_version_num")[0][0]), str(_rows("SHOW server_encoding")[0][0])
    yield from old_postgresql(number)
    if encoding != "UTF8":
        yield fault(
            "postgresql.encoding",
            _("The database is written in %(encoding)s, not in UTF8.") % {"encoding": encoding},
            why=_("Arabic and Georgian names cannot be kept whole."),
            do="createdb --encoding=UTF8 --template=template0 hafawa",
        )
    there = {row[0] for row in _rows("SELECT name FROM pg_available_extensions")}
    for name in EXTENSIONS:
        if name not in there:
            yield warning(
                "postgresql.extension",
                _("The PostgreSQL server lacks the extension %(name)s.") % {"name": name},
                why=_("Searching for misspelt names is slow without it."),
                do="apt-get install postgresql-contrib",
            )


def old_postgresql(number: int) -> Iterator[Finding]:
    """What is said of a server with this `server_version_num`."""
    if number < _OLDEST_POSTGRESQL:
        yield fault(
            "postgresql.old",
            _("PostgreSQL is version %(version)d.") % {"version": number // 10000},
            why=_("Hafawa needs version 15 or later."),
            do="pg_upgradecluster",
        )


def migrations(_looking: Looking) -> Iterator[Finding]:
    """Exactly that of this version?"""
    if newer := sorted(".".join(key) for key in readiness.unknown()):
        change = isolate_ltr(newer[0])
        yield fault(
            "migrations.newer",
            _("The database was used by a newer version of Hafawa (it knows %(change)s).") % {"change": change},
            why=_("This version would not understand what it finds."),
            do="uv tool upgrade hafawa",
        )
    if readiness.pending():
        yield warning(
            "migrations.pending",
            _("The database waits to be brought up to date by this version."),
            why=_("That is done when Hafawa is started the next time."),
            do="hafawa run",
        )


def _is_whole() -> bool:
    try:
        return _rows("PRAGMA quick_check(5)") == [("ok",)]
    except DatabaseError:  # too badly damaged even to be checked
        return False


def _rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
