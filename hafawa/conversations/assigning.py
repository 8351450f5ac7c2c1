"""Who looks after a new conversation? Whoever keeps the relation, then whoever has least, in turn. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

_NEVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Colleague:
    """One who may answer: how many conversations wait with them, and when they were last given one."""

    user_id: int
    waiting: int
    given_at: datetime | None = None


def choose(colleagues: Sequence[Colleague], *, owner_id: int | None = None) -> int | None:
    """The user to give it to: `owner_id` where they are among `colleagues`, else the one with the fewest waiting; of
    several, who was given one longest ago. None where there is nobody."""
    if owner_id is not None and any(c.user_id == owner_id for c in colleagues):
        return owner_id
    if not colleagues:
        return None
    return min(colleagues, key=lambda c: (c.waiting, c.given_at or _NEVER, c.user_id)).user_id


def given(colleagues: Sequence[Colleague], user_id: int | None, *, at: datetime) -> list[Colleague]:
    """`colleagues`, after `user_id` was given one more."""
    return [Colleague(c.user_id, c.waiting + 1, at) if c.user_id == user_id else c for c in colleagues]
