"""Which of our messages did not arrive, as servers report it afterwards? Reads on from its own cursor.

A report counts only where it returns the Message-ID of one of ours, whose token none but its recipients and the servers
on the way have seen.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hafawa.channels.models import Outgoing, OutgoingState
from hafawa.timeline import log
from hafawa.timeline.models import Cursor, Event

READER = "outbox.bounces"
MOST = 50
_AT_ONCE = 5_000


def is_behind() -> bool:
    """Whether anything came since the last look that might be a report."""
    if not Outgoing.objects.exists():
        return False
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    return last > (Cursor.objects.filter(name=READER).values_list("last_event_id", flat=True).first() or 0)


def read_on(*, now: datetime) -> int:
    """Tie the reports that came since to what they are about; how many messages did not arrive."""
    found = 0
    while events := log.unread(READER, limit=_AT_ONCE):
        with transaction.atomic():
            found += sum(_tie(e, now=now) for e in events if e.kind == "message.received" and e.data.get("undelivered"))
            log.move(READER, to=events[-1].pk, now=now)
    return found


def _tie(event: Event, *, now: datetime) -> bool:
    """The message shows what the server said; one of which nobody knew has been sent after all, and came back."""
    told = [one for one in event.data["undelivered"] if isinstance(one, dict) and one.get("action") == "failed"]
    named = {str(one.get("message_id", "")) for one in told}
    ours = Outgoing.objects.select_for_update().filter(message_id__in=named).first() if len(named) == 1 else None
    if ours is None:
        return False
    known = {one["email"] for one in ours.bounces}
    said = [{name: str(one.get(name, ""))[:500] for name in ("email", "status", "said")} for one in told]
    new = [one for one in said if one["email"] not in known][:MOST]
    if not new:
        return False
    ours.bounces = [*ours.bounces, *new]
    ours.bounced_at = ours.bounced_at or event.occurred_at
    if ours.state == OutgoingState.UNSURE:
        ours.state, ours.reason, ours.ended_at = OutgoingState.FAILED, "refused", now
        ours.said = new[0]["said"]
    ours.save(update_fields=["bounces", "bounced_at", "state", "reason", "ended_at", "said"])
    return True
