"""What may customers tell a shop about? The topics that ship, and which of them each trade begins with. Pure.

A topic has two signs: what people love about it and what goes wrong with it. The shop adds topics of its own and takes
away those that are none of its business; the names people read are in `words`.
"""

from __future__ import annotations

LOVED, WRONG = "loved", "wrong"
SIGNS = (LOVED, WRONG)
TOPICS = (
    "delivery",
    "packaging",
    "wrong_item",
    "quality",
    "taste",
    "price",
    "manner",
    "skill",
    "waiting",
    "answers",
    "refunds",
    "billing",
    "booking",
    "website",
    "cleanliness",
    "noise",
    "comfort",
    "access",
    "hours",
    "range",
    "information",
    "loyalty",
    "gift",
    "personal",
    "result",
    "safety",
)
_PLACE = frozenset({"cleanliness", "noise", "comfort", "access", "hours", "waiting"})
_PARCEL = frozenset({"delivery", "packaging", "wrong_item", "range"})
WITHOUT: dict[str, frozenset[str]] = {  # what a trade does not begin with
    "mixed": frozenset(),
    "shop": frozenset({"booking", "noise"}),
    "online": _PLACE - {"hours"} | {"booking", "result"},
    "food": frozenset({"result"}),
    "hotel": _PARCEL,
    "practice": _PARCEL | {"taste", "gift"},
    "salon": _PARCEL - {"range"} | {"taste"},
    "repair": frozenset({"taste", "noise", "comfort", "gift"}),
}
TRADES = tuple(WITHOUT)


def of_trade(trade: str) -> tuple[str, ...]:
    """The topics a shop of `trade` (one of TRADES) begins with; all of them where the trade is not known."""
    return tuple(topic for topic in TOPICS if topic not in WITHOUT.get(trade, frozenset()))
