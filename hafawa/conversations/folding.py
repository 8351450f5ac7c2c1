"""How does a conversation stand once something more was said in it? Pure; the order in which words arrive is no matter.

An answer is words of ours by hand, after theirs. What a rule sent acknowledges and does not answer (practices D1).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

PREVIEW = 200


@dataclass(frozen=True)
class Said:
    """Something said: by whom, when, how it begins. `is_answered`: a call that was taken needs no other answer. Not
    `waits`: words in public that ask for none."""

    event_id: int
    at: datetime
    is_ours: bool
    is_automatic: bool
    text: str = ""
    subject: str = ""
    is_answered: bool = False
    waits: bool = True


@dataclass(frozen=True)
class Standing:
    """What is counted of a conversation. None: it never was."""

    first_at: datetime
    last_at: datetime
    subject: str = ""
    preview: str = ""
    is_ours_last: bool = False
    is_automatic: bool = True
    last_in_at: datetime | None = None
    last_out_at: datetime | None = None
    first_answered_at: datetime | None = None
    waiting_since: datetime | None = None
    acknowledged_at: datetime | None = None
    n_in: int = 0
    n_out: int = 0
    last_event_id: int = 0


def begin(said: Said) -> Standing:
    """A conversation of these words alone."""
    return fold(Standing(first_at=said.at, last_at=said.at), said)


def fold(kept: Standing, said: Said) -> Standing:
    """`kept`, with `said` in it."""
    is_last = said.at >= kept.last_at
    text = " ".join(said.text.split())[:PREVIEW]
    found = replace(
        kept,
        first_at=min(kept.first_at, said.at),
        last_at=max(kept.last_at, said.at),
        subject=said.subject[:300] if said.subject and (said.at < kept.first_at or not kept.subject) else kept.subject,
        preview=text if is_last and text else kept.preview,
        is_ours_last=said.is_ours if is_last else kept.is_ours_last,
        n_in=kept.n_in + (not said.is_ours),
        n_out=kept.n_out + said.is_ours,
        last_event_id=max(kept.last_event_id, said.event_id),
    )
    return _ours(found, said) if said.is_ours else _theirs(found, said)


def is_answer(kept: Standing | None, said: Said) -> bool:
    """Whether `said`, by hand or in a call, is the first answer to what they said last."""
    if kept is None or kept.last_in_at is None or said.is_automatic or not (said.is_ours or said.is_answered):
        return False
    return kept.last_in_at <= said.at and (kept.last_out_at is None or kept.last_out_at < kept.last_in_at)


def _theirs(kept: Standing, said: Said) -> Standing:
    if said.is_automatic:
        return kept
    kept = replace(kept, is_automatic=False, last_in_at=_later(kept.last_in_at, said.at))
    if said.is_answered:
        return _answered(kept, said.at)
    if not said.waits or (kept.last_out_at is not None and said.at <= kept.last_out_at):
        return kept
    since = min(kept.waiting_since, said.at) if kept.waiting_since else said.at
    return replace(kept, waiting_since=since)


def _ours(kept: Standing, said: Said) -> Standing:
    if said.is_automatic:
        waits = kept.waiting_since is not None and said.at >= kept.waiting_since
        return replace(kept, acknowledged_at=kept.acknowledged_at or said.at) if waits else kept
    return _answered(replace(kept, is_automatic=False), said.at)


def _answered(kept: Standing, at: datetime) -> Standing:
    """Words by hand at `at`: whoever waited since before has their answer; whoever wrote after it still waits."""
    first = kept.first_answered_at
    if kept.last_in_at is not None and kept.first_at <= at and (first is None or at < first):
        first = at
    since, acknowledged = kept.waiting_since, kept.acknowledged_at
    if since is not None and since <= at:
        is_after = kept.last_in_at is not None and kept.last_in_at > at
        since, acknowledged = (kept.last_in_at, None) if is_after else (None, None)
    return replace(
        kept,
        last_out_at=_later(kept.last_out_at, at),
        first_answered_at=first,
        waiting_since=since,
        acknowledged_at=acknowledged,
    )


def _later(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else max(one, other)
