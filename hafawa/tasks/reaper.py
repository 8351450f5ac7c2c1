"""Which running tasks lost their worker?"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from hafawa.tasks import queue
from hafawa.tasks.models import State, Task


class Reaper:
    """Takes back a task whose holder was silent for the lease, measured on this process's own unsettable clock.

    It compares no dates: a clock set back or forward neither keeps a dead worker's task nor takes a living one's.
    """

    def __init__(self, *, lease_seconds: float | None = None) -> None:
        self.lease_seconds: float = lease_seconds or settings.HAFAWA_LEASE_SECONDS
        self._seen: dict[tuple[int, str], tuple[int, float]] = {}

    def look(self, *, ticks: float, now: datetime) -> int:
        """Compare with the look before; return how many tasks were taken back."""
        running = list(Task.objects.filter(state=State.RUNNING))
        before, self._seen = self._seen, {}
        return sum(self._is_silent(t, before, ticks) and queue.died(t, now=now, words=_SILENT) for t in running)

    def _is_silent(self, task: Task, before: dict[tuple[int, str], tuple[int, float]], ticks: float) -> bool:
        key = (task.id, task.holder)
        beats, since = before.get(key, (None, ticks))
        self._seen[key] = (task.beats, since if beats == task.beats else ticks)
        return ticks - self._seen[key][1] >= self.lease_seconds


_SILENT = "its worker fell silent"
