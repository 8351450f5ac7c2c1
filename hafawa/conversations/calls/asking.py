"""Which of the messages that came in ask for a call? A stage: reads on from its own cursor, may be run twice."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max

from hafawa.conversations.calls import asked
from hafawa.conversations.calls.models import Callback, CallbackState
from hafawa.listening.extraction.moments import Shop as Days
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "calls.asked"
KINDS = ("message.received", "call.received")
FRESH = timedelta(days=14)  # whoever asked before has been called, or has given up hope; promises are kept elsewhere
_log = logging.getLogger(__name__)


def read_on(*, now: datetime, limit: int = 1000) -> int:
    """Propose a callback for each new message that asks for one; how many there were.

    What is older than `FRESH` is passed over. An event that cannot be read is parked.
    """
    seen = Cursor.objects.filter(name=READER).values_list("last_event_id", flat=True).first() or 0
    newest = Event.objects.aggregate(last=Max("id"))["last"] or 0
    waiting = Event.objects.filter(id__gt=seen, id__lte=newest, kind__in=KINDS, occurred_at__gt=now - FRESH)
    days = _days()
    batch = list(waiting.filter(person__isnull=False).select_related("annotation").order_by("id")[:limit])
    with transaction.atomic():
        made = [c for event in batch if (c := _read(event, days, now=now))]
        Callback.objects.bulk_create(made, ignore_conflicts=True)
        if newest > seen:
            log.move(READER, to=batch[-1].pk if len(batch) == limit else newest, now=now)
    return len(made)


def _days() -> Days:
    shop = Shop.get()
    return Days(shop.zone, time.fromisoformat(str(shop.closes_at)), tuple(shop.open_weekdays))


def _read(event: Event, days: Days, *, now: datetime) -> Callback | None:
    if event.person_id is None or event.data.get("is_automatic") or event.data.get("shown_back"):
        return None
    try:
        reading = getattr(event, "annotation", None)
        language = reading.language if reading else None
        found = asked.find(event.data.get("text", ""), language=language, said_at=event.occurred_at, shop=days)
    except Exception as error:
        _log.error("could not look for a wish to be called in event %s", event.pk, exc_info=error)
        log.park(READER, event, error, now=now)
        return None
    if found is None:
        return None
    return Callback(
        person_id=event.person_id,
        state=CallbackState.ASKED,
        due_at=found.due_at,
        why=found.words[:1000],
        ref=event.ref,
        asked_event_id=event.pk,
        made_at=now,
    )
