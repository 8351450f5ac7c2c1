"""How does all that is in a PostgreSQL database step aside for another state, in one transaction, and come back?

Tables, sequences, views and routines of the schema the product works in move to another schema; what belongs to an
extension stays, for the other state needs it too. Moving renames; no row is copied.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from hafawa.backups.snapshot import quoted

_RELATIONS = """
SELECT c.oid, c.relname, c.relkind FROM pg_class c
WHERE c.relnamespace = %s::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
    AND (d.deptype = 'e' OR (c.relkind = 'S' AND d.deptype IN ('a', 'i'))))
ORDER BY c.oid
"""
_ROUTINES = """
SELECT p.oid::regprocedure::text FROM pg_proc p
WHERE p.pronamespace = %s::regnamespace
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
    AND d.deptype = 'e')
ORDER BY p.oid
"""
_ALTERS = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE"}


def set_aside(name: str) -> None:
    """What is in the present schema, be it nothing, goes to the new schema `name`. In a transaction."""
    present = current()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quoted(name)}")
    _move(present, name)


def bring_back(name: str, *, instead: str) -> None:
    """What was set aside in `name` is the present state again; what is present goes to `instead`. In a transaction."""
    present = current()
    set_aside(instead)
    _move(name, present)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {quoted(name)}")


def is_empty() -> bool:
    """Whether there is no table in the present schema."""
    return not [r for r in _relations(current()) if r[2] in {"r", "p"}]


def exists(name: str) -> bool:
    """Whether there is a schema called `name`."""
    return name in _all()


def aside() -> list[str]:
    """The schemas in which states were set aside, oldest first."""
    return [n for n in _all() if n.startswith(("before_restore_", "undone_restore_", "before_move_"))]


def drop(name: str) -> None:
    """Let a state set aside go for good."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA {quoted(name)} CASCADE")


def others_connected() -> int:
    """How many other connections there are to this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def current() -> str:
    """The schema the product works in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return str(cursor.fetchone()[0])


def _move(source: str, target: str) -> None:
    with connection.cursor() as cursor:
        for _oid, name, kind in _relations(source):
            whole = f"{quoted(source)}.{quoted(name)}"
            cursor.execute(f"ALTER {_ALTERS[kind]} {whole} SET SCHEMA {quoted(target)}")
        cursor.execute(_ROUTINES, [quoted(source)])
        for (signature,) in cursor.fetchall():
            cursor.execute(f"ALTER ROUTINE {signature} SET SCHEMA {quoted(target)}")


def _relations(schema: str) -> list[tuple[Any, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(_RELATIONS, [quoted(schema)])
        return [(oid, name, _text(kind)) for oid, name, kind in cursor.fetchall()]


def _text(kind: Any) -> str:
    return kind.decode() if isinstance(kind, bytes) else str(kind)


def _all() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace ORDER BY nspname")
        return [row[0] for row in cursor.fetchall()]
