"""What is to be told, to whom? Each endpoint reads the timeline with a cursor of its own.

What happened that is no event waits for it in rows (`telling`), and takes its place after the events there were then.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hafawa.kernel import locks
from hafawa.people.models import Person
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event
from hafawa.webhooks.messages import IN_TURN, of_event, of_happened, reader
from hafawa.webhooks.models import Delivery, Endpoint, Happened

BATCH = 1000
BATCHES = 20  # of one endpoint at a time, so that other tasks get their turn


def is_behind() -> bool:
    """Whether something has happened that an endpoint has not looked at."""
    if Happened.objects.filter(endpoint__stopped_at=None).exists():
        return True
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
            happened = list(
                endpoint.happened.order_by("after_event_id", "id")[:BATCH]
            )  # first: then all before is there
            unread = Event.objects.filter(id__gt=cursor.last_event_id)
            if len(happened) == BATCH:  # more may come before the next event
                unread = unread.filter(id__lte=happened[-1].after_event_id)
            found = list(unread.order_by("id")[:BATCH])
            if len(found) == BATCH:  # more may come before the next that happened
                happened = [one for one in happened if one.after_event_id <= found[-1].pk]
            if not found and not happened:
                return made
            made += _keep(endpoint, found, happened, now=now)
            if found:
                log.move(reader(endpoint), to=found[-1].pk, now=now)
    return made


def _keep(endpoint: Endpoint, events: list[Event], happened: list[Happened], *, now: datetime) -> int:
    """In the order in which they happened, by which each person's messages are sent."""
    placed = [
        (e.pk, 0, of_event(endpoint, e, now=now)) for e in events if not endpoint.kinds or e.kind in endpoint.kinds
    ]
    there = set(Person.objects.filter(id__in={h.person_id for h in happened}).values_list("id", flat=True))
    placed += [
        (h.after_event_id, h.pk, of_happened(endpoint, h, now=now))
        for h in happened
        if h.person_id is None or h.person_id in there  # else erased while it was kept
    ]
    wanted = [delivery for _event, _place, delivery in sorted(placed, key=lambda one: one[:2])]
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True)
    Happened.objects.filter(id__in=[h.pk for h in happened]).delete()
    return len(wanted)
