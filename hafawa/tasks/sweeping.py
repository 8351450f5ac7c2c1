"""How long is a finished task remembered? Those set aside stay until someone looks."""

from __future__ import annotations

from datetime import timedelta

from hafawa.kernel import clock
from hafawa.tasks.models import State, Task

KEPT = timedelta(days=7)
_FINISHED = (State.DONE, State.REPLACED, State.DISCARDED)


def sweep() -> int:
    """Forget what was finished more than `KEPT` ago; return how many."""
    over = Task.objects.filter(state__in=_FINISHED, finished_at__lt=clock.now() - KEPT)
    return over.delete()[0]
