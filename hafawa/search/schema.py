"""Where does the index lie? Tables of the databases' own kinds: FTS5 in SQLite, GIN in PostgreSQL.

All of it is derived and may be dropped: `indexing` fills it again. What is inserted is read from a cursor; what is
changed or deleted is noted by triggers in `search_changed`, in the same transaction, whoever did it and however.
SQLite drops the triggers of a table that a migration remakes, so `ensure` runs after every migration.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db import connection as default
from django.db.backends.base.base import BaseDatabaseWrapper

VERSION = 1  # another one, and the index is made anew
WORDS = ("search_person", "search_known", "search_order", "search_message")
KEYS = ("search_person_key", "search_order_key")
WATCHED = {
    "people_person": ("person", "name"),
    "people_identifier": ("identifier", "value, as_typed"),
    "people_detail": ("detail", "text, subject"),
    "people_occasion": ("occasion", "title, subject"),
    "timeline_event": ("event", "kind, ref, data"),
}
_PLAIN = """
CREATE TABLE IF NOT EXISTS search_state (name varchar(40) PRIMARY KEY, value bigint NOT NULL);
CREATE TABLE IF NOT EXISTS search_near
    (key varchar(60) NOT NULL, word varchar(60) NOT NULL, PRIMARY KEY (key, word)){without_rowid};
CREATE TABLE IF NOT EXISTS search_changed (id {serial}, kind varchar(20) NOT NULL, row_id bigint NOT NULL)"""
_COMMON = """CREATE TABLE IF NOT EXISTS search_common
    (name varchar(40) NOT NULL, word text NOT NULL, share real NOT NULL, PRIMARY KEY (name, word))"""
_NOTE = """CREATE OR REPLACE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN INSERT INTO search_changed (kind, row_id) VALUES (TG_ARGV[0], OLD.id); RETURN NULL; END $$"""


def after_migrations(*, using: str, **_more: Any) -> None:
    """Signal: migrations have run on the database `using`."""
    ensure(connections[using])


def ensure(connection: BaseDatabaseWrapper = default) -> None:
    """Tables and triggers, where the tables they watch are there; those that exist stay as they are."""
    if not set(WATCHED) <= set(connection.introspection.table_names()):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for sql in _sqlite() if connection.vendor == "sqlite" else _postgresql(connection):
            cursor.execute(sql)
        if connection.vendor == "sqlite":
            _forget_for_good(connection)
    _has_part_index.cache_clear()


def drop(connection: BaseDatabaseWrapper = default) -> None:
    """All of the index but its triggers, which go on noting; `ensure` makes the tables again, empty."""
    with connection.cursor() as cursor:
        for table in (*WORDS, *KEYS):
            cursor.execute(f"DROP TABLE IF EXISTS {table}")
        for table in ("search_near", "search_changed", "search_state"):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def put_in_order(connection: BaseDatabaseWrapper = default) -> None:
    """What PostgreSQL's GIN put off while rows came is done: until then each question reads through all that waits."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "JOIN pg_am a ON a.oid = c.relam WHERE a.amname = 'gin' AND i.indrelid = ANY (%s::regclass[])",
            [[*WORDS, *KEYS]],
        )


def has_parts() -> bool:
    """Whether keys are found by any part of theirs; without PostgreSQL's `pg_trgm`, by their beginning only."""
    return default.vendor == "sqlite" or _has_part_index(str(default.settings_dict["NAME"]))


@cache
def _has_part_index(_database: str) -> bool:
    with default.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_class WHERE relname = 'search_person_key_part'")
        return cursor.fetchone() is not None


def _sqlite() -> list[str]:
    made = _PLAIN.format(without_rowid=" WITHOUT ROWID", serial="integer PRIMARY KEY").split(";")
    begun = "CREATE VIRTUAL TABLE IF NOT EXISTS"
    words = "words, tokenize='ascii', detail=none, columnsize=0, prefix='2 3 4'"
    made += [f"{begun} {table} USING fts5({words})" for table in WORDS]
    made += [f"{begun} {table} USING fts5(key, tokenize='trigram', detail=none)" for table in KEYS]
    for table, (kind, columns) in WATCHED.items():
        noted = f"BEGIN INSERT INTO search_changed (kind, row_id) VALUES ('{kind}', old.id); END"  # noqa: S608
        for name, act in (("update", f"UPDATE OF {columns}"), ("delete", "DELETE")):
            made += [f"CREATE TRIGGER IF NOT EXISTS search_{kind}_{name} AFTER {act} ON {table} {noted}"]
    return made


def _forget_for_good(connection: BaseDatabaseWrapper) -> None:
    """What is deleted leaves the index's pages at once (SQLite 3.42); before, at the next `optimize`."""
    for table in (*WORDS, *KEYS):
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)")  # noqa: S608
        except DatabaseError:
            return


def _postgresql(connection: BaseDatabaseWrapper) -> list[str]:
    made = _PLAIN.format(without_rowid="", serial="bigserial PRIMARY KEY").split(";")
    for table in WORDS:
        made += [
            f"CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
            f"CREATE INDEX IF NOT EXISTS {table}_words ON {table} USING gin (words)",
        ]
    for table in KEYS:
        made += [
            f"CREATE TABLE IF NOT EXISTS {table} (id bigint PRIMARY KEY, key varchar(400) NOT NULL)",
            f"CREATE INDEX IF NOT EXISTS {table}_begins ON {table} (key varchar_pattern_ops)",
        ]
        if _has_trigrams(connection):
            made.append(f"CREATE INDEX IF NOT EXISTS {table}_part ON {table} USING gin (key gin_trgm_ops)")
    made += [_COMMON, _NOTE]
    for table, (kind, columns) in WATCHED.items():
        made.append(
            f"CREATE OR REPLACE TRIGGER search_{kind} AFTER UPDATE OF {columns} OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION search_note('{kind}')"
        )
    return made


def _has_trigrams(connection: BaseDatabaseWrapper) -> bool:
    """`pg_trgm` is trusted since PostgreSQL 13, yet an administrator may have kept it away."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return False
    return True
