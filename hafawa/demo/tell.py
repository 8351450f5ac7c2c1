"""How do stories become events? Numbers for the orders, instants for the days, one happening a moment. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hafawa.demo.goods import GOODS
from hafawa.demo.story import Moment, Story
from hafawa.timeline import events

CURRENCY = "GEL"
ZONE = ZoneInfo("Asia/Tbilisi")
DELIVERY_BY = time(20, 0)


@dataclass(frozen=True)
class Told:
    """One moment as it goes into the timeline; `about` is the external id of the event it speaks of."""

    what: events.Happening
    occurred_at: datetime
    external_id: str
    about: str = ""
    kept_at: datetime | None = None


def instant(today: date, *, ago: int, at: str) -> datetime:
    """`at` o'clock in the shop's zone, `ago` days before `today`."""
    return datetime.combine(today - timedelta(days=ago), time.fromisoformat(at), tzinfo=ZONE)


def numbers(stories: Iterable[Story]) -> dict[tuple[str, int, str], str]:
    """The order numbers of all stories, given in the order the orders were placed: by person, day and time."""
    placed = [(-m.ago, m.at, s.key) for s in stories for m in s.told() if m.kind == "order.placed"]
    return {(key, -day, at): f"FN-{10001 + n}" for n, (day, at, key) in enumerate(sorted(placed))}


def tell(story: Story, *, today: date, refs: Mapping[tuple[str, int, str], str]) -> list[Told]:
    """The events of `story`, oldest first."""
    moments = story.told()
    named = {m.label: m for m in moments if m.label}
    orders = {label: refs[story.key, m.ago, m.at] for label, m in named.items() if m.kind == "order.placed"}
    ids = {label: f"{story.key}:{moments.index(m)}" for label, m in named.items()}
    return [
        Told(
            what=_happening(story, m, number=n, today=today, refs=refs, orders=orders),
            occurred_at=instant(today, ago=m.ago, at=m.at),
            external_id=f"{story.key}:{n}",
            about=ids[m.about] if m.about else "",
            kept_at=None if m.kept_ago is None else instant(today, ago=m.kept_ago, at="18:20"),
        )
        for n, m in enumerate(moments)
    ]


def _happening(
    story: Story,
    m: Moment,
    *,
    number: int,
    today: date,
    refs: Mapping[tuple[str, int, str], str],
    orders: Mapping[str, str],
) -> events.Happening:
    values = dict(m.values)
    if "text" in values:
        values["text"] = _named(str(values["text"]), orders)
    if m.kind == "order.placed":
        return _order(m, ref=refs[story.key, m.ago, m.at], today=today)
    if m.kind == "delivery.arrived":
        placed: Moment = values["order"]
        return events.DeliveryArrived(ref=refs[story.key, placed.ago, placed.at])
    if m.kind.startswith("message."):
        values["ref"] = f"{values['channel']}:{story.key}:{values.pop('thread')}"
        if values["channel"] == "email":
            values["message_id"] = f"{story.key}.{number}@mail.example"
    if "order_label" in values:
        label = values.pop("order_label")
        values["ref"] = orders[label] if label else ""
    if "amount_minor" in values:
        values["currency"] = CURRENCY
    if m.kind == "review.answered":
        values["about_id"] = 0  # known once the review is in the timeline
    return events.KINDS[m.kind](**values)


def _order(m: Moment, *, ref: str, today: date) -> events.OrderPlaced:
    goods = [GOODS[key] for key in m.values["goods"]]
    due = today - timedelta(days=m.ago - m.values["promised"])
    items: list[dict[str, Any]] = [{"name": g.name, "quantity": 1, "amount_minor": g.price_minor} for g in goods]
    return events.OrderPlaced(
        ref=ref,
        amount_minor=sum(g.price_minor for g in goods),
        margin_minor=sum(g.margin_minor for g in goods) if m.values["margin"] else None,
        currency=CURRENCY,
        due_at=datetime.combine(due, DELIVERY_BY, tzinfo=ZONE),
        items=items,
    )


def _named(text: str, orders: Mapping[str, str]) -> str:
    for label, ref in orders.items():
        text = text.replace("{" + label + "}", ref)
    return text
