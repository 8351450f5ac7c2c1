"""What is set right in a state that comes from the past, before anybody meets it?

A restored state believes that it is still then. What was waiting to be done may have been done since: it is set aside,
never sent twice. What can be made anew is made anew. Erasures since then are carried out again. Other packages say what
they have to do with `register`; each hook is called inside the restored state, before it takes the present one's place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.backups import files
from hafawa.kernel import clock
from hafawa.tasks.models import State, Task
from hafawa.team import audit
from hafawa.timeline.models import Cursor


@dataclass(frozen=True)
class Restored:
    """Which state this is: as it was at `taken_at`, put back at `now`; `folder` is its data folder."""

    taken_at: datetime
    now: datetime
    folder: Path


Hook = Callable[[Restored], object]
_HOOKS: dict[str, Hook] = {}
_OWED = ".hooks-owed"
_AGAIN = ("hafawa.channels.tasks.",)  # an import knows its rows: going on with it brings nothing twice


def register(name: str, hook: Hook) -> None:
    """Have `hook` called in every restored state. Called again after a crash, it does the same once more, no harm."""
    _HOOKS[name] = hook


def register_journal(name: str) -> None:
    """Say that the file `name` in the data folder is an append-only record that no restore may shorten."""
    files.JOURNALS.add(name)


def forget(name: str) -> None:
    """Take a hook back."""
    _HOOKS.pop(name, None)


def set_right(restored: Restored) -> list[str]:
    """Do all of it, in the database this process has; the names of the hooks called."""
    with transaction.atomic():
        waiting = Task.objects.filter(state__in=[State.WAITING, State.RUNNING])
        for task in waiting.order_by("id"):
            _set_aside(task, restored)
        Cursor.objects.filter(name__startswith="flow.").delete()  # the stages go over everybody from the ground up
        for hook in _HOOKS.values():
            hook(restored)
        audit.note(
            by=None,
            what="backups.restored",
            facts={"taken_at": restored.taken_at.isoformat(), "hooks": sorted(_HOOKS)},
            now=restored.now,
        )
    return sorted(_HOOKS)


def owe(folder: Path) -> None:
    """Note in `folder` that its hooks are still to be called: its state was exchanged without any database open."""
    files.write(folder / _OWED, b"")


def pay() -> None:
    """Call the hooks that are owed, once the schema is that of today; nothing where nothing is."""
    folder = folder_now()
    if not (folder / _OWED).exists():
        return
    now = clock.now()
    with transaction.atomic():
        for hook in _HOOKS.values():
            hook(Restored(taken_at=now, now=now, folder=folder))
        audit.note(by=None, what="backups.restore_undone", facts={"hooks": sorted(_HOOKS)}, now=now)
    (folder / _OWED).unlink()


def folder_now() -> Path:
    """The folder of the state that is being set right."""
    return Path(settings.HAFAWA_DATA_DIR)


def _set_aside(task: Task, restored: Restored) -> None:
    if task.function.startswith(_AGAIN):
        _wait_again(task)
        return
    task.state, task.holder, task.finished_at = State.PARKED, "", restored.now
    task.error = _("It waited when the backup was made. It may have been done since, so it was not done again.")
    task.save()


def _wait_again(task: Task) -> None:
    """Unless one of the same key waits already: that one is enough."""
    others = Task.objects.filter(key=task.key, state=State.WAITING).exclude(key="").exclude(id=task.id)
    if task.state == State.RUNNING and others.exists():
        task.delete()
        return
    task.state, task.holder, task.due_at = State.WAITING, "", None
    task.save()
