"""How is one conversation told, in the list and over its page?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.conversations import public
from hafawa.conversations.models import Conversation, State
from hafawa.kernel import clock
from hafawa.kernel.text import direction
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.reads.chosen import channels
from hafawa.web.templatetags.page import language, moment, near_moment, number
from hafawa.web.words.story import CHANNEL_ICONS

KEPT_LINES = 1024  # some twenty lists; 3 to 5 kB each, by the script
KEPT_SECONDS = 600  # for longer, no process that shows lists remembers words of somebody who was erased


@dataclass(frozen=True)
class Line:
    """One conversation, all in words of the reader's language and clock.

    `clock`: late, soon, runs, or empty where nobody waits, and `reply_by` until when; `who` is None where nobody is
    known, and empty for someone without a name; `feeling`: angry, complains or empty; `stars` of a review.
    """

    id: int
    who: str | None
    subject: str
    preview: str
    direction: str
    is_ours_last: bool
    channel: str
    icon: str
    stars: str
    state: str
    clock: str
    reply_by: str
    snoozed_until: str
    is_acknowledged: bool
    feeling: str
    assignee: str
    tags: tuple[str, ...]
    at: str
    at_moment: str
    at_near: str
    language: str

    @property
    def choose(self) -> str:
        """What its box says to those who hear the page."""
        name = self.who or self.subject or _("Somebody not known")
        return _("Choose the conversation with {name}").format(name=name)


def line(conversation: Conversation, *, to: User, now: datetime) -> Line:
    """One of them."""
    return lines([conversation], to=to, now=now)[0]


def lines(conversations: list[Conversation], *, to: User, now: datetime) -> list[Line]:
    """Each as it is told; their people, assignees and tags are read already."""
    scores = _scores(conversations, to=to)
    named = channels()
    return [_line(c, scores, named, now=now) for c in conversations]


def in_list(line: Line, *, query: str, may_act: bool) -> SafeString:
    """The line in HTML. A list is asked for again whenever something is new in it, and most lines are as they were."""
    if (now := clock.ticks()) - _kept["since"] > KEPT_SECONDS:
        _in_list.cache_clear()
        _kept["since"] = now
    return _in_list(line, query, may_act=may_act)


_kept = {"since": 0.0}


@lru_cache(maxsize=KEPT_LINES)
def _in_list(line: Line, query: str, *, may_act: bool) -> SafeString:
    shown = get_template("inbox/line.html").render({"line": line, "query": query, "may_act": may_act})
    return cast("SafeString", shown)


def _line(conversation: Conversation, scores: dict[int, int], named: dict[str, str], *, now: datetime) -> Line:
    said_at = public.event_id_of(conversation.key)
    is_named = conversation.channel in CHANNEL_ICONS or said_at is None
    clock, last = _clock(conversation, now=now), timezone.localtime(conversation.last_at)
    is_snoozed = conversation.state == State.SNOOZED
    return Line(
        id=conversation.pk,
        who=conversation.person.name if conversation.person else None,
        subject=conversation.subject,
        preview=conversation.preview or conversation.subject,
        direction=direction(conversation.preview or conversation.subject),
        is_ours_last=conversation.is_ours_last,
        channel=named.get(conversation.channel, conversation.channel),
        icon=CHANNEL_ICONS.get(conversation.channel, "mail") if is_named else "speak",
        stars=_stars(scores[said_at]) if said_at in scores else "",
        state=conversation.state,
        clock=clock,
        reply_by=near_moment(conversation.reply_by) if clock else "",
        snoozed_until=near_moment(conversation.snoozed_until) if is_snoozed else "",
        is_acknowledged=conversation.acknowledged_at is not None,
        feeling="angry" if conversation.is_angry else "complains" if conversation.is_complaint else "",
        assignee=conversation.assignee.name if conversation.assignee else "",
        tags=tuple(tag.name for tag in conversation.tags.all()),
        at=last.isoformat(),
        at_moment=moment(conversation.last_at),
        at_near=near_moment(conversation.last_at),
        language=language(),
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
