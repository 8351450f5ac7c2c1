"""What was sent a moment ago, as the address of the page after it tells: signed, so that only that is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core import signing
from django.http import HttpRequest

from hafawa.conversations.going import Gone
from hafawa.conversations.models import Conversation

NAME = "said"
_SALT = "hafawa.said"
_NEWS = timedelta(minutes=1)  # so long a page that is loaded again tells of it


@dataclass(frozen=True)
class Said:
    """Words on their way: by which way and under which name there, when they go out and since when, until when they
    can be taken back."""

    conversation_id: int
    channel: str
    ref: str
    at: datetime
    goes_at: datetime
    until: datetime | None
    token: str


@dataclass(frozen=True)
class News:
    """What the page says of it: for how many seconds it can still be taken back, and when it goes out where later."""

    token: str
    seconds: int
    goes_at: datetime | None


def leading_on(back: str, gone: Gone, found: Conversation, *, now: datetime) -> str:
    """The address `back`, telling of `gone`."""
    told = {
        "id": found.pk, "channel": gone.channel, "ref": gone.ref, "goes_at": gone.goes_at.isoformat(),
        "until": gone.until.isoformat() if gone.until else "", "at": now.isoformat(),
    }  # fmt: skip
    return without(back, **{NAME: signing.dumps(told, salt=_SALT)})


def without(address: str, **more: str) -> str:
    """`address` that tells of nothing sent, with `more` in its query."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != NAME] + list(more.items())
    return parts.path + (f"?{urlencode(query)}" if query else "")


def read(token: str) -> Said | None:
    """What a token of ours tells; None for another."""
    try:
        told: dict[str, Any] = signing.loads(token[:2000], salt=_SALT)
    except signing.BadSignature:
        return None
    until = datetime.fromisoformat(told["until"]) if told["until"] else None
    at, goes_at = datetime.fromisoformat(told["at"]), datetime.fromisoformat(told["goes_at"])
    return Said(told["id"], told["channel"], told["ref"], at, goes_at, until, token)


def news(request: HttpRequest, *, now: datetime) -> News | None:
    """What the address asked for tells, while it is news or can be taken back."""
    found = read(request.GET.get(NAME, ""))
    if found is None:
        return None
    left = int((found.until - now).total_seconds()) if found.until else 0
    if left <= 0 and now - found.at > _NEWS:
        return None
    is_later = found.goes_at - found.at > _NEWS
    return News(found.token, max(0, left), found.goes_at if is_later else None)
