"""What does a page say of a message that is on its way, was sent, or was not?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from hafawa.channels.models import Outgoing, OutgoingState
from hafawa.channels.outbox import words
from hafawa.conversations.composing import attaching
from hafawa.team.models import User

S = OutgoingState
_TONES = {S.HELD: "accent", S.WAITING: "accent", S.SENDING: "accent", S.SENT: "ok", S.UNSURE: "note", S.FAILED: "wrong"}
_ACTS: dict[str, tuple[str, ...]] = {
    S.HELD: ("take_back", "send_now"),
    S.WAITING: ("take_back", "send_now"),
    S.UNSURE: ("arrived", "send_again", "discard"),
    S.FAILED: ("send_again", "discard"),
}
SOON = timedelta(minutes=2)
CAME_BACK_FOR = timedelta(days=14)


@dataclass(frozen=True)
class Shown:
    """For `inbox/outgoing_state.html`: `every` is how often it looks again, in seconds; 0 never."""

    outgoing: Outgoing
    words: str
    tone: str
    why: str
    said: str
    acts: tuple[str, ...]
    notes: tuple[str, ...]
    seconds_left: int
    every: int
    files: tuple[str, ...] = ()  # names of what goes along

    @property
    def recipients(self) -> list[str]:
        """Whom it goes to."""
        return [*self.outgoing.to, *self.outgoing.cc]


def in_conversation(keys: Sequence[str], *, to: User, now: datetime) -> list[Shown]:
    """Of the letters under `keys`, those `to` may meet that are on their way, need a person or came back lately."""
    mine = Outgoing.objects.visible_to(to).filter(ref__in=keys)
    came_back = Q(state=S.SENT, bounced_at__gte=now - CAME_BACK_FOR)
    told = mine.filter(Q(state__in=[S.HELD, S.WAITING, S.SENDING, S.UNSURE, S.FAILED]) | came_back)
    found = list(told.order_by("id")[:20])
    along = attaching.along([one.pk for one in found]) if found else {}
    return [replace(shown(one, now=now), files=tuple(file.name for file in along.get(one.pk, ()))) for one in found]


def shown(outgoing: Outgoing, *, now: datetime) -> Shown:
    """How it stands."""
    left = max(0, round((outgoing.due_at - now).total_seconds()))
    is_before = outgoing.state in (S.HELD, S.WAITING)
    is_soon = is_before and outgoing.due_at - now <= SOON
    acts = ("settle",) if outgoing.bounced_at and outgoing.state == S.SENT else _ACTS.get(outgoing.state, ())
    if is_before and outgoing.reached:
        acts = ("send_now",)
    return Shown(
        outgoing=outgoing,
        words=_("Did not arrive") if outgoing.bounced_at else _state(outgoing, is_soon=is_soon),
        tone="wrong" if outgoing.bounced_at or outgoing.refused else _TONES.get(S(outgoing.state), ""),
        why=words.why(outgoing.reason),
        said="" if outgoing.state == S.SENT and not outgoing.refused else outgoing.said,
        acts=acts if is_before is False or not is_soon or outgoing.tries else acts[:1],
        notes=tuple(str(words.NOTES[n]) for n in outgoing.notes if n in words.NOTES),
        seconds_left=left if is_soon and not outgoing.tries else 0,
        every=1 if is_soon and not outgoing.tries else 3 if is_soon or outgoing.state == S.SENDING else 0,
    )


def _state(outgoing: Outgoing, *, is_soon: bool) -> str:
    if outgoing.state == S.HELD and not is_soon:
        return _("Scheduled")
    if outgoing.state == S.WAITING and outgoing.reason:
        return _("Waiting for another try")
    return outgoing.get_state_display()
