"""How do the words that came in become readings, and the promises that went out become dated promises?

Reads on from its own cursor; may be run twice; what it cannot read is parked and the next event is not kept waiting.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from django.db import transaction
from django.db.models import Q

from hafawa.listening import promises, reading
from hafawa.listening.models import Annotation
from hafawa.listening.promises import FoundPromise
from hafawa.listening.reading import Reading
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.events import PromiseMade
from hafawa.timeline.models import Event

READER = "listening.annotate"
SOURCE = "listening"
BATCH = 1000
CUSTOMER_KINDS = ("message.received", "review.posted", "survey.answered", "mention.posted", "call.received")
STAFF_KINDS = ("message.sent", "call.made")
KINDS = (*CUSTOMER_KINDS, *STAFF_KINDS)
_READ = {f.name for f in dataclasses.fields(Reading)} - {"is_automatic"}
_FIELDS = sorted({"version", "read_at", *_READ})
_WARMEST = {"review.posted": (3.0, 2.0), "survey.answered": (5.0, 5.0)}  # middle of the score, half its range
_log = logging.getLogger(__name__)


def annotate(*, now: datetime, limit: int = 100_000) -> int:
    """Read up to `limit` events not read yet; return how many got a reading. Appends the promises found."""
    read = 0
    while limit > 0 and (events := log.unread(READER, limit=min(BATCH, limit))):
        with transaction.atomic():
            read += _read_batch(events, now=now)
            log.move(READER, to=events[-1].id, now=now)
        limit -= len(events)
    return read


def rebuild(now: datetime) -> int:
    """Read again what another version read; return how many. Promises already in the timeline stay as they are."""
    read, after = 0, 0
    while batch := list(_outdated(after=after)):
        with transaction.atomic():
            read += _read_batch(batch, now=now, known=_already_promised(batch))
        after = batch[-1].id
    return read


def _outdated(*, after: int) -> Iterable[Event]:
    stale = ~Q(annotation__version=reading.READER.version) & Q(annotation__isnull=False)
    return Event.objects.filter(stale, id__gt=after, kind__in=KINDS).order_by("id")[:BATCH]


def _already_promised(events: list[Event]) -> frozenset[int | None]:
    """Which of `events` have promises in the timeline: people may have acted on them, so they are left as they are."""
    ids = [e.id for e in events]
    return frozenset(
        Event.objects.filter(kind=PromiseMade.kind, source=SOURCE, about_id__in=ids).values_list("about_id", flat=True)
    )


def _read_batch(events: list[Event], *, now: datetime, known: frozenset[int | None] = frozenset()) -> int:
    shop = Shop.get()
    made: list[Annotation] = []
    promised: list[log.Entry] = []
    for event in events:
        try:
            if annotation := _annotation(event, now=now):
                entries = [] if event.id in known else list(_promised(event, language=annotation.language, shop=shop))
                made.append(annotation)
                promised += entries
        except Exception as error:  # an event nobody foresaw is set aside, and the next one read
            _log.exception("could not read event %s", event.id)
            log.park(READER, event, error, now=now)
    Annotation.objects.bulk_create(made, update_conflicts=True, unique_fields=["event"], update_fields=_FIELDS)
    log.append_many(promised, now=now, zone=shop.zone)
    return len(made)


def _annotation(event: Event, *, now: datetime) -> Annotation | None:
    if event.kind not in KINDS:
        return None
    words = _words(event)
    if not words and event.score is None:
        return None
    found = _with_score(reading.read(words), event, has_words=bool(words))
    if event.kind != "message.received":  # nobody waits for words on a review that only tells
        asks = found.is_question or found.is_request or found.is_complaint
        found = dataclasses.replace(found, needs_answer=asks)
    if event.data.get("is_automatic") or found.is_automatic or event.kind in STAFF_KINDS:
        found = dataclasses.replace(found, needs_answer=False)
    return _row(found, event, now=now)


def _row(found: Reading, event: Event, *, now: datetime) -> Annotation:
    values = {f.name: getattr(found, f.name) for f in dataclasses.fields(found) if f.name in _READ}
    values["evidence"] = [list(pair) for pair in found.evidence]
    return Annotation(event_id=event.id, version=reading.READER.version, read_at=now, **values)


def _words(event: Event) -> str:
    parts = [event.data.get(name, "") for name in ("title", "subject", "text")]
    if event.kind == "message.received" and parts[1].lower().startswith(("re:", "رد:", "aw:", "fw")):
        parts[1] = ""  # the subject of an answer is the words of whoever wrote first
    return "\n".join(part for part in parts if part)


def _with_score(found: Reading, event: Event, *, has_words: bool) -> Reading:
    """A score out of hand says more surely than words how somebody felt; the words say about what."""
    if event.score is None or event.kind not in _WARMEST:
        return found
    middle, half = _WARMEST[event.kind]
    feeling = max(-1.0, min(1.0, (event.score - middle) / half))
    is_bad, is_best = feeling <= -0.5, feeling >= 0.8
    return dataclasses.replace(
        found,
        feeling=feeling,
        is_complaint=(found.is_complaint and feeling < 0.5) or (is_bad and has_words),
        is_praise=is_best and has_words,
        bad_kind=found.bad_kind if feeling < 0.5 else "",
        anger=found.anger if feeling < 0.5 else 0.0,
        evidence=(("score", str(event.score)), *found.evidence),
        confidence=0.9,
    )


def _promised(event: Event, *, language: str, shop: Shop) -> Iterator[log.Entry]:
    data = event.data
    if event.kind not in (*STAFF_KINDS, "call.received") or data.get("is_automatic") or data.get("is_sales"):
        return
    for found in promises.find(
        data.get("text", ""),
        said_at=event.occurred_at,
        zone=shop.zone,
        language=language,
        closes_at=time.fromisoformat(str(shop.closes_at)),  # a shop made this instant holds its default as text
        open_weekdays=tuple(shop.open_weekdays),
    ):
        yield _entry(found, event)


def _entry(found: FoundPromise, event: Event) -> log.Entry:
    mark = hashlib.sha256(found.text.encode()).hexdigest()[:16]
    what = PromiseMade(
        text=found.text[:1000],
        due_at=found.due_at,
        about_id=event.id,
        ref=event.ref,
        by=event.data.get("by", ""),
        what=found.what,
    )
    return log.Entry(
        what=what,
        occurred_at=event.occurred_at,
        source=SOURCE,
        external_id=f"{event.id}:{mark}",
        person_id=event.person_id,
        import_run_id=event.import_run_id,
    )
