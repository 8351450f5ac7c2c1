"""Which problem comes again and again with one product, beyond what its share of orders would bring?

For each topic that goes wrong and each product: how many people complained of it after ordering that product, out of
all who complained of the topic, against the product's share of the orders. The chance of so many is exact (binomial);
of all pairs looked at, those told are expected to hold at most one in ten that is none (Benjamini and Hochberg).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hafawa.listening.themes.models import Mention
from hafawa.listening.themes.shares import binomial_tail, clear
from hafawa.listening.themes.topics import WRONG
from hafawa.timeline.models import Event

LOOKED_AT_DAYS = 180
LEAST_PEOPLE = 3
ORDERED_WITHIN_DAYS = 45
MOST_ROWS = 20_000
NOT_OF_A_PRODUCT = frozenset(
    {"answers", "website", "booking", "manner", "hours", "access", "noise", "comfort", "loyalty"}
)


@dataclass(frozen=True)
class Recurring:
    """`people` of the `of` who complained of `topic` had ordered `product`; `expected` by its share of the orders."""

    topic: str
    product: str
    people: int
    of: int
    expected: float
    chance: float
    events: tuple[int, ...]

    @property
    def times(self) -> float:
        """How many times what was to be expected."""
        return self.people / self.expected if self.expected else float(self.people)


def look(*, until: datetime, back: int = LOOKED_AT_DAYS) -> list[Recurring]:
    """The problems that recur, the least likely by chance first."""
    since = until - timedelta(days=back)
    orders = _orders(since - timedelta(days=ORDERED_WITHIN_DAYS), until)
    shares = _shares(orders)
    rows = (
        Mention.objects.filter(sign=WRONG, is_wrong=False, occurred_at__gte=since, occurred_at__lte=until)
        .exclude(topic__in=NOT_OF_A_PRODUCT)
        .select_related("event")
        .order_by("-occurred_at", "-id")[:MOST_ROWS]
    )
    complained: dict[str, dict[int, tuple[frozenset[str], int]]] = defaultdict(dict)
    for mention in rows:
        event = mention.event
        if event.person_id and (bought := orders.of(event)):
            complained[mention.topic].setdefault(event.person_id, (bought, event.pk))
    found = [_judge(topic, who, shares) for topic, who in complained.items()]
    flat = [one for own in found for one in own]
    told = [one for one, is_clear in zip(flat, clear([r.chance for r in flat]), strict=True) if is_clear]
    return sorted(told, key=lambda r: (r.chance, r.topic, r.product))


def _judge(topic: str, who: dict[int, tuple[frozenset[str], int]], shares: dict[str, float]) -> list[Recurring]:
    of = len(who)
    counted: dict[str, list[int]] = defaultdict(list)
    for bought, event in who.values():
        for product in bought:
            counted[product].append(event)
    return [
        Recurring(
            topic=topic,
            product=product,
            people=len(events),
            of=of,
            expected=of * shares[product],
            chance=binomial_tail(len(events), of, shares[product]),
            events=tuple(sorted(events, reverse=True)),
        )
        for product, events in sorted(counted.items())
        if len(events) >= LEAST_PEOPLE
    ]


class _Orders:
    """Who ordered what, when, and under which number."""

    def __init__(self) -> None:
        self.by_ref: dict[str, frozenset[str]] = {}
        self.by_person: dict[int, list[tuple[datetime, frozenset[str]]]] = defaultdict(list)

    def add(self, event: Event) -> None:
        products = frozenset(_name(item) for item in event.data.get("items", ()) if _name(item))
        if not products:
            return
        if event.ref:
            self.by_ref[event.ref] = products
        if event.person_id:
            self.by_person[event.person_id].append((event.occurred_at, products))

    def of(self, event: Event) -> frozenset[str]:
        """What the words in `event` are about: the order they name, else the person's last one before them."""
        for ref in (event.ref, event.data.get("order_ref", "")):
            if ref in self.by_ref:
                return self.by_ref[ref]
        since = event.occurred_at - timedelta(days=ORDERED_WITHIN_DAYS)
        before = [(at, p) for at, p in self.by_person.get(event.person_id or 0, ()) if since <= at <= event.occurred_at]
        return max(before, key=lambda pair: pair[0])[1] if before else frozenset()


def _orders(since: datetime, until: datetime) -> _Orders:
    found = _Orders()
    rows = Event.objects.filter(kind="order.placed", occurred_at__gte=since, occurred_at__lte=until)
    for event in rows.only("person_id", "occurred_at", "ref", "data").iterator(chunk_size=2000):
        found.add(event)
    return found


def _shares(orders: _Orders) -> dict[str, float]:
    """Of all orders, how many hold each product."""
    counts: dict[str, int] = defaultdict(int)
    total = 0
    for own in orders.by_person.values():
        for _at, products in own:
            total += 1
            for product in products:
                counts[product] += 1
    return {product: n / total for product, n in counts.items()}


def _name(item: Any) -> str:
    return str(item.get("name", ""))[:200] if isinstance(item, dict) else ""
