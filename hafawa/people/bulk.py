"""How are hundreds of people and keys read and written at once, on either database? Statements only, no judgement.

The object layer spends more time on a person than the database does; an import meets a third of a million of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from django.db import connection

from hafawa.people.models import Identifier, Person, SharedKey


class Newcomer(NamedTuple):
    """Someone to be made."""

    name: str
    folded_name: str
    first_name: str
    language: str


def make_people(newcomers: Sequence[Newcomer], *, now: datetime, import_run_id: int | None) -> list[int]:
    """Make `newcomers`; their ids, in that order. Call it inside a transaction."""
    if not newcomers:
        return []
    table = Person._meta.db_table  # noqa: SLF001 - Django's own documented way
    created_at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
        before = cursor.fetchone()[0]
        cursor.executemany(
            f"INSERT INTO {table} (name, folded_name, first_name, language, met_by_import_id, created_at) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, %s, %s)",
            [(*n, import_run_id, created_at) for n in newcomers],
        )
        # Ids grow in the order of the rows; another session's rows are not seen, or carry another import's number.
        met_by = "met_by_import_id IS NULL" if import_run_id is None else f"met_by_import_id = {int(import_run_id)}"
        cursor.execute(f"SELECT id FROM {table} WHERE id > %s AND {met_by} ORDER BY id", (before,))  # noqa: S608
        ids = [row[0] for row in cursor.fetchall()]
    if len(ids) != len(newcomers):
        raise RuntimeError(f"{len(newcomers)} people were made, {len(ids)} found")
    return ids


def add_keys(keys: Sequence[tuple[int | None, str, str, str]], *, now: datetime, import_run_id: int | None) -> None:
    """Add identifiers: (person id, kind, normal value, as typed). IntegrityError where one is somebody's already."""
    if not keys:
        return
    created_at = connection.ops.adapt_datetimefield_value(now)
    table = Identifier._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (person_id, kind, value, as_typed, import_run_id, created_at) "  # noqa: S608
            "VALUES (%s, %s, %s, %s, %s, %s)",
            [
                (person_id, kind, value, typed[:320], import_run_id, created_at)
                for person_id, kind, value, typed in keys
            ],
        )


def note_shared(keys: Sequence[tuple[int | None, str, str]], *, now: datetime, import_run_id: int | None) -> None:
    """Remember keys of others that came along with somebody: (person id, kind, normal value). Known ones stay."""
    SharedKey.objects.bulk_create(
        [
            SharedKey(person_id=person_id, kind=kind, value=value, import_run_id=import_run_id, seen_at=now)
            for person_id, kind, value in keys
            if person_id is not None
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def holders(kind: str, values: Collection[str]) -> list[tuple[str, int]]:
    """(value, person id) of those of `values` that are somebody's."""
    found: list[tuple[str, int]] = []
    table = Identifier._meta.db_table  # noqa: SLF001
    wanted = list(values)
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(
                f"SELECT value, person_id FROM {table} WHERE kind = %s AND value IN ({marks})",  # noqa: S608
                (kind, *part),
            )
            found += cursor.fetchall()
    return found


def lacking(field: Literal["name", "language"], person_ids: Sequence[int]) -> set[int]:
    """Those of `person_ids` whose `field` is empty."""
    found: set[int] = set()
    table = Person._meta.db_table  # noqa: SLF001
    with connection.cursor() as cursor:
        for start in range(0, len(person_ids), _AT_ONCE):
            part = person_ids[start : start + _AT_ONCE]
            marks = ", ".join(["%s"] * len(part))
            cursor.execute(f"SELECT id FROM {table} WHERE {field} = '' AND id IN ({marks})", part)  # noqa: S608
            found.update(row[0] for row in cursor.fetchall())
    return found


_AT_ONCE = 5000
