"""How does an answer go out: only if nobody wrote meanwhile and no gate is shut, by the way of its channel?

A channel has a way (`WAYS`) where the product itself can send. Elsewhere a person sends with their own hands, in the
network's own window, and what they said is written into the timeline here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels.outbox.paper import File
from hafawa.conversations import confidential, counting, going
from hafawa.conversations.composing import gates, saved
from hafawa.conversations.going import Going, Gone, NotThen, SomebodyWrote, Way
from hafawa.conversations.models import Conversation
from hafawa.conversations.ways import way_in, way_of
from hafawa.kernel.errors import Refused
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline.models import Event

LATEST = timedelta(days=366)
_MOST_MEANWHILE = 5


class NothingSaid(Refused):
    """An answer without words and files."""


class MayNotAnswer(Refused):
    """Who only looks answers nobody."""


def reply(
    conversation: Conversation,
    text: str,
    *,
    by: User,
    seen_event_id: int | None,
    now: datetime,
    not_before: datetime | None = None,
    used: Iterable[int] = (),
    files: Sequence[File] = (),
) -> Gone:
    """Send `text` to whom the conversation is with, after `not_before` where given.

    `seen_event_id` is the newest event the writer had before their eyes; None asks for no such check. `used` are the
    saved replies it was made from (one that it is, word for word, is known by itself). Raises
    NothingSaid, MayNotAnswer, NotThen, SomebodyWrote, NoFilesThere, what `gates.check` and the way raise; then nothing
    went out.
    """
    text = text.strip()
    if not text and not files:
        raise NothingSaid(_("There are no words. Nothing was sent."))
    if level_of(by) < Level.AGENT:
        raise MayNotAnswer(_("You may look but not answer here. Nothing was sent."))
    way = way_in(conversation)
    _check_time(not_before, way, now=now)
    with transaction.atomic():
        held = Conversation.objects.select_for_update(of=("self",)).select_related("person").get(pk=conversation.pk)
        if seen_event_id is not None and (came := meanwhile(held, seen_event_id)):
            raise SomebodyWrote(_told(came, by), came)
        is_kept = confidential.is_confidential(held)
        gates.check(text, person=held.person, channel=held.channel, now=not_before or now, is_confidential=is_kept)
        gone = way.send(Going(conversation=held, text=text, by=by, now=now, not_before=not_before, files=files))
        saved.used(text, used, person=held.person, key=held.key, by=by, now=now)
        return gone


def take_back(gone_ref: str, *, channel: str, by: User, now: datetime) -> str | None:
    """It does not go out after all: its words; None where it was too late."""
    with transaction.atomic():
        return way_of(channel).take_back(gone_ref, by, now)


def meanwhile(conversation: Conversation, seen_event_id: int) -> list[Event]:
    """What people said in it after that event, oldest first; what a rule sent, or a machine wrote, is no such thing."""
    newer = counting.events_of(conversation).filter(id__gt=seen_event_id).order_by("id")[:50]
    return [event for event in newer if not event.data.get("is_automatic")][:_MOST_MEANWHILE]


def newest_id(conversation: Conversation) -> int:
    """The id of the newest thing said in it: what a page that shows it all has seen."""
    return counting.events_of(conversation).order_by("-id").values_list("id", flat=True).first() or 0


def _check_time(not_before: datetime | None, way: Way, *, now: datetime) -> None:
    if not_before is None:
        return
    if not way.may_wait:
        raise NotThen(going.nothing_is_sent_later())
    if not_before.tzinfo is None or not now < not_before <= now + LATEST:
        raise NotThen(_("Choose a time to come, within a year. Nothing was sent and your words are kept."))


def _told(came: Sequence[Event], by: User) -> str:
    last = came[-1]
    if last.kind in ("message.received", "call.received"):
        return _("They wrote again while you were writing. Nothing was sent and your words are kept: look, then send.")
    who = last.data.get("by") or _("Somebody of the team")
    if who == by.name:
        return _("You answered from another window. Nothing was sent and your words are kept: look, then send.")
    sentence = _("{who} answered while you were writing. Nothing was sent and your words are kept: look, then send.")
    return sentence.format(who=who)
