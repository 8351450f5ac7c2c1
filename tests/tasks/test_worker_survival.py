"""Real workers, killed: nothing is lost, nothing is done twice at once, what kills is set aside."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

Place = Any  # tests/tasks/conftest.py


def test_a_task_whose_worker_was_killed_runs_again_after_the_lease(place: Place) -> None:
    place.enqueue("until_told", "work")
    worker = place.worker()
    place.wait(lambda: place.journal() == ["work-begun"])
    worker.kill()
    worker.wait()
    place.wait(lambda: not Path(f"/proc/{place.pids('work-begun')[0]}").exists())  # the child went with its parent
    place.go()
    place.worker()
    place.wait(lambda: place.tasks() == ["done"])
    assert place.journal() == ["work-begun", "work-begun", "work-ended"]
    assert place.tasks("deaths") == [1]


def test_a_task_whose_own_process_was_killed_runs_again_at_once_and_the_worker_lives(place: Place) -> None:
    place.enqueue("until_told", "work")
    worker = place.worker()
    place.wait(lambda: place.journal() == ["work-begun"])
    os.kill(place.pids("work-begun")[0], signal.SIGKILL)
    place.wait(lambda: place.journal() == ["work-begun"] * 2)
    place.go()
    place.wait(lambda: place.tasks() == ["done"])
    assert worker.poll() is None


def test_a_task_that_kills_its_process_is_set_aside_after_three_and_the_next_one_runs(place: Place) -> None:
    place.enqueue("kill_its_process")
    place.enqueue("note", "next")
    place.worker()
    place.wait(lambda: place.tasks() == ["parked", "done"])
    assert place.journal().count("poison") == 3
    assert "SIGKILL" in place.tasks("error")[0]


def test_of_many_tasks_no_two_workers_do_one_twice(place: Place) -> None:
    place.python("from hafawa.tasks import enqueue\nfor n in range(60): enqueue('task_jobs.note', f'n{n}')")
    for _ in range(3):
        place.worker()
    place.wait(lambda: set(place.tasks()) == {"done"})
    assert sorted(place.journal()) == sorted(f"n{n}" for n in range(60))


def test_two_of_one_key_never_run_at_once(place: Place) -> None:
    place.enqueue("until_told", "first", key="k")
    place.worker()
    place.worker()
    place.wait(lambda: place.journal() == ["first-begun"])
    place.enqueue("note", "second", key="k")
    place.enqueue("note", "stranger")
    place.wait(lambda: "stranger" in place.journal())
    assert "second" not in place.journal()
    place.go()
    place.wait(lambda: place.tasks() == ["done", "done", "done"])
    assert place.journal()[-1] == "second"


def test_a_worker_asked_to_stop_gives_its_task_back_with_nothing_held_against_it(place: Place) -> None:
    place.enqueue("until_told", "work")
    worker = place.worker()
    place.wait(lambda: place.journal() == ["work-begun"])
    worker.terminate()
    assert worker.wait() == 0
    assert (place.tasks(), place.tasks("deaths"), place.tasks("tries")) == (["waiting"], [0], [0])


def test_a_worker_that_was_stopped_past_its_lease_cannot_finish_what_another_has(place: Place) -> None:
    place.enqueue("until_told", "work")
    stalled = place.worker()
    place.wait(lambda: place.journal() == ["work-begun"])
    os.kill(stalled.pid, signal.SIGSTOP)
    os.kill(place.pids("work-begun")[0], signal.SIGSTOP)
    place.worker()
    place.wait(lambda: place.journal() == ["work-begun"] * 2)
    holder = place.tasks("holder")
    os.kill(stalled.pid, signal.SIGCONT)
    place.wait(lambda: not Path(f"/proc/{place.pids('work-begun')[0]}").exists())
    assert (place.tasks(), place.tasks("holder")) == (["running"], holder)
    place.go()
    place.wait(lambda: place.tasks() == ["done"])
    assert place.journal().count("work-ended") == 1


def test_a_dead_workers_task_comes_back_even_when_the_clock_was_set_back_an_hour(place: Place) -> None:
    place.enqueue("until_told", "work")
    worker = place.worker()
    place.wait(lambda: place.journal() == ["work-begun"])
    worker.kill()
    worker.wait()
    _set_back_an_hour(place)
    place.go()
    place.worker()
    place.wait(lambda: place.tasks() == ["done"])


def test_a_retry_and_new_work_go_on_when_the_clock_was_set_back_an_hour(place: Place) -> None:
    place.enqueue("always_wrong")
    worker = place.worker()
    place.wait(lambda: place.tasks("tries") == [1])
    worker.kill()
    worker.wait()
    _set_back_an_hour(place)
    place.enqueue("note", "new")
    place.worker()
    place.wait(lambda: "new" in place.journal() and place.journal().count("wrong") == 2)


def test_progress_is_told_while_the_task_runs(place: Place) -> None:
    place.enqueue("tell_progress")
    place.worker()
    place.wait(lambda: place.journal() == ["progress-begun"])
    assert (place.tasks("progress_done"), place.tasks("progress_total")) == ([3], [10])


def test_a_database_that_goes_away_mid_task_stops_neither_task_nor_worker(place: Place) -> None:
    place.enqueue("until_told", "work")
    worker = place.worker()
    place.wait(lambda: place.journal() == ["work-begun"])
    with _database_away(place):
        time.sleep(1.5)  # beats fall into it: a quarter of the lease lies between them
    place.go()
    place.wait(lambda: place.tasks() == ["done"])
    assert worker.poll() is None
    place.enqueue("note", "next")
    place.wait(lambda: "next" in place.journal())


@contextlib.contextmanager
def _database_away(place: Place) -> Iterator[None]:
    """PostgreSQL drops every connection and takes no new one; SQLite is locked by another program."""
    if not place.database_url:
        with contextlib.closing(sqlite3.connect(place.folder / "hafawa.sqlite3", isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield
            connection.execute("ROLLBACK")
        return
    server, _slash, name = place.database_url.rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        connection.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def _set_back_an_hour(place: Place) -> None:
    """To the tasks it is the same whether the clock goes back or all that was written lies an hour ahead."""
    hour = "+ interval '1 hour'" if place.database_url else ""
    for column in ("due_at", "tried_at", "made_at"):
        ahead = f"{column} {hour}" if hour else f"strftime('%Y-%m-%d %H:%M:%f', {column}, '+1 hour')"
        place.rows(f"UPDATE tasks_task SET {column} = {ahead} WHERE {column} IS NOT NULL")
