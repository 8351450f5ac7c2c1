"""When is the next backup due, and which are let go?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db.models import Q

from hafawa.backups.models import Backup, BackupPlan, Made
from hafawa.kernel import clock
from hafawa.tasks.schedules import every
from hafawa.team.models import Shop

PLANNED = "hafawa.backups.tasks.planned"
KEY, PROVING = "backups", "backups.proving"
_LOOK_SECONDS = 60
_TRY_AGAIN = timedelta(hours=1)
_SUNDAY = 6
_ASIDES_AT = time(3, 20)


def register() -> None:
    """Tell the scheduler to look each minute whether one is due, and each night which earlier states have had it."""
    every("backups.planned", PLANNED, seconds=_LOOK_SECONDS, key=KEY, only_if=is_due_now)
    every("backups.asides", "hafawa.backups.tasks.let_asides_go", daily_at=_ASIDES_AT)


def is_due_now() -> bool:
    """`is_due` at this instant: one cheap look."""
    plan = BackupPlan.objects.filter(id=1).first()
    return plan is not None and is_due(plan, now=clock.now())


def is_due(plan: BackupPlan, *, now: datetime) -> bool:
    """Whether the time of the plan has come since the last planned backup; a failed one is tried again each hour."""
    due = last_due(plan, now=now)
    if due is None or (plan.changed_at is not None and plan.changed_at >= due):
        return False
    since = Backup.objects.filter(is_planned=True, begun_at__lte=now)
    is_made = Q(begun_at__gte=due) & ~Q(state=Made.FAILED)
    return not since.filter(is_made | Q(begun_at__gt=now - _TRY_AGAIN)).exists()


def last_due(plan: BackupPlan, *, now: datetime) -> datetime | None:
    """The latest instant, not after `now`, for which the plan asks for a backup; None where it asks for none."""
    if plan.period is None:
        return None
    zone = Shop.get().zone
    day = now.astimezone(zone).date()
    if plan.period > timedelta(days=1):
        day -= timedelta(days=(day.weekday() - _SUNDAY) % 7)
    due = datetime.combine(day, plan.at, tzinfo=zone)
    return due if due <= now else datetime.combine(day - plan.period, plan.at, tzinfo=zone)


def to_let_go(made: Iterable[datetime], *, last: int, weeks: int, months: int) -> set[datetime]:
    """Of backups made at these instants, those that are kept neither as one of the `last`, nor as the newest of one of
    the latest `weeks` weeks or `months` months that have one (grandfather, father, son).
    """
    newest_first = sorted(set(made), reverse=True)
    kept = set(newest_first[:last])
    kept |= set(_newest_of_each(newest_first, lambda at: at.date().isocalendar()[:2])[:weeks])
    kept |= set(_newest_of_each(newest_first, lambda at: (at.year, at.month))[:months])
    return set(newest_first) - kept


def _newest_of_each(newest_first: list[datetime], period: object) -> list[datetime]:
    seen: dict[object, datetime] = {}
    for at in newest_first:
        seen.setdefault(period(at), at)  # type: ignore[operator]
    return list(seen.values())
