"""What is there to see of backups: the list, the last proven one, and what an owner must be told?"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Case, Q, QuerySet, Subquery, Value, When

from hafawa.backups import actions
from hafawa.backups.models import Backup, BackupPlan, Made, Often, Proven
from hafawa.backups.schedule import KEY, PROVING
from hafawa.tasks.models import State, Task
from hafawa.team.models import Shop

LIST = 30
_MOST = 20


@dataclass(frozen=True)
class Trouble:
    """So many backups in a row failed, the last for `reason` (a key of `errors`); or none was made since `since`."""

    failed: int
    reason: str
    proven: Backup | None
    since: datetime | None = None


def listed(plan: BackupPlan) -> list[Backup]:
    """The newest backups, on record or lying in the plan's folder; those the plan removed are not shown."""
    rows = list(Backup.objects.exclude(state=Made.REMOVED).select_related("by")[:LIST])
    known = {row.path for row in rows}
    found = [p for p in actions.lying_in(plan.home) if p not in known and not actions.record_of(p)]
    strange = [
        Backup(
            name=p.name, folder=str(p.parent), state=Made.DONE, size_bytes=p.stat().st_size,
            is_encrypted=not p.name.endswith(".tar"),
            begun_at=actions.made_when(p.name) or datetime.fromtimestamp(p.stat().st_mtime, UTC),
        )
        for p in found
    ]  # fmt: skip
    return sorted([*rows, *strange], key=lambda b: b.begun_at, reverse=True)[:LIST]


def last_made() -> Backup | None:
    """The newest that was made."""
    return Backup.objects.filter(state=Made.DONE).order_by("-begun_at", "-id").first()


def last_proven() -> Backup | None:
    """The one that last gave back what went in."""
    proven = Backup.objects.filter(proven_at__isnull=False, state=Made.DONE).exclude(proof=Proven.FAILED)
    return proven.order_by("-proven_at", "-id").first()


def under_way() -> Task | None:
    """The task that makes or proves one, or waits to."""
    tasks = Task.objects.filter(key__in=[KEY, PROVING], state__in=[State.RUNNING, State.WAITING])
    return tasks.order_by("state", "id").first()  # running comes before waiting


def signs() -> dict[str, Any]:
    """What `trouble` judges from, as annotations for a query of the one row that every page reads (the shop's)."""
    plan = BackupPlan.objects.filter(id=1)
    newest = _ended().annotate(is_bad=Case(When(_BAD, then=Value(True)), default=Value(False)))
    return {
        "backup_is_bad": Subquery(newest.values("is_bad")[:1]),
        "backup_planned_at": Subquery(_ended().filter(is_planned=True).values("begun_at")[:1]),
        "backup_often": Subquery(plan.values("often")[:1]),
        "backup_decided_at": Subquery(plan.values("changed_at")[:1]),
    }


def trouble(*, now: datetime, seen: Any = None) -> Trouble | None:
    """What an owner must be told; None when all is well. `seen` is a row that carries `signs`, where one is at hand."""
    seen = seen or Shop.objects.annotate(**signs()).get(id=Shop.get().pk)
    if seen.backup_is_bad:
        newest = list(_ended()[:_MOST])
        failed = len(list(itertools.takewhile(_is_bad, newest)))
        return Trouble(failed=failed, reason=newest[0].error_key, proven=last_proven()) if failed else None
    period = BackupPlan(often=seen.backup_often or Often.NEVER).period
    since = max((at for at in (seen.backup_planned_at, seen.backup_decided_at) if at), default=None)
    if period is not None and since is not None and now - since > 2 * period + timedelta(hours=1):
        return Trouble(failed=0, reason="", proven=last_proven(), since=since)
    return None


_BAD = Q(state=Made.FAILED) | Q(proof=Proven.FAILED)


def _is_bad(backup: Backup) -> bool:
    return backup.state == Made.FAILED or backup.proof == Proven.FAILED


def _ended() -> QuerySet[Backup]:
    """Those made or not made, the newest first."""
    return Backup.objects.exclude(state__in=[Made.RUNNING, Made.REMOVED]).order_by("-begun_at", "-id")
