"""What is a playbook? One file in `library`: who, why, what to do, which outcome, by when, which practice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol


@dataclass(frozen=True)
class Facts:
    """What a sentence may rest on: the standing columns the playbook asked for, and who it is about.

    `language` is the person's; `day` the instant judged from, in the shop's time zone, as are the times in `standing`;
    money stays in minor units beside `currency`. `extra` holds what is looked up when the card is shown, so that it is
    never older than the record: `known_as` (a key of someone without a name), `quote`, `quote_at`, `subject` (of a
    message), `occasion_title`, `occasion_subject`, `occasion_may_say`, `clock_due_at`.
    """

    standing: Mapping[str, Any]
    name: str
    first_name: str
    language: str
    shop_name: str
    sender_name: str
    day: Any
    extra: Mapping[str, Any]
    person_id: int = 0


@dataclass(frozen=True)
class Outcome:
    """What should follow, in events: any of `kinds` by the person within `within`, not before the suggestion."""

    kinds: tuple[str, ...]
    within: timedelta
    sentence: str  # msgid: "They ordered again within 60 days"


class Words(Protocol):
    """Makes a whole sentence, in the language active now, from facts."""

    def __call__(self, facts: Facts) -> str: ...


@dataclass(frozen=True, kw_only=True)
class Playbook:
    """One reason to turn to somebody.

    `who` is a predicate over standing in the engine's SQL, `urgency` an expression over the same columns giving 0 to
    100 (100 is a broken promise or an angry customer waiting), `reason_key` an expression giving what makes the reason
    itself: the same person, playbook and key is not suggested twice within `cool_down`, closed ones included. Beside
    standing's columns they may use `judged_at` (TIMESTAMP, UTC), `judged_date` (DATE, the shop's), and
    `clock_past_at`, `clock_twice_at` (TIMESTAMP): a message on `unanswered_channel` older than that has waited past the
    shop's reply clock, or past it twice over.
    """

    name: str
    action: str  # answer, make_right, call, thank, celebrate, check_in, reward, ask
    practices: tuple[str, ...]
    title: str  # msgid
    who: str
    reason_key: str
    urgency: str
    uses: tuple[str, ...]  # standing columns put into facts
    evidence: tuple[str, ...]  # standing columns holding event ids (scalars or lists)
    why: Words
    words: Words | None
    minutes: int
    channel: str  # email, phone, review, same (the channel they used), any
    value: str = "expected_value_365d_minor"  # expression: value at stake in minor units
    expires_after: timedelta | None = timedelta(days=14)
    cool_down: timedelta = timedelta(days=90)
    purpose: str = "care"  # service needs no consent to care; care needs no refusal; marketing needs a grant
    is_reply: bool = False  # answers, promises, faults: outside the contact cap, never held out
    measurable: bool = False  # may be held out
    outcome: Outcome | None = None
    here: Words | None = None  # a sentence on its place in the list; None: the list's own words
    gesture: Words | None = None  # a sentence suggesting something to give, for the one who acts
    quote: str = ""  # column of the event whose words are shown on the card
    due: str = ""  # column of the time it is due
    fault: str = ""  # column of the event that went wrong, "*" all that is open; doing it may record its repair
    is_promise: bool = False  # column promise_event_id is kept by doing it
    most: int = 200  # open at once; the rest is counted as "lower down"
