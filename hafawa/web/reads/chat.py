"""What stands beside a conversation of the bubble: who they say they are, where they are, what they have read?"""

from __future__ import annotations

from dataclasses import dataclass

from hafawa.channels.chat import speaking
from hafawa.channels.models import ChatVisitor


@dataclass(frozen=True)
class Chat:
    """For the template `inbox/chat.html`. `last_id` is their last message, `seen_id` our last one they saw."""

    ref: str
    public_id: str
    is_verified: bool
    said_name: str
    said_email: str
    page: str
    may_be_confirmed: bool
    last_id: int
    is_answer_seen: bool
    is_closed: bool
    is_asked: bool


def chat_of(ref: str) -> Chat | None:
    """The bubble's side of the conversation `ref`; None where it is another channel's."""
    if not ref.startswith(speaking.PREFIX):
        return None
    visitor = ChatVisitor.objects.filter(public_id=ref.removeprefix(speaking.PREFIX)).first()
    if visitor is None:
        return None
    last = dict.fromkeys(speaking.KINDS, 0)
    for kind in last:
        newest = speaking.said_in(ref).filter(kind=kind).order_by("-id").values_list("id", flat=True).first()
        last[kind] = newest or 0
    return Chat(
        ref=ref,
        public_id=visitor.public_id,
        is_verified=visitor.is_verified,
        said_name=visitor.said_name,
        said_email=visitor.said_email,
        page=visitor.page,
        may_be_confirmed=bool(visitor.said_email) and not visitor.is_verified,
        last_id=last["message.received"],
        is_answer_seen=0 < last["message.sent"] <= visitor.own_read_id,
        is_closed=visitor.closed_at is not None,
        is_asked=speaking.state(visitor)["asks"],
    )
