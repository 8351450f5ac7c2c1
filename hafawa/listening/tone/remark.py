"""What is remarked in a draft, and what must be known to remark it? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

KINDS = (
    "secret",
    "wrong_language",
    "wrong_direction",
    "shouting",
    "blame",
    "dismissal",
    "repeated_apology",
    "empty_apology",
    "empty_pledge",
    "undated_promise",
    "no_next_step",
    "unanswered",
    "coldness",
    "sameness",
)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A remark on `text[start:end] == words`: its kind, why it may hurt, and what move to make instead.

    `why` and `instead` are sentences in English that the catalogues translate (`saying`); both say what, never the
    whole text to send. A remark about the draft as a whole spans all of it.
    """

    kind: str
    start: int
    end: int
    words: str
    why: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class DraftFacts:
    """What the one who asks knows; whatever is not known is left out, and nothing is remarked that rests on it.

    `message` is what the customer wrote last, `language` (BCP 47) the one they read, `direction` the way the text is
    going to be shown (rtl, ltr), `recent` replies lately sent to other people. `apologies_before` counts apologies
    already sent in this matter, `is_repaired` says that something was put right since. `secrets` must never reach this
    person; `confidential` may be said, but not in mail.
    """

    message: str = ""
    name: str = ""
    language: str = ""
    direction: str = ""
    channel: str = ""
    recent: tuple[str, ...] = ()
    apologies_before: int = 0
    is_repaired: bool = False
    secrets: tuple[str, ...] = ()
    confidential: tuple[str, ...] = ()
    now: datetime | None = None
    zone: ZoneInfo | None = None
