"""What can happen? The vocabulary: one frozen dataclass an event type.

Fields named in `COLUMNS` are columns of the timeline (typed, exported, used by the columnar definitions); every other
field goes into its `data`. Money is in whole minor units of `currency`; times are aware; a `ref` is an order number or
a conversation's key.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, ClassVar

COLUMNS = ("channel", "ref", "amount_minor", "margin_minor", "currency", "score", "due_at", "about_id", "suggestion_id")
KINDS: dict[str, type[Happening]] = {}


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What every event type shares. `kind` is its name in the timeline, past tense."""

    kind: ClassVar[str] = ""
    by_customer: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        KINDS[cls.kind] = cls

    def columns(self) -> dict[str, Any]:
        """The values that have a column of their own."""
        return {name: getattr(self, name) for name in _names(self.kind) if name in COLUMNS}

    def data(self) -> dict[str, Any]:
        """The rest, for the JSON column; empty values are left out."""
        mine = vars(self)
        return {n: value for n in _extra_names(self.kind) if (value := mine[n]) or isinstance(value, int | float)}


@cache
def _names(kind: str) -> tuple[str, ...]:
    return tuple(f.name for f in dataclasses.fields(KINDS[kind]))


@cache
def _extra_names(kind: str) -> tuple[str, ...]:
    return tuple(name for name in _names(kind) if name not in COLUMNS)


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Happening):
    """An order. `due_at` is the delivery promised at that moment; `margin_minor` is what was earned, where known."""

    kind: ClassVar[str] = "order.placed"
    by_customer: ClassVar[bool] = True
    ref: str
    amount_minor: int | None = None
    margin_minor: int | None = None
    currency: str = ""
    due_at: datetime | None = None
    channel: str = "shop"
    items: list[dict[str, Any]] = field(default_factory=list)  # {"name", "quantity", "amount_minor"}
    status: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Happening):
    """An order that will not be: its amount no longer counts as spend."""

    kind: ClassVar[str] = "order.cancelled"
    ref: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderRefunded(Happening):
    """Money given back, a positive `amount_minor`."""

    kind: ClassVar[str] = "order.refunded"
    ref: str
    amount_minor: int
    currency: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DeliveryPromised(Happening):
    """A day promised after the order was placed, or moved: the latest before arrival is shown, the first is kept to."""

    kind: ClassVar[str] = "delivery.promised"
    ref: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class DeliveryArrived(Happening):
    """The parcel reached the customer at the event's time."""

    kind: ClassVar[str] = "delivery.arrived"
    ref: str


@dataclass(frozen=True, kw_only=True)
class MessageReceived(Happening):
    """Words from a customer. `ref` is the conversation's key; `channel` email, chat, social, sms, phone, in_person.

    `text` holds the new words, `quoted` what they repeat. `participants` are the addresses in it that are not ours.
    """

    kind: ClassVar[str] = "message.received"
    by_customer: ClassVar[bool] = True
    channel: str
    ref: str
    text: str
    subject: str = ""
    message_id: str = ""
    order_ref: str = ""
    is_automatic: bool = False
    raw_sha256: str = ""
    quoted: str = ""
    signature: str = ""
    attachments: list[dict[str, Any]] = field(default_factory=list)  # {"name", "type", "size_bytes", "is_inline"}
    participants: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # what was odd, by key: channels.mail.parse.NOTES
    undelivered: list[dict[str, Any]] = field(default_factory=list)  # of a bounce: {"message_id", "email", ...}


@dataclass(frozen=True, kw_only=True)
class MessageSent(Happening):
    """Words from us. `is_sales` is a newsletter or offer; `is_automatic` was sent by a rule, not a hand."""

    kind: ClassVar[str] = "message.sent"
    channel: str
    ref: str
    text: str
    subject: str = ""
    message_id: str = ""
    by: str = ""
    is_sales: bool = False
    is_automatic: bool = False
    raw_sha256: str = ""
    quoted: str = ""
    signature: str = ""
    attachments: list[dict[str, Any]] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    order_ref: str = ""
    notes: list[str] = field(default_factory=list)
    suggestion_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CallMade(Happening):
    """We called. `outcome`: reached, not_reached, voicemail, wrong_number. `number` is theirs (E.164), where known.

    `call_id` is the phone system's. `shown_back`: whoever wrote the note was shown the promises and details read in it,
    and what they kept is in the timeline; so they are not read out of it again.
    """

    kind: ClassVar[str] = "call.made"
    ref: str = ""
    channel: str = "phone"
    text: str = ""
    by: str = ""
    outcome: str = "reached"
    is_sales: bool = False
    suggestion_id: int | None = None
    number: str = ""
    duration_seconds: int | None = None
    call_id: str = ""
    shown_back: bool = False


