"""How do readings become mentions of topics, and how are all of them made anew?

Reads on behind `annotate` from a cursor of its own; may be run twice; what it cannot read is parked. What people placed
by hand stands in `Placement` and is laid over whatever is counted.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction

from hafawa.listening import annotate, door
from hafawa.listening.models import Annotation
from hafawa.listening.said import CUSTOMER_KINDS, words_of
from hafawa.listening.themes import kept
from hafawa.listening.themes.classify import counted
from hafawa.listening.themes.kept import InUse
from hafawa.listening.themes.models import Mention, Placement, State, Taxonomy, Theme
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "listening.themes"
RECOUNT = "listening.themes.recount"
BATCH = 1000
_FIELDS = ["start", "end", "why", "confidence", "language", "occurred_at", "version", "is_wrong"]
_log = logging.getLogger(__name__)


def read_on(*, now: datetime, limit: int = 100_000) -> int:
    """Find the topics in up to `limit` events that were annotated since; how many events that were."""
    in_use, seen = kept.in_use(), 0
    if not Cursor.objects.filter(name=READER).exists():
        _note_counted(in_use, now=now)  # nothing was counted by another version
    while limit > 0 and (events := _unread(min(BATCH, limit))):
        with transaction.atomic():
            _count(events, in_use=in_use, now=now)
            log.move(READER, to=events[-1].pk, now=now)
        limit -= len(events)
        seen += len(events)
    return seen


def is_outdated() -> bool:
    """Whether what is counted was told by another version: another reader, topics that were changed."""
    counted = Taxonomy.objects.filter(id=1).values_list("counted_version", flat=True).first()
    return counted is not None and counted != _version(kept.in_use()) and Mention.objects.exists()


def recount(*, now: datetime, progress: Callable[[int, int], None] | None = None) -> int:
    """Tell all topics anew, going on where a recount was broken off; how many events were looked at.

    `progress` is told how many of how many. Parts of themes and what was placed by hand stay with their events.
    """
    in_use = kept.in_use()
    version = _version(in_use)
    cursor = Cursor.objects.filter(name=RECOUNT).first()
    row = kept.taxonomy()
    after = cursor.last_event_id if cursor and row.recounting == version else 0
    Taxonomy.objects.filter(id=1).update(recounting=version)
    until = Cursor.objects.filter(name=READER).values_list("last_event_id", flat=True).first() or 0
    rest = Event.objects.filter(id__gt=after, id__lte=until, kind__in=CUSTOMER_KINDS)
    total, seen = rest.count(), 0
    while events := list(rest.filter(id__gt=after).order_by("id")[:BATCH]):
        with transaction.atomic():
            _count(events, in_use=in_use, now=now)
            after = events[-1].pk
            log.move(RECOUNT, to=after, now=now)
        seen += len(events)
        if progress:
            progress(seen, total)
    _note_counted(in_use, now=now)
    return seen


def _note_counted(in_use: InUse, *, now: datetime) -> None:
    kept.taxonomy()
    Taxonomy.objects.filter(id=1).update(counted_version=_version(in_use), recounting="")
    log.move(RECOUNT, to=0, now=now)


def _version(in_use: InUse) -> str:
    return f"{in_use.version}+{door.READER.version}"[:120]


def _unread(limit: int) -> list[Event]:
    """The next events that `annotate` has passed already."""
    annotated = Cursor.objects.filter(name=annotate.READER).values_list("last_event_id", flat=True).first() or 0
    return [event for event in log.unread(READER, limit=limit) if event.pk <= annotated]


def _count(events: list[Event], *, in_use: InUse, now: datetime) -> None:
    told = [e for e in events if e.kind in CUSTOMER_KINDS and not e.data.get("is_automatic")]
    ids = [event.pk for event in told]
    readings = Annotation.objects.in_bulk(ids)
    placed = {(p.event_id, p.topic, p.sign): p for p in Placement.objects.filter(event_id__in=ids)}
    made: list[Mention] = []
    for event in told:
        try:
            reading = readings.get(event.pk)
            if reading is not None and not reading.kinds.get("spam", 0) > 0.5:
                made += _mentions(event, reading, in_use=in_use, placed=placed)
        except Exception as error:  # an event nobody foresaw is set aside, and the next one counted
            _log.exception("could not tell the topics of event %s", event.pk)
            log.park(READER, event, error, now=now)
    kept_keys = {(m.event_id, m.topic, m.sign) for m in made}
    stale = [m.pk for m in Mention.objects.filter(event_id__in=ids) if (m.event_id, m.topic, m.sign) not in kept_keys]
    Mention.objects.filter(id__in=stale).delete()
    Mention.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["event", "topic", "sign"], update_fields=_FIELDS
    )
    _open_themes({(m.topic, m.sign) for m in made}, now=now)


def _mentions(
    event: Event, reading: Annotation, *, in_use: InUse, placed: dict[tuple[int, str, str], Placement]
) -> Iterable[Mention]:
    text = words_of(event)
    found = in_use.classifier.tell(text, language=reading.language, feeling=reading.feeling)
    for told in counted(found, reading):
        hand = placed.get((event.pk, told.topic, told.sign))
        yield Mention(
            event_id=event.pk,
            topic=told.topic,
            sign=told.sign,
            start=told.start,
            end=told.end,
            why=told.why[:200],
            confidence=told.confidence,
            language=reading.language[:8],
            theme_id=hand.theme_id if hand else None,
            occurred_at=event.occurred_at,
            is_wrong=bool(hand and hand.is_wrong),
            version=in_use.version,
        )


def _open_themes(pairs: set[tuple[str, str]], *, now: datetime) -> None:
    """A theme for each topic and sign spoken of for the first time; a topic needs no confirming."""
    known = set(Theme.objects.filter(parent=None).values_list("topic", "sign"))
    for topic, sign in sorted(pairs - known):
        Theme.objects.get_or_create(
            topic=topic, sign=sign, parent=None, defaults={"made_at": now, "state": State.CONFIRMED}
        )
