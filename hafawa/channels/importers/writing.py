"""How does a batch that an importer read become people, events and rejections? One transaction with its checkpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple, cast
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F

from hafawa.channels.importers import erased, places, strangers
from hafawa.channels.importers.registry import Arrival, Rejection, Row, Said
from hafawa.channels.models import FilledIn, ImportRun, ImportState, RejectedRow
from hafawa.people import intake
from hafawa.people.models import Audience, Calendar, Consent, Detail, DetailSource, Occasion
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Event

CELLS_MOST, CELL_SHOWN = 60, 2000
_NOBODY = intake.Wanted(())


class OvertakenError(Exception):
    """Another process carries out the same run: what this one read last was not written."""


@dataclass
class Tally:
    """What a batch, or a dry run, came to."""

    rows: int = 0
    events_new: int = 0
    events_known: int = 0
    people_new: int = 0
    people_known: int = 0
    rejected: int = 0
    erased: int = 0  # rows of somebody who asked to be forgotten: left out, or kept as facts of nobody
    odd: Counter[str] = field(default_factory=Counter)


def write(batch: Sequence[Row], *, run: ImportRun, zone: ZoneInfo, now: datetime) -> Tally:
    """Write `batch` and move the run's checkpoint behind it; raises `OvertakenError` when someone else moved it."""
    with transaction.atomic():
        batch = strangers.left_out(batch)
        rejections = [r for r in batch if isinstance(r, Rejection)]
        arrivals, left_out = erased.settle([r for r in batch if isinstance(r, Arrival)], source=run.source)
        forgotten = erased.speaks_of_erased(rejections, country=Shop.get().country) if rejections else set()
        taken = take_in(arrivals, run=run, zone=zone, now=now)
        found, events, new = taken.found, taken.events, taken.new
        FilledIn.objects.bulk_create(
            (FilledIn(import_run=run, person_id=p, field=f, value=v) for p, f, v in found.filled_in),
            ignore_conflicts=True,
        )
        told = [r for place, r in enumerate(rejections) if place not in forgotten]
        rejected = _reject(told, run=run)
        places.note([*arrivals, *told], run=run)
        tally = Tally(
            rows=max((_last(r) for r in batch), default=0),
            events_new=new,
            events_known=events - new,
            people_new=len(found.made),
            people_known=len(found.known),
            rejected=rejected,
            erased=left_out + len(forgotten),
            odd=Counter(key for a in arrivals for key in a.odd),
        )
        _move_checkpoint(run, tally=tally)
    return tally


class TakenIn(NamedTuple):
    """Whom arrivals spoke of (`people`, one each), and how many events they held and were new."""

    found: intake.Intake
    people: list[int | None]
    events: int
    new: int


def take_in(arrivals: Sequence[Arrival], *, run: ImportRun, zone: ZoneInfo, now: datetime) -> TakenIn:
    """Find or make the people, append the events, keep what is remembered. Call it inside a transaction.

    What is about somebody erased must have been settled before (`erased.settle`). Of `run` only its id, source and
    name are looked at; one that was never saved leaves no trace of itself.
    """
    found = intake.find_or_make_many([_wanted(a) for a in arrivals], now=now, import_run_id=run.pk)
    people = _people(arrivals, found.person_ids)
    events, new = _append(arrivals, people, run=run, zone=zone, now=now)
    _remember(arrivals, people, run=run, zone=zone, now=now)
    return TakenIn(found, people, events, new)


def _wanted(arrival: Arrival) -> intake.Wanted:
    if not arrival.who:
        return _NOBODY
    said_at = max((s.occurred_at for s in arrival.said), default=None)
    return intake.Wanted(*arrival.who, said_at=said_at)


def last_row(batch: Sequence[Row]) -> int:
    """The checkpoint after `batch`."""
    return max(map(_last, batch), default=0)


def _last(row: Row) -> int:
    return max(row.number, row.last) if isinstance(row, Arrival) else row.number


def _people(arrivals: Sequence[Arrival], person_ids: list[int | None]) -> list[int | None]:
    """`person_ids`, with those unknown looked up by the order their events speak of."""
    refs = {
        ref
        for a, p in zip(arrivals, person_ids, strict=True)
        if p is None
        for s in a.said
        if (ref := getattr(s.what, "ref", ""))
    }
    if not refs:
        return person_ids
    owner: dict[str, set[int]] = {}
    placed = Event.objects.filter(kind="order.placed", ref__in=refs, person__isnull=False).exclude(ref="")  # its index
    for ref, person_id in placed.values_list("ref", "person_id"):
        owner.setdefault(ref, set()).add(person_id)
    for a, p in zip(arrivals, person_ids, strict=True):
        for s in a.said:
            if p is not None and s.what.kind == "order.placed":
                owner.setdefault(getattr(s.what, "ref", ""), set()).add(p)
    return [p if p is not None else _owner(a, owner) for a, p in zip(arrivals, person_ids, strict=True)]


def _owner(arrival: Arrival, owner: dict[str, set[int]]) -> int | None:
    if any(s.what.kind == "order.placed" for s in arrival.said):
        return None
    found = {p for s in arrival.said for p in owner.get(getattr(s.what, "ref", ""), ())}
    return found.pop() if len(found) == 1 else None  # an order number two shops' systems share decides nothing


def _append(
    arrivals: Sequence[Arrival], people: list[int | None], *, run: ImportRun, zone: ZoneInfo, now: datetime
) -> tuple[int, int]:
    """Append what was said, what others are about before those; how many there were and how many were new."""
    waiting = [(s, person_id) for a, person_id in zip(arrivals, people, strict=True) for s in a.said]
    total, new = len(waiting), 0
    if not any(s.about for s, _ in waiting):
        return total, log.append_many(_entries(waiting, run=run), now=now, zone=zone)
    while waiting:
        missing = {s.external_id for s, _ in waiting}
        ready = [pair for pair in waiting if pair[0].about not in missing] or waiting
        new += log.append_many(_entries(ready, run=run), now=now, zone=zone)
        waiting = [pair for pair in waiting if pair[0].about in missing] if len(ready) < len(waiting) else []
    return total, new


