"""Who else has this conversation open, and is somebody writing in it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from hafawa.conversations.composing.models import Presence
from hafawa.team.models import User

HERE = timedelta(seconds=45)  # two looks of a page may be late
WRITING = timedelta(seconds=40)
FORGOTTEN = timedelta(days=1)
_LEAST = timedelta(seconds=8)  # between two notes of the same: one writer to the database is enough


@dataclass(frozen=True)
class Other:
    """A colleague who is here."""

    name: str
    is_writing: bool


def note(key: str, *, user: User, is_writing: bool, now: datetime) -> None:
    """`user` has the conversation open now."""
    mine = Presence.objects.filter(key=key, user=user)
    known = mine.values_list("seen_at", "wrote_at").first()
    if known and now - known[0] < _LEAST and not (is_writing and (known[1] is None or now - known[1] > _LEAST)):
        return
    wrote = {"wrote_at": now} if is_writing else {}
    _row, is_new = Presence.objects.update_or_create(key=key, user=user, defaults={"seen_at": now, **wrote})
    if is_new:  # one who closed the browser without a word left a row behind
        Presence.objects.filter(seen_at__lt=now - FORGOTTEN).delete()


def left(key: str, *, user: User) -> None:
    """`user` went away."""
    Presence.objects.filter(key=key, user=user).delete()


def others(key: str, *, user: User, now: datetime) -> list[Other]:
    """Who else is here, whoever writes first."""
    here = Presence.objects.filter(key=key, seen_at__gt=now - HERE, user__is_active=True).exclude(user=user)
    found = [
        Other(row.user.name, row.wrote_at is not None and row.wrote_at > now - WRITING)
        for row in here.select_related("user").order_by("user__name")
    ]
    return sorted(found, key=lambda other: not other.is_writing)
