"""What is read in a message: its language, how its writer feels, what they want, what was said that counts. Pure.

A `Reading` is what every reader gives and every other part takes. Kinds of bad experience are the keys of
`analytics.strikes`. `door.read` is how a text becomes one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

# Where several kinds are told of, the first of these is named: what can be put right in a step comes first.
BAD_KINDS = (
    "refund_delayed",
    "overcharged",
    "missed_discount",
    "damaged",
    "wrong_item",
    "missing_delivery",
    "rude",
    "broken_promise",
    "late_delivery",
    "ignored",
    "clueless",
    "technical",
    "long_wait",
    "poor_quality",
)
EMOTIONS = ("anger", "disappointment", "anxiety", "gratitude", "joy", "grief")
# Several may hold of one message. `evaluation/corpus/README.md` says of each what it is.
KINDS = (
    "thanks",
    "complaint",
    "question",
    "status",
    "cancel",
    "refund",
    "request",
    "suggestion",
    "praise",
    "staffpraise",
    "apology",
    "leaving",
    "spam",
    "auto",
    "chat",
)
# What a text holds that counts, piece by piece.
FINDS = (
    "demand",
    "suggestion",
    "fix",
    "promise",
    "detail",
    "occasion",
    "staff",
    "order",
    "amount",
    "phone",
    "confidential",
    "competitor",
    "price",
)
ANGRY_FROM = 0.5


@dataclass(frozen=True, kw_only=True)
class Found:
    """A piece of a text that counts: `text[start:end] == words`, what it is (one of FINDS), and what it says.

    `says` holds plain values by name: due (ISO 8601) and who for a promise, about and kind for a detail, amount and
    currency for an amount. `confidence` is 0 to 1.
    """

    what: str
    words: str
    start: int
    end: int
    says: Mapping[str, str] = field(default_factory=dict)
    confidence: float = 0.5


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """The language of a stretch of a text: a BCP 47 tag, empty where unsure."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one message was read as. `feeling` is -1 to 1, None where it was not read; shares and chances 0 to 1.

    `emotions` and `kinds` hold what was read and how surely; what is missing from them was not read. `intent` is the
    routine matter the whole message is about, empty where it is none or unsure. `chances` are all that the heads gave
    and `cuts` from where each is claimed, for what learns on top of a reader: held while reading, never stored.
    """

    language: str = ""
    direction: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    feeling: float | None = None
    anger: float = 0.0
    is_thanks: bool = False
    is_praise: bool = False
    is_complaint: bool = False
    is_question: bool = False
    is_order_status: bool = False
    is_request: bool = False
    needs_answer: bool = False
    is_automatic: bool = False
    bad_kind: str = ""
    emotions: Mapping[str, float] = field(default_factory=dict)
    intensity: float = 0.0
    urgency: float = 0.0
    irony: float = 0.0
    kinds: Mapping[str, float] = field(default_factory=dict)
    intent: str = ""
    intent_confidence: float = 0.0
    found: tuple[Found, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.0
    chances: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)
    cuts: Mapping[str, float] = field(default_factory=dict, compare=False, repr=False)


class Reader(Protocol):
    """Anything that reads messages: the rules here, or a trained model."""

    @property
    def version(self) -> str:
        """At most 40 letters; what another version read is read again."""
        ...

    def read(self, text: str, *, language: str | None = None) -> Reading:
        """`text` as a `Reading`; `language` is a BCP 47 tag where the writer's is known already."""
        ...

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """`texts` read as `read` reads each, faster than one by one."""
        ...