def _entries(said: Sequence[tuple[Said, int | None]], *, run: ImportRun) -> Iterable[log.Entry]:
    about = _about([s for s, _ in said if s.about], run=run)
    run_id, run_source = run.pk, run.source
    for (said_what, occurred_at, external_id, about_what, source), person_id in said:
        what = said_what
        if about_what:
            what = replace(cast("Any", what), about_id=about.get((source or run_source, about_what)))
        yield log.Entry(what, occurred_at, source or run_source, external_id, person_id, run_id)


def _about(said: Sequence[Said], *, run: ImportRun) -> dict[tuple[str, str], int]:
    by_source: dict[str, set[str]] = {}
    for s in said:
        by_source.setdefault(s.source or run.source, set()).add(s.about)
    return {
        (source, external_id): event_id
        for source, wanted in by_source.items()
        for external_id, event_id in Event.objects.filter(source=source, external_id__in=wanted).values_list(
            "external_id", "id"
        )
    }


def _remember(
    arrivals: Sequence[Arrival], people: list[int | None], *, run: ImportRun, zone: ZoneInfo, now: datetime
) -> None:
    details, occasions, refusals = [], [], []
    for a, person_id in zip(arrivals, people, strict=True):
        if person_id is None or not (a.details or a.occasions or a.refusals):
            continue
        details += [_detail(d, person_id, run=run, zone=zone, now=now) for d in a.details]
        occasions += [_occasion(o, person_id, run=run) for o in a.occasions]
        refusals += [_refusal(r, person_id, run=run, now=now) for r in a.refusals]
    Detail.objects.bulk_create(details, ignore_conflicts=True)
    Occasion.objects.bulk_create(occasions, ignore_conflicts=True)
    _refuse(refusals)


def _detail(d: Any, person_id: int, *, run: ImportRun, zone: ZoneInfo, now: datetime) -> Detail:
    return Detail(
        person_id=person_id,
        text=d.text,
        subject=d.subject[:200],
        source=DetailSource.IMPORTED,
        audience=Audience.KNOW,
        learned_on=d.learned_on or now.astimezone(zone).date(),
        import_run_id=run.pk,
    )


def _occasion(o: Any, person_id: int, *, run: ImportRun) -> Occasion:
    return Occasion(
        person_id=person_id,
        title=o.title[:200],
        kind=o.kind,
        subject=o.subject[:200],
        calendar=Calendar(o.calendar),
        year=o.year,
        month=o.month,
        day=o.day,
        source=DetailSource.IMPORTED,
        import_run_id=run.pk,
    )


def _refusal(r: Any, person_id: int, *, run: ImportRun, now: datetime) -> Consent:
    return Consent(
        person_id=person_id,
        purpose=r.purpose,
        channel=r.channel,
        granted=False,
        by_person=False,
        wording=r.wording,
        source=f"{run.source}:{run.name}"[:100],
        stated_at=r.stated_at or now,
        import_run_id=run.pk,
    )


def _refuse(refusals: list[Consent]) -> None:
    """Each refusal once: the log is append-only, but a file read twice states nothing new."""
    people = {c.person_id for c in refusals}
    there = set(
        Consent.objects.filter(person_id__in=people, granted=False, by_person=False).values_list(
            "person_id", "purpose", "channel"
        )
    )
    fresh = {(c.person_id, c.purpose, c.channel): c for c in reversed(refusals)}
    Consent.objects.bulk_create(c for key, c in fresh.items() if key not in there)


def _reject(rejections: Sequence[Rejection], *, run: ImportRun) -> int:
    if not rejections:
        return 0
    numbers = [r.number for r in rejections]
    there = set(RejectedRow.objects.filter(import_run=run, row_number__in=numbers).values_list("file", "row_number"))
    fresh = [r for r in rejections if (r.file, r.number) not in there]
    RejectedRow.objects.bulk_create(_rejected(r, run=run) for r in fresh)
    return len(fresh)


def _rejected(r: Rejection, *, run: ImportRun) -> RejectedRow:
    return RejectedRow(
        import_run=run,
        row_number=r.number,
        file=r.file[:300],
        reason=r.reason,
        facts={name: _storable(value) for name, value in r.facts.items()},
        cells=[_storable(c) for c in r.cells[:CELLS_MOST]],
    )


def _storable(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value[:CELL_SHOWN].replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode("utf-8")


def _move_checkpoint(run: ImportRun, *, tally: Tally) -> None:
    odd = Counter(run.resume_at.get("odd", {})) + tally.odd
    resume_at = {**run.resume_at, "odd": dict(odd)} if odd else run.resume_at
    moved = ImportRun.objects.filter(pk=run.pk, state=ImportState.RUNNING, rows_read=run.rows_read).update(
        rows_read=max(tally.rows, run.rows_read),
        resume_at=resume_at,
        events_new=F("events_new") + tally.events_new,
        events_known=F("events_known") + tally.events_known,
        people_new=F("people_new") + tally.people_new,
        people_known=F("people_known") + tally.people_known,
        rows_rejected=F("rows_rejected") + tally.rejected,
        rows_erased=F("rows_erased") + tally.erased,
    )
    if not moved:
        raise OvertakenError(str(run.pk))
    run.rows_read, run.resume_at = max(tally.rows, run.rows_read), resume_at
