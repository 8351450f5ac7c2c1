"""Which events are to be told, to whom? Each endpoint reads the timeline with a cursor of its own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hafawa.kernel import locks
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event
from hafawa.webhooks.messages import IN_TURN, of_event, reader
from hafawa.webhooks.models import Delivery, Endpoint

BATCH = 1000
BATCHES = 20  # of one endpoint at a time, so that other tasks get their turn


def is_behind() -> bool:
    """Whether an event has come that an endpoint has not looked at."""
    going = {reader(e) for e in Endpoint.objects.filter(stopped_at=None).only("id")}
    if not going:
        return False
    newest = Event.objects.aggregate(last=Max("id"))["last"] or 0
    return Cursor.objects.filter(name__in=going, last_event_id__lt=newest).exists()


def gather(*, now: datetime) -> int:
    """Make the messages that are due to be made; how many. They are kept and the cursor moved in one."""
    return sum(_gather(e, now=now) for e in Endpoint.objects.filter(stopped_at=None))


def _gather(endpoint: Endpoint, *, now: datetime) -> int:
    made = 0
    for _batch in range(BATCHES):
        with transaction.atomic():
            locks.in_turn(IN_TURN)  # an erasure that came first has committed: what it took is not read any more
            cursor, _ = Cursor.objects.select_for_update().get_or_create(
                name=reader(endpoint), defaults={"last_event_id": endpoint.starts_after}
            )
            found = list(Event.objects.filter(id__gt=cursor.last_event_id).order_by("id")[:BATCH])
            if not found:
                return made
            made += _keep(endpoint, found, now=now)
            log.move(reader(endpoint), to=found[-1].pk, now=now)
    return made


def _keep(endpoint: Endpoint, events: list[Event], *, now: datetime) -> int:
    wanted = [of_event(endpoint, e, now=now) for e in events if not endpoint.kinds or e.kind in endpoint.kinds]
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True)
    return len(wanted)
