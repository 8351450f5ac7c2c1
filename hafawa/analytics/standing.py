"""Where does each person stand? Brings the warehouse up to date and judges those for whom something changed.

The definitions are in `sql/`, one pipeline read in the order of its file names; `standing_columns` says what each
column means. The rows are kept in `standing.parquet`, sorted by person, and copied to the model `Standing` for the
screens. Within one local day only people with something new are judged again; the result is the same as judging
everybody.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hafawa.analytics import export, manifest, mirror, strikes, tables, value, warehouse
from hafawa.analytics.changes import changed_people
from hafawa.analytics.manifest import Manifest
from hafawa.kernel.locks import only_one
from hafawa.team.models import Shop

if TYPE_CHECKING:
    import duckdb

VERSION = "standing-4"
_SQL = Path(__file__).with_name("sql")
_TO_STRIKES = ("10_events", "20_buying", "30_deliveries", "40_words", "50_strikes")


@dataclass
class Seen:
    """What the rows in `standing.parquet` were made from."""

    version: str = ""
    zone: str = ""
    today: str = ""
    day: str = ""
    epoch: int = 0
    serial: int = 0
    small_tables: dict[str, list[str]] = field(default_factory=dict)
    recording: list[str] = field(default_factory=list)


class StartOver(Exception):
    """Something of the whole shop changed: everybody has to be judged."""


def refresh(*, now: datetime, day: datetime, full: bool = False) -> int:
    """Bring `standing` up to the timeline, judged from the instant `day`; return how many people were judged.

    `full` judges everybody. One process at a time; the others wait.
    """
    zone = Shop.get().zone
    today = day.astimezone(zone).date()
    with only_one("warehouse"):
        seen = load_seen()
        files = export.export(on=today, keep=[n for names in seen.small_tables.values() for n in names])
        new = Seen(
            VERSION, str(zone), today.isoformat(), day.isoformat(), files.epoch, files.serial, small_tables(files)
        )
        if not full and _goes_on(seen, new):
            try:
                return _run(new, seen=seen, today=today, day=day)
            except StartOver:
                pass
        return _run(new, seen=None, today=today, day=day)


def judge(connection: duckdb.DuckDBPyConnection, *, today: date, day: datetime, recording: list[str]) -> value.Model:
    """Run the pipeline over `told` and `scope`, which the caller has made, up to the view `standing_row`.

    Raises `StartOver` when only a part of the people is in scope and the whole shop has to be judged.
    """
    is_partial = bool(warehouse.one(connection, "SELECT getvariable('is_partial')"))
    settings(connection, today=today, day=day, recording=recording)
    run(connection, *_TO_STRIKES, "60_core", "70_customers")
    if is_partial and recorded(connection) != recording:
        raise StartOver
    model = value.load()
    if model is None or value.is_due(model, customers=_customers(connection, is_partial=is_partial), today=today):
        if is_partial:
            raise StartOver
        model = value.fit(connection, today=today)
    value.score(connection, model, today=today)
    run(connection, "80_row")
    return model


def whole_shop(connection: duckdb.DuckDBPyConnection, *, today: date, day: datetime) -> None:
    """Run the pipeline over everybody as far as the strikes: what the shop's own figures rest on."""
    settings(connection, today=today, day=day, recording=[])
    everybody(connection)
    run(connection, *_TO_STRIKES)


def run(connection: duckdb.DuckDBPyConnection, *steps: str) -> None:
    """Run these files of `sql/`."""
    for step in steps:
        connection.execute((_SQL / f"{step}.sql").read_text(encoding="utf-8"))


def everybody(connection: duckdb.DuckDBPyConnection) -> None:
    """Put everybody in scope."""
    connection.execute("SET VARIABLE is_partial = false")
    connection.execute("CREATE TEMP VIEW told AS SELECT * FROM events WHERE occurred_at <= getvariable('day')")
    connection.execute("CREATE TEMP VIEW scope AS SELECT * FROM people")


def only(connection: duckdb.DuckDBPyConnection) -> None:
    """Put those in the table `changed` in scope."""
    connection.execute("SET VARIABLE is_partial = true")
    connection.execute(
        "CREATE TEMP TABLE told AS SELECT * FROM events WHERE occurred_at <= getvariable('day') "
        "AND (person_id IN (SELECT person_id FROM changed) OR (person_id IS NULL AND about_id IS NOT NULL))"
    )
    connection.execute(
        "CREATE TEMP VIEW scope AS SELECT * FROM people WHERE person_id IN (SELECT person_id FROM changed)"
    )


