"""A shop that ran on any released version runs on this one: nothing lost, and no way back into the old one by mistake."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from hafawa import chores
from tests.conftest import ROOT
from tests.upgrades.conftest import HERE, RELEASED, Old
from tests.upgrades.freeze import migrations_of

moved = importlib.import_module("hafawa.tasks.migrations.0003_chores")
PEOPLES = ("people_", "timeline_", "playbooks_suggestion", "playbooks_outcome", "listening_", "team_user", "team_shop")


def test_there_is_a_released_state_to_try() -> None:
    assert "0.1.0" in RELEASED


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_migration_is_never_changed(version: str) -> None:
    """It ran in other people's shops: what it did there cannot be done differently here. Add another one instead."""
    released = json.loads((HERE / version / "migrations.json").read_text())
    assert {path: migrations_of(ROOT).get(path) for path in released} == released


def test_opening_brings_it_up_to_date_and_nothing_is_lost(old: Old) -> None:
    before = _counts(old)
    assert before == {table: n for table, n in old.counts().items() if table in before}
    assert sum(before.values()) > 1000
    told = old.run("status", "--json")
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert (found["people"], found["events"]) == (before["people_person"], before["timeline_event"])
    assert _counts(old) == before
    assert "migrations.pending" not in old.run("doctor", "--json").stdout


def test_what_waited_under_a_name_that_moved_is_still_done(old: Old) -> None:
    old.rows("UPDATE tasks_task SET state = 'done' WHERE state IN ('waiting', 'running')")
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
    for name in ("hafawa.flow.index_now", "hafawa.flow.live_now", "hafawa.people.somewhere.index_now"):
        values = f"'{name}', '[]', '{name}', 'waiting', '', 0, 0, 0, '', '2026-11-22 00:00:00+00:00'"
        old.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({values})")
    assert old.run("status").returncode == 0
    found = dict(old.rows("SELECT key, function FROM tasks_task WHERE state = 'waiting'"))
    assert found == {
        "hafawa.flow.index_now": "hafawa.chores.index_now",
        "hafawa.flow.live_now": "hafawa.flow.live_now",
        "hafawa.people.somewhere.index_now": "hafawa.people.somewhere.index_now",
    }
    assert all(callable(getattr(chores, name)) for name in moved.MOVED)


def test_today_works_after_the_upgrade_for_those_who_signed_in_before(old: Old) -> None:
    old.start("run")
    old.wait(lambda: "ready" in old.said(), seconds=200)
    with httpx.Client(base_url=f"http://127.0.0.1:{old.port}", timeout=120, follow_redirects=True) as browser:
        token = browser.get("/sign-in/").text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
        form = {"email": "owner@sample.shop", "password": "one cup is never enough", "csrfmiddlewaretoken": token}
        page = browser.post("/sign-in/", data=form)
        old.wait(lambda: 'class="card' in browser.get("/").text, seconds=200)
    assert page.status_code == 200
    assert "fault" not in old.said()


def test_several_processes_that_open_it_at_once_upgrade_it_once(old: Old, tmp_path: Path) -> None:
    """On PostgreSQL each has a data folder of its own, as on machines of their own."""
    before = _counts(old)
    opening = []
    for n in range(4):
        folder = tmp_path / f"machine{n}" if old.url else old.folder
        env = old.env | {"HAFAWA_DATA_DIR": str(folder)}
        command = [sys.executable, "-m", "hafawa", "status"]
        opening.append(subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
    said = [process.communicate() for process in opening]
    assert [process.returncode for process in opening] == [0] * 4, said
    assert _counts(old) == before
    made = old.rows("SELECT app, name, count(*) FROM django_migrations GROUP BY app, name HAVING count(*) > 1")
    assert made == []


def test_the_version_before_refuses_it_in_words_and_changes_nothing(old: Old, tmp_path: Path) -> None:
    assert old.run("status").returncode == 0
    before, rows = _counts(old), old.rows("SELECT count(*) FROM django_migrations")
    older = tmp_path / "older"
    shutil.copytree(ROOT / "hafawa", older / "hafawa", ignore=shutil.ignore_patterns("__pycache__"))
    released = json.loads((HERE / old.version / "migrations.json").read_text())
    for path in older.glob("hafawa/**/migrations/0*.py"):
        if path.relative_to(older).as_posix() not in released:
            path.unlink()
    old.hafawa = [sys.executable, "-P", "-m", "hafawa"]
    refused = old.run("status", PYTHONPATH=str(older))
    assert refused.returncode == 1
    assert "newer version of Hafawa" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (_counts(old), old.rows("SELECT count(*) FROM django_migrations")) == (before, rows)


def _counts(old: Old) -> dict[str, int]:
    """What people put in, not what is worked out or kept for a while."""
    tables = [table for table in old.counts() if table.startswith(PEOPLES)]
    return {table: int(old.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in tables}
