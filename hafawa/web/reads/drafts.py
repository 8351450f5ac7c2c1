"""What is known of a card, so that what is being written to its person can be looked at?"""

from __future__ import annotations

from datetime import datetime

from hafawa.conversations.composing import coach
from hafawa.conversations.composing.coach import Matter, Shown
from hafawa.listening.said import CUSTOMER_KINDS
from hafawa.playbooks.models import Suggestion
from hafawa.team.models import User
from hafawa.timeline.models import Event

NEWEST = 5  # of the events a card rests on, the message answered is among these


def remarks(text: str, suggestion: Suggestion, *, channel: str, to: User, now: datetime) -> list[Shown]:
    """The remarks on `text`, written to the person of `suggestion` by `to`, by way of `channel`."""
    matter = Matter(person=suggestion.person, channel=channel, answered=_answered(suggestion, to), goes_at=now)
    return coach.remarks(text, matter, to=to)


def _answered(suggestion: Suggestion, to: User) -> Event | None:
    """The newest words of theirs that the card rests on."""
    mine = Event.objects.visible_to(to).filter(id__in=suggestion.evidence[:50], kind__in=CUSTOMER_KINDS)
    return next((e for e in mine.order_by("-occurred_at", "-id")[:NEWEST] if e.data.get("text")), None)
