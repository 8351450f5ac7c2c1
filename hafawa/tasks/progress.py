"""How far is the task that is running? Told by the task, read by the screens."""

from __future__ import annotations

from contextvars import ContextVar

from hafawa.kernel import clock
from hafawa.tasks import queue
from hafawa.tasks.models import Task

current: ContextVar[Task | None] = ContextVar("current", default=None)
_EVERY_SECONDS = 1.0
_told: dict[int, float] = {}


class TakenAway(Exception):
    """The task is no longer ours: another worker has it, so stop here."""


def report(done: int, total: int | None = None) -> None:
    """Tell that `done` of `total` is behind us; written at most once a second. Outside a task it does nothing.

    Raises TakenAway when the task was given to another worker.
    """
    task, ticks = current.get(), clock.ticks()
    if task is None or ticks - _told.get(task.id, 0.0) < _EVERY_SECONDS:
        return
    _told[task.id] = ticks
    if not queue.beat(task, done=done, total=total):
        raise TakenAway(str(task))
