"""What was said in a conversation of the bubble, and how does it stand, as the visitor may know it?

Only what was said through the bubble, by either side: a note, a mail or a call about the same matter is never shown
there, for whoever sits before that browser need not be whom we take them for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.core import signing
from django.db.models import QuerySet

from hafawa.channels.models import ChatFile, ChatVisitor
from hafawa.timeline.models import Event

CHANNEL, SOURCE, PREFIX = "chat", "chat", "chat:"
KINDS = ("message.received", "message.sent")
LATEST = 60  # shown when the bubble is opened
_FILES = "hafawa.chat.file"


def said_in(ref: str) -> QuerySet[Event]:
    """All messages of the conversation."""
    return Event.objects.filter(ref=ref, kind__in=KINDS, channel=CHANNEL)


def latest(ref: str) -> list[dict[str, Any]]:
    """The last messages, oldest first."""
    found = list(said_in(ref).order_by("-id")[:LATEST])
    return [words for _event, words in spoken(reversed(found))]


def spoken(events: Iterable[Event]) -> Iterator[tuple[Event, dict[str, Any]]]:
    """Each message of `events` as the bubble shows it; what is none is left out."""
    for event in events:
        if event.kind in KINDS and event.channel == CHANNEL and event.ref.startswith(PREFIX):
            yield event, _words(event)


def state_of(ref: str) -> dict[str, Any] | None:
    """How the conversation stands; None where there is none."""
    found = ChatVisitor.objects.filter(public_id=ref.removeprefix(PREFIX)).first()
    return state(found) if found else None


def state(visitor: ChatVisitor) -> dict[str, Any]:
    """Up to where we read, and whether it is closed and waits to be told how it felt."""
    is_asked = visitor.closed_at is not None and (visitor.rated_at is None or visitor.rated_at < visitor.closed_at)
    return {
        "team_read": visitor.team_read_id,
        "own_read": visitor.own_read_id,
        "closed": visitor.closed_at is not None,
        "asks": is_asked,
    }


def named(files: Iterable[ChatFile]) -> list[dict[str, Any]]:
    """Files, as a message of the timeline names them."""
    return [
        {"name": f.name, "type": f.kind, "size_bytes": f.size_bytes, "id": f.public_id, "sha256": f.sha256}
        for f in files
    ]


def file_key(public_id: str) -> str:
    """What opens a file of the bubble for a day."""
    return signing.dumps(public_id, salt=_FILES)


def opens(public_id: str, key: str) -> bool:
    """Whether `key` opens that file now."""
    try:
        return bool(signing.loads(key, salt=_FILES, max_age=86_400) == public_id)
    except signing.BadSignature:
        return False


def _words(event: Event) -> dict[str, Any]:
    is_theirs = event.kind == "message.received"
    said: dict[str, Any] = {
        "id": event.pk,
        "key": event.external_id.rpartition(":")[2] if is_theirs else "",
        "mine": is_theirs,
        "text": event.data.get("text", ""),
        "at": event.occurred_at.isoformat(),
        "files": [_file(f) for f in event.data.get("attachments", [])],
    }
    return said if is_theirs else {**said, "by": event.data.get("by", ""), "automatic": _is_automatic(event)}


def _is_automatic(event: Event) -> bool:
    return event.data.get("is_automatic") is True


def _file(kept: dict[str, Any]) -> dict[str, Any]:
    public_id = str(kept.get("id", ""))
    return {
        "name": kept.get("name", ""),
        "size": kept.get("size_bytes", 0),
        "id": public_id,
        "key": file_key(public_id),
    }
