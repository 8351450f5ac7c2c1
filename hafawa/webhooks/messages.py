"""What is said outside about an event? Ids and kinds: who wants more asks for it with a key of their own."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from hafawa.timeline.models import Event
from hafawa.webhooks.models import Delivery, Endpoint, Happened

GIVE_UP_AFTER = timedelta(days=3)
PING = "ping"
IN_TURN = "webhooks"  # messages are made and taken away one after another, see kernel.locks


def reader(endpoint: Endpoint) -> str:
    """The name of the cursor with which `endpoint` reads the timeline."""
    return f"webhooks.{endpoint.pk}"


def of_event(endpoint: Endpoint, event: Event, *, now: datetime) -> Delivery:
    """The message about `event`; its id is the same whenever it is made."""
    about = {
        "event_id": event.pk,
        "person_id": event.person_id,
        "kind": event.kind,
        "occurred_at": event.occurred_at.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "about_id": event.about_id,
        "suggestion_id": event.suggestion_id,
    }
    return Delivery(
        endpoint=endpoint,
        message_id=f"msg_event_{event.pk}",
        kind=event.kind,
        event_id=event.pk,
        person_id=event.person_id,
        body=json.dumps({"type": event.kind, "timestamp": event.occurred_at.isoformat(), "data": about}),
        due_at=now,
        until=now + GIVE_UP_AFTER,
        made_at=now,
    )


def of_happened(endpoint: Endpoint, happened: Happened, *, now: datetime) -> Delivery:
    """The message about what is no event; its id and body are the same at every endpoint."""
    about = {
        "event_id": happened.event_id,
        "person_id": happened.person_id,
        "kind": happened.kind,
        "occurred_at": happened.at.isoformat(),
        **happened.facts,
    }
    return Delivery(
        endpoint=endpoint,
        message_id=happened.message_id,
        kind=happened.kind,
        event_id=happened.event_id,
        person_id=happened.person_id,
        body=json.dumps({"type": happened.kind, "timestamp": happened.at.isoformat(), "data": about}),
        due_at=now,
        until=now + GIVE_UP_AFTER,
        made_at=now,
    )


def of_happening(kind: str, *, now: datetime) -> str:
    """The body of a message that is about nobody."""
    return json.dumps({"type": kind, "timestamp": now.isoformat(), "data": {"kind": kind}})
