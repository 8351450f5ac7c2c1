"""May a rule answer this message, and which? Pure. Whatever is in doubt goes to a person (practices D11).

Anger, complaints, grief, threats, money taken wrongly, secrets, health, law: a person's, before any rule is looked at.
So is whoever has something open with us, whoever we do not know, and whatever was not read with certainty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

ORDER_STATUS, OUT_OF_HOURS, ACKNOWLEDGE = "order_status", "out_of_hours", "acknowledge"
KINDS = (ORDER_STATUS, OUT_OF_HOURS, ACKNOWLEDGE)  # the first that fits is taken
LANGUAGES = ("en", "ar", "ka")
MAIL, CHAT = "email", "chat"
CHANNELS = (MAIL, CHAT)

#: Reasons of this page; those of `listening.routine` and `channels.mail.loops` keep their names.
WHYS = (
    "vetoed", "angry", "complaint", "heavy", "confidential", "open_complaint", "overdue_promise", "strike", "language",
    "stranger", "no_consent", "looping", "no_account", "no_rule", "no_order", "late_order", "not_routine", "answered",
    "fault", "away_told",
)  # fmt: skip


@dataclass(frozen=True)
class Order:
    """What the shop's own data say of the one order asked about. `is_over`: cancelled or given back."""

    ref: str
    placed_at: datetime
    due_at: datetime | None = None
    arrived_at: datetime | None = None
    is_over: bool = False


@dataclass(frozen=True)
class Case:
    """One message and what is known about it and its writer.

    `vetoes` are the names `listening.routine.vetoes` finds in its words; `open_matters` what is open with the writer;
    `route` who may handle it ("machine" or "human"), `intent` what it is about. `loop` is why no machine may answer
    (`channels.mail.loops`), empty where it may. `orders` are those of the writer the message can mean. `is_told_closed`
    says that the page they write on tells already that the shop is closed.
    """

    language: str
    vetoes: tuple[str, ...] = ()
    is_angry: bool = False
    is_complaint: bool = False
    is_heavy: bool = False
    is_confidential: bool = False
    open_matters: tuple[str, ...] = ()
    strikes: int = 0
    route: str = "human"
    intent: str = ""
    is_known: bool = False
    is_refused: bool = False
    is_answered: bool = False
    loop: str = ""
    has_account: bool = True
    is_open_now: bool = True
    is_told_closed: bool = False
    orders: tuple[Order, ...] = ()
    on: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Decided:
    """The rule that answers (empty: a person does), why not others, and the order an answer tells of."""

    kind: str = ""
    why: tuple[str, ...] = ()
    order: Order | None = None


def decide(case: Case, *, now: datetime) -> Decided:
    """Which rule answers `case`, if any. Never a rule where a single thing speaks against it."""
    if why := _against(case):
        return Decided(why=why)
    refused: list[str] = []
    if ORDER_STATUS in case.on:
        order, reason = _order(case, now=now)
        if order is not None:
            return Decided(ORDER_STATUS, order=order)
        if reason == "late_order":
            return Decided(why=(reason,))  # what is late is told by a person
        refused.append(reason)
    if OUT_OF_HOURS in case.on and not case.is_open_now:
        return Decided(why=("away_told",)) if case.is_told_closed else Decided(OUT_OF_HOURS)
    if ACKNOWLEDGE in case.on and case.is_open_now:
        return Decided(ACKNOWLEDGE)
    return Decided(why=tuple(refused) or ("no_rule",))


def _against(case: Case) -> tuple[str, ...]:
    holds: Mapping[str, bool] = {
        "vetoed": bool(case.vetoes),
        "angry": case.is_angry,
        "complaint": case.is_complaint,
        "heavy": case.is_heavy,
        "confidential": case.is_confidential,
        "strike": case.strikes > 0,
        "language": case.language not in LANGUAGES,
        "stranger": not case.is_known,
        "no_consent": case.is_refused,
        "looping": bool(case.loop),
        "no_account": not case.has_account,
        "answered": case.is_answered,
    }
    return (*(name for name, is_so in holds.items() if is_so), *case.open_matters)


def _order(case: Case, *, now: datetime) -> tuple[Order | None, str]:
    """The one order the message can only mean, and that all is well with; else why none is told."""
    if case.route != "machine" or case.intent != "order_status":
        return None, "not_routine"
    running = [o for o in case.orders if not o.is_over]
    if len(running) != 1:
        return None, "no_order"
    (order,) = running
    if order.due_at is None and order.arrived_at is None:
        return None, "no_order"
    if order.arrived_at is None and order.due_at is not None and order.due_at <= now:
        return None, "late_order"
    return (None, "late_order") if order.arrived_at is not None else (order, "")
