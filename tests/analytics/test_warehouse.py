"""The engine's edges: declared columns and types, aware times, limits of memory and threads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from hafawa.analytics import standing, tables, warehouse
from hafawa.analytics.models import Standing
from hafawa.analytics.standing_columns import COLUMNS
from hafawa.timeline.events import OrderPlaced
from tests.analytics.history import DAY, judge, person, tell

pytestmark = pytest.mark.django_db


def test_standing_has_exactly_the_declared_columns_types_and_order() -> None:
    tell(person(), OrderPlaced(ref="A"), ago=3)
    standing.refresh(now=DAY, day=DAY)
    path = warehouse.standing_path()
    described = warehouse.query(f"DESCRIBE SELECT * FROM read_parquet('{path}')")
    assert [(r["column_name"], r["column_type"]) for r in described] == [(c.name, c.type) for c in COLUMNS]


def test_every_table_is_there_with_its_types_before_anything_was_written() -> None:
    for name, columns in {**tables.TABLES, "standing": tables.STANDING}.items():
        described = warehouse.query(f"DESCRIBE SELECT * FROM {name}")
        assert {r["column_name"]: r["column_type"] for r in described} == columns


def test_rows_are_sorted_by_person_and_mirrored_as_json() -> None:
    people = [person() for _ in range(5)]
    tell(people[3], OrderPlaced(ref="A"), ago=3)
    row = judge(people[3])
    order = warehouse.query(f"SELECT person_id FROM read_parquet('{warehouse.standing_path()}')")
    assert [r["person_id"] for r in order] == [p.id for p in people]
    mirrored = Standing.objects.get(person=people[3])
    assert set(mirrored.row) == {c.name for c in COLUMNS}
    assert datetime.fromisoformat(mirrored.row["last_order_at"]) == row["last_order_at"]
    assert (mirrored.judged_at, mirrored.version) == (DAY, standing.VERSION)


def test_a_copy_that_lost_rows_is_made_whole() -> None:
    layla, giorgi = person(), person()
    judge(layla)
    Standing.objects.filter(person=giorgi).delete()
    tell(layla, OrderPlaced(ref="A"), ago=3)
    judge(layla)
    assert Standing.objects.count() == 2


def test_times_come_and_go_aware() -> None:
    moment = datetime(2026, 6, 15, 16, 30, tzinfo=timezone(timedelta(hours=4)))
    (row,) = warehouse.query("SELECT $at AS back, $at = TIMESTAMP '2026-06-15 12:30:00' AS same", {"at": moment})
    assert row == {"back": moment.astimezone(UTC), "same": True}


def test_the_engine_keeps_to_the_memory_and_threads_of_the_settings(settings: object, data_folder: Path) -> None:
    settings.HAFAWA_ANALYTICS_MEMORY_MIB = 256  # type: ignore[attr-defined]
    settings.HAFAWA_ANALYTICS_THREADS = 1  # type: ignore[attr-defined]
    sql = "SELECT current_setting('memory_limit') AS memory, current_setting('threads') AS threads, current_setting('temp_directory') AS spill"
    (row,) = warehouse.query(sql)
    assert (row["memory"], row["threads"]) == ("256.0 MiB", 1)
    assert Path(row["spill"]).is_relative_to(data_folder)
