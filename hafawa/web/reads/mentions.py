"""Which reviews and mentions wait for an answer of ours, the longest first, and how long may they?

They are the same that wait in the inbox: answered in one is answered in the other, and what somebody closed there is
done with here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from hafawa.conversations import counting, hours, public
from hafawa.conversations.models import Conversation, State
from hafawa.listening.models import TakenUp
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.reads.chosen import Chosen
from hafawa.web.words.story import Item, tell

ANSWERS = ("review.answered", "message.sent", "contact.made", "call.made")
MOST = 100


@dataclass(frozen=True)
class Mention:
    """One that waits: who and what, until when it should be answered, who of us has taken it up."""

    event: Event
    item: Item
    due_at: datetime
    taken: TakenUp | None
    waited: timedelta
    left: timedelta

    @property
    def is_late(self) -> bool:
        """Whether its time has passed."""
        return self.left < timedelta(0)


def waiting(chosen: Chosen, *, to: User, now: datetime, limit: int = MOST) -> list[Mention]:
    """At most `limit`, waiting longest first."""
    until = hours.reply_by()
    events = list(_unanswered(chosen, to=to).order_by("occurred_at", "id")[:limit])
    taken = {t.event_id: t for t in TakenUp.objects.visible_to(to).filter(event__in=events).select_related("by")}
    return [_mention(e, taken.get(e.pk), due_at=until(e.channel, counting.heard_at(e)), now=now) for e in events]


def count(chosen: Chosen, *, to: User) -> int:
    """How many wait."""
    return _unanswered(chosen, to=to).count()


def _mention(event: Event, taken: TakenUp | None, *, due_at: datetime, now: datetime) -> Mention:
    return Mention(event, tell(event), due_at, taken, now - event.occurred_at, due_at - now)


def _unanswered(chosen: Chosen, *, to: User) -> QuerySet[Event]:
    answered = Event.objects.visible_to(to).filter(about_id=OuterRef("id"), kind__in=ANSWERS)
    key = Concat(Value(f"{public.HEAD}:"), Cast(OuterRef("id"), CharField()))
    closed = Conversation.objects.visible_to(to).filter(key=key, state=State.CLOSED, closed_by__isnull=False)
    found = Event.objects.visible_to(to).filter(
        ~Exists(answered), ~Exists(closed), kind__in=public.KINDS, annotation__needs_answer=True
    )
    if chosen.since:
        found = found.filter(occurred_date__gte=chosen.since)
    if chosen.language:
        found = found.filter(annotation__language__startswith=chosen.language)
    if chosen.channel:
        found = found.filter(channel=chosen.channel)
    return found.select_related("annotation", "person")
