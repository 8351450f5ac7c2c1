"""What does the shop give its reader to go by: its zone and hours, its team, its numbers, its money?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any, Self
from zoneinfo import ZoneInfo

from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event

SHAPES = 200  # of the latest order numbers: their shape is what counts


@dataclass(frozen=True)
class Given:
    """The shop's zone, and the arguments of `extraction.find` that are the same for every message."""

    zone: ZoneInfo
    shop: dict[str, Any]

    @classmethod
    def of(cls, shop: Shop) -> Self:
        """What `shop` gives, read once for a batch."""
        return cls(
            shop.zone,
            {
                "zone": shop.zone,
                "closes_at": time.fromisoformat(str(shop.closes_at)),  # a shop made this instant holds it as text
                "open_weekdays": tuple(shop.open_weekdays),
                "staff_names": _team(),
                "order_shapes": _numbers(),
                "currency": shop.currency,
                "country": shop.country,
            },
        )


def _team() -> tuple[str, ...]:
    return tuple(User.objects.filter(is_active=True).exclude(name="").order_by("id").values_list("name", flat=True))


def _numbers() -> tuple[str, ...]:
    latest = Event.objects.filter(kind="order.placed").exclude(ref="").order_by("-id")
    return tuple(latest.values_list("ref", flat=True)[:SHAPES])
