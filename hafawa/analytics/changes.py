"""For whom did something change since standing was last judged?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from hafawa.analytics import manifest, tables, warehouse

if TYPE_CHECKING:
    import duckdb


class Before(Protocol):
    """What the present rows were made from."""

    serial: int
    day: str
    small_tables: dict[str, list[str]]


def changed_people(connection: duckdb.DuckDBPyConnection, before: Before, *, day: datetime) -> None:
    """Make the table `changed` of person ids, as they count now: new events and readings, what `day` has reached, other
    details, merges made or taken apart.
    """
    files = manifest.load()
    for table in ("events", "annotations"):
        names = [n for n in files.parts.get(table, []) if files.serial_of(n) > before.serial]
        _view(connection, f"new_{table}", names, table=table)
    for table, names in before.small_tables.items():
        _view(connection, f"old_{table}", names, table=table)
    connection.execute(f"CREATE TEMP TABLE changed AS {_CHANGED}", _instants(before, day))


def _instants(before: Before, day: datetime) -> dict[str, Any]:
    return {"before": warehouse.naive(datetime.fromisoformat(before.day)), "day": warehouse.naive(day)}


def _view(connection: duckdb.DuckDBPyConnection, name: str, names: list[str], *, table: str) -> None:
    paths = [manifest.folder() / n for n in names]
    warehouse.lay_view(connection, name, paths, columns=tables.TABLES[table])


def _differ(table: str, who: str = "person_id") -> str:
    return (
        f"SELECT {who} FROM (SELECT * FROM stored_{table} EXCEPT SELECT * FROM old_{table}) UNION "  # noqa: S608
        f"SELECT {who} FROM (SELECT * FROM old_{table} EXCEPT SELECT * FROM stored_{table})"
    )


_CHANGED = f"""
SELECT DISTINCT coalesce(m.kept_id, c.person_id) AS person_id FROM (
  SELECT person_id FROM new_events
  UNION
  SELECT person_id FROM events WHERE event_id IN (SELECT about_id FROM new_events WHERE about_id IS NOT NULL)
  UNION
  SELECT person_id FROM events WHERE event_id IN (SELECT event_id FROM new_annotations)
  UNION
  SELECT person_id FROM events WHERE occurred_at > $before AND occurred_at <= $day
  UNION
  SELECT person_id FROM consents WHERE stated_at > $before AND stated_at <= $day
  UNION
  {_differ("people")}
  UNION
  {_differ("consents")}
  UNION
  {_differ("occasions")}
  UNION
  {_differ("merged")}
  UNION
  {_differ("merged", "kept_id")}
) AS c LEFT JOIN merged AS m ON m.person_id = c.person_id
WHERE c.person_id IS NOT NULL
"""  # noqa: S608