@dataclass(frozen=True, kw_only=True)
class CallReceived(Happening):
    """They called; `text` is the note taken by `by`. The rest as of a call made."""

    kind: ClassVar[str] = "call.received"
    by_customer: ClassVar[bool] = True
    ref: str = ""
    channel: str = "phone"
    text: str = ""
    outcome: str = "reached"
    by: str = ""
    number: str = ""
    duration_seconds: int | None = None
    call_id: str = ""
    shown_back: bool = False


@dataclass(frozen=True, kw_only=True)
class ReviewPosted(Happening):
    """A public or private review, `score` 1 to 5; `ref` is the order where known."""

    kind: ClassVar[str] = "review.posted"
    by_customer: ClassVar[bool] = True
    score: int
    ref: str = ""
    channel: str = "review"
    text: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class ReviewAnswered(Happening):
    """Our answer to a review (`about_id`)."""

    kind: ClassVar[str] = "review.answered"
    about_id: int
    channel: str = "review"
    ref: str = ""
    text: str = ""
    by: str = ""
    suggestion_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class MentionPosted(Happening):
    """Someone spoke of the shop in public."""

    kind: ClassVar[str] = "mention.posted"
    by_customer: ClassVar[bool] = True
    channel: str = "social"
    ref: str = ""
    text: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class SurveyAnswered(Happening):
    """An answer to a question of ours; `score` 0 to 10 where it had one."""

    kind: ClassVar[str] = "survey.answered"
    by_customer: ClassVar[bool] = True
    score: int | None = None
    channel: str = "survey"
    ref: str = ""
    question: str = ""
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class PromiseMade(Happening):
    """Staff promised `text`, by `due_at` where a day was said. `about_id` is the message it was said in."""

    kind: ClassVar[str] = "promise.made"
    text: str
    due_at: datetime | None = None
    about_id: int | None = None
    ref: str = ""
    by: str = ""
    what: str = ""  # call, send, refund, answer, check, fix, other


@dataclass(frozen=True, kw_only=True)
class PromiseKept(Happening):
    """The promise `about_id` was kept."""

    kind: ClassVar[str] = "promise.kept"
    about_id: int
    by: str = ""
    note: str = ""
    suggestion_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class PromiseWithdrawn(Happening):
    """It was no promise, or the customer released us from it."""

    kind: ClassVar[str] = "promise.withdrawn"
    about_id: int
    by: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AnswerWaived(Happening):
    """Somebody of the team closed over the message `about_id` without an answer: it needs none."""

    kind: ClassVar[str] = "answer.waived"
    about_id: int
    channel: str = ""
    ref: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class WaiverWithdrawn(Happening):
    """It needs an answer after all: the waiver `about_id` holds no more."""

    kind: ClassVar[str] = "waiver.withdrawn"
    about_id: int
    channel: str = ""
    ref: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class ContactMade(Happening):
    """A human contact that is none of the above: a visit, a card, words handed over. Written when a card is done."""

    kind: ClassVar[str] = "contact.made"
    channel: str
    by: str = ""
    text: str = ""
    purpose: str = "care"  # care, service, thanks, repair, sales
    is_sales: bool = False
    suggestion_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class GestureGiven(Happening):
    """Something given: a gift, a coupon, a free item; `amount_minor` is its cost to us."""

    kind: ClassVar[str] = "gesture.given"
    what: str
    amount_minor: int | None = None
    currency: str = ""
    by: str = ""
    suggestion_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class StrikeNoted(Happening):
    """A bad experience a person wrote down (`bad` names its kind); those in orders and words are found, not noted."""

    kind: ClassVar[str] = "strike.noted"
    bad: str
    about_id: int | None = None
    ref: str = ""
    text: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class StrikeRepaired(Happening):
    """What went wrong (`about_id`: the event that was the strike; None repairs all open ones) was put right."""

    kind: ClassVar[str] = "strike.repaired"
    about_id: int | None = None
    ref: str = ""
    text: str = ""
    by: str = ""
    suggestion_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Happening):
    """A note of the team about a person; never sent."""

    kind: ClassVar[str] = "note.written"
    text: str
    by: str = ""
