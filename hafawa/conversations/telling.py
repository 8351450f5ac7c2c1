"""Who hears at once that a conversation stands differently? Open pages of the team, and the visitor of the bubble."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from datetime import datetime

from hafawa.channels import signals
from hafawa.channels.chat import actions as chat
from hafawa.conversations.models import Conversation, State

CHANGED = "conversation.changed"
MOST = 50  # more at once are told as one: an import, or half the queue closed


def changed(found: Collection[Conversation], *, now: datetime) -> None:
    """Tell open pages that these stand differently; in the transaction that changed them."""
    if len(found) > MOST:
        signals.tell(CHANGED, now=now)
        return
    for one in found:
        signals.tell(CHANGED, ref=one.key, person_id=one.person_id, now=now)


def acted(ids: Collection[int], *, now: datetime) -> None:
    """The same after an act of a person; where one in the bubble was closed, it asks there how it felt."""
    found = list(Conversation.objects.filter(id__in=ids))
    changed(found, now=now)
    for one in found:
        if one.channel == "chat":
            with contextlib.suppress(chat.NotAChat):  # brought in from another system, or the visitor was erased
                (chat.close if one.state == State.CLOSED else chat.reopen)(one.key, now=now)
