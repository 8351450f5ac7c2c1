"""How do the words that came in become readings, and the promises that went out become dated promises?

Reads on from its own cursor; may be run twice; what it cannot read is parked and the next event is not kept waiting.
"""

from __future__ import annotations

import dataclasses
import hashlib
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from hafawa.listening import door, extraction, routing
from hafawa.listening.backlog import gathering
from hafawa.listening.corrections import learning, values
from hafawa.listening.corrections.models import Correction
from hafawa.listening.corrections.values import Said
from hafawa.listening.given import Given
from hafawa.listening.models import Annotation
from hafawa.listening.proposing import proposed
from hafawa.listening.reading import Found, Paragraph, Reading
from hafawa.listening.routine import shop as routine
from hafawa.listening.said import KINDS, NOTES, STAFF_KINDS, words_of
from hafawa.people import proposals
from hafawa.people.models import Proposal
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.events import PromiseMade
from hafawa.timeline.models import Cursor, Event

READER = "listening.annotate"
CORRECTED = "listening.corrected"
SOURCE = "listening"
BATCH = 1000
_READ = {f.name for f in dataclasses.fields(Reading)} - {"is_automatic", "chances", "cuts"}
_FIELDS = sorted({"version", "read_at", "route", "route_why", *_READ})
SURE_UNDATED = 0.75  # without a day, most of what reads as a promise is talk: it stays a piece of its reading
_NOBODY = Said()
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


def read_again(events: list[Event], *, now: datetime) -> int:
    """Read these again, whatever version read them; return how many got a reading."""
    return _read_batch(events, now=now, known=_already_promised(events))


def version() -> str:
    """Of the reader in use with what this shop's corrections taught it."""
    return f"{door.READER.version}{learning.suffix()}"


def note_correction(*, now: datetime) -> None:
    """Tell the stages that readings changed: the cursor "listening.corrected" counts up."""
    with transaction.atomic():
        seen = Cursor.objects.select_for_update().get_or_create(name=CORRECTED)[0]
        log.move(CORRECTED, to=seen.last_event_id + 1, now=now)


def as_reading(row: Annotation) -> Reading:
    """What is stored, as it was read."""
    kept = {name: getattr(row, name) for name in _READ}
    kept["evidence"] = tuple((label, words) for label, words in row.evidence)
    kept["paragraphs"] = tuple(Paragraph(start=a, end=b, language=tag) for a, b, tag in row.paragraphs)
    kept["found"] = tuple(Found(**piece) for piece in row.found)
    return Reading(**kept)


def _outdated(*, after: int) -> Iterable[Event]:
    stale = ~Q(annotation__version=version()) & Q(annotation__isnull=False)
    return Event.objects.filter(stale, id__gt=after, kind__in=KINDS).order_by("id")[:BATCH]


def _already_promised(events: list[Event]) -> frozenset[int | None]:
    """Which of `events` have promises in the timeline: people may have acted on them, so they are left as they are."""
    ids = [e.id for e in events]
    return frozenset(
        Event.objects.filter(kind=PromiseMade.kind, source=SOURCE, about_id__in=ids).values_list("about_id", flat=True)
    )


def _read_batch(events: list[Event], *, now: datetime, known: frozenset[int | None] = frozenset()) -> int:
    given, heard = Given.of(Shop.get()), routine.hearing()
    by_people = _said_of([e.id for e in events])
    learning.fetch()
    made: list[Annotation] = []
    promised: list[log.Entry] = []
    worth_knowing: list[Proposal] = []
    for event, words, read in _heard(events, now=now):
        try:
            said = by_people.get(event.id, _NOBODY)
            found = _completed(event, words, learning.adjust(words, _in_their_language(words, read, said)), given)
            found = values.apply(found, said)
            annotation = _row(found, event, now=now, said=said)
            if not said.values.get("route"):
                routing.route(annotation, found, words, event, heard)
            entries = [] if event.id in known else list(_promised(event, found.found))
            worth = proposed(event, found.found, zone=given.zone, now=now)
        except Exception as error:  # an event nobody foresaw is set aside, and the next one read
            _park(event, error, now=now)
            continue
        made.append(annotation)
        promised += entries
        worth_knowing += worth
    Annotation.objects.bulk_create(made, update_conflicts=True, unique_fields=["event"], update_fields=_FIELDS)
    routing.mind_what_is_open(made, events)
    log.append_many(promised, now=now, zone=given.zone)
    gathering.take_in(made, now=now)
    proposals.forget_waiting(a.event_id for a in made)
    proposals.propose(worth_knowing)
    return len(made)


