"""What do the real files say, counted by plain code that knows nothing of the product?"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path


@dataclass(frozen=True)
class Late:
    """Parcels that came after their promised day, and what their buyers then wrote."""

    orders: int
    people: int
    arrived: int
    late: int
    late_reviews: int
    late_mean_score: float
    late_poor: int
    on_time_reviews: int
    on_time_mean_score: float
    on_time_poor: int


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def day(text: str) -> date | None:
    return datetime.fromisoformat(text).date() if text else None


def olist(folder: Path) -> Late:
    """Counted from the tables: lateness by date; a poor review has one or two stars."""
    orders = rows(folder / "orders.csv")
    person = {c["customer_id"]: c["customer_unique_id"] for c in rows(folder / "customers.csv")}
    scores = defaultdict(list)
    seen = set()
    for review in rows(folder / "order_reviews.csv"):
        key = (review["review_id"], review["order_id"])
        if key not in seen:
            seen.add(key)
            scores[review["order_id"]].append(int(review["review_score"]))
    late, on_time = [], []
    for order in orders:
        arrived, promised = day(order["order_delivered_customer_date"]), day(order["order_estimated_delivery_date"])
        if arrived and promised:
            (late if arrived > promised else on_time).append(order["order_id"])
    after_late = [s for o in late for s in scores[o]]
    after_on_time = [s for o in on_time for s in scores[o]]
    return Late(
        orders=len(orders),
        people=len({person[o["customer_id"]] for o in orders}),
        arrived=len(late) + len(on_time),
        late=len(late),
        late_reviews=len(after_late),
        late_mean_score=sum(after_late) / len(after_late),
        late_poor=sum(s <= 2 for s in after_late),
        on_time_reviews=len(after_on_time),
        on_time_mean_score=sum(after_on_time) / len(after_on_time),
        on_time_poor=sum(s <= 2 for s in after_on_time),
    )
