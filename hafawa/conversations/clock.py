"""By when should a message be answered? The first-reply clock of each channel, in the shop's hours. Pure.

A clock shorter than a day runs only while the shop is open. A clock of whole days runs day and night, but skips the
days on which the shop is closed: of the week, or of the year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_MINUTES = 24 * 60
#: Minutes to the first reply. 60 on social: what many who complain there say they expect (claimed; see practices D1).
REPLY_MINUTES: Mapping[str, int] = {
    "chat": 5,
    "social": 60,
    "sms": 60,
    "phone": 4 * 60,
    "in_person": 4 * 60,
    "email": DAY_MINUTES,
    "review": 2 * DAY_MINUTES,
}
OTHER_MINUTES = DAY_MINUTES


@dataclass(frozen=True)
class Hours:
    """When the shop is open: `weekdays` 0 Monday to 6 Sunday (empty is every day); closing before opening runs past
    midnight, closing at opening is open day and night. On `closed_on`, dates in its zone, it does not open at all."""

    opens_at: time
    closes_at: time
    weekdays: frozenset[int]
    zone: ZoneInfo
    closed_on: frozenset[date] = frozenset()

    def is_open_on(self, day: date) -> bool:
        """Whether the shop opens on that day."""
        return day not in self.closed_on and (not self.weekdays or day.weekday() in self.weekdays)


def minutes_for(channel: str, *, overrides: Mapping[str, int]) -> int:
    """The channel's clock in minutes: the shop's own where it set one."""
    return int(overrides.get(channel) or REPLY_MINUTES.get(channel, OTHER_MINUTES))


def due_at(received_at: datetime, *, minutes: int, hours: Hours) -> datetime:
    """When `minutes` of the clock have run since `received_at`."""
    left = timedelta(minutes=minutes)
    for start, end in _windows(received_at, hours=hours, whole_days=minutes >= DAY_MINUTES, step=1):
        begin = max(start, received_at)
        if begin + left <= end:
            return (begin + left).astimezone(UTC)
        left -= max(end - begin, timedelta(0))
    return received_at + timedelta(minutes=minutes)


def reply_by(*, hours: Hours, overrides: Mapping[str, int]) -> Callable[[str, datetime], datetime]:
    """Until when a message of a channel, received at an instant, should be answered in this shop."""
    return lambda channel, at: due_at(at, minutes=minutes_for(channel, overrides=overrides), hours=hours)


def is_open_at(at: datetime, *, hours: Hours) -> bool:
    """Whether the shop is open at that instant."""
    return any(start <= at < end for start, end in _windows(at, hours=hours, whole_days=False, step=1, days=3))


def opens_after(at: datetime, *, hours: Hours) -> datetime:
    """When the shop opens next after that instant; the instant itself where it never does."""
    return next((s for s, _end in _windows(at, hours=hours, whole_days=False, step=1) if s > at), at)


def past_before(now: datetime, *, minutes: int, hours: Hours) -> datetime:
    """What came before this instant has, at `now`, waited past `minutes` of the clock."""
    left = timedelta(minutes=minutes)
    for start, end in _windows(now, hours=hours, whole_days=minutes >= DAY_MINUTES, step=-1):
        finish = min(end, now)
        if finish - left >= start:
            return (finish - left).astimezone(UTC)
        left -= max(finish - start, timedelta(0))
    return now - timedelta(minutes=minutes)


def _windows(
    at: datetime, *, hours: Hours, whole_days: bool, step: int, days: int = 370
) -> Iterator[tuple[datetime, datetime]]:
    """The stretches in which the clock runs, from the day of `at` on (step 1) or back (step -1), for a year."""
    first = at.astimezone(hours.zone).date() - timedelta(days=step)
    for n in range(days):
        day = first + timedelta(days=step * n)
        if hours.is_open_on(day):
            start, end = _window(day, hours=hours, whole_days=whole_days)
            if (step > 0 and end > at) or (step < 0 and start < at):
                yield start, end


def _window(day: date, *, hours: Hours, whole_days: bool) -> tuple[datetime, datetime]:
    opens, closes = (time(0), time(0)) if whole_days else (hours.opens_at, hours.closes_at)
    last = day if closes > opens else day + timedelta(days=1)
    start, end = (datetime.combine(d, t, tzinfo=hours.zone) for d, t in ((day, opens), (last, closes)))
    return start.astimezone(UTC), end.astimezone(UTC)
