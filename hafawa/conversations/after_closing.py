"""May a conversation be asked about now that it is closed, and what follows an answer that was not kind?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef

from hafawa.channels.outbox.letter import Letter
from hafawa.conversations import hours, outside, public, ways
from hafawa.conversations.models import Conversation, State
from hafawa.people.models import Person


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


def closed_by_mail(*, after: datetime, until: datetime) -> Iterator[tuple[str, Person, Letter]]:
    """What may be asked about, closed after the one and up to the other: its key, whose it is, a letter to them alone.

    Nobody is asked how it went while another conversation of theirs is open.
    """
    open_too = Conversation.objects.filter(person=OuterRef("person"), state=State.OPEN)
    closed = Conversation.objects.filter(
        ~Exists(open_too), state=State.CLOSED, channel="email", closed_at__gt=after, closed_at__lte=until
    )
    for one in closed.select_related("person").order_by("closed_at", "id"):
        if is_to_ask(one) and one.person is not None and (letter := ways.blank_letter(one)) is not None:
            yield one.key, one.person, dataclasses.replace(letter, cc=())


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