def row_select() -> str:
    """The standing rows with exactly the declared columns and types, by person; a sum no number holds is not known."""
    columns = ", ".join(f'TRY_CAST("{name}" AS {type_}) AS "{name}"' for name, type_ in tables.STANDING.items())
    return f"SELECT {columns} FROM standing_row ORDER BY person_id"  # noqa: S608


def load_seen() -> Seen:
    """What the present rows were made from; empty where there are none."""
    found = manifest.read_json(manifest.folder() / "standing.json")
    is_ours = found.get("version") == VERSION and warehouse.standing_path().exists()
    return Seen(**found) if is_ours else Seen()


def small_tables(files: Manifest) -> dict[str, list[str]]:
    """The files of the tables that are written anew as a whole."""
    return {table: files.parts.get(table, []) for table in ("people", "consents", "occasions", "merged")}


def recorded(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The sources known to record arrivals."""
    rows = connection.execute("SELECT source FROM recording WHERE source IS NOT NULL ORDER BY 1").fetchall()
    return [source for (source,) in rows]


def _goes_on(seen: Seen, new: Seen) -> bool:
    """Whether the rows there are were judged on the same local day, of the same timeline, no later."""
    same = (seen.version, seen.zone, seen.today, seen.epoch) == (new.version, new.zone, new.today, new.epoch)
    parts = [manifest.folder() / n for names in seen.small_tables.values() for n in names]
    return same and seen.serial <= new.serial and datetime.fromisoformat(seen.day) <= datetime.fromisoformat(
        new.day
    ) and all(p.exists() for p in parts)  # fmt: skip


def _run(new: Seen, *, seen: Seen | None, today: date, day: datetime) -> int:
    with warehouse.opened() as connection:
        settings(connection, today=today, day=day, recording=[])
        if seen is None:
            everybody(connection)
        else:
            changed_people(connection, seen, day=day)
            if not warehouse.one(connection, "SELECT count(*) FROM changed"):
                new.recording = seen.recording
                manifest.write_json(manifest.folder() / "standing.json", asdict(new))
                return 0
            only(connection)
        judge(connection, today=today, day=day, recording=seen.recording if seen else [])
        new.recording = recorded(connection)
        path = warehouse.standing_path()
        part = path.with_suffix(".parquet.part")
        warehouse.write(connection, row_select(), to=part)
        judged = int(warehouse.one(connection, "SELECT count(*) FROM fresh"))
        mirror.mirror(connection, new=part, day=day, version=VERSION)
        manifest.settle(part, path)
        manifest.write_json(manifest.folder() / "standing.json", asdict(new))
        return judged


def settings(connection: duckdb.DuckDBPyConnection, *, today: date, day: datetime, recording: list[str]) -> None:
    """Tell the pipeline the day it judges from, the sources known to record arrivals, and what a strike is."""
    variables: dict[str, Any] = {
        "today": f"DATE '{today.isoformat()}'",
        "day": f"TIMESTAMP '{warehouse.naive(day).isoformat(sep=' ')}'",
        "recording": f"{warehouse.literal(recording)}::VARCHAR[]",
        "ignored_after_days": strikes.IGNORED_AFTER_DAYS,
        "broken_after_days": strikes.BROKEN_AFTER_DAYS,
        "same_trouble_within_days": strikes.SAME_TROUBLE_WITHIN_DAYS,
        "repaired_share": strikes.REPAIRED_SHARE,
    }
    for name, text in variables.items():
        connection.execute(f"SET VARIABLE {name} = {text}")
    rows = [(k.key, k.severity, k.half_life_days, k.per_day, k.worst) for k in strikes.KINDS.values()]
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE strike_kinds "
        "(kind VARCHAR, severity DOUBLE, half_life_days INTEGER, per_day DOUBLE, worst DOUBLE)"
    )
    connection.executemany("INSERT INTO strike_kinds VALUES (?, ?, ?, ?, ?)", rows)


def _customers(connection: duckdb.DuckDBPyConnection, *, is_partial: bool) -> int:
    """How many customers the shop has, with those in scope as they are now."""
    rest = (
        "(SELECT count(*) FROM standing WHERE orders > 0 AND person_id NOT IN (SELECT person_id FROM scope) "
        "AND person_id IN (SELECT person_id FROM people))"
        if is_partial
        else "0"
    )
    return int(warehouse.one(connection, f"SELECT (SELECT count(*) FROM customer) + {rest}"))  # noqa: S608
