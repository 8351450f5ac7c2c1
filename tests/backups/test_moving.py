"""From SQLite to PostgreSQL and back: every row arrives, and the day is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.backups.conftest import House

HASHES = """
from django.apps import apps
from hafawa.backups import database, snapshot
from hafawa.backups.tables import tables
with snapshot.taken() as seen:
    for t in tables(apps, is_whole=True):
        print(t.label, *database.fingerprint(seen, t))
"""


def test_there_and_back_every_hash_and_the_day_are_the_same(
    sqlite_house: House, new_database: Callable[[], str], tmp_path: Path
) -> None:
    day, hashes = sqlite_house.today(), sqlite_house.python(HASHES)
    assert len(hashes.splitlines()) > 15
    url = new_database()
    said = sqlite_house.ok("move-database", "--to", url)
    assert "HAFAWA_DATABASE_URL" in said
    there = House(sqlite_house.folder, database_url=url)
    assert there.python(HASHES) == hashes
    assert there.today() == day
    assert "already" in there.refused("move-database", "--to", "sqlite")
    there.ok("move-database", "--to", "sqlite", "--replace")
    assert sqlite_house.python(HASHES) == there.python(HASHES)
    assert sqlite_house.today() == day
    assert list(sqlite_house.folder.glob("before-move-*/hafawa.sqlite3"))


def test_what_is_added_afterwards_is_numbered_on_past_what_was_taken_away(
    sqlite_house: House, new_database: Callable[[], str]
) -> None:
    last = sqlite_house.rows("SELECT MAX(id) FROM timeline_event")[0][0]
    sqlite_house.rows(f"DELETE FROM listening_annotation WHERE event_id = {last}")
    sqlite_house.rows(f"DELETE FROM timeline_event WHERE id = {last}")
    url = new_database()
    sqlite_house.ok("move-database", "--to", url)
    made = House(sqlite_house.folder, database_url=url).python(
        "from hafawa.timeline.models import Event\n"
        "e = Event.objects.order_by('id').first(); e.pk = None; e.external_id = 'another'; e.save(); print(e.pk)"
    )
    assert int(made) == last + 1


def test_a_place_with_tables_is_refused_unless_told_and_then_kept(
    sqlite_house: House, new_database: Callable[[], str]
) -> None:
    url = new_database()
    there = House(sqlite_house.folder, database_url=url)
    there.rows("CREATE TABLE precious (id int)")
    assert "already" in sqlite_house.refused("move-database", "--to", url)
    assert there.tables() == ["precious"]
    sqlite_house.ok("move-database", "--to", url, "--replace")
    assert there.rows(
        "SELECT count(*) FROM pg_tables WHERE tablename = 'precious' AND schemaname LIKE 'before_move%'"
    ) == [(1,)]
    assert "people_person" in there.tables()


def test_while_the_product_runs_it_is_refused_in_words(sqlite_house: House, new_database: Callable[[], str]) -> None:
    sqlite_house.start_worker()
    assert "is running" in sqlite_house.refused("move-database", "--to", new_database())


@pytest.mark.parametrize("to", ["mysql://x/y", "postgresql://127.0.0.1:1/none", "nonsense"])
def test_a_place_that_is_none_is_refused_in_words(sqlite_house: House, to: str) -> None:
    assert "Nothing was moved" in sqlite_house.refused("move-database", "--to", to)


def test_a_character_postgresql_cannot_keep_is_named_and_nothing_is_left_there(
    sqlite_house: House, new_database: Callable[[], str]
) -> None:
    sqlite_house.rows("UPDATE people_person SET name = 'a' || char(0) || 'b' WHERE id = 7")
    url = new_database()
    said = sqlite_house.refused("move-database", "--to", url)
    assert "people_person" in said
    assert "row 7" in said
    assert House(sqlite_house.folder, database_url=url).tables() == []


def test_killed_half_way_it_begins_anew(sqlite_house: House, new_database: Callable[[], str]) -> Any:
    url = new_database()
    process = sqlite_house.start("move-database", "--to", url)
    sqlite_house.wait(lambda: list(sqlite_house.folder.glob(".moving-*")) or process.poll() is not None)
    process.kill()
    process.wait()
    there = House(sqlite_house.folder, database_url=url)
    there.wait(lambda: there.rows("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") == [(1,)])
    assert there.tables() == []
    sqlite_house.ok("move-database", "--to", url)
