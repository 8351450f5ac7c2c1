"""May a conversation be asked about now that it is closed, and what follows an answer that was not kind?"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from hafawa.conversations import hours, outside, public
from hafawa.conversations.models import Conversation, State


def is_to_ask(conversation: Conversation) -> bool:
    """Whether it was closed by somebody after we answered a person we know, by hand, and not in public."""
    return (
        conversation.state == State.CLOSED
        and conversation.closed_by_id is not None
        and conversation.person_id is not None
        and conversation.last_out_at is not None
        and not conversation.is_automatic
        and not public.is_public(conversation.key)
    )


def wake(key: str, *, now: datetime) -> bool:
    """They said that it did not go well: it waits again, first of all for whoever looks after it; False if it is gone.

    One that is open waits already, or is being talked about: it stays as it is.
    """
    found = Conversation.objects.select_related("merged_into").filter(key=key).first()
    found = found.merged_into or found if found is not None else None
    if found is None or found.state == State.OPEN:
        return found is not None
    with transaction.atomic():
        before = outside.stood(found)
        Conversation.objects.filter(pk=found.pk).update(
            state=State.OPEN, closed_at=None, closed_by=None, snoozed_until=None, waiting_since=now,
            reply_by=hours.reply_by()(found.channel, now), rev=F("rev") + 1,
        )  # fmt: skip
        found.refresh_from_db()
        outside.changed([(before, found)], now=now)
    return True
