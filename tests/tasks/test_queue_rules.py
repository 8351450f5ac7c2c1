"""How a task gets in and out: with its transaction, once per key, later after a fault, aside when it is hopeless."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from hafawa.kernel.errors import Refused
from hafawa.tasks import enqueue, progress, queue
from hafawa.tasks.models import State, Task
from hafawa.tasks.reaper import Reaper
from hafawa.tasks.sweeping import KEPT, sweep
from hafawa.tasks.worker import run_pending

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DONE: list[str] = []


def note(words: str) -> None:
    DONE.append(words)


def refuse() -> None:
    raise Refused("It cannot be.")


def fail() -> None:
    raise ValueError("not now")


def again() -> None:
    enqueue(f"{__name__}.note", "again", key="k")
    raise ValueError("not now")


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    DONE.clear()


def test_a_task_of_a_transaction_that_failed_never_was(db: None) -> None:
    def order_and_fail() -> None:
        with transaction.atomic():
            enqueue(f"{__name__}.note", "x")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        order_and_fail()
    assert run_pending(now=NOW) == 0
    assert not DONE


def test_tasks_run_in_the_order_they_came_with_their_arguments(db: None) -> None:
    enqueue(f"{__name__}.note", "a")
    enqueue(f"{__name__}.note", "b")
    assert run_pending(now=NOW) == 2
    assert DONE == ["a", "b"]


def test_a_key_that_waits_is_not_doubled_but_one_that_runs_makes_room(db: None) -> None:
    first = enqueue(f"{__name__}.note", "x", key="k")
    assert enqueue(f"{__name__}.note", "x", key="k") == first
    queue.claim(now=NOW)
    assert enqueue(f"{__name__}.note", "x", key="k") != first
    assert queue.claim(now=NOW) is None


def test_a_task_waits_for_its_time(db: None) -> None:
    enqueue(f"{__name__}.note", "x", run_at=NOW + timedelta(minutes=1))
    assert run_pending(now=NOW) == 0
    assert run_pending(now=NOW + timedelta(minutes=1)) == 1


def test_what_raises_is_tried_again_after_a_growing_wait_and_then_set_aside(db: None) -> None:
    enqueue(f"{__name__}.fail")
    now, waits = NOW, []
    while run_pending(now=now) and (task := Task.objects.get()).state == State.WAITING:
        assert run_pending(now=task.due_at - timedelta(milliseconds=1)) == 0
        waits.append((task.due_at - now).total_seconds())
        now = task.due_at
    assert waits == [5, 20, 80, 320, 1280, 3600, 3600]
    task = Task.objects.get()
    assert (task.state, task.tries, task.error) == (State.PARKED, queue.TRIES, "ValueError: not now")


def test_what_is_refused_for_good_is_set_aside_at_once_with_its_words(db: None) -> None:
    enqueue(f"{__name__}.refuse")
    run_pending(now=NOW)
    assert (Task.objects.get().state, Task.objects.get().error) == (State.PARKED, "Refused: It cannot be.")


def test_a_retry_gives_way_to_a_newer_task_of_its_key(db: None) -> None:
    enqueue(f"{__name__}.again", key="k")
    run_pending(now=NOW)
    assert list(Task.objects.order_by("id").values_list("state", flat=True)) == [State.REPLACED, State.DONE]
    assert DONE == ["again"]


def test_only_the_holder_of_a_task_can_finish_it_fail_it_or_beat_for_it(db: None) -> None:
    enqueue(f"{__name__}.note", "x")
    late = queue.claim(now=NOW)
    assert late is not None
    queue.died(late, now=NOW)
    holder = queue.claim(now=NOW)
    assert holder is not None
    assert not queue.beat(late)
    assert not queue.finish(late, now=NOW)
    assert not queue.raised(late, ValueError("x"), now=NOW)
    assert queue.finish(holder, now=NOW)


def test_a_task_that_was_taken_away_stops_at_its_next_report(db: None) -> None:
    enqueue(f"{__name__}.note", "x")
    task = queue.claim(now=NOW)
    assert task is not None
    queue.died(task, now=NOW)
    token = progress.current.set(task)
    with pytest.raises(progress.TakenAway):
        progress.report(1)
    progress.current.reset(token)


def test_the_reaper_measures_silence_on_its_own_clock_whatever_the_date(db: None) -> None:
    enqueue(f"{__name__}.note", "x")
    task = queue.claim(now=NOW)
    assert task is not None
    reaper = Reaper(lease_seconds=30)
    assert reaper.look(ticks=1000, now=NOW) == 0
    assert reaper.look(ticks=1029, now=NOW + timedelta(days=1)) == 0
    queue.beat(task)
    assert reaper.look(ticks=1031, now=NOW) == 0
    assert reaper.look(ticks=1060, now=NOW) == 0
    assert reaper.look(ticks=1061, now=NOW - timedelta(days=1)) == 1


def test_finished_tasks_are_forgotten_after_a_week_and_those_set_aside_are_not(db: None) -> None:
    enqueue(f"{__name__}.note", "x")
    enqueue(f"{__name__}.refuse")
    run_pending(now=NOW)
    Task.objects.update(finished_at=datetime.now(UTC) - KEPT - timedelta(minutes=1))
    assert sweep() == 1
    assert Task.objects.get().state == State.PARKED
