"""In which order does what happened become whom to turn to? The stages; read this file first.

    door -> event -> understanding -> standing -> suggestion -> action -> outcome

Each stage reads on from its own cursor, may be run twice, and sets aside what it cannot read. The whole is run by one
process at a time; the stages are imported late, so that a process that only starts them stays small.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Max

from hafawa.analytics.models import Figures
from hafawa.kernel import clock
from hafawa.kernel.locks import only_one
from hafawa.people.models import Consent, Occasion
from hafawa.tasks import progress
from hafawa.tasks.models import State, Task
from hafawa.tasks.schedules import every
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

KEY = "flow"  # of all its tasks: one waits and one runs, never two
READER = "flow.live"
WHOLE = "flow.daily"  # how far the last pass over everybody came, and when
IMPORTING = ("hafawa.channels.tasks.carry_out", "hafawa.channels.tasks.undo")
LIVE_SECONDS = 5
DAILY_AT = time(5, 0)
_BATCH = 5000


@dataclass(frozen=True)
class Passed:
    """What one pass through the stages did: events read, people judged, suggestions made, outcomes read back."""

    read: int
    judged: int
    suggested: int
    outcomes: int


def live(now: datetime) -> Passed:
    """What is new since the last pass goes through all stages."""
    return _pass(now=now, full=False)


def daily(now: datetime) -> Passed:
    """The same for everybody, from the ground up: a day has passed for those of whom nothing was heard, too."""
    return _pass(now=now, full=True)


def after_import(run_id: int) -> Passed:
    """What an import (`run_id`, carried out or undone) brought or took goes through all stages. May be a task."""
    return daily(clock.now()) if _took_away(run_id) else live(clock.now())


def register() -> None:
    """Tell the scheduler of this process what the flow does again and again."""
    every("flow.live", "hafawa.flow.live_now", seconds=LIVE_SECONDS, key=KEY, only_if=is_anything_new)
    every("flow.daily", "hafawa.flow.daily_now", daily_at=DAILY_AT, key=f"{KEY}.daily", only_if=is_day_new)


def live_now() -> None:
    """The task: `live` at the present instant."""
    live(clock.now())


def daily_now() -> None:
    """The task: `daily` at the present instant."""
    daily(clock.now())


def is_anything_new() -> bool:
    """Whether what is judged from moved since the last pass, in one cheap look; an import under way is waited for."""
    importing = Task.objects.filter(function__in=IMPORTING, state=State.RUNNING)
    seen = _seen(READER)
    is_new = _state() != seen and (seen != 0 or Event.objects.exists())
    return (is_new or Figures.is_due(now=clock.now())) and not importing.exists()


def is_behind() -> bool:
    """Whether the list is being made anew or is about to be: something moved since the last pass, or a pass waits."""
    waits = Task.objects.filter(key__in=[KEY, f"{KEY}.daily"], state__in=[State.WAITING, State.RUNNING])
    return (_state() != _seen(READER) and Event.objects.exists()) or waits.exists()


def is_day_new() -> bool:
    """Whether nobody has gone over everybody since the last time it was `DAILY_AT` in the shop."""
    now = clock.now()
    local = now.astimezone(Shop.get().zone)
    begun = datetime.combine(local.date(), DAILY_AT, tzinfo=local.tzinfo)
    begun -= timedelta(days=begun > now)
    return not Cursor.objects.filter(name=WHOLE, moved_at__gte=begun).exists() and Event.objects.exists()


def _pass(*, now: datetime, full: bool) -> Passed:
    from hafawa.analytics import figures, standing
    from hafawa.playbooks import outcomes, suggest

    with only_one(KEY):
        state = _state()
        full = full or not Cursor.objects.filter(name=WHOLE).exists()
        read = _understand(now=now)
        day = log.day_of(now=now)
        judged = standing.refresh(now=now, day=day, full=full)
        suggested = suggest.suggest(now=now, day=day)
        figures.refresh(now=now, day=day, is_changed=judged > 0, reply_by=_reply_by())
        known = outcomes.read_back(now=now, day=day)
        for reader in (READER, WHOLE) if full else (READER,):
            log.move(reader, to=state, now=now)
    return Passed(read=read, judged=judged, suggested=suggested, outcomes=known)


def _reply_by() -> Callable[[str, datetime], datetime]:
    from hafawa.playbooks import clock as reply_clock

    shop = Shop.get()
    hours = reply_clock.Hours(shop.opens_at, shop.closes_at, frozenset(shop.open_weekdays), shop.zone)
    return reply_clock.reply_by(hours=hours, overrides=shop.reply_minutes)


def _understand(*, now: datetime) -> int:
    """Read words until none are unread; in batches, so that a kill loses little."""
    from hafawa.listening import annotate

    total, last = 0, _last_event_id()
    while _seen(annotate.READER) < last:  # a batch without words reads nothing and is no end
        total += annotate.annotate(now=now, limit=_BATCH)
        progress.report(total)
    return total


def _seen(reader: str) -> int:
    return Cursor.objects.filter(name=reader).values_list("last_event_id", flat=True).first() or 0


def _state() -> int:
    """A number that differs when events came or were taken away, or a consent, an occasion, the shop's word changed."""
    newest = [model.objects.aggregate(last=Max("id"))["last"] or 0 for model in (Event, Consent, Occasion)]
    shop = Shop.objects.filter(id=1).values_list().first()
    return zlib.crc32(repr((newest, _seen(log.REMOVED), shop)).encode())


def _last_event_id() -> int:
    return Event.objects.aggregate(last=Max("id"))["last"] or 0


def _took_away(run_id: int) -> bool:
    from hafawa.channels.models import ImportRun, ImportState

    return ImportRun.objects.filter(id=run_id, state=ImportState.UNDONE).exists()
