"""What does the whole shop's history say? Worked out over everybody after standing changed, kept as one row.

`Figures.found` has, by figure, plain counts and quantiles: shares are worked out from counts where they are shown, so
that every one carries its n. `evidence` has by name how many events a number rests on and the newest of them. The
definitions are in `sql/90_figures.sql`; what they leave unknown is said beside them (`figure_words`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hafawa.analytics import figure_counts as counts
from hafawa.analytics import standing, strikes, warehouse
from hafawa.analytics.models import Figures
from hafawa.kernel import clock
from hafawa.kernel.locks import only_one
from hafawa.team.models import Shop

if TYPE_CHECKING:
    import duckdb

VERSION = "figures-3"
KEPT = 50  # events kept as evidence of one number

ReplyBy = Callable[[str, datetime], datetime]


def refresh(*, now: datetime, day: datetime, is_changed: bool, reply_by: ReplyBy) -> bool:
    """Work the figures out anew if standing changed, unless that was just done; return whether they were.

    `reply_by` tells until when a message of a channel, received at an instant, should have been answered. Figures put
    off are marked as behind: `Figures.is_due` says when they may be made.
    """
    before = Figures.objects.filter(id=1, version=VERSION).defer("found").first()
    if before is not None and not is_changed and not before.is_behind:
        return False
    if before is not None and before.rests(now=now):
        Figures.objects.update(is_behind=True)
        return False
    began = clock.ticks()
    found = work_out(day=day, reply_by=reply_by)
    took_ms = round((clock.ticks() - began) * 1000)
    values = {"version": VERSION, "judged_at": day, "made_at": now, "took_ms": took_ms, "is_behind": False}
    Figures.objects.update_or_create(id=1, defaults=values | {"found": found})
    return True


def kept() -> Figures | None:
    """The figures as last worked out; None where they never were."""
    return Figures.objects.filter(id=1).first()


def work_out(*, day: datetime, reply_by: ReplyBy) -> dict[str, Any]:
    """The figures of the warehouse as it is, as of the instant `day`."""
    today = day.astimezone(Shop.get().zone).date()
    with only_one("warehouse"), warehouse.opened() as connection:
        standing.whole_shop(connection, today=today, day=day)
        for name, days in counts.SPANS.items():
            connection.execute(f"SET VARIABLE {name} = {days}")
        standing.run(connection, "90_figures")
        found: dict[str, Any] = {name: _row(connection, sql) for name, sql in counts.ROWS.items()}
        found |= {name: warehouse.query(sql, connection=connection) for name, sql in counts.TABLES.items()}
        found["replies"] = _replies(connection, reply_by=reply_by)
        found["returns"] = _returns(connection)
        found["evidence"] = {name: _evidence(connection, sql) for name, sql in counts.EVIDENCE.items()}
        return found


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    (row,) = warehouse.query(sql, connection=connection)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _returns(connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """After 0, 1, 2, 3 bad experiences: people, and those who came back."""
    rows = connection.execute("SELECT strikes, count(*), count(*) FILTER (is_back) FROM turn GROUP BY 1").fetchall()
    return [{"strikes": r.strikes, "n": r.n, "back": r.returned} for r in strikes.return_curve(rows)]


def _replies(connection: duckdb.DuckDBPyConnection, *, reply_by: ReplyBy) -> list[dict[str, Any]]:
    """By channel: waits begun lately, those ended, median and p90 minutes, and how many ended within the clock.

    A wait still running counts as within the clock or not only once its time has passed.
    """
    rows = warehouse.query(counts.CHANNELS, connection=connection)
    waits = warehouse.query(counts.WAITS, connection=connection)
    for row in rows:
        ours = [
            (w["replied_at"], reply_by(w["channel"], w["began_at"])) for w in waits if w["channel"] == row["channel"]
        ]
        told = [at is not None and at <= until for at, until in ours if at is not None or until <= row["day"]]
        row |= {"judged": len(told), "in_time": sum(told)}
        del row["day"]
    return rows


def _evidence(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    """How many events, and the newest of them as [event, person]."""
    n = warehouse.one(connection, f"SELECT count(*) FROM ({sql})")  # noqa: S608
    rows = connection.execute(
        f"SELECT event_id, person_id FROM ({sql}) ORDER BY ord DESC LIMIT {KEPT}"  # noqa: S608
    ).fetchall()
    return {"n": n, "events": [list(row) for row in rows]}
