"""When would a call do more good than another message? Pure; each reason is a key, said in words by whoever shows it.

A call is never suggested to somebody who asked not to be called, and where only one weak sign is there.
"""

from __future__ import annotations

from dataclasses import dataclass

EXCHANGES = 8  # messages back and forth in one conversation in three weeks; the playbook asks the same
SOME_EXCHANGES = 4  # enough, where something else speaks for a call
ANGER = 0.5  # of 0 to 1, as the reader tells it
FEELING = -0.6  # of -1 to 1
TENURE_DAYS = 2 * 365
CONFIDENTIAL, MANY, ANGRY, LONG = "confidential", "many_exchanges", "high_emotion", "long_tenure"
REASONS = (CONFIDENTIAL, MANY, ANGRY, LONG)


@dataclass(frozen=True)
class Thread:
    """What is known of a conversation: messages both ways, whether it is settled, how they feel in their last words.

    `anger` 0 to 1, `feeling` -1 to 1 (None: not read), `tenure_days` since we first heard of them.
    """

    exchanges: int
    is_unresolved: bool
    anger: float = 0.0
    feeling: float | None = None
    tenure_days: int = 0
    is_confidential: bool = False
    refuses_calls: bool = False
    has_number: bool = True


def reasons(thread: Thread) -> tuple[str, ...]:
    """Why a call would do more good than another message, the strongest first; empty: write on.

    A confidential matter, many exchanges without an end, or high emotion is enough. Tenure alone is none: it makes a
    call due sooner in a conversation that goes back and forth.
    """
    if thread.refuses_calls or not thread.has_number:
        return ()
    found = [CONFIDENTIAL] if thread.is_confidential else []
    is_angry = thread.anger >= ANGER or (thread.feeling is not None and thread.feeling <= FEELING)
    is_long = thread.tenure_days >= TENURE_DAYS
    least = SOME_EXCHANGES if is_long or is_angry else EXCHANGES
    if thread.is_unresolved and thread.exchanges >= least:
        found.append(MANY)
    if thread.is_unresolved and is_angry:
        found.append(ANGRY)
    if is_long and found:
        found.append(LONG)
    return tuple(found)
