"""May this person be contacted, for this purpose, through this channel? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Statement:
    """One line of the consent log."""

    purpose: str
    channel: str
    granted: bool
    by_person: bool
    stated_at: datetime


def latest(statements: Iterable[Statement], *, purpose: str, channel: str) -> bool | None:
    """What holds now: True or False as last stated for `purpose` on `channel`, None if nothing was stated.

    A statement without a channel speaks for every channel. A refusal stands whoever wrote it down; a grant counts
    only when the person gave it, and only a later grant by the person lifts a refusal.
    """
    answer: bool | None = None
    for s in sorted(statements, key=lambda s: s.stated_at):
        if s.purpose == purpose and s.channel in ("", channel) and (s.by_person or not s.granted):
            answer = s.granted
    return answer
