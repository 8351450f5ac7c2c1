"""How is the analytical engine asked? The only module that knows which engine it is.

Tables are views over the Parquet files the manifest names: `events`, `annotations`, `people`, `consents`, `occasions`,
and `standing` once it was made. Whoever was merged is read as the one they count as; `stored_events` and so on hold the
rows as they were written, and `merged` says who was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

from hafawa.analytics import manifest, tables

if TYPE_CHECKING:
    import duckdb

Params = Sequence[Any] | Mapping[str, Any]


def query(
    sql: str, params: Params = (), *, connection: duckdb.DuckDBPyConnection | None = None
) -> list[dict[str, Any]]:
    """The rows of `sql` as dicts. `?` or `$name` stand for `params`. Times come and go as aware UTC datetimes."""
    if connection is not None:
        return _rows(connection, sql, params)
    with opened() as fresh:
        return _rows(fresh, sql, params)


@contextmanager
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed at the end."""
    connection = connect()
    try:
        yield connection
    finally:
        connection.close()


def connect() -> duckdb.DuckDBPyConnection:
    """An in-memory engine with the views, within the settings' memory and threads, spilling to the data folder."""
    import duckdb

    spill = manifest.folder() / "spill"
    spill.mkdir(parents=True, exist_ok=True)
    config: dict[str, Any] = {
        "memory_limit": f"{settings.HAFAWA_ANALYTICS_MEMORY_MIB}MiB",
        "temp_directory": str(spill),
        "preserve_insertion_order": "false",
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    if settings.HAFAWA_ANALYTICS_THREADS:
        config["threads"] = settings.HAFAWA_ANALYTICS_THREADS
    connection = duckdb.connect(":memory:", config=config)
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    lay_views(connection)
    return connection


def lay_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Point the views at what the manifest names now."""
    files = manifest.load()
    for table in tables.TABLES:
        lay_view(connection, f"stored_{table}", files.paths(table), columns=tables.TABLES[table])
        connection.execute(f'CREATE OR REPLACE TEMP VIEW "{table}" AS SELECT * FROM stored_{table}')  # noqa: S608
    if one(connection, "SELECT count(*) FROM merged"):
        _lay_clusters(connection)
    lay_view(connection, "standing", [standing_path()], columns=tables.STANDING)


def _lay_clusters(connection: duckdb.DuckDBPyConnection) -> None:
    """Read the rows of whoever was merged as rows of the one kept. Only where there is a merge: others pay nothing."""
    for table in ("events", "consents", "occasions"):
        connection.execute(
            f'CREATE OR REPLACE TEMP VIEW "{table}" AS '  # noqa: S608
            f"SELECT s.* REPLACE (coalesce(m.kept_id, s.person_id) AS person_id) FROM stored_{table} AS s "
            "LEFT JOIN merged AS m ON m.person_id = s.person_id"
        )
    connection.execute(_PEOPLE_KEPT)


# The language is the kept one's; where they have none, that of the first one absorbed who has.
_PEOPLE_KEPT = """
CREATE OR REPLACE TEMP VIEW people AS
WITH spoken AS (
  SELECT m.kept_id, arg_min(p.language, p.person_id) AS language
  FROM merged AS m JOIN stored_people AS p ON p.person_id = m.person_id
  WHERE p.language <> ''
  GROUP BY m.kept_id
)
SELECT p.person_id, coalesce(nullif(p.language, ''), s.language, '') AS language
FROM stored_people AS p
LEFT JOIN spoken AS s ON s.kept_id = p.person_id
WHERE p.person_id NOT IN (SELECT person_id FROM merged)
"""


def lay_view(
    connection: duckdb.DuckDBPyConnection, name: str, paths: Sequence[Path], *, columns: dict[str, str]
) -> None:
    """Make the view `name` over those of `paths` that are there; without any it has the columns and no row."""
    there = [str(p) for p in paths if p.exists()]
    body = f"SELECT * FROM read_parquet({literal(there)})" if there else tables.empty(columns)  # noqa: S608
    if columns is tables.ANNOTATIONS and len(there) > 1:  # an event read again is in two parts: its last reading holds
        body = (
            f"SELECT * EXCLUDE (filename) FROM read_parquet({literal(there)}, filename = true) "  # noqa: S608
            "QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY read_at DESC, filename DESC) = 1"
        )
    connection.execute(f'CREATE OR REPLACE TEMP VIEW "{name}" AS {body}')


def literal(texts: Sequence[str]) -> str:
    """A list of texts as the engine writes it."""
    return "[" + ", ".join("'" + t.replace("'", "''") + "'" for t in texts) + "]"


def standing_path() -> Path:
    """The Parquet file that holds one row a person."""
    return manifest.folder() / "standing.parquet"


def copy(connection: duckdb.DuckDBPyConnection, select: str, *, to: Path) -> None:
    """Write the rows of `select` to the Parquet file `to`, whole or not at all."""
    part = to.with_suffix(".parquet.part")
    write(connection, select, to=part)
    manifest.settle(part, to)


def write(connection: duckdb.DuckDBPyConnection, select: str, *, to: Path) -> None:
    """Write the rows of `select` to the Parquet file `to`, in the order it asks for."""
    to.parent.mkdir(parents=True, exist_ok=True)
    name = str(to).replace("'", "''")
    connection.execute(f"COPY ({select}) TO '{name}' (FORMAT parquet, COMPRESSION zstd)")


def one(connection: duckdb.DuckDBPyConnection, sql: str, params: Params = ()) -> Any:
    """The one value `sql` yields; None without a row."""
    rows = connection.execute(sql, _plain(params) if params else None).fetchall()
    return rows[0][0] if rows else None


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, params: Params) -> list[dict[str, Any]]:
    cursor = connection.execute(sql, _plain(params) if params else None)
    names = [d[0] for d in cursor.description or []]
    return [dict(zip(names, map(_aware, row), strict=True)) for row in cursor.fetchall()]


def _plain(params: Params) -> Any:
    if isinstance(params, Mapping):
        return {name: naive(value) for name, value in params.items()}
    return [naive(value) for value in params]


def naive(value: Any) -> Any:
    """An aware datetime as the engine holds it: UTC without a zone; anything else as it is."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value
