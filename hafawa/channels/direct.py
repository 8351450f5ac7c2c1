"""How do events come in over the wire, many at once, each with its own result? No file, and no run to take back.

What an event may say is what a JSON line may say (`importers.json_line`): the whole vocabulary, checked without a
guess. Sent twice, nothing is kept twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hafawa.channels.importers import erased, json_line, planning, rejections, writing
from hafawa.channels.importers.registry import Arrival, Setting
from hafawa.channels.models import ImportRun
from hafawa.timeline.models import Event

MOST_AT_ONCE = 1000
SOURCE = "api"


@dataclass(frozen=True)
class Result:
    """What came of the event at `index`: `status` is new, known or refused."""

    index: int
    status: str
    event_id: int | None = None
    person_id: int | None = None
    reason: str = ""
    detail: str = ""


def take_in(lines: Sequence[Mapping[str, Any]], *, now: datetime, source: str = "") -> list[Result]:
    """Write what `lines` say, those that are accepted in one transaction; one result a line, in their order.

    `source` is that of all, whatever they say of it; empty: their own, else "api".
    """
    setting = planning.setting()
    read = [_read(number, line, setting=setting, source=source) for number, line in enumerate(lines)]
    arrivals = [r for r in read if isinstance(r, Arrival)]
    run = ImportRun(source=source or SOURCE, name=source or SOURCE)  # never saved: it only says whence
    try:
        found = _write(arrivals, run=run, setting=setting, now=now)
    except IntegrityError:  # somebody met one of them in between: they are there now
        found = _write(arrivals, run=run, setting=setting, now=now)
    return [r if isinstance(r, Result) else found[r.number] for r in read]


def _read(index: int, line: Mapping[str, Any], *, setting: Setting, source: str) -> Arrival | Result:
    try:
        return json_line.arrival_of(index, {**line, "source": source} if source else line, setting=setting)
    except json_line.NotAccepted as refused:
        words = rejections.words(refused.reason, refused.facts)
        return Result(index, "refused", reason=refused.reason.replace("_", "-"), detail=words)


def _write(arrivals: Sequence[Arrival], *, run: ImportRun, setting: Setting, now: datetime) -> dict[int, Result]:
    with transaction.atomic():
        settled, _left_out = erased.settle(arrivals, source=run.source)
        before = _ids(settled, run=run)
        people = writing.take_in(settled, run=run, zone=setting.zone, now=now).people
        after = _ids(settled, run=run)
    seen = set(before)
    found = {a.number: _erased(a.number) for a in arrivals}
    for arrival, person_id in zip(settled, people, strict=True):
        key = _key(arrival, run=run)
        status = "known" if key in seen else "new"
        if key:
            seen.add(key)
        event_id, owner = after.get(key, (None, None)) if key else (None, None)
        found[arrival.number] = Result(arrival.number, status, event_id, owner if key else person_id)
    return found


def _erased(index: int) -> Result:
    words = _("They asked to be forgotten, and this is from before that day. Nothing of it was kept.")
    return Result(index, "refused", reason="erased", detail=words)


def _key(arrival: Arrival, *, run: ImportRun) -> tuple[str, str] | None:
    """Source and external id of the event; None for a line that is no event (a detail, a day, a refusal)."""
    return (arrival.said[0].source or run.source, arrival.said[0].external_id) if arrival.said else None


def _ids(arrivals: Sequence[Arrival], *, run: ImportRun) -> dict[tuple[str, str] | None, tuple[int, int | None]]:
    by_source: dict[str, list[str]] = {}
    for key in (_key(a, run=run) for a in arrivals):
        if key:
            by_source.setdefault(key[0], []).append(key[1])
    return {
        (source, external_id): (event_id, person_id)
        for source, wanted in by_source.items()
        for external_id, event_id, person_id in Event.objects.filter(source=source, external_id__in=wanted).values_list(
            "external_id", "id", "person_id"
        )
    }
