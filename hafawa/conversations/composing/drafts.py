"""What was somebody writing here, and which of two windows has the newer words? Nothing typed is lost.

A window says which `rev` it began from. Where another window of the same writer has kept something since, this one is
told (`Newer`) and shown it; it keeps its own only when its writer says so, by beginning from the newer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from hafawa.conversations.composing.models import Draft, DraftKind
from hafawa.team.models import User

LONGEST = 100_000  # letters
PASSED_OVER_MOST = 100
MARK_LONGEST = 80
TWICE = timedelta(seconds=30)
SENT_KEPT = timedelta(hours=1)  # longer than sending may be taken back


@dataclass(frozen=True)
class Standing:
    """What stands in the box when it is opened: the words, the `rev` they go on from, the remarks put away."""

    text: str
    rev: int
    passed_over: tuple[str, ...]
    kept_at: datetime | None = None


@dataclass(frozen=True)
class Kept:
    """The words were kept; the next keeping begins from `rev`."""

    rev: int


@dataclass(frozen=True)
class Newer:
    """They were not: another window kept `text` at `at`, or sent what stood there (`is_sent`)."""

    rev: int
    text: str
    at: datetime
    is_sent: bool


def of(key: str, *, user: User, kind: str) -> Standing:
    """What `user` was writing there, and the `rev` a window that opens now begins from."""
    return _standing(_mine(key, user=user, kind=kind).first())


def both(key: str, *, user: User) -> dict[str, Standing]:
    """`of` for each kind, in one look."""
    found = {draft.kind: draft for draft in Draft.objects.filter(key=key, user=user)}
    return {kind: _standing(found.get(kind)) for kind in DraftKind.values}


def keep(
    key: str,
    text: str,
    *,
    user: User,
    kind: str,
    since: int,
    now: datetime,
    person_id: int | None = None,
    passed_over: Sequence[str] = (),
) -> Kept | Newer:
    """Keep `text`, begun from the `rev` `since` (0: nothing was there). Emptied text is kept as empty, so that an older
    window does not bring it back."""
    text, marks = text[:LONGEST], [m[:MARK_LONGEST] for m in passed_over][:PASSED_OVER_MOST]
    values = {"text": text, "passed_over": marks, "person_id": person_id, "kept_at": now, "sent_at": None}
    mine = _mine(key, user=user, kind=kind)
    if mine.filter(rev=since).update(**values, rev=F("rev") + 1):
        return Kept(since + 1)
    if (found := mine.first()) is None:
        try:
            with transaction.atomic():
                Draft.objects.create(key=key, user=user, kind=DraftKind(kind), rev=since + 1, **values)
            return Kept(since + 1)
        except IntegrityError:  # another window was faster
            found = mine.get()
    if found.sent_at is None and found.text == text:
        return Kept(found.rev)
    return Newer(found.rev, found.text, found.sent_at or found.kept_at, found.sent_at is not None)


def sent(key: str, text: str, *, user: User, kind: str, now: datetime) -> None:
    """What stood there went out as `text`: no window shows it any more, and `taken_back` can bring it back."""
    Draft.objects.filter(user=user, sent_at__lt=now - SENT_KEPT).delete()
    values = {"text": text[:LONGEST], "passed_over": [], "sent_at": now, "kept_at": now}
    if not _mine(key, user=user, kind=kind).update(**values, rev=F("rev") + 1):
        Draft.objects.create(key=key, user=user, kind=DraftKind(kind), **values)


def was_just_sent(key: str, text: str, *, user: User, kind: str, now: datetime) -> bool:
    """Whether the same words went out from there a moment ago: a button pressed twice sends once."""
    mine = _mine(key, user=user, kind=kind).filter(sent_at__gt=now - TWICE)
    return text.strip() != "" and text.strip() == (mine.values_list("text", flat=True).first() or "").strip()


def taken_back(key: str, text: str, *, user: User, kind: str, now: datetime) -> Standing:
    """`text` did not go out after all: it stands there again, before whatever was begun since."""
    standing = of(key, user=user, kind=kind)
    both = "\n\n".join(part for part in (text, standing.text) if part.strip())
    keep(key, both, user=user, kind=kind, since=standing.rev, now=now)
    return of(key, user=user, kind=kind)


def forget(key: str, *, user: User, kind: str) -> None:
    """Throw away what stood there."""
    _mine(key, user=user, kind=kind).delete()


def _standing(found: Draft | None) -> Standing:
    if found is None or found.sent_at is not None:
        return Standing("", found.rev if found else 0, ())
    return Standing(found.text, found.rev, tuple(found.passed_over), found.kept_at)


def _mine(key: str, *, user: User, kind: str) -> QuerySet[Draft]:
    return Draft.objects.filter(key=key, user=user, kind=kind)
