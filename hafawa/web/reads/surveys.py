"""Was this conversation asked about, what did they say, and may it be asked about now?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from hafawa.conversations import after_closing
from hafawa.conversations.models import Conversation
from hafawa.listening.themes.shares import SAID_FROM, wilson
from hafawa.surveys import asking
from hafawa.surveys.models import Asked
from hafawa.surveys.questions import QUESTIONS
from hafawa.team.models import User

LOOKED_BACK = timedelta(days=90)


@dataclass(frozen=True)
class Survey:
    """What the panel says: what was asked, the answer in words, whether there is something to ask, and why not."""

    asked: Asked | None
    answer: str
    may_ask: bool
    why_not: str
    link: str = ""


@dataclass(frozen=True)
class Rates:
    """How many were asked and answered in the last 90 days; the share of “yes” with its interval, where it says so."""

    asked: int
    answered: int
    yes: int
    partly: int
    no: int
    days: int
    interval: tuple[float, float, float] | None

    @property
    def response(self) -> float:
        """The share that answered."""
        return self.answered / self.asked if self.asked else 0.0


def read(conversation: Conversation, *, to: User, now: datetime) -> Survey:
    """The panel of `conversation`."""
    asked = Asked.objects.visible_to(to).filter(ref=conversation.key).select_related("by").first()
    if asked is not None:
        answers = QUESTIONS[asked.question].answers
        return Survey(asked, _(answers[asked.answer][0]) if asked.answer in answers else "", False, "")
    if conversation.person is None or not after_closing.is_to_ask(conversation):
        return Survey(None, "", False, "")
    why = asking.why_not(conversation.key, conversation.person, channel=conversation.channel, now=now)
    return Survey(None, "", not why, str(asking.REASONS[why]) if why else "")


def rates(*, now: datetime) -> Rates | None:
    """Of the last 90 days; None where nobody was asked."""
    found = asking.rates(since=now - LOOKED_BACK)
    if not found["asked"]:
        return None
    yes, n = found["yes"], found["answered"]
    interval = (yes / n, *wilson(yes, n)) if n >= SAID_FROM else None
    return Rates(found["asked"], n, yes, found["partly"], found["no"], LOOKED_BACK.days, interval)
