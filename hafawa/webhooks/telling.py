"""What happens that is no event of the timeline, and how does it come to be told in its turn?

Whoever does such a thing calls `tell` in the transaction that does it: what is rolled back is told to nobody, what is
kept waits as a `Happened` for each endpoint that wants it, until `gathering` makes a message of it.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from hafawa.timeline.models import Event
from hafawa.webhooks.models import Endpoint, Happened

#: the kinds, each with what it tells of and what its `data` holds besides
KINDS: dict[str, str] = {
    "conversation.opened": "Somebody waits in a new conversation.",
    "conversation.answered": "Words by hand, or a call, answered what they said last; what a rule sends does not.",
    "conversation.closed": "It left the queue. `merged_into_id`: the conversation that holds its words from now on.",
    "conversation.reopened": "It is back in the queue: they wrote again, or somebody of the team put it there.",
    "conversation.assigned": "`assignee_id` looks after it from now on; null is nobody.",
    "note.added": "A note among the team, `note_id`, without its words.",
}


@dataclass(frozen=True)
class Happening:
    """One thing that happened: ids and kinds, no words. `event_id` is the event of the timeline by which it did."""

    kind: str
    person_id: int | None
    facts: dict[str, Any] = field(default_factory=dict)
    event_id: int | None = None


def is_anybody_told() -> bool:
    """Whether any endpoint is there, so that somebody need look what happened."""
    return Endpoint.objects.exists()


def tell(happened: Sequence[Happening], *, now: datetime) -> int:
    """Keep these for every endpoint that wants them; how many rows. In the transaction in which they happened."""
    endpoints = list(Endpoint.objects.order_by("id")) if happened else []
    if not endpoints:
        return 0
    newest = Event.objects.aggregate(last=Max("id"))["last"] or 0
    rows = []
    for one in happened:
        message_id = f"msg_happened_{secrets.token_hex(12)}"
        rows += [
            Happened(
                endpoint=endpoint,
                message_id=message_id,
                kind=one.kind,
                person_id=one.person_id,
                event_id=one.event_id,
                after_event_id=newest,
                facts=one.facts,
                at=now,
            )
            for endpoint in endpoints
            if not endpoint.kinds or one.kind in endpoint.kinds
        ]
    Happened.objects.bulk_create(rows)
    return len(rows)
