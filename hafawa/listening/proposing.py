"""Which details and days of a reading are proposed for somebody to keep?

Only what is surer than a guess, from what the customer said or what we noted of a call; matters of health, law, money,
a loss or a secret for the narrowest audience, whatever was read beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from hafawa.listening.reading import Found
from hafawa.people.models import Audience, Proposal
from hafawa.timeline.models import Event

FROM = ("message.received", "call.received", "call.made", "survey.answered")
SURE_ENOUGH = 0.6
MOST = 5  # of one message


def proposed(event: Event, found: Iterable[Found], *, zone: ZoneInfo, now: datetime) -> list[Proposal]:
    """The proposals (unsaved) `found` in the words of `event` gives; none where nobody is known to whom they belong."""
    if event.person_id is None or event.kind not in FROM:
        return []
    pieces = list(found)
    narrow = [(p.start, p.end) for p in pieces if p.what == "confidential"]
    whose = event.person_id
    return [_proposal(p, event, whose=whose, narrow=narrow, zone=zone, now=now) for p in _worth(pieces)][:MOST]


def _worth(pieces: Iterable[Found]) -> Iterator[Found]:
    return (p for p in pieces if p.what in ("detail", "occasion") and p.confidence >= SURE_ENOUGH and len(p.words) > 3)


def _proposal(
    piece: Found, event: Event, *, whose: int, narrow: list[tuple[int, int]], zone: ZoneInfo, now: datetime
) -> Proposal:
    says = piece.says
    is_narrow = says["audience"] == Audience.NEVER_SHOW or any(
        a < piece.end + 40 and piece.start - 40 < b for a, b in narrow
    )
    return Proposal(
        person_id=whose,
        text=piece.words[:1000],
        about=says["about"],
        kind=says["kind"],
        audience=Audience.NEVER_SHOW if is_narrow else Audience.KNOW,
        occasion=says.get("occasion", ""),
        calendar=says.get("calendar", ""),
        year=_number(says.get("year")),
        month=_number(says.get("month")),
        day=_number(says.get("day")),
        confidence=piece.confidence,
        said_on=event.occurred_at.astimezone(zone).date(),
        evidence_event_id=event.id,
        import_run_id=event.import_run_id,
        proposed_at=now,
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None
