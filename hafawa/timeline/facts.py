"""What of an order may be kept when the person is forgotten? Numbers and days, never words. Pure.

The law of most places asks a shop to keep what was sold, for how much and when, for years. That an order was placed,
cancelled, given money back for, promised and delivered stays, with its number and amounts; whose it was, what was
written with it and what the goods were called goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from hafawa.timeline.events import KINDS, Happening

ORDER_FACTS = ("order.placed", "order.cancelled", "order.refunded", "delivery.promised", "delivery.arrived")
_NUMBERS = ("quantity", "amount_minor")


def bare(what: Happening) -> Happening:
    """`what`, one of `ORDER_FACTS`, with its words taken out."""
    empty = {name: bare_data({name: value}).get(name, type(value)()) for name, value in what.data().items()}
    return cast("Happening", replace(cast("Any", what), **empty))


def bare_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON column of such an event with nothing but the quantities and amounts of its items."""
    items = [{n: i[n] for n in _NUMBERS if isinstance(i.get(n), int | float)} for i in _items(data)]
    return {"items": items} if any(items) else {}


def is_order_fact(kind: str) -> bool:
    """Whether an event of `kind` outlives the person it was about."""
    return kind in ORDER_FACTS and kind in KINDS


def _items(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    items = data.get("items")
    return [i for i in items if isinstance(i, Mapping)] if isinstance(items, list) else []
