"""How does a task get in, into one worker's hands, and out again?"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Q, QuerySet

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.tasks.models import State, Task

TRIES = 8
DEATHS = 3
LONGEST_WAIT = timedelta(hours=1)
HINDERED = timedelta(seconds=15)


def put(function: str, args: list[Any], *, key: str, run_at: datetime | None) -> int:
    """A waiting task, or the one already waiting under `key`; its id. Part of the open transaction."""
    for _ in range(3):
        if key and (found := Task.objects.filter(key=key, state=State.WAITING).values_list("id", flat=True).first()):
            return found
        try:
            with transaction.atomic():
                made = Task.objects.create(function=function, args=args, key=key, due_at=run_at, made_at=clock.now())
        except IntegrityError:  # another process put it in between: it is found in the next round
            continue
        return made.id
    raise RuntimeError(f"no place for a task with key {key!r}")


def due(*, now: datetime) -> QuerySet[Task]:
    """What may start: due, and no other of its key running.

    A retry that was last tried *after* now is due as well: the clock has been set back, and its wait means nothing.
    """
    running = Task.objects.filter(state=State.RUNNING).exclude(key="").values("key")
    ripe = Q(due_at__isnull=True) | Q(due_at__lte=now) | Q(tried_at__gt=now)
    return Task.objects.filter(ripe, state=State.WAITING).exclude(key__in=running).order_by("id")


def claim(*, now: datetime) -> Task | None:
    """The oldest due task, now in this caller's hands and nobody else's; None when nothing is due."""
    if not due(now=now).exists():  # read first: an idle worker must not take the write lock
        return None
    try:
        with transaction.atomic():
            return _take(now=now)
    except IntegrityError:  # another of its key was taken this instant
        return None


def beat(task: Task, *, done: int | None = None, total: int | None = None) -> bool:
    """A sign of life, with progress where known; False when the task is no longer ours."""
    changes: dict[str, Any] = {"beats": F("beats") + 1}
    if done is not None:
        changes |= {"progress_done": done, "progress_total": total}
    return bool(_ours(task).update(**changes))


def finish(task: Task, *, now: datetime) -> bool:
    """Done. False, and nothing written, when another worker has it by now."""
    return bool(_ours(task).update(state=State.DONE, finished_at=now, error=""))


def raised(task: Task, error: Exception, *, now: datetime) -> bool:
    """It raised: tried again after a growing wait, set aside after `TRIES` or when trying again cannot help."""
    words = f"{type(error).__name__}: {error}"
    hopeless = isinstance(error, Refused) and error.permanent
    if hopeless or task.tries + 1 >= TRIES:
        return _park(task, words, tries=task.tries + 1, now=now)
    return _return(task, error=words, tries=task.tries + 1, tried_at=now, due_at=now + wait(task.tries))


def hindered(task: Task, words: str, *, now: datetime) -> bool:
    """The machine was in the way (a full disk, a database that is away): again soon, and nothing is held against it."""
    return _return(task, error=words, tried_at=now, due_at=now + HINDERED)


def died(task: Task, *, now: datetime, words: str = "its process ended without a word") -> bool:
    """Its process died: at once back in the queue, set aside after `DEATHS`."""
    if task.deaths + 1 >= DEATHS:
        return _park(task, words, deaths=task.deaths + 1, now=now)
    return _return(task, error=words, deaths=task.deaths + 1, tried_at=now, due_at=None)


def give_back(task: Task) -> bool:
    """The worker is asked to stop: the task waits again, and nothing is held against it."""
    return _return(task, due_at=None)


def wait(tries: int) -> timedelta:
    """How long after the `tries`-th failure (from 0): 5 s, 20 s, 80 s ... at most `LONGEST_WAIT`."""
    return min(timedelta(seconds=5 * 4 ** min(tries, 10)), LONGEST_WAIT)


def _take(*, now: datetime) -> Task | None:
    waiting = due(now=now)
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    task = waiting.first()
    if task is None:
        return None
    task.state, task.holder, task.tried_at = State.RUNNING, secrets.token_hex(16), now
    task.save(update_fields=["state", "holder", "tried_at"])
    return task


def _ours(task: Task) -> QuerySet[Task]:
    return Task.objects.filter(id=task.id, state=State.RUNNING, holder=task.holder)


def _return(task: Task, **changes: Any) -> bool:
    """Back to waiting; where one of the same key waits already, that one is enough."""
    try:
        with transaction.atomic():
            return bool(_ours(task).update(state=State.WAITING, holder="", **changes))
    except IntegrityError:
        return bool(_ours(task).update(state=State.REPLACED, finished_at=clock.now(), **changes))


def _park(task: Task, words: str, *, now: datetime, **changes: Any) -> bool:
    return bool(_ours(task).update(state=State.PARKED, holder="", error=words, finished_at=now, **changes))