def _said_of(event_ids: list[int]) -> dict[int, Said]:
    rows: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    holding = Correction.objects.filter(event_id__in=event_ids, undone_at=None).order_by("id")
    for event_id, what, about, value in holding.values_list("event_id", "what", "about", "value"):
        rows[event_id].append((what, about, value))
    return {event_id: values.said(some) for event_id, some in rows.items()}


def _in_their_language(words: str, found: Reading, said: Said) -> Reading:
    """Read in the language somebody of the team said it is in; else as it was read."""
    told = said.values.get("language")
    return door.read(words, language="und" if told == "other" else told) if told else found


def _heard(events: list[Event], *, now: datetime) -> Iterator[tuple[Event, str, Reading]]:
    """The events that have words or a score, their words and what those read as: read together, which is faster."""
    heard: list[tuple[Event, str]] = []
    for event in events:
        try:
            said = words_of(event) if event.kind in KINDS else ""
        except Exception as error:
            _park(event, error, now=now)
            continue
        if said or (event.kind in KINDS and event.score is not None):
            heard.append((event, said))
    for (event, said), found in zip(heard, door.read_many([said for _, said in heard]), strict=True):
        yield event, said, found


def _park(event: Event, error: Exception, *, now: datetime) -> None:
    _log.error("could not read event %s", event.id, exc_info=error)
    log.park(READER, event, error, now=now)


def _completed(event: Event, words: str, read: Reading, given: Given) -> Reading:
    """What was read, with what is known of the event beside its words."""
    found = _with_score(read, event, has_words=bool(words))
    if event.kind != "message.received":  # nobody waits for words on a review that only tells
        asks = found.is_question or found.is_request or found.is_complaint
        found = dataclasses.replace(found, needs_answer=asks)
    if event.data.get("is_automatic") or found.is_automatic or event.kind in STAFF_KINDS:
        found = dataclasses.replace(found, needs_answer=False)
    return dataclasses.replace(found, found=_pieces(event, words, found, given))


def _pieces(event: Event, words: str, found: Reading, given: Given) -> tuple[Found, ...]:
    """What counts in the words: of an automatic mail nothing, of one that sells no promise."""
    data = event.data
    if found.is_automatic or data.get("is_automatic"):
        return ()
    return extraction.find(
        words,
        language=found.language,
        said_at=event.occurred_at,
        by_staff=event.kind in (*STAFF_KINDS, *NOTES) and not data.get("is_sales"),
        is_note=event.kind in NOTES,
        **given.shop,
    )


def _row(found: Reading, event: Event, *, now: datetime, said: Said) -> Annotation:
    kept: dict[str, Any] = {f.name: getattr(found, f.name) for f in dataclasses.fields(found) if f.name in _READ}
    kept["evidence"] = [list(pair) for pair in found.evidence]
    kept["paragraphs"] = [[p.start, p.end, p.language] for p in found.paragraphs]
    kept["found"] = [dataclasses.asdict(piece) for piece in found.found]
    kept["emotions"], kept["kinds"] = dict(found.emotions), dict(found.kinds)
    if route := said.values.get("route"):
        kept |= {"route": route, "route_why": ["said"]}
    return Annotation(event_id=event.id, version=version(), read_at=now, **kept)


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


def _promised(event: Event, found: Iterable[Found]) -> Iterator[log.Entry]:
    """The promises of the body; what the subject of a message says is said again in it, or was said before."""
    if event.data.get("shown_back"):  # whoever wrote the note has said which of them were made
        return iter(())
    text = event.data.get("text", "")
    body = len(words_of(event)) - len(text)
    made = (piece for piece in found if piece.what == "promise" and piece.start >= body)
    return (_entry(piece, event) for piece in made if "due" in piece.says or piece.confidence >= SURE_UNDATED)


def _entry(found: Found, event: Event) -> log.Entry:
    mark = hashlib.sha256(found.words.encode()).hexdigest()[:16]
    due = found.says.get("due")
    what = PromiseMade(
        text=found.words[:1000],
        due_at=datetime.fromisoformat(due) if due else None,
        about_id=event.id,
        ref=event.ref,
        by=event.data.get("by", ""),
        what=found.says["what"],
    )
    return log.Entry(
        what=what,
        occurred_at=event.occurred_at,
        source=SOURCE,
        external_id=f"{event.id}:{mark}",
        person_id=event.person_id,
        import_run_id=event.import_run_id,
    )
