"""What is done again and again, and who starts it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F

from hafawa.tasks import enqueue
from hafawa.tasks.models import Schedule
from hafawa.team.models import Shop


@dataclass(frozen=True, kw_only=True)
class Repeated:
    """A function to be called every `seconds`, or each day at `daily_at` in the shop's time zone.

    `only_if` is asked first, in the scheduler's process, and must be cheap: while it says no, nothing is written.
    """

    name: str
    function: str
    seconds: float | None = None
    daily_at: time | None = None
    key: str = ""
    only_if: Callable[[], bool] | None = None

    @property
    def period(self) -> timedelta:
        """How far apart two runs are."""
        return timedelta(seconds=self.seconds) if self.seconds else timedelta(days=1)

    def after(self, now: datetime) -> datetime:
        """The next time it is due after `now`."""
        if self.daily_at is None:
            return now + self.period
        zone = Shop.get().zone
        day = now.astimezone(zone).date()
        today = datetime.combine(day, self.daily_at, tzinfo=zone)
        return today if today > now else datetime.combine(day + timedelta(days=1), self.daily_at, tzinfo=zone)


REPEATED: dict[str, Repeated] = {}


def every(
    name: str,
    function: str,
    *,
    seconds: float | None = None,
    daily_at: time | None = None,
    key: str | None = None,
    only_if: Callable[[], bool] | None = None,
) -> None:
    """Have `function` (dotted path, no arguments) called every `seconds`, or daily; at once if its time has passed.

    Of any number of schedulers one makes the run; a run still waiting under `key` (the name) is not doubled.
    """
    if (seconds is None) == (daily_at is None):
        raise ValueError("say either seconds or daily_at")
    REPEATED[name] = Repeated(
        name=name, function=function, seconds=seconds, daily_at=daily_at, key=key or name, only_if=only_if
    )


def tick(*, now: datetime) -> int:
    """Put what is due into the queue; return how many runs this caller made."""
    rows = {row.name: row for row in Schedule.objects.all()}
    return sum(_run(repeated, rows.get(repeated.name), now=now) for repeated in REPEATED.values())


def is_due(repeated: Repeated, row: Schedule | None, *, now: datetime) -> bool:
    """Whether its time has come; also when it lies further off than two periods: the clock was set back."""
    return row is None or row.next_at <= now or row.next_at - now > 2 * repeated.period


def _run(repeated: Repeated, row: Schedule | None, *, now: datetime) -> bool:
    if not is_due(repeated, row, now=now) or (repeated.only_if is not None and not repeated.only_if()):
        return False
    next_at = repeated.after(now)
    with transaction.atomic():
        if row is None:
            _row, ours = Schedule.objects.get_or_create(
                name=repeated.name, defaults={"next_at": next_at, "ran_at": now, "runs": 1}
            )
        else:
            seen = Schedule.objects.filter(name=repeated.name, next_at=row.next_at, runs=row.runs)
            ours = bool(seen.update(next_at=next_at, ran_at=now, runs=F("runs") + 1))
        if ours:
            enqueue(repeated.function, key=repeated.key)
    return ours
