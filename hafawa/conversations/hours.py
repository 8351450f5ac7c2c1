"""When is this shop open, and by when should what came in be answered?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from hafawa.conversations import clock
from hafawa.conversations.clock import Hours
from hafawa.team.models import Shop


def of(shop: Shop) -> Hours:
    """The shop's hours: its week and the days on which it is closed."""
    closed = frozenset(date.fromisoformat(day) for day in shop.closed_on)
    return Hours(shop.opens_at, shop.closes_at, frozenset(shop.open_weekdays), shop.zone, closed)


def reply_by(shop: Shop | None = None) -> Callable[[str, datetime], datetime]:
    """Until when a message of a channel, received at an instant, should be answered in this shop."""
    shop = shop or Shop.get()
    return clock.reply_by(hours=of(shop), overrides=shop.reply_minutes)


def is_open(shop: Shop, *, now: datetime) -> bool:
    """Whether the shop is open at `now`."""
    return clock.is_open_at(now, hours=of(shop))
