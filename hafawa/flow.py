"""In which order does what happened become whom to turn to? The stages; read this file first.

    door -> event -> understanding -> standing -> suggestion -> action -> outcome

Each stage reads on from its own cursor, may be run twice, and sets aside what it cannot read. The whole is run by one
process at a time; the stages are imported late, so that a process that only starts them stays small.
"""

from __future__ import annotations

import logging
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Max

from hafawa.analytics.models import Figures
from hafawa.channels.models import ImportRun
from hafawa.kernel import clock
from hafawa.kernel.locks import only_one
from hafawa.people.models import Consent, Merge, Occasion
from hafawa.tasks import enqueue, progress
from hafawa.tasks.models import State, Task
from hafawa.tasks.schedules import every
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

KEY = "flow"  # of all its tasks: one waits and one runs, never two
READER = "flow.live"
WHOLE = "flow.daily"  # how far the last pass over everybody came, and when
THROUGH = "flow.events"  # the last event that went through all stages
IMPORTING = ("hafawa.channels.tasks.carry_out", "hafawa.channels.tasks.undo")
LIVE_SECONDS = 5
DAILY_AT = time(5, 0)
MOVED_BY_HAND = (log.REMOVED, "listening.corrected")  # cursors that count what changed without a new event
_BATCH = 5000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Passed:
    """What one pass through the stages did: events read, people judged, suggestions made, outcomes read back."""

    read: int
    judged: int
    suggested: int
    outcomes: int


@dataclass(frozen=True)
class Lag:
    """How far the flow is behind: events not yet through all stages, and the age of the oldest in seconds."""

    events: int
    seconds: float


def live(now: datetime) -> Passed:
    """What is new since the last pass goes through all stages."""
    return _pass(now=now, full=False)


def daily(now: datetime) -> Passed:
    """The same for everybody, from the ground up: a day has passed for those of whom nothing was heard, too."""
    return _pass(now=now, full=True)


def after_import(run_id: int) -> Passed:
    """What an import (`run_id`, carried out or undone) brought or took goes through all stages. May be a task."""
    from hafawa.channels.mail_doors import keeping

    keeping.let_go_of_erased(run_id)
    return daily(clock.now()) if _took_away(run_id) else live(clock.now())


def bring_in(run: ImportRun) -> None:
    """Have an import carried out in the background, and its people judged after it; twice is the same as once."""
    from hafawa.channels.importers.runs import GOING

    if run.state in GOING:
        enqueue("hafawa.channels.tasks.carry_out", run.pk, key=f"import.{run.pk}")
        enqueue("hafawa.flow.after_import", run.pk, key=f"after-import.{run.pk}")


def register() -> None:
    """Tell the scheduler of this process when the stages are passed through (`chores.register`: all else)."""
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
    seen = _seen(READER)
    is_new = _state() != seen and (seen != 0 or Event.objects.exists())
    return (is_new or Figures.is_due(now=clock.now())) and not is_importing()


def is_importing() -> bool:
    """Whether an import runs: the flow waits for it."""
    return Task.objects.filter(function__in=IMPORTING, state=State.RUNNING).exists()


def lag(*, now: datetime) -> Lag:
    """What has not gone through all stages yet; nothing, right after a pass."""
    if _state() == _seen(READER):
        return Lag(0, 0.0)
    waiting = Event.objects.filter(id__gt=_seen(THROUGH)).order_by("id")
    oldest = waiting.values_list("recorded_at", flat=True).first()
    if oldest is None:
        return Lag(0, 0.0)
    return Lag(waiting.count(), max(0.0, (now - oldest).total_seconds()))


def is_behind() -> bool:
    """Whether the list is being made anew or is about to be: something moved since the last pass, or a pass waits."""
    waits = Task.objects.filter(key__in=[KEY, f"{KEY}.daily"], state__in=[State.WAITING, State.RUNNING])
    seen = _all_seen(READER, *MOVED_BY_HAND)
    return (_state(seen) != seen[READER] and Event.objects.exists()) or waits.exists()


