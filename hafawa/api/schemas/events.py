"""How does what happened read on the wire, going in and coming out?"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

from hafawa.api.schemas.types import Sent
from hafawa.channels.direct import MOST_AT_ONCE

_EXAMPLE = {
    "kind": "order.placed", "at": "2026-11-22T09:30:00+04:00", "id": "1041", "ref": "1041", "amount_minor": 12000,
    "currency": "GEL", "person": {"email": "layla@example.com", "name": "ليلى"},
}  # fmt: skip


class EventsSent(Sent):
    """Events, each as in the vocabulary (`/events/kinds`): one that is not accepted does not hold up the others."""

    events: list[dict[str, Any]] = Field(min_length=1, max_length=MOST_AT_ONCE, examples=[[_EXAMPLE]])


class Result(Schema):
    """What came of one event: new, known (it was there already) or refused (`reason` and `detail` say why)."""

    index: int
    status: Literal["new", "known", "refused"]
    event_id: int | None = None
    person_id: int | None = None
    reason: str = ""
    detail: str = ""


class Results(Schema):
    """One result for each event, in their order."""

    new: int
    known: int
    refused: int
    results: list[Result]


class Event(Schema):
    """One thing that happened. `data` holds what its kind has beside."""

    id: int
    person_id: int | None
    kind: str
    occurred_at: datetime
    recorded_at: datetime
    source: str
    external_id: str
    channel: str
    ref: str
    amount_minor: int | None
    currency: str
    score: int | None
    due_at: datetime | None
    about_id: int | None
    suggestion_id: int | None
    data: dict[str, Any]


class Events(Schema):
    """A page of events."""

    items: list[Event]
    next: str | None


class KindField(Schema):
    """One field of a kind: text, whole, yes_no, instant, objects or texts."""

    name: str
    type: str
    is_needed: bool


class Kind(Schema):
    """A kind of event."""

    kind: str
    about: str
    by_customer: bool
    needs_about: bool
    fields: list[KindField]


class Kinds(Schema):
    """The whole vocabulary."""

    items: list[Kind]
