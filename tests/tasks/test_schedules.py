"""Repeated work: one run however many schedulers, caught up after a stop, not stopped by a clock set back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from hafawa.tasks import schedules
from hafawa.tasks.models import Schedule, Task
from hafawa.team.models import Shop

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _none_but_ours() -> Iterator[None]:
    before = dict(schedules.REPEATED)
    schedules.REPEATED.clear()
    yield
    schedules.REPEATED.clear()
    schedules.REPEATED.update(before)


def _runs(*, at: datetime) -> int:
    made = schedules.tick(now=at)
    Task.objects.all().delete()
    return made


def test_it_runs_at_once_and_then_when_its_time_has_come(db: None) -> None:
    schedules.every("s", "x.y", seconds=60)
    assert [_runs(at=NOW + timedelta(seconds=s)) for s in (0, 59, 60, 119, 120)] == [1, 0, 1, 0, 1]


def test_a_run_that_still_waits_is_not_doubled(db: None) -> None:
    schedules.every("s", "x.y", seconds=60)
    schedules.tick(now=NOW)
    schedules.tick(now=NOW + timedelta(seconds=60))
    assert Task.objects.count() == 1


def test_a_daily_one_keeps_to_the_shops_day_and_is_caught_up_after_a_stop(db: None) -> None:
    Shop.get()
    Shop.objects.update(time_zone="Asia/Tbilisi")  # four hours ahead: 05:00 there is 01:00 UTC
    schedules.every("d", "x.y", daily_at=time(5))
    assert _runs(at=NOW) == 1
    assert Schedule.objects.get().next_at == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    assert _runs(at=datetime(2026, 3, 3, 0, 59, tzinfo=UTC)) == 0
    assert _runs(at=datetime(2026, 3, 6, 12, 0, tzinfo=UTC)) == 1
    assert _runs(at=datetime(2026, 3, 6, 12, 1, tzinfo=UTC)) == 0


def test_an_hour_back_on_the_clock_neither_stops_nor_doubles(db: None) -> None:
    schedules.every("s", "x.y", seconds=60)
    schedules.every("d", "x.y", daily_at=time(5))
    assert _runs(at=NOW) == 2
    assert _runs(at=NOW - timedelta(hours=1)) == 1
    assert _runs(at=NOW - timedelta(minutes=59)) == 1
    assert Schedule.objects.get(name="d").runs == 1


def test_what_has_nothing_to_do_writes_nothing(db: None, django_assert_num_queries: Any) -> None:
    schedules.every("s", "x.y", seconds=5, only_if=lambda: False)
    with django_assert_num_queries(1):
        assert schedules.tick(now=NOW) == 0
    assert not Schedule.objects.exists()


def test_of_two_schedulers_that_saw_the_same_time_one_makes_the_run(db: None) -> None:
    schedules.every("s", "x.y", seconds=60)
    _runs(at=NOW)
    seen = Schedule.objects.get()
    later = NOW + timedelta(minutes=1)
    repeated = schedules.REPEATED["s"]
    assert [schedules._run(repeated, seen, now=later), schedules._run(repeated, seen, now=later)] == [True, False]


def test_four_schedulers_in_four_processes_make_each_run_once(place: Any) -> None:
    code = """
import sys, time
from datetime import UTC, datetime, timedelta
from hafawa.tasks import schedules
schedules.REPEATED.clear()
schedules.every("s", "task_jobs.note", seconds=60, key="one")
start = datetime(2026, 3, 2, tzinfo=UTC)
print(sum(schedules.tick(now=start + timedelta(minutes=m)) for m in (0, 1) for _ in range(50)))
"""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    runs = [subprocess.Popen(command, env=place.env, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    made = [int(process.communicate()[0]) for process in runs]
    assert sum(made) == 2
    assert place.rows("SELECT runs FROM tasks_schedule WHERE name = 's'") == [(2,)]
    assert place.rows("SELECT count(*) FROM tasks_task WHERE key = 'one'") == [(1,)]


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)])
def test_on_the_day_the_clocks_change_a_daily_one_runs_once(db: None, day: datetime) -> None:
    """02:30 is not there in March and there twice in October."""
    Shop.get()
    Shop.objects.update(time_zone="Europe/Berlin")
    schedules.every("d", "x.y", daily_at=time(2, 30))
    assert _runs(at=day - timedelta(hours=12)) == 1
    assert sum(_runs(at=day + timedelta(minutes=m)) for m in range(-60, 300, 5)) == 1
