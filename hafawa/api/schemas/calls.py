"""How does a call read on the wire?"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from hafawa.api.schemas.types import Name, Sent, Words
from hafawa.channels.call import LONGEST_SECONDS

_ID = r"^[\x21-\x7e]{1,100}$"
_EXAMPLE: dict[str, Any] = {
    "id": "9f3c-17", "direction": "in", "number": "+995555123456", "outcome": "not_reached",
    "began_at": "2026-11-22T09:30:00+04:00", "duration_seconds": 0,
}  # fmt: skip


class CallSent(Sent):
    """A call that ended. `number` is the other side's, with its prefix or as one dials it in the shop's country."""

    id: Annotated[str, StringConstraints(pattern=_ID)] = Field(description="the phone system's own; the same, once")
    direction: Literal["in", "out"]
    number: Annotated[str, StringConstraints(max_length=60)]
    outcome: Literal["reached", "not_reached", "voicemail"]
    began_at: Annotated[AwareDatetime, Field(strict=False)]
    duration_seconds: Annotated[int, Field(ge=0, le=LONGEST_SECONDS)] | None = None
    name: Name = ""
    note: Words = ""
    by: Name = Field("", description="who of the team spoke")


class CallsSent(Sent):
    """Calls that ended: one that is not accepted does not hold up the others."""

    calls: list[CallSent] = Field(min_length=1, max_length=500, examples=[[_EXAMPLE]])


class Taken(Schema):
    """What came of a call that a phone service told of."""

    status: Literal["new", "known", "going_on", "unknown_number", "erased"]
    event_id: int | None = None
    person_id: int | None = None
