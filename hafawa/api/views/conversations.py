"""Who is being talked with, how long do they wait, what does the team note, and where does it stand?"""

from __future__ import annotations

from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja import Body, Path, Query, Status

from hafawa.api import pages, visible
from hafawa.api.auth import caller
from hafawa.api.door import operation
from hafawa.api.pages import Cursor, Id, Limit
from hafawa.api.problems import Stop
from hafawa.api.schemas import conversations as shapes
from hafawa.api.schemas import events as event_shapes
from hafawa.conversations import actions, counting, queries, replying
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.team.models import User
from hafawa.team.permissions import Level

ConversationId = Annotated[Id, Path(..., description="one merged into another answers as that one")]
_ONE = "/conversations/{conversation_id}"


@operation(
    "GET", "/conversations", area="conversations", level=Level.VIEWER, answer=shapes.Conversations, may_miss=False
)
def list_conversations(
    request: HttpRequest,
    limit: Limit,
    cursor: Cursor,
    *,
    state: Annotated[shapes.States | None, Query(None, description="only those in this state")] = None,
    person_id: Annotated[Id | None, Query(None, description="only those with this person")] = None,
    channel: Annotated[str, Query("", max_length=30, description="only those on this channel")] = "",
) -> Any:
    """Conversations, those spoken in last first."""
    found = _seen(caller(request).user).filter(merged_into=None)
    found = found.filter(state=state) if state else found
    found = found.filter(channel=channel) if channel else found
    if person_id is not None:
        person = visible.person(caller(request).user, person_id)
        found = found.filter(person__in=visible.ids_of(person)) if person else found.none()
    of = f"conversations:{state or ''}:{person_id or ''}:{channel}"
    items, following = pages.page(found, by=("-last_at", "-id"), limit=limit, cursor=cursor, of=of)
    return {"items": [_shown(c) for c in items], "next": following}


@operation(
    "GET",
    "/conversations/waiting",
    area="conversations",
    level=Level.VIEWER,
    answer=shapes.Conversations,
    may_miss=False,
)
def list_waiting(request: HttpRequest, limit: Limit, cursor: Cursor) -> Any:
    """Who waits for an answer, the longest waiting first."""
    found = _seen(caller(request).user).waiting(now=clock.now())  # type: ignore[attr-defined]
    items, following = pages.page(found, by=("waiting_since", "id"), limit=limit, cursor=cursor, of="waiting")
    return {"items": [_shown(c) for c in items], "next": following}


@operation("GET", _ONE, area="conversations", level=Level.VIEWER, answer=shapes.Conversation)
def get_conversation(request: HttpRequest, conversation_id: ConversationId) -> Any:
    """How one stands."""
    return _shown(_known(request, conversation_id))


@operation("GET", f"{_ONE}/messages", area="conversations", level=Level.VIEWER, answer=event_shapes.Events)
def list_messages(request: HttpRequest, conversation_id: ConversationId, limit: Limit, cursor: Cursor) -> Any:
    """What was said in it, messages and calls, the newest first."""
    found = _known(request, conversation_id)
    said = counting.events_of(found) & visible.events(caller(request).user)
    of = f"messages:{found.pk}"
    items, following = pages.page(said, by=("-occurred_at", "-id"), limit=limit, cursor=cursor, of=of)
    return {"items": items, "next": following}


@operation("GET", f"{_ONE}/notes", area="conversations", level=Level.AGENT, answer=shapes.Notes)
def list_notes(request: HttpRequest, conversation_id: ConversationId) -> Any:
    """What the team noted beside it."""
    return {"items": list(queries.notes(_known(request, conversation_id), to=caller(request).user)[:500])}


@operation("POST", f"{_ONE}/notes", area="conversations", level=Level.AGENT, answer=shapes.Note, status=201)
def add_note(request: HttpRequest, conversation_id: ConversationId, sent: Annotated[shapes.NoteSent, Body(...)]) -> Any:
    """Keep a note among the team. It is never sent."""
    found = _known(request, conversation_id)
    return Status(201, actions.note(found, sent.text, by=caller(request).user, now=clock.now()))


@operation("POST", f"{_ONE}/reply", area="conversations", level=Level.AGENT, answer=shapes.Gone, status=202)
def reply_to_conversation(
    request: HttpRequest, conversation_id: ConversationId, sent: Annotated[shapes.ReplySent, Body(...)]
) -> Any:
    """Answer in it, as the member of the team whose key it is.

    By mail it waits ten seconds in the outbox, in a chat it is there at once; elsewhere it is only written down. What a
    person may not send, a program may not either: a confidential matter by mail, a second apology without a repair, a
    secret, words that somebody crossed (`seen_event_id` is the newest event you know of).
    """
    found = _known(request, conversation_id)
    gone = replying.reply(
        found, sent.text, by=caller(request).user, seen_event_id=sent.seen_event_id, now=clock.now(),
        not_before=sent.not_before,
    )  # fmt: skip
    return Status(202, {"channel": gone.channel, "ref": gone.ref, "goes_at": gone.goes_at, "until": gone.until})


@operation("PATCH", _ONE, area="conversations", level=Level.AGENT, answer=shapes.Conversation)
def change_conversation(
    request: HttpRequest, conversation_id: ConversationId, sent: Annotated[shapes.Change, Body(...)]
) -> Any:
    """Close it, open it again, put it off until a time, give it to somebody or to nobody."""
    found, by, now = _known(request, conversation_id), caller(request).user, clock.now()
    if (sent.state == "snoozed") != (sent.until is not None):
        raise Stop(422, _("“until” goes with the state “snoozed”, and with no other."), code="until-missing")
    if sent.assignee_id is not None or sent.unassign:
        actions.assign([found], _colleague(sent.assignee_id), by=by, now=now)
    if sent.state == "closed":
        actions.close([found], by=by, now=now)
    elif sent.state == "open":
        actions.reopen([found], by=by, now=now)
    elif sent.until is not None:
        until = sent.until if sent.until.tzinfo else None
        if until is None:
            raise Stop(422, _("“until” needs its time zone, as in 2026-12-31T09:00:00+04:00."), code="zone-missing")
        actions.snooze([found], until=until, by=by, now=now)
    return _shown(_known(request, conversation_id))


def _seen(user: User) -> QuerySet[Conversation]:
    return Conversation.objects.visible_to(user).prefetch_related("tags")


def _known(request: HttpRequest, conversation_id: int) -> Conversation:
    seen = _seen(caller(request).user)
    found = seen.filter(id=conversation_id).first()
    if found is not None and found.merged_into_id is not None:
        found = seen.filter(id=found.merged_into_id).first()
    if found is None:
        words = _("There is no such conversation, or not for this key. Nothing was changed.")
        raise Stop(404, words, code="no-such-conversation")
    return found


def _colleague(user_id: int | None) -> User | None:
    if user_id is None:
        return None
    found = User.objects.filter(id=user_id, is_active=True).first()
    if found is None:
        raise Stop(422, _("There is no such member of the team. Nothing was changed."), code="no-such-member")
    return found


def _shown(found: Conversation) -> dict[str, Any]:
    names = [name for name in shapes.Conversation.model_fields if name != "tags"]
    return {name: getattr(found, name) for name in names} | {"tags": [t.name for t in found.tags.all()]}
