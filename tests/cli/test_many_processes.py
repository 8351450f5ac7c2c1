"""Several web and worker processes on one database: each task once, each schedule once, one pass at a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import psutil
import pytest

Terminal = Any  # tests/cli/conftest.py
JOBS = str(Path(__file__).parent.parent / "tasks")


@pytest.mark.sqlite_only
def test_sqlite_takes_one_worker_and_says_so(terminal: Terminal) -> None:
    refused = terminal.run("run", "--workers", "2", "--port", str(terminal.port))
    assert refused.returncode == 1
    assert "PostgreSQL" in refused.stderr
    assert "HAFAWA_DATABASE_URL" in refused.stderr
    by_setting = terminal.run("run", "--port", str(terminal.port), HAFAWA_WORKERS="2")
    assert by_setting.stderr == refused.stderr


@pytest.mark.sqlite_only
def test_on_sqlite_a_second_worker_beside_the_first_is_refused_in_words(terminal: Terminal) -> None:
    terminal.start("run")
    terminal.wait(lambda: "ready" in terminal.said())
    refused = terminal.run("worker")
    assert refused.returncode == 1
    assert str(terminal.folder) in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.postgresql_only
def test_two_webs_and_two_workers_do_each_task_once(terminal: Terminal) -> None:
    journal = _many(terminal)
    for n in range(80):
        _enqueue(terminal, "note", f"n{n}")
    terminal.wait(lambda: _states(terminal) == {("done",)})
    assert sorted(_words(journal)) == sorted(f"n{n}" for n in range(80))
    workers = {psutil.Process(pid) for pid in _workers(terminal)}
    assert len(workers) == 5  # two that serve, two that work, one that listens for mail


@pytest.mark.postgresql_only
def test_two_schedulers_make_one_run(terminal: Terminal) -> None:
    _many(terminal)
    terminal.rows("INSERT INTO people_person (name, folded_name, first_name, language, created_at) "
                  "VALUES ('Nino', 'nino', '', '', now())")  # fmt: skip
    _say(terminal, "1")
    terminal.wait(lambda: terminal.rows("SELECT 1 FROM tasks_schedule WHERE name = 'flow.daily'"))
    terminal.wait(lambda: not terminal.rows("SELECT 1 FROM tasks_task WHERE state IN ('waiting', 'running')"))
    assert terminal.rows("SELECT runs FROM tasks_schedule WHERE name = 'flow.daily'") == [(1,)]
    assert terminal.rows("SELECT count(*) FROM tasks_task WHERE function = 'hafawa.flow.daily_now'") == [(1,)]
    twice = (
        "SELECT max(n) FROM (SELECT count(*) AS n FROM playbooks_suggestion WHERE state = 'open' GROUP BY person_id) x"
    )
    assert terminal.rows(twice) in ([(1,)], [(None,)])


@pytest.mark.postgresql_only
def test_a_worker_started_on_its_own_shares_the_work_of_hafawa_web(terminal: Terminal) -> None:
    terminal.start("web", "--processes", "2")
    terminal.wait(lambda: "ready" in terminal.said())
    assert not [p for p in psutil.Process(terminal.started[0].pid).children() if p.children()]
    journal = terminal.folder.parent / "journal"
    _enqueue(terminal, "note", "alone")
    other = terminal.start_plain("worker", JOURNAL=str(journal), PYTHONPATH=JOBS)
    terminal.wait(lambda: _states(terminal) == {("done",)})
    assert _words(journal) == ["alone"]
    assert other.poll() is None


@pytest.mark.postgresql_only
def test_of_two_passes_at_once_on_two_machines_one_waits_for_the_other(terminal: Terminal, tmp_path: Path) -> None:
    """Machines share the database, and here not even the folder: the lock on the server alone keeps them apart."""
    code = """
import django, os, sys, time
django.setup()
from pathlib import Path
from hafawa.kernel.locks import only_one
journal = Path(os.environ["JOURNAL"])
def note(words):
    with journal.open("a") as file:
        file.write(words + "\\n")
for _ in range(20):
    with only_one("flow"):
        note("in")
        time.sleep(0.01)
        note("out")
"""
    env = {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings", "JOURNAL": str(tmp_path / "journal")}
    both = [terminal.start_code(code, HAFAWA_DATA_DIR=str(tmp_path / name), **env) for name in ("here", "there")]
    assert [process.wait(60) for process in both] == [0, 0]
    assert (tmp_path / "journal").read_text().split() == ["in", "out"] * 40


@pytest.mark.postgresql_only
def test_ids_of_events_are_seen_in_their_order_whoever_commits_last(terminal: Terminal, tmp_path: Path) -> None:
    """A reader that moved past an event would never see an earlier id that was committed after it."""
    code = """
import django, os, sys, time
django.setup()
from datetime import UTC, datetime
from pathlib import Path
from django.db import transaction
from hafawa.timeline import log
from hafawa.timeline.events import NoteWritten
now, who = datetime.now(UTC), sys.argv[-1]
with transaction.atomic():
    log.append(log.Entry(NoteWritten(text="x"), now, "test", who), now=now)
    Path(os.environ["HAFAWA_DATA_DIR"], who).touch()
    if who == "slow":
        time.sleep(1)
"""
    env = {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    slow = terminal.start_code(code, "slow", **env)
    terminal.wait((terminal.folder / "slow").exists)
    quick = terminal.start_code(code, "quick", **env)
    terminal.wait(lambda: terminal.rows("SELECT 1 FROM timeline_event"))
    seen = terminal.rows("SELECT id FROM timeline_event ORDER BY id")
    assert (slow.wait(60), quick.wait(60)) == (0, 0)
    assert terminal.rows("SELECT id FROM timeline_event ORDER BY id")[: len(seen)] == seen


def _many(terminal: Terminal) -> Path:
    journal: Path = terminal.folder.parent / "journal"
    terminal.start("run", "--web-processes", "2", "--workers", "2", JOURNAL=str(journal), PYTHONPATH=JOBS)
    terminal.wait(lambda: "ready" in terminal.said())
    return journal


def _workers(terminal: Terminal) -> list[int]:
    return [child.pid for child in psutil.Process(terminal.started[0].pid).children()]


def _enqueue(terminal: Terminal, function: str, *args: str) -> None:
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
    values = f"'task_jobs.{function}', '{json.dumps(args)}', '', 'waiting', '', 0, 0, 0, '', CURRENT_TIMESTAMP"
    terminal.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({values})")


def _say(terminal: Terminal, n: str) -> None:
    columns = (
        "person_id, kind, occurred_at, occurred_date, recorded_at, source, external_id, channel, ref, currency, data"
    )
    values = "min(id), 'message.received', now(), current_date, now(), 'mail', ?, 'email', 'c', '', ?"
    words = json.dumps({"text": "Where is my order? It is late!"})
    terminal.rows(f"INSERT INTO timeline_event ({columns}) SELECT {values} FROM people_person", n, words)


def _states(terminal: Terminal) -> set[tuple[object, ...]]:
    return set(terminal.rows("SELECT state FROM tasks_task WHERE function LIKE 'task_jobs.%'"))


def _words(journal: Path) -> list[str]:
    return [line.rpartition(" ")[0] for line in journal.read_text().splitlines()]
