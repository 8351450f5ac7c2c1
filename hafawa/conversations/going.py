"""What goes out, by which way, and what does a person do where the product itself cannot send?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.utils.translation import gettext as _

from hafawa.channels.outbox.paper import File
from hafawa.conversations.models import Conversation
from hafawa.kernel.errors import Refused
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageSent
from hafawa.timeline.models import Event

SOURCE = "hafawa"
HOLD = timedelta(seconds=10)
SLACK = timedelta(seconds=20)  # pressed in the last second, it may be this long on its way


class NotThen(Refused):
    """A time to send at that is none."""


class NoFilesThere(Refused):
    """Files for a channel on which nothing goes out from here."""


class SomebodyWrote(Refused):
    """Something was said in it that the writer has not seen; `meanwhile` is that, oldest first."""

    def __init__(self, message: str, meanwhile: Sequence[Event]) -> None:
        super().__init__(message, permanent=False)
        self.meanwhile = list(meanwhile)


@dataclass(frozen=True, kw_only=True)
class Going:
    """Words about to go out. `not_before`: at the earliest then, else at once."""

    conversation: Conversation
    text: str
    by: User
    now: datetime
    not_before: datetime | None = None
    files: Sequence[File] = ()


@dataclass(frozen=True)
class Gone:
    """Words on their way. `ref` names them to their way; `until`: how long they can be taken back, None: not at all."""

    channel: str
    ref: str
    goes_at: datetime
    until: datetime | None


@dataclass(frozen=True)
class Way:
    """How a channel sends, and takes back what was sent: its words, or None where it was too late.

    `is_able`: whether the product itself sends in that conversation; else a person does, and it is written down here.
    """

    send: Callable[[Going], Gone]
    take_back: Callable[[str, User, datetime], str | None]
    is_able: Callable[[Conversation], bool]
    may_wait: bool = True


def nothing_is_sent_later() -> str:
    """What is told where a person sends by hand."""
    return _("On this channel nothing is sent later by itself. Nothing was sent and your words are kept.")


def by_hand(going: Going) -> Gone:
    """Written into their story: a person sent it with their own hands. Raises NoFilesThere."""
    if going.files:
        raise NoFilesThere(_("No files go out from here on this channel. Nothing was sent and your words are kept."))
    what = MessageSent(
        channel=going.conversation.channel, ref=going.conversation.key, text=going.text, by=going.by.name
    )
    entry = log.Entry(what, going.now, SOURCE, f"said:{uuid4().hex}", going.conversation.person_id)
    event = log.append(entry, now=going.now)
    assert event is not None, "its key is new"
    return Gone(going.conversation.channel, f"{event.pk}", going.now, going.now + HOLD)


def not_by_hand(ref: str, by: User, now: datetime) -> str | None:
    """A slip of the hand is no part of anybody's story."""
    mine = Event.objects.filter(id=ref if ref.isdecimal() else 0, kind="message.sent", source=SOURCE, data__by=by.name)
    event = mine.filter(external_id__startswith="said:", occurred_at__gte=now - HOLD - SLACK).first()
    if event is None:
        return None
    event.delete()
    log.note_removal(now=now)
    return str(event.data["text"])


def _never(_conversation: Conversation) -> bool:
    return False


BY_HAND = Way(by_hand, not_by_hand, is_able=_never, may_wait=False)
