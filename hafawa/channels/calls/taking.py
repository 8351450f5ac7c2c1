"""How does a call that a phone system tells of come into somebody's story? Matched by number, once each.

A number nobody has makes somebody without a name, but only where they called: whom we dial without knowing them may be
the courier. Somebody erased is not made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from hafawa.channels.call import IN, Call, external_id, happening
from hafawa.channels.importers import erased, planning, writing
from hafawa.channels.importers.registry import Arrival, Key, Said, Who
from hafawa.channels.models import ImportRun
from hafawa.people.models import Identifier, IdentifierKind
from hafawa.timeline.models import Event

NEW, KNOWN, UNKNOWN_NUMBER, ERASED = "new", "known", "unknown_number", "erased"


@dataclass(frozen=True)
class Result:
    """What came of a call: `status` new, known (told of before), unknown_number (we dialled a stranger) or erased."""

    status: str
    event_id: int | None = None
    person_id: int | None = None


def take_in(call: Call, *, source: str, now: datetime) -> Result:
    """Keep `call` under `source`; the same call again is known."""
    try:
        return _take_in(call, source=source, now=now)
    except IntegrityError:  # the same call, or somebody with that number, came in between: both are there now
        return _take_in(call, source=source, now=now)


@transaction.atomic
def _take_in(call: Call, *, source: str, now: datetime) -> Result:
    there = _event(call, source=source)
    if there is not None:
        return Result(KNOWN, there.pk, there.person_id)
    if call.direction != IN and not is_known(call.number):
        return Result(UNKNOWN_NUMBER)
    who = Who((Key(IdentifierKind.PHONE.value, call.number, call.as_typed or call.number),), call.name)
    arrival = Arrival(0, who, (Said(happening(call), call.began_at, external_id(call.call_id)),))
    settled, _left_out = erased.settle([arrival], source=source)
    if not settled or not settled[0].who:
        return Result(ERASED)
    run = ImportRun(source=source, name=source)  # never saved: it only says whence
    writing.take_in(settled, run=run, zone=planning.setting().zone, now=now)
    made = _event(call, source=source)
    return Result(NEW, made.pk, made.person_id) if made else Result(ERASED)


def is_known(number: str) -> bool:
    """Whether somebody has this number (E.164)."""
    return Identifier.objects.filter(kind=IdentifierKind.PHONE, value=number).exists()


def _event(call: Call, *, source: str) -> Event | None:
    return Event.objects.filter(source=source, external_id=external_id(call.call_id)).first()
