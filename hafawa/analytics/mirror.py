"""How do the rows of standing reach the screens? Rows that changed are copied into the model `Standing`."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from hafawa.analytics import tables, warehouse
from hafawa.analytics.models import Standing
from hafawa.people.models import Person

if TYPE_CHECKING:
    import duckdb

CHUNK = 2_000


def mirror(connection: duckdb.DuckDBPyConnection, *, new: Path, day: datetime, version: str) -> int:
    """Copy the rows of `new` that are not in `standing` as they are; all of them where the copy is not whole."""
    _take_off_absorbed(connection)
    where = "true" if _is_broken(connection) else "o.person_id IS NULL OR hash(n) IS DISTINCT FROM hash(o)"
    source = str(new).replace("'", "''")
    rows = connection.execute(
        f"SELECT n.person_id, to_json(s) FROM read_parquet('{source}') AS n "  # noqa: S608
        f"JOIN (SELECT {_iso()} FROM read_parquet('{source}')) AS s ON s.person_id = n.person_id "
        f"LEFT JOIN standing AS o ON o.person_id = n.person_id WHERE {where} ORDER BY n.person_id"
    )
    copied = 0
    while chunk := rows.fetchmany(CHUNK):
        _keep(chunk, day=day, version=version)
        copied += len(chunk)
    return copied


def _take_off_absorbed(connection: duckdb.DuckDBPyConnection) -> None:
    """Whoever was merged has no row of their own while they count as another."""
    absorbed = connection.execute("SELECT person_id FROM merged ORDER BY person_id")
    while chunk := absorbed.fetchmany(CHUNK):
        Standing.objects.filter(person_id__in=[person for (person,) in chunk]).delete()


def _is_broken(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the copy has another number of rows than the file it was made from (a restored database)."""
    kept = warehouse.one(connection, "SELECT count(*) FROM standing WHERE person_id IN (SELECT person_id FROM people)")
    return bool(Standing.objects.count() != kept)


def _iso() -> str:
    return ", ".join(
        f'strftime("{name}", \'%Y-%m-%dT%H:%M:%S.%fZ\') AS "{name}"' if type_ == "TIMESTAMP" else f'"{name}"'
        for name, type_ in tables.STANDING.items()
    )


def _keep(chunk: list[tuple[int, str]], *, day: datetime, version: str) -> None:
    """Write one chunk in a short transaction. Somebody removed meanwhile is left out."""
    with transaction.atomic():
        here = set(Person.objects.filter(id__in=[person for person, _ in chunk]).values_list("id", flat=True))
        Standing.objects.bulk_create(
            [
                Standing(person_id=person, version=version, judged_at=day, row=json.loads(row))
                for person, row in chunk
                if person in here
            ],
            update_conflicts=True,
            unique_fields=["person"],
            update_fields=["version", "judged_at", "row"],
        )
