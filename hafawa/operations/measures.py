"""What does the database say now that is worth a curve: tasks, imports, the flow's lag, cards, space, backups?"""

from __future__ import annotations

import platform
from collections.abc import Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from typing import Any

from django.db import connection
from django.db.models import Count, Min
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from hafawa import flow
from hafawa.channels.models import ImportRun, ImportState, Outgoing, OutgoingState
from hafawa.channels.outbox import sending
from hafawa.kernel import clock
from hafawa.operations import proofs, room
from hafawa.playbooks.models import State as CardState
from hafawa.playbooks.models import Suggestion
from hafawa.tasks import alive
from hafawa.tasks.models import State, Task
from hafawa.timeline.models import Event

_TASK_STATES = (State.WAITING, State.RUNNING, State.PARKED)
_OUTBOX_STATES = (
    OutgoingState.HELD,
    OutgoingState.WAITING,
    OutgoingState.SENDING,
    OutgoingState.UNSURE,
    OutgoingState.FAILED,
)


class Measures:
    """A collector: asked at each scrape, a handful of queries on indexes."""

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: registering asks no database."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Each family."""
        now = clock.now()
        yield from _tasks(now)
        yield from _flow(now)
        yield _gauge("hafawa_imports_running", "Imports being read or undone", _imports_running())
        yield _gauge("hafawa_suggestions_open", "Cards open", Suggestion.objects.filter(state=CardState.OPEN).count())
        yield from _outbox(now)
        yield from _room()
        yield from _proofs(now)
        build = GaugeMetricFamily("hafawa_build_info", "What runs", labels=["version", "python", "database"])
        build.add_metric([version("hafawa"), platform.python_version(), connection.vendor], 1)
        yield build


def _tasks(now: datetime) -> Iterator[Metric]:
    rows = Task.objects.filter(state__in=_TASK_STATES).values("state").annotate(n=Count("id"), oldest=Min("made_at"))
    found = {row["state"]: row for row in rows}
    count = GaugeMetricFamily("hafawa_tasks", "Background tasks, by state", labels=["state"])
    age = GaugeMetricFamily("hafawa_task_oldest_seconds", "Age of the oldest task, by state", labels=["state"])
    for state in _TASK_STATES:
        row: Any = found.get(state, {"n": 0, "oldest": now})
        count.add_metric([state.value], row["n"])
        age.add_metric([state.value], max(0.0, (now - row["oldest"]).total_seconds()))
    yield count
    yield age
    seen = alive.last_seen_at()
    yield _gauge("hafawa_worker_silent_seconds", "Since a worker gave a sign of life", _seconds(seen, now))


def _flow(now: datetime) -> Iterator[Metric]:
    appended = CounterMetricFamily("hafawa_events_appended", "Events ever appended (those taken back included)")
    appended.add_metric([], Event.objects.order_by("-id").values_list("id", flat=True).first() or 0)
    yield appended
    lag = flow.lag(now=now)
    yield _gauge("hafawa_flow_lag_events", "Events not yet through all stages", lag.events)
    yield _gauge("hafawa_flow_lag_seconds", "Age of the oldest of them", lag.seconds)


def _outbox(now: datetime) -> Iterator[Metric]:
    rows = Outgoing.objects.filter(state__in=_OUTBOX_STATES).values("state").annotate(n=Count("id"))
    found = {row["state"]: row["n"] for row in rows}
    count = GaugeMetricFamily("hafawa_outbox", "Mails not settled, by state", labels=["state"])
    for state in _OUTBOX_STATES:
        count.add_metric([state.value], found.get(state, 0))
    yield count
    oldest = sending.due(now=now).aggregate(oldest=Min("due_at"))["oldest"]
    yield _gauge("hafawa_outbox_late_seconds", "How long the oldest mail that is due waits", _age(oldest, now))


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0


def _imports_running() -> int:
    return ImportRun.objects.filter(state__in=[ImportState.RUNNING, ImportState.UNDOING]).count()


def _room() -> Iterator[Metric]:
    yield _gauge("hafawa_database_bytes", "Size of the database", room.database_bytes())
    yield _gauge("hafawa_disk_free_bytes", "Free where the data folder lies", room.free_bytes())


def _proofs(now: datetime) -> Iterator[Metric]:
    """Absent where no backup was ever made: a gap in a curve is seen, a made-up number is believed."""
    proof = proofs.last()
    if proof.made_at:
        yield _gauge("hafawa_backup_age_seconds", "Since the last backup", _seconds(proof.made_at, now))
    if proof.restored_at:
        yield _gauge("hafawa_backup_proven_age_seconds", "Since a restore was proven", _seconds(proof.restored_at, now))


def _seconds(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else float("nan")


def _gauge(name: str, means: str, value: float) -> Metric:
    return GaugeMetricFamily(name, means, value=value)
