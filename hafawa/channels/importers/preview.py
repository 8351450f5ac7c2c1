"""What would an import bring? Five real rows as they would be read, and counts of a dry run; nothing is written."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from babel.dates import format_date
from django.utils.translation import get_language, gettext, gettext_noop

from hafawa.channels.importers import planning, rejections, strangers
from hafawa.channels.importers.registry import Arrival, Field, Question, Rejection, Row, Setting
from hafawa.channels.models import ImportRun
from hafawa.kernel import money
from hafawa.kernel.text import isolate
from hafawa.people.models import Identifier
from hafawa.timeline.models import Event

SHOWN = 5
ROWS_MOST = 20_000
_CHUNK = 2000
_KINDS = {
    "order.placed": gettext_noop("Order"),
    "order.cancelled": gettext_noop("Order cancelled"),
    "order.refunded": gettext_noop("Money given back"),
    "delivery.promised": gettext_noop("Delivery promised"),
    "delivery.arrived": gettext_noop("Delivery arrived"),
    "review.posted": gettext_noop("Review"),
    "message.received": gettext_noop("Message from a customer"),
    "message.sent": gettext_noop("Message from us"),
    "call.made": gettext_noop("Call of ours"),
    "call.received": gettext_noop("Call of a customer"),
}


@dataclass(frozen=True)
class Fact:
    """One thing read from a row: its name, in the reader's language, and its value as it would be kept."""

    title: str
    value: str


@dataclass
class Counts:
    """What a dry run came to. `is_whole` is false where only the first rows were read."""

    rows: int = 0
    events_new: int = 0
    events_known: int = 0
    people_new: int = 0
    people_known: int = 0
    rejected: int = 0
    reasons: Counter[str] = field(default_factory=Counter)  # key of `rejections.REASONS` -> rows
    odd: Counter[str] = field(default_factory=Counter)  # key of `rejections.ODD` -> rows
    kinds: Counter[str] = field(default_factory=Counter)  # event kind -> events
    examples: dict[str, tuple[int, str]] = field(default_factory=dict)  # reason -> first row with it, and its words
    is_whole: bool = True


@dataclass(frozen=True)
class Preview:
    """All a person needs before saying yes. `columns` pairs each mappable field with its column's name, or empty."""

    title: str
    questions: list[Question]
    notes: list[str]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    columns: list[tuple[Field, str]]
    reads: list[list[Fact]]
    counts: Counts | None  # None while questions are open: unanswered, nothing can be counted


def preview(
    run: ImportRun, *, rows_most: int | None = ROWS_MOST, progress: Callable[[int, int | None], None] | None = None
) -> Preview:
    """What `run` would bring; counted over `rows_most` rows (None: all)."""
    plan, open_questions = planning.plan(run), planning.questions(run)
    reads: list[list[Fact]] = []
    counts = None
    if not open_questions:
        reads = [facts(row, setting=planning.job(run).setting) for row in _first(planning.rows_of(run))]
        counts = count(planning.rows_of(run), run=run, rows_most=rows_most, progress=progress)
    return Preview(
        title=gettext(planning.importer_of(run).title),
        questions=open_questions,
        notes=[note.words() for note in plan.notes],
        header=plan.header,
        rows=plan.rows[:SHOWN],
        columns=[(f, plan.answers.get(f"column.{f.key}", "")) for f in plan.fields],
        reads=reads,
        counts=counts,
    )


def count(
    rows: Iterable[Row],
    *,
    run: ImportRun,
    rows_most: int | None,
    progress: Callable[[int, int | None], None] | None = None,
) -> Counts:
    """A dry run: `rows` compared with what is there, nothing written. Memory grows by some bytes a person."""
    counts, seen = Counts(), _Seen()
    waiting = iter(rows)
    met: set[tuple[str, str]] = set()
    while chunk := strangers.left_out(list(itertools.islice(waiting, _CHUNK)), met=met):
        _count_chunk(chunk, counts=counts, seen=seen, run=run)
        if progress:
            progress(counts.rows, run.rows_total)
        if rows_most is not None and counts.rows >= rows_most:
            counts.is_whole = next(waiting, None) is None
            break
    return counts


