"""What does the inbox list, for whom, and how is each line told?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.conversations import counting, public, queries
from hafawa.conversations.models import Conversation, State, Tag
from hafawa.conversations.queries import VIEWS, Asked
from hafawa.kernel.text import direction
from hafawa.search import queries as search
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.reads.chosen import CHANNELS, channels
from hafawa.web.templatetags.page import number
from hafawa.web.words.story import CHANNEL_ICONS

FOUND_MOST, PEOPLE_MOST = 200, 20


@dataclass(frozen=True)
class Line:
    """One conversation in the list. `clock`: late, soon, runs, or empty where nobody waits; `stars` of a review, in
    words."""

    conversation: Conversation
    channel: str
    icon: str
    clock: str
    direction: str
    stars: str = ""


@dataclass(frozen=True)
class Chosen:
    """What the address asks for, and the words looked for."""

    asked: Asked
    words: str = ""

    @property
    def query(self) -> str:
        """For an address; what is usual is left out."""
        said = {"view": self.asked.view, "channel": self.asked.channel, "tag": self.asked.tag, "q": self.words}
        return urlencode({k: v for k, v in said.items() if v and (k, v) != ("view", "waiting")})

    def at(self, view: str) -> str:
        """The address's query for another view, with the rest as it is."""
        return replace(self, asked=replace(self.asked, view=view)).query


def chosen(said: QueryDict) -> Chosen:
    """What the address says; what it says wrongly is passed over."""
    view, channel = said.get("view", ""), said.get("channel", "")
    words = said.get("q", "").strip()[:200]
    return Chosen(
        Asked(
            view=view if view in VIEWS else "all" if words else "waiting",
            channel=channel if channel in CHANNELS else "",
            tag=said.get("tag", "").replace("\0", "")[:40],
        ),
        words,
    )


def page(found: Chosen, *, to: User, now: datetime, after: str = "") -> queries.Page:
    """A page of what was asked for; with words, the conversations in which they were said or whose person has them."""
    return queries.listed(_with_keys(found, to=to), to=to, now=now, after=after)


def lines(conversations: list[Conversation], *, to: User, now: datetime) -> list[Line]:
    """Each as it is told in the list."""
    scores = _scores(conversations, to=to)
    return [_line(c, scores, now=now) for c in conversations]


def line(conversation: Conversation, *, to: User, now: datetime) -> Line:
    """As it is told in the list and over its page."""
    return _line(conversation, _scores([conversation], to=to), now=now)


def views() -> dict[str, str]:
    """The views in words, in their order."""
    return {
        "waiting": _("Waiting"),
        "mine": _("With me"),
        "unassigned": _("With nobody"),
        "later": _("My pile"),
        "open": _("Open"),
        "snoozed": _("Put off"),
        "closed": _("Closed"),
        "automatic": _("From machines"),
        "all": _("All"),
    }


def empties(view: str) -> tuple[str, str]:
    """The title and the words where a view has nothing."""
    return {
        "waiting": (_("No one is waiting"), _("Whoever writes next stands here, the longest waiting first.")),
        "mine": (_("Nothing lies with you"), _("Conversations that are yours to look after stand here.")),
        "unassigned": (_("Everything has somebody"), _("What nobody looks after yet stands here.")),
        "later": (
            _("Your pile is empty"),
            _("Put conversations on it while you look through, and then answer them one after another."),
        ),
        "snoozed": (_("Nothing is put off"), _("What is put off comes back by itself, or when they write again.")),
    }.get(view, (_("There is nothing here"), _("Conversations of this kind stand here.")))


def tags() -> list[Tag]:
    """The team's words, for choosing."""
    return list(Tag.objects.all()[:100])


def _with_keys(found: Chosen, *, to: User) -> Asked:
    if not found.words:
        return found.asked
    people = search.people(found.words, user=to, limit=PEOPLE_MOST)
    keys = search.conversations(
        found.words, user=to, limit=FOUND_MOST, channel=found.asked.channel, key=counting.key_of
    )
    return replace(found.asked, keys=keys, people=[p.pk for p in people])


def _line(conversation: Conversation, scores: dict[int, int], *, now: datetime) -> Line:
    said_at = public.event_id_of(conversation.key)
    is_named = conversation.channel in CHANNEL_ICONS or said_at is None
    return Line(
        conversation,
        channel=channels().get(conversation.channel, conversation.channel),
        icon=CHANNEL_ICONS.get(conversation.channel, "mail") if is_named else "speak",
        clock=_clock(conversation, now=now),
        direction=direction(conversation.preview or conversation.subject),
        stars=_stars(scores[said_at]) if said_at in scores else "",
    )


def _stars(score: int) -> str:
    return ngettext("{n} star of 5", "{n} stars of 5", score).format(n=number(score))


def _scores(conversations: list[Conversation], *, to: User) -> dict[int, int]:
    """The stars of the reviews among them, by the id of their event."""
    ids = [i for c in conversations if (i := public.event_id_of(c.key)) is not None]
    if not ids:
        return {}
    rows = Event.objects.visible_to(to).filter(id__in=ids, kind="review.posted").values_list("id", "score")
    return {event_id: score for event_id, score in rows if score is not None}


def _clock(conversation: Conversation, *, now: datetime) -> str:
    if conversation.waiting_since is None or conversation.reply_by is None or conversation.state == State.CLOSED:
        return ""
    if conversation.reply_by <= now:
        return "late"
    waited, allowed = now - conversation.waiting_since, conversation.reply_by - conversation.waiting_since
    return "soon" if waited > allowed * 0.75 else "runs"
