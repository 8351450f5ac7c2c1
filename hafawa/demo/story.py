"""What is a story in the sample shop made of? Moments, told in days before today; pure.

Every moment lies at least one day back and at a fixed hour, so that one date and one seed always give one shop.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Moments = tuple["Moment", ...]


@dataclass(frozen=True)
class Moment:
    """Something that happens `ago` days before today at `at` (hour:minute in the shop's zone).

    `values` are fields of the event type `kind`; words may name an order by its label, as in "{late}". `about` names
    the label of another moment; `kept_ago` is when a promise made in the words was kept.
    """

    ago: int
    at: str
    kind: str
    values: dict[str, Any] = field(default_factory=dict)
    label: str = ""
    about: str = ""
    kept_ago: int | None = None


@dataclass(frozen=True)
class Remembered:
    """A memorable detail, learned `ago` days back."""

    text: str
    ago: int = 120
    subject: str = ""
    source: str = "said"
    audience: str = "know"
    makes_happy: bool = False


@dataclass(frozen=True)
class Celebrated:
    """A day that matters: `in_days` from today, or (`in_days` None) a fixed `month` and `day`."""

    title: str
    in_days: int | None = None
    month: int = 1
    day: int = 1
    kind: str = "birthday"
    calendar: str = "gregorian"
    subject: str = ""
    yearly: bool = True
    audience: str = "may_say"
    lead_days: int = 7


@dataclass(frozen=True)
class Stated:
    """A statement about being contacted."""

    purpose: str
    granted: bool
    ago: int
    wording: str
    by_person: bool = True
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class Story:
    """One customer of the sample shop and what happened between us."""

    key: str
    name: str
    language: str
    phone: str = ""
    owner: str = ""
    moments: Iterable[Moments] = ()
    details: tuple[Remembered, ...] = ()
    occasions: tuple[Celebrated, ...] = ()
    consents: tuple[Stated, ...] = ()

    @property
    def email(self) -> str:
        """The address they write from."""
        return f"{self.key.replace('_', '.')}@mail.example"

    def told(self) -> list[Moment]:
        """Every moment, oldest first."""
        return sorted((m for group in self.moments for m in group), key=lambda m: (-m.ago, m.at))


def order(
    ago: int,
    *goods: str,
    label: str = "",
    promised: int = 3,
    took: int | None = 2,
    at: str = "11:20",
    margin: bool = True,
) -> Moments:
    """An order `ago` days back, promised and brought that many days later; `took` None never came."""
    placed = Moment(
        ago, at, "order.placed", {"goods": goods or ("house",), "promised": promised, "margin": margin}, label=label
    )
    if took is None or ago - took < 1:
        return (placed,)
    return (placed, Moment(ago - took, "15:40", "delivery.arrived", {"order": placed}))


def habit(first: int, last: int, *, every: int, goods: tuple[str, ...] = ("house",), spread: float = 0.15) -> Moments:
    """Orders from `first` to `last` days back, about `every` days apart, each brought in time."""
    dice = random.Random(f"{first}-{last}-{every}-{goods}")
    found: list[Moment] = []
    ago = first
    while ago > last + every // 2:
        found += order(ago, goods[len(found) % len(goods)], at=f"{dice.randint(9, 20):02}:{dice.randint(0, 59):02}")
        ago -= max(2, round(every * dice.uniform(1 - spread, 1 + spread)))
    return (*found, *order(last, goods[0]))


def says(
    ago: int, at: str, text: str, *, channel: str = "email", thread: str = "1", subject: str = "", label: str = ""
) -> Moments:
    """Words from the customer."""
    values = {"channel": channel, "thread": thread, "text": text, "subject": subject}
    return (Moment(ago, at, "message.received", values, label=label),)


def we(
    ago: int,
    at: str,
    text: str,
    *,
    by: str = "Luka",
    channel: str = "email",
    thread: str = "1",
    subject: str = "",
    kept: int | None = None,
) -> Moments:
    """Words from one of us; `kept` is when the promise in them was kept, in days back."""
    values = {"channel": channel, "thread": thread, "text": text, "subject": subject, "by": by}
    return (Moment(ago, at, "message.sent", values, kept_ago=kept),)


def letter(ago: int, text: str, *, subject: str) -> Moments:
    """A newsletter."""
    values = {"channel": "email", "thread": f"letter-{ago}", "text": text, "subject": subject, "by": "Finjan"}
    return (Moment(ago, "10:00", "message.sent", values | {"is_sales": True, "is_automatic": True}),)


def review(ago: int, score: int, text: str = "", *, at: str = "20:15", order: str = "", label: str = "") -> Moments:
    """A review, of the order labelled `order`."""
    return (Moment(ago, at, "review.posted", {"score": score, "text": text, "order_label": order}, label=label),)


def posts(ago: int, at: str, text: str) -> Moments:
    """Words about the shop in public."""
    return (Moment(ago, at, "mention.posted", {"channel": "social", "text": text}),)


def answer(ago: int, about: str, text: str, *, by: str = "Ana") -> Moments:
    """Our answer to the review labelled `about`."""
    return (Moment(ago, "10:30", "review.answered", {"text": text, "by": by}, about=about),)


def call(ago: int, text: str, *, by: str = "Ana", at: str = "12:10", outcome: str = "reached") -> Moments:
    """A call of ours."""
    return (Moment(ago, at, "call.made", {"text": text, "by": by, "outcome": outcome}),)


def rang(ago: int, text: str, *, at: str = "13:25") -> Moments:
    """A call of theirs, answered; `text` is the note."""
    return (Moment(ago, at, "call.received", {"text": text}),)


def gave(ago: int, what: str, amount_minor: int, *, by: str = "Ana") -> Moments:
    """Something given, with its cost to us in tetri."""
    return (Moment(ago, "12:30", "gesture.given", {"what": what, "amount_minor": amount_minor, "by": by}),)


def repaired(ago: int, text: str, *, by: str = "Ana", about: str = "") -> Moments:
    """What went wrong was put right."""
    return (Moment(ago, "14:05", "strike.repaired", {"text": text, "by": by}, about=about),)


def refunded(ago: int, order_label: str, amount_minor: int, reason: str) -> Moments:
    """Money back, in tetri."""
    values = {"order_label": order_label, "amount_minor": amount_minor, "reason": reason}
    return (Moment(ago, "14:00", "order.refunded", values),)


def note(ago: int, text: str, *, by: str = "Salma") -> Moments:
    """A note of the team."""
    return (Moment(ago, "17:45", "note.written", {"text": text, "by": by}),)
