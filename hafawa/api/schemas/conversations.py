"""How does a conversation read on the wire, and what may be said about it?"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from hafawa.api.pages import Id
from hafawa.api.schemas.types import Sent

States = Literal["open", "snoozed", "closed"]


class Conversation(Schema):
    """One conversation and how it stands. `waiting_since` and `reply_by` are null where nobody waits for us.

    `first_answered_at` is the first answer by hand; `acknowledged_at` is when a rule said that the message is there,
    which is no answer. `rev` goes up with each act of a person.
    """

    id: int
    key: str
    channel: str
    person_id: int | None
    subject: str
    preview: str
    state: States
    is_automatic: bool
    is_angry: bool
    is_complaint: bool
    assignee_id: int | None
    first_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    reply_by: datetime | None
    acknowledged_at: datetime | None
    first_answered_at: datetime | None
    snoozed_until: datetime | None
    closed_at: datetime | None
    n_in: int
    n_out: int
    last_event_id: int
    tags: list[str]
    rev: int


class Conversations(Schema):
    """A page of conversations."""

    items: list[Conversation]
    next: str | None


class Note(Schema):
    """A note among the team; nothing can send it."""

    id: int
    text: str
    by_name: str
    at: datetime


class Notes(Schema):
    """All notes beside a conversation, oldest first."""

    items: list[Note]


class NoteSent(Sent):
    """The words of a note."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=20_000)]


class Change(Sent):
    """What is to be otherwise; what is left out stays. `until` goes with `snoozed`; `assignee_id` null is nobody."""

    state: States | None = None
    until: Annotated[datetime, Field(strict=False)] | None = None
    assignee_id: Id | None = None
    unassign: bool = False


class ReplySent(Sent):
    """Words for whom the conversation is with. `seen_event_id`: the newest thing said there that the writer saw."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=100_000)]
    seen_event_id: Id
    not_before: Annotated[datetime, Field(strict=False)] | None = None


class Gone(Schema):
    """Words on their way: when they go out, and until when a person may take them back (null: not at all)."""

    channel: str
    ref: str
    goes_at: datetime
    until: datetime | None
