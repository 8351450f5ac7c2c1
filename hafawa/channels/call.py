"""What is one call, whoever tells of it, and which event does it become? Pure.

A call that has not ended is none yet. One that ended becomes one event, named by the phone system's own id, so that it
may be told of again, in any order, and by the log afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hafawa.timeline.events import CallMade, CallReceived

OUT, IN = "out", "in"
REACHED, NOT_REACHED, VOICEMAIL = "reached", "not_reached", "voicemail"
LONGEST_SECONDS = 7 * 24 * 3600  # what says more is a clock gone wrong


@dataclass(frozen=True)
class Call:
    """A call that ended. `number` is theirs (E.164), `as_typed` as it came; `began_at` is aware."""

    call_id: str
    direction: str
    number: str
    as_typed: str
    outcome: str
    began_at: datetime
    duration_seconds: int | None = None
    text: str = ""
    name: str = ""
    by: str = ""
    ref: str = ""


def external_id(call_id: str) -> str:
    """What the event of a call is called within its source."""
    return f"call:{call_id}"


def happening(call: Call) -> CallMade | CallReceived:
    """The event of `call`; without a ref it stands by itself among the conversations, and only if nobody took it."""
    kind = CallMade if call.direction == OUT else CallReceived
    return kind(
        ref=call.ref,
        text=call.text,
        by=call.by,
        outcome=call.outcome,
        number=call.number,
        duration_seconds=call.duration_seconds,
        call_id=call.call_id,
    )