def facts(row: Row, *, setting: Setting) -> list[Fact]:
    """What was read from `row`, to be shown."""
    if isinstance(row, Rejection):
        return []
    found = [Fact(gettext("Person"), _who(row))] if row.who else []
    for said in row.said:
        what = said.what
        title = gettext(_KINDS.get(what.kind, what.kind))
        day = _day(said.occurred_at, setting)
        found.append(Fact(title, _joined(getattr(what, "ref", ""), day, _worth(what))))
        if due_at := getattr(what, "due_at", None):
            found.append(Fact(gettext("Promised for"), _day(due_at, setting)))
        if text := getattr(what, "text", ""):
            found.append(Fact(gettext("Words"), isolate(text[:200])))
    found += [Fact(gettext("Detail"), isolate(d.text[:200])) for d in row.details]
    found += [Fact(gettext(o.title), f"{o.year or '–'}-{o.month:02}-{o.day:02}") for o in row.occasions]
    return found + [Fact(gettext("Does not want"), isolate(r.purpose)) for r in row.refusals]


def _first(rows: Iterable[Row]) -> list[Row]:
    return list(itertools.islice((r for r in rows if isinstance(r, Arrival)), SHOWN))


def _who(row: Arrival) -> str:
    if row.who is None:
        return ""
    return _joined(row.who.name, *(k.as_typed for k in row.who.keys))


def _joined(*parts: str) -> str:
    """Those there are, each kept from scrambling the others."""
    return " · ".join(isolate(part) for part in parts if part)


def _day(moment: datetime, setting: Setting) -> str:
    return format_date(moment.astimezone(setting.zone).date(), format="long", locale=get_language() or "en")


def _worth(what: object) -> str:
    amount, score = getattr(what, "amount_minor", None), getattr(what, "score", None)
    if amount is not None:
        return money.show(amount, currency=getattr(what, "currency", ""), language=get_language() or "en")
    return f"{score}/5" if score is not None else ""


class _Seen:
    """Hashes of the keys and events met so far in the file itself."""

    def __init__(self) -> None:
        self.keys: set[int] = set()
        self.events: set[int] = set()


def _count_chunk(chunk: list[Row], *, counts: Counts, seen: _Seen, run: ImportRun) -> None:
    arrivals = [r for r in chunk if isinstance(r, Arrival)]
    counts.rows = max(max(r.number, r.last) if isinstance(r, Arrival) else r.number for r in chunk)
    for r in chunk:
        if isinstance(r, Rejection):
            counts.rejected += 1
            counts.reasons[r.reason] += 1
            counts.examples.setdefault(r.reason, (r.number, rejections.words(r.reason, r.facts)))
    counts.odd.update(key for a in arrivals for key in a.odd)
    _count_people(arrivals, counts=counts, seen=seen)
    _count_events(arrivals, counts=counts, seen=seen, run=run)


def _count_people(arrivals: list[Arrival], *, counts: Counts, seen: _Seen) -> None:
    keys = {(k.kind, k.value) for a in arrivals if a.who for k in a.who.keys}
    there: set[tuple[str, str]] = set()
    for kind in {kind for kind, _value in keys}:
        values = [value for k, value in keys if k == kind]
        found = Identifier.objects.filter(kind=kind, value__in=values).values_list("value", flat=True)
        there |= {(kind, value) for value in found}
    for a in arrivals:
        if not a.who or not a.who.keys:
            continue
        hashes = {hash((k.kind, k.value)) for k in a.who.keys}
        if not hashes & seen.keys:
            is_known = any((k.kind, k.value) in there for k in a.who.keys)
            counts.people_known += is_known
            counts.people_new += not is_known
        seen.keys |= hashes


def _count_events(arrivals: list[Arrival], *, counts: Counts, seen: _Seen, run: ImportRun) -> None:
    by_source: dict[str, dict[str, str]] = {}
    for a in arrivals:
        for s in a.said:
            by_source.setdefault(s.source or run.source, {})[s.external_id] = s.what.kind
    for source, events in by_source.items():
        there = Event.objects.filter(source=source, external_id__in=events).values_list("external_id", flat=True)
        known = set(there) | {e for e in events if hash((source, e)) in seen.events}
        counts.events_known += len(known)
        counts.events_new += len(events) - len(known)
        counts.kinds.update(events.values())
        seen.events |= {hash((source, e)) for e in events}
