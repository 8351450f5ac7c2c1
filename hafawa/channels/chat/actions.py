"""How does one of us answer in the bubble, read along, close it, and say who the visitor is?"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from hafawa.channels import signals
from hafawa.channels.chat import files as uploads
from hafawa.channels.chat import speaking
from hafawa.channels.chat.door import TEXT_MOST
from hafawa.channels.mail.charsets import clean
from hafawa.channels.models import ChatVisitor
from hafawa.kernel.errors import Refused
from hafawa.people import keys, merging
from hafawa.people.identifiers import normal_email
from hafawa.people.models import Identifier, IdentifierKind
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageSent
from hafawa.timeline.models import Event


class NotAChat(Refused):
    """There is no such conversation in the bubble."""


class NothingToSay(Refused):
    """An answer without words."""


class TooLong(Refused):
    """Longer than the bubble shows."""


class NothingClaimed(Refused):
    """They did not say who they are, or are known already."""


def say(
    ref: str,
    text: str,
    *,
    by: User | None,
    now: datetime,
    key: str = "",
    is_automatic: bool = False,
    suggestion_id: int | None = None,
    files: Sequence[tuple[str, bytes]] = (),
) -> Event:
    """Answer in the conversation `ref`: `message.sent` is appended, and the bubble shows it at once, or when it opens.

    In the caller's transaction. The same `key` (of a form sent twice) gives the same event. `files` are (name, bytes).
    Raises NotAChat, NothingToSay, TooLong, and what `files.say` does.
    """
    visitor = conversation(ref)
    text = clean(text).strip()
    if not text and not files:
        raise NothingToSay(_("Nothing was written, so nothing was sent."))
    if len(text) > TEXT_MOST:
        words = _("The answer has %(n)d characters; the bubble takes at most %(most)d. Nothing was sent.")
        raise TooLong(words % {"n": len(text), "most": TEXT_MOST})
    external_id = f"{visitor.public_id}:say-{key or secrets.token_hex(12)}"
    if key and (known := Event.objects.filter(source=speaking.SOURCE, external_id=external_id).first()):
        return known
    with transaction.atomic():
        what = MessageSent(
            channel=speaking.CHANNEL,
            ref=visitor.ref,
            text=text,
            by=by.name if by else "",
            is_automatic=is_automatic,
            suggestion_id=suggestion_id,
            attachments=speaking.named([uploads.say(visitor, name, data, now=now) for name, data in files]),
        )
        event = log.append(log.Entry(what, now, speaking.SOURCE, external_id, visitor.person_id), now=now)
        if event is None:
            return Event.objects.get(source=speaking.SOURCE, external_id=external_id)
        _open_again(visitor, now=now)
    return event


def types(ref: str, *, by: User, now: datetime) -> None:
    """One of us types this moment: the bubble shows it for some seconds."""
    visitor = conversation(ref)
    signals.tell("chat.typing", ref=ref, person_id=visitor.person_id, now=now, by="team", user=by.pk)


def has_read(ref: str, event_id: int, *, now: datetime) -> None:
    """One of us saw what they wrote, up to that event."""
    visitor = conversation(ref)
    last = speaking.said_in(ref).filter(id__lte=event_id).order_by("-id").values_list("id", flat=True).first() or 0
    with transaction.atomic():
        if ChatVisitor.objects.filter(pk=visitor.pk, team_read_id__lt=last).update(team_read_id=last):
            signals.tell("chat.read", ref=ref, person_id=visitor.person_id, now=now, by="team", team_read=last)


def close(ref: str, *, now: datetime) -> None:
    """It is over for now: the bubble asks, once, whether it felt personal. Their next words open it again."""
    visitor = conversation(ref)
    with transaction.atomic():
        if ChatVisitor.objects.filter(pk=visitor.pk, closed_at=None).update(closed_at=now):
            visitor.closed_at = now
            signals.tell("chat.state", ref=ref, person_id=visitor.person_id, now=now, **speaking.state(visitor))


def reopen(ref: str, *, now: datetime) -> None:
    """It goes on: the bubble does not ask any more."""
    with transaction.atomic():
        _open_again(conversation(ref), now=now)


def confirm(ref: str, *, by: User, now: datetime) -> int:
    """One of us made sure, by other means, that they are who they say: the id of the person they are from now on.

    Somebody we know by that address is joined with them, which can be taken apart again. Raises NothingClaimed,
    NotAChat, and what `people.merging.merge` does.
    """
    visitor = conversation(ref)
    email = normal_email(visitor.said_email) if visitor.said_email else None
    if visitor.is_verified or visitor.person is None or email is None:
        raise NothingClaimed(_("They did not say who they are, or it is certain already. Nothing was changed."))
    with transaction.atomic():
        holder = Identifier.objects.filter(kind=IdentifierKind.EMAIL, value=email).first()
        if holder is None:
            keys.add(visitor.person, kind=IdentifierKind.EMAIL, value=email, as_typed=visitor.said_email, now=now)
        elif holder.person_id != visitor.person.pk:
            merging.merge(holder.person_id, visitor.person.pk, by=by, now=now, why=["chat"])
        audit.note(by=by, what="chat.confirmed", about=f"chat:{visitor.public_id}", now=now)
    return holder.person_id if holder else visitor.person.pk


def conversation(ref: str) -> ChatVisitor:
    """The visitor whose conversation `ref` is. Raises NotAChat."""
    public_id = ref.removeprefix(speaking.PREFIX) if ref.startswith(speaking.PREFIX) else ""
    visitor = ChatVisitor.objects.select_related("person").filter(public_id=public_id).first()
    if visitor is None:
        raise NotAChat(_("This conversation is not there any more. Nothing was sent."))
    return visitor


def _open_again(visitor: ChatVisitor, *, now: datetime) -> None:
    if ChatVisitor.objects.filter(pk=visitor.pk, closed_at__isnull=False).update(closed_at=None):
        visitor.closed_at = None
        told = speaking.state(visitor)
        signals.tell("chat.state", ref=visitor.ref, person_id=visitor.person_id, now=now, **told)
