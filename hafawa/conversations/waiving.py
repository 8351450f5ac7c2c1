"""Which words need no answer, because somebody closed over them? Said in the timeline, so that standing knows it, too.

A waiver is about one message, and a withdrawal about one waiver: in whatever order they are read, and whatever is
merged or split, the same messages wait. What is written after a closing is under no waiver and waits again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from hafawa.channels.models import Outgoing, OutgoingState
from hafawa.conversations import counting, public
from hafawa.conversations.models import Conversation
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import AnswerWaived, WaiverWithdrawn
from hafawa.timeline.models import Event

SOURCE = "hafawa"
_UNDER_WAY = (OutgoingState.HELD, OutgoingState.WAITING, OutgoingState.SENDING)


def waive(closed: Iterable[Conversation], *, by: User | None, now: datetime) -> int:
    """What nobody answered in these needs no answer; how many messages. Where an answer is on its way, none is."""
    entries = []
    for one in closed:
        if public.is_public(one.key) or _is_being_answered(one):
            continue
        unanswered = counting.unanswered(one)
        known = counting.waived(event.pk for event in unanswered)
        entries += [
            log.Entry(
                AnswerWaived(about_id=e.pk, channel=e.channel, ref=e.ref, by=by.name if by else ""),
                now,
                SOURCE,
                _name(e, one.pk, one.rev),
                e.person_id,
            )
            for e in unanswered[::-1]
            if e.pk not in known
        ]
    return log.append_many(entries, now=now) if entries else 0


def withdraw(
    opened: Iterable[Conversation], *, by: User | None, now: datetime, of_rev: dict[int, int] | None = None
) -> int:
    """What nobody answered in these does need an answer; how many. `of_rev`: by conversation, the act taken back."""
    entries = []
    for one in opened:
        unanswered = {e.pk: e for e in counting.unanswered(one)}
        held = Event.objects.filter(id__in=counting.waivers(unanswered)).order_by("id")
        if of_rev is not None:
            names = [_name(e, one.pk, of_rev[one.pk]) for e in unanswered.values()]
            held = held.filter(source=SOURCE, external_id__in=names)
        entries += [
            log.Entry(
                WaiverWithdrawn(about_id=e.pk, channel=e.channel, ref=e.ref, by=by.name if by else ""),
                now,
                SOURCE,
                f"waiver_withdrawn:{e.pk}",
                e.person_id,
            )
            for e in held
        ]
    return log.append_many(entries, now=now) if entries else 0


def _name(message: Event, conversation_id: int, rev: int) -> str:
    return f"waived:{message.pk}:{conversation_id}:{rev}"


def _is_being_answered(conversation: Conversation) -> bool:
    keys: Collection[str] = [key for key in counting.keys_of(conversation) if key]
    return Outgoing.objects.filter(ref__in=keys, state__in=_UNDER_WAY, is_automatic=False).exists()
