"""What of the backups runs later, in a worker? What goes wrong is on record, and on the owner's pages."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hafawa.backups import actions, asides, schedule
from hafawa.backups.envelope import Keys
from hafawa.backups.errors import BackupRefused
from hafawa.backups.models import BackupPlan
from hafawa.kernel import clock
from hafawa.tasks import progress
from hafawa.team.models import User

MAKE, PROVE = "hafawa.backups.tasks.make", "hafawa.backups.tasks.prove"


def planned() -> None:
    """Make and prove the backup the plan asks for, then let old ones go; nothing when it is not due any more."""
    plan = BackupPlan.get()
    if not schedule.is_due(plan, now=clock.now()):
        return
    with contextlib.suppress(BackupRefused):
        _make(plan, by=None, is_planned=True)
    actions.let_old_go(plan, now=clock.now())


def let_asides_go() -> None:
    """Delete the states that restores and moves set aside a month ago."""
    now = clock.now()
    asides.let_go(now=now, before=now - asides.KEPT)


def make(user_id: int) -> None:
    """Make and prove one now, for the owner who asked."""
    with contextlib.suppress(BackupRefused):
        _make(BackupPlan.get(), by=User.objects.filter(id=user_id).first(), is_planned=False)


def prove(folder: str, name: str, user_id: int) -> None:
    """Prove the backup `name` in `folder` now, for the owner who asked."""
    with contextlib.suppress(BackupRefused):
        row = actions.adopt(Path(folder) / name)
        actions.prove(row, keys=Keys(), by=User.objects.filter(id=user_id).first(), progress=progress.report)


def _make(plan: BackupPlan, *, by: User | None, is_planned: bool) -> None:
    actions.make(
        plan.home,
        keys=Keys(recipient=plan.recipient),
        now=clock.now(),
        by=by,
        is_planned=is_planned,
        progress=progress.report,
    )