def is_day_new() -> bool:
    """Whether nobody has gone over everybody since the last time it was `DAILY_AT` in the shop."""
    now = clock.now()
    local = now.astimezone(Shop.get().zone)
    begun = datetime.combine(local.date(), DAILY_AT, tzinfo=local.tzinfo)
    begun -= timedelta(days=begun > now)
    return not Cursor.objects.filter(name=WHOLE, moved_at__gte=begun).exists() and Event.objects.exists()


def _pass(*, now: datetime, full: bool) -> Passed:
    from hafawa.analytics import figures, standing
    from hafawa.conversations import gather, hours
    from hafawa.conversations.calls import asking
    from hafawa.playbooks import outcomes, suggest
    from hafawa.search import indexing

    with only_one(KEY):
        state, last = _state(), _last_event_id()
        full = full or not Cursor.objects.filter(name=WHOLE).exists()
        read = _understand(now=now)
        gather.read_on(now=now)
        _tell_topics(now=now, full=full)
        asking.read_on(now=now)
        indexing.index(now=now)
        day = log.day_of(now=now)
        judged = standing.refresh(now=now, day=day, full=full)
        suggested = suggest.suggest(now=now, day=day)
        figures.refresh(now=now, day=day, is_changed=judged > 0, reply_by=hours.reply_by())
        known = outcomes.read_back(now=now, day=day)
        for reader in (READER, WHOLE) if full else (READER,):
            log.move(reader, to=state, now=now)
        log.move(THROUGH, to=last, now=now)
    return Passed(read=read, judged=judged, suggested=suggested, outcomes=known)


def read_words(*, tell: Callable[[int, int], None]) -> int:
    """The stage that reads words, by itself: what is unread, a batch at a time, so that a worker has its turn between.

    `tell` gets (events gone through, events there were to go through). Returns how many got a reading.
    """
    from hafawa.listening import annotate

    read, began, last = 0, _seen(annotate.READER), _last_event_id()
    while (seen := _seen(annotate.READER)) < last:
        with only_one(KEY):
            read += annotate.annotate(now=clock.now(), limit=annotate.BATCH)
        tell(seen - began, last - began)
    return read


def _understand(*, now: datetime) -> int:
    """Read words until none are unread; in batches, so that a kill loses little."""
    from hafawa.listening import annotate

    total, last = 0, _last_event_id()
    while _seen(annotate.READER) < last:  # a batch without words reads nothing and is no end
        total += annotate.annotate(now=now, limit=_BATCH)
        progress.report(total)
    return total


def _tell_topics(*, now: datetime, full: bool) -> None:
    """Behind the reading: which topics are spoken of; once a day also the parts within them, suggested anew."""
    from hafawa.listening.themes import parts, stage

    total = 0
    while read := stage.read_on(now=now, limit=_BATCH):
        total += read
        progress.report(total)
    if full:
        if stage.is_outdated():
            stage.recount(now=now)
        parts.refresh(now=now)


def _seen(reader: str) -> int:
    return _all_seen(reader)[reader]


def _all_seen(*readers: str) -> dict[str, int]:
    found = Cursor.objects.filter(name__in=readers).values_list("name", "last_event_id")
    return dict.fromkeys(readers, 0) | dict(found)


def _state(moved: dict[str, int] | None = None) -> int:
    """A number that differs when events came or went, or a consent, an occasion, a merge, the shop's word changed.

    `moved`: how far `MOVED_BY_HAND` came, where that was looked up already.
    """
    newest = [model.objects.aggregate(last=Max("id"))["last"] or 0 for model in (Event, Consent, Occasion)]
    merges = Merge.objects.aggregate(made=Count("id"), last=Max("id"), undone=Count("undone_at"))
    shop = Shop.objects.filter(id=1).values_list().first()
    moved = moved or _all_seen(*MOVED_BY_HAND)
    seen = [moved[name] for name in MOVED_BY_HAND]
    return zlib.crc32(repr((newest, merges, seen, shop)).encode())


def _last_event_id() -> int:
    return Event.objects.aggregate(last=Max("id"))["last"] or 0


def _took_away(run_id: int) -> bool:
    from hafawa.channels.models import ImportState

    return ImportRun.objects.filter(id=run_id, state=ImportState.UNDONE).exists()
