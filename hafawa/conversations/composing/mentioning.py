"""Who of the team is named in a note, and who has not looked yet?

A name counts after @, as it is written on the team's page; of two with one name both are told. Nobody is told of a
conversation they may not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hafawa.conversations.composing.models import Mention
from hafawa.conversations.models import Note
from hafawa.kernel.text import fold
from hafawa.team.models import User

MOST = 100  # shown on the page


@dataclass(frozen=True)
class Told:
    """Who is told of a note now, and who was named and may not see it."""

    told: tuple[User, ...]
    not_told: tuple[User, ...]


def named(text: str, team: Sequence[User]) -> list[User]:
    """Those of `team` whose name stands after an @ in `text`; the longer name wins ("@Nino B" is not Nino)."""
    folded = f" {fold(text)} "
    found: list[User] = []
    for user in sorted(team, key=lambda one: -len(fold(one.name))):
        sign = f"@{fold(user.name)}"
        if len(sign) > 1 and any(not folded[end].isalnum() for end in _ends(folded, sign)):
            found.append(user)
            if not any(fold(other.name) == sign[1:] for other in team if other not in found):
                folded = folded.replace(sign, " ")
    return sorted(found, key=lambda one: one.pk)


def tell(note: Note, *, by: User, now: datetime) -> Told:
    """Tell those named in `note`, but for who wrote it."""
    found = named(note.text, list(User.objects.filter(is_active=True).exclude(pk=by.pk)))
    may = {user.pk for user in found if Note.objects.visible_to(user).filter(pk=note.pk).exists()}
    Mention.objects.bulk_create(
        (Mention(note=note, user=user, by=by, at=now) for user in found if user.pk in may), ignore_conflicts=True
    )
    return Told(tuple(u for u in found if u.pk in may), tuple(u for u in found if u.pk not in may))


def of(user: User) -> QuerySet[Mention]:
    """Where `user` was named, newest first, as far as they may still see it."""
    notes = Note.objects.visible_to(user).values("pk")
    found = Mention.objects.filter(user=user, note__in=notes)
    return found.select_related("note__conversation__person", "by")


def unseen(user: User) -> QuerySet[Mention]:
    """Those `user` has not looked at."""
    return of(user).filter(seen_at=None)


def seen(user: User, *, now: datetime, key: str = "") -> int:
    """They looked: at all of them, or at those in the conversation `key`; how many were new to them."""
    found = Mention.objects.filter(user=user, seen_at=None)
    if key:
        found = found.filter(note__conversation__key=key)
    return found.update(seen_at=now)


def _ends(text: str, sign: str) -> list[int]:
    ends, at = [], text.find(sign)
    while at >= 0:
        if not text[at - 1].isalnum():
            ends.append(at + len(sign))
        at = text.find(sign, at + 1)
    return ends
