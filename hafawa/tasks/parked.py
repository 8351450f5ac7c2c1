"""What is done with a task that was set aside: tried again, or let go? Both are noted; letting go can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.tasks.models import State, Task
from hafawa.team import audit
from hafawa.team.models import User


class NotSetAside(Refused):
    """There is no such task among those set aside."""


def parked() -> QuerySet[Task]:
    """Those set aside, oldest first."""
    return Task.objects.filter(state=State.PARKED).order_by("id")


def let_go() -> QuerySet[Task]:
    """Those let go, the last first, as long as they are remembered."""
    return Task.objects.filter(state=State.DISCARDED).order_by("-finished_at", "-id")


def retry(task_id: int, *, by: User | None, now: datetime) -> bool:
    """Have a task set aside (or let go) wait anew, with a clean slate; raises NotSetAside.

    False when one of the same key waits already: that one is enough, and this one is closed.
    """
    clean = {"holder": "", "tries": 0, "deaths": 0, "due_at": None, "finished_at": None}
    with transaction.atomic():
        task = _take(task_id, State.PARKED, State.DISCARDED)
        audit.note(by=by, what="tasks.retried", about=f"task:{task_id}", facts={"function": task.function}, now=now)
        try:
            with transaction.atomic():
                _change(task, state=State.WAITING, **clean)
        except IntegrityError:
            _change(task, state=State.REPLACED, finished_at=now)
            return False
    return True


def discard(task_id: int, *, by: User | None, now: datetime) -> None:
    """Let a task set aside go, remembered for a week; raises NotSetAside."""
    with transaction.atomic():
        task = _take(task_id, State.PARKED)
        audit.note(by=by, what="tasks.discarded", about=f"task:{task_id}", facts={"function": task.function}, now=now)
        _change(task, state=State.DISCARDED, finished_at=now)


def _take(task_id: int, *states: State) -> Task:
    task = Task.objects.select_for_update().filter(id=task_id, state__in=states).first()
    if task is None:
        words = _("Task %(id)s is not among those set aside; perhaps somebody was faster. Nothing was changed.")
        raise NotSetAside(words % {"id": task_id})
    return task


def _change(task: Task, **changes: Any) -> None:
    Task.objects.filter(pk=task.pk).update(**changes)
