"""How does a card read on the wire, and what is said when it is acted on?"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from hafawa.api.schemas.types import Line, Minor, Sent

Channel = Literal["email", "phone", "review", "chat", "social", "sms", "in_person"]
Reason = Literal["already_done", "not_true", "wrong_person", "not_now", "unkind", "never_for_this_person"]


class Card(Schema):
    """One person to turn to: why, on which evidence (ids of events), in how many minutes, and why it stands here.

    Sentences are in the language asked for; `words` is what could be said, in the person's own.
    """

    suggestion_id: int
    person_id: int
    person_name: str
    playbook: str
    action: str
    action_label: str
    title: str
    reason: str
    evidence: list[int]
    words: str
    words_language: str
    gesture: str
    channel: str
    minutes: int
    value_minor: int | None
    currency: str
    why_here: str
    also: list[str]
    keeps_promise: bool
    can_repair: bool
    due_at: datetime | date | None
    expires_at: datetime | None
    made_at: datetime
    urgency: float


class Today(Schema):
    """The day's list in order. `day` is what it is judged from; `is_stale`: that is the end of an old record."""

    items: list[Card]
    total: int
    minutes_used: int
    day: datetime
    is_stale: bool


class Suggestion(Schema):
    """Where a card stands, and the events the last act on it appended."""

    id: int
    person_id: int
    playbook: str
    action: str
    evidence: list[int]
    minutes: int
    value_minor: int | None
    currency: str
    state: Literal["open", "done", "later", "not_this", "expired", "settled", "held_out"]
    made_at: datetime
    expires_at: datetime | None
    later_until: date | None
    closed_at: datetime | None
    not_this_reason: str
    event_ids: list[int]


class Gesture(Sent):
    """Something given along, and what it cost us."""

    what: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    amount_minor: Minor | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^([A-Z]{3})?$")] = ""


class Done(Sent):
    """How it was done. `channel` left out is the one suggested; a call that did not reach them comes back tomorrow."""

    channel: Channel | None = None
    text: Annotated[str, StringConstraints(max_length=20_000)] = ""
    gesture: Gesture | None = None
    promise_kept: bool | None = None
    repair: Line = ""
    reached: bool = True


class Later(Sent):
    """The day it may come back."""

    until: Annotated[date, Field(strict=False)]


class NotThis(Sent):
    """Why not."""

    reason: Reason
    note: Annotated[str, StringConstraints(max_length=1000)] = ""
