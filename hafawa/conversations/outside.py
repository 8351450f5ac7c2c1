"""What of conversations is told to other systems? Ids and kinds, in the transaction in which it happens.

Of a confidential conversation as much is told as of its messages: that something happened, never a word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hafawa.conversations.models import Conversation, State
from hafawa.team.models import User
from hafawa.webhooks import telling
from hafawa.webhooks.telling import Happening


@dataclass(frozen=True)
class Stood:
    """How one stood before something was done. `is_new`: no customer was ever heard in it."""

    state: str
    assignee_id: int | None
    is_new: bool = False


#: what one look at a conversation finds is told in this order
_IN_TURN = (
    "conversation.opened",
    "conversation.answered",
    "conversation.reopened",
    "conversation.assigned",
    "conversation.closed",
)
NOWHERE = Stood(State.CLOSED, None, is_new=True)


def stood(conversation: Conversation) -> Stood:
    """How it stands now; to be asked before it changes."""
    return Stood(conversation.state, conversation.assignee_id, is_new=not conversation.n_in)


def changed(
    done: Iterable[tuple[Stood, Conversation]],
    *,
    now: datetime,
    by: User | None = None,
    by_event: bool = False,
    answers: Iterable[tuple[Conversation, int]] = (),
) -> None:
    """Tell how each stood and stands, with the `answers` (the id of the event) that were given in them.

    `by` is who did it, None a rule; `by_event`: its last words did.
    """
    if not telling.is_anybody_told():
        return
    answered: dict[int, list[int]] = defaultdict(list)
    for conversation, answer_id in answers:
        answered[conversation.pk].append(answer_id)
    happened: list[Happening] = []
    for before, one in done:
        event_id, user_id = one.last_event_id if by_event else None, by.pk if by else None
        of_this = [
            _happening(kind, one, user_id=user_id, event_id=event_id, more=more) for kind, more in _kinds(before, one)
        ]
        of_this += [_happening("conversation.answered", one, user_id=None, event_id=i) for i in answered[one.pk]]
        happened += sorted(of_this, key=lambda h: _IN_TURN.index(h.kind))
    telling.tell(happened, now=now)


def merged(before: Stood, other: Conversation, *, into: Conversation, by: User, now: datetime) -> None:
    """Tell that `other`'s words stand in another conversation from now on."""
    if before.state != State.CLOSED:
        more = {"merged_into_id": into.pk}
        telling.tell([_happening("conversation.closed", other, user_id=by.pk, event_id=None, more=more)], now=now)


def noted(conversation: Conversation, note_id: int, *, by: User, now: datetime) -> None:
    """Tell that the team wrote a note beside it, without its words."""
    more = {"note_id": note_id}
    telling.tell([_happening("note.added", conversation, user_id=by.pk, event_id=None, more=more)], now=now)


def _kinds(before: Stood, one: Conversation) -> Iterator[tuple[str, dict[str, Any]]]:
    was_in, is_in = before.state != State.CLOSED, one.state != State.CLOSED
    if is_in and not was_in:
        yield "conversation.opened" if before.is_new else "conversation.reopened", {}
    if one.assignee_id != before.assignee_id:
        yield "conversation.assigned", {"assignee_id": one.assignee_id}
    if was_in and not is_in:
        yield "conversation.closed", {"merged_into_id": None}


def _happening(
    kind: str, one: Conversation, *, user_id: int | None, event_id: int | None, more: dict[str, Any] | None = None
) -> Happening:
    facts = {"conversation_id": one.pk, "user_id": user_id} | (more or {})
    return Happening(kind, one.person_id, facts, event_id)
