"""How are Olist's tables read? A folder or zip of them: orders, customers, items, payments, products, reviews.

`customer_id` is a new number for every order; the person is `customer_unique_id`. An order may have several reviews and
a review several orders. The day promised is `order_estimated_delivery_date`. What was paid is the amount; an order
without payments is worth its items and their freight. Times have no zone: they are the shop's own.
Source: the public description of the Brazilian E-Commerce data set by Olist (Kaggle).
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_noop

from hafawa.channels.importers.amounts import amount
from hafawa.channels.importers.dates import NotADate, moment
from hafawa.channels.importers.registry import (
    Arrival,
    Job,
    Key,
    Phrase,
    Plan,
    Rejection,
    Row,
    Said,
    Sample,
    Setting,
    Who,
)
from hafawa.channels.importers.table import Record, Shape, Table
from hafawa.kernel.errors import Refused
from hafawa.kernel.money import to_minor
from hafawa.timeline.events import DeliveryArrived, OrderCancelled, OrderPlaced, ReviewPosted

CURRENCY, ZONE = "BRL", "America/Sao_Paulo"
_NAME = re.compile(
    r"(?:.*/)?(?:olist_)?(orders|customers|order_items|order_payments|order_reviews|products)(?:_dataset)?\.csv(?:\.gz)?"
)
_NEEDED = {
    "orders": ("order_id", "customer_id", "order_status", "order_purchase_timestamp", "order_estimated_delivery_date"),
    "customers": ("customer_id", "customer_unique_id"),
}
_SIDE_TABLES = {
    "customers": ("customer_id", "customer_unique_id"),
    "order_items": ("order_id", "product_id", "price", "freight_value"),
    "order_payments": ("order_id", "payment_value"),
    "products": ("product_id", "product_category_name"),
}
_NEVER_CAME = ("canceled", "cancelled", "unavailable")
_KNOWN_TIMES = (
    "order_purchase_timestamp", "order_approved_at", "order_delivered_carrier_date", "order_delivered_customer_date",
)  # fmt: skip


class Olist:
    """The importer of Olist's tables."""

    key = "olist"
    title = gettext_noop("Olist: orders, deliveries, reviews")

    def detect(self, sample: Sample) -> float:
        found = _members(sample.members)
        return 0.99 if {"orders", "customers"} <= set(found) and _has_columns(sample.path, found) else 0.0

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        members = _members(sample.members)
        orders = Table(sample.path, Shape(), members["orders"])
        header = orders.header()
        shown = tuple(tuple(r.cells) for r, _n in zip(orders.rows(width=len(header)), range(5), strict=False))
        paid = gettext_noop("An order is worth what was paid for it, in Brazilian reais.")
        items = gettext_noop("An order is worth its items and freight, in Brazilian reais: no payments came along.")
        notes = [Phrase(paid if "order_payments" in members else items)]
        if not setting.is_new and setting.currency != CURRENCY:
            notes.append(
                Phrase(
                    gettext_noop("The amounts are in %(theirs)s; your shop's currency is %(ours)s and stays so."),
                    {"theirs": CURRENCY, "ours": setting.currency},
                )
            )
        total = sum(_count(sample.path, members.get(name, "")) for name in ("orders", "order_reviews"))
        return Plan(
            source=self.key,
            answers=dict(answers),
            notes=tuple(notes),
            header=tuple(header),
            rows=shown,
            rows_total=total,
            shop_currency=CURRENCY,
            shop_zone=ZONE,
        )

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        with closing(_Tables(job.path)) as tables:
            yield from _read(tables, zone=job.setting.zone, after=after)


IMPORTER = Olist()


class _Tables:
    """The tables of a folder or zip; the small ones indexed in a temporary database, so that memory stays bounded."""

    def __init__(self, path: Path) -> None:
        self.path = path
        names = [p.relative_to(path).as_posix() for p in path.rglob("*")] if path.is_dir() else _zip_names(path)
        self.members = _members(names)
        self._side = sqlite3.connect("")  # on disk, gone when closed
        for name, columns in _SIDE_TABLES.items():
            self._fill(name, columns)

    def close(self) -> None:
        self._side.close()

    def rows(self, name: str) -> Iterator[tuple[Record, dict[str, str]]]:
        """Every row of table `name`, if it came along, with its cells by column."""
        if name not in self.members:
            return
        table = Table(self.path, Shape(), self.members[name])
        header = table.header()
        for record in table.rows(width=len(header)):
            yield record, dict(zip(header, record.cells, strict=False))

    def person(self, customer_id: str) -> str:
        found = self._side.execute("SELECT customer_unique_id FROM customers WHERE customer_id = ?", (customer_id,))
        return str((found.fetchone() or ("",))[0])

    def amount(self, order_id: str) -> Decimal | None:
        paid = self._side.execute("SELECT payment_value FROM order_payments WHERE order_id = ?", (order_id,)).fetchall()
        if paid:
            return sum((_plain(v) for (v,) in paid), Decimal(0))
        found = self._side.execute("SELECT price, freight_value FROM order_items WHERE order_id = ?", (order_id,))
        items = found.fetchall()
        return sum((_plain(p) + _plain(f or "0") for p, f in items), Decimal(0)) if items else None

    def items(self, order_id: str) -> list[dict[str, Any]]:
        found = self._side.execute(
            "SELECT coalesce(product_category_name, ''), price FROM order_items LEFT JOIN products USING (product_id) "
            "WHERE order_id = ? ORDER BY order_items.rowid",
            (order_id,),
        )
        lines = Counter((name.replace("_", " "), price) for name, price in found)
        return [
            {"name": name, "quantity": n, "amount_minor": n * to_minor(_plain(price), currency=CURRENCY)}
            for (name, price), n in lines.items()
        ]

    def customer_of(self, order_id: str) -> str:
        found = self._side.execute("SELECT person FROM orders WHERE order_id = ?", (order_id,)).fetchone()
        return str(found[0]) if found else ""

    def note_order(self, order_id: str, person: str) -> None:
        self._side.execute("INSERT OR IGNORE INTO orders VALUES (?, ?)", (order_id, person))

    def _fill(self, name: str, columns: tuple[str, ...]) -> None:
        self._side.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
        self._side.execute("CREATE TABLE IF NOT EXISTS orders (order_id PRIMARY KEY, person) WITHOUT ROWID")
        marks = ", ".join("?" * len(columns))
        rows = ([cells.get(c, "") for c in columns] for record, cells in self.rows(name) if not record.problem)
        self._side.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608 - names from above
        self._side.execute(f"CREATE INDEX {name}_by ON {name} ({columns[0]})")


def _read(tables: _Tables, *, zone: ZoneInfo, after: int) -> Iterator[Row]:
    number = 0
    for number, (record, cells) in enumerate(tables.rows("orders"), start=1):
        if not record.problem:
            tables.note_order(cells["order_id"], tables.person(cells["customer_id"]))
        if number > after:
            yield _order(number, record, cells, tables=tables, zone=zone)
    for offset, (record, cells) in enumerate(tables.rows("order_reviews"), start=number + 1):
        if offset > after:
            yield _review(offset, record, cells, tables=tables, zone=zone)


def _order(number: int, record: Record, cells: dict[str, str], *, tables: _Tables, zone: ZoneInfo) -> Row:
    if record.problem:
        return Rejection(number, record.problem, record.facts, tuple(record.cells), "orders")
    person = tables.person(cells["customer_id"])
    if not person:
        return Rejection(number, "no_key", {}, tuple(record.cells), "orders")
    try:
        said, odd = _told(cells, tables=tables, zone=zone)
    except NotADate as error:
        return Rejection(number, "date", {"cell": str(error), "order": "y-m-d"}, tuple(record.cells), "orders")
    except (ArithmeticError, ValueError):
        return Rejection(number, "number", {"cell": cells["order_id"]}, tuple(record.cells), "orders")
    return Arrival(number, _who(person), said, file="orders", odd=odd)


def _told(cells: dict[str, str], *, tables: _Tables, zone: ZoneInfo) -> tuple[tuple[Said, ...], tuple[str, ...]]:
    ref, status = cells["order_id"], cells["order_status"]
    placed_at = _moment(cells["order_purchase_timestamp"], zone=zone)
    arrived = cells["order_delivered_customer_date"]
    # Delivered on an unknown day: with a promise it would count as missing, and the unknown is never held against us.
    day_is_lost = status == "delivered" and not arrived
    due = "" if day_is_lost else cells["order_estimated_delivery_date"]
    amount = tables.amount(ref)
    said = [
        Said(
            OrderPlaced(
                ref=ref,
                amount_minor=None if amount is None else to_minor(amount, currency=CURRENCY),
                currency=CURRENCY,
                due_at=_moment(due, zone=zone) if due else None,
                items=tables.items(ref),
                status=status,
            ),
            placed_at,
            f"order:{ref}",
        )
    ]
    odd = ["delivered_without_day"] if day_is_lost else []
    if arrived:
        arrived_at = _moment(arrived, zone=zone)
        said.append(Said(DeliveryArrived(ref=ref), arrived_at, f"arrived:{ref}"))
        odd += ["arrived_before_placed"] if arrived_at < placed_at else []
    if status in _NEVER_CAME:
        last = max(_moment(cells[name], zone=zone) for name in _KNOWN_TIMES if cells.get(name))
        said.append(Said(OrderCancelled(ref=ref, reason=status), last, f"cancelled:{ref}"))
    return tuple(said), tuple(odd)


def _review(number: int, record: Record, cells: dict[str, str], *, tables: _Tables, zone: ZoneInfo) -> Row:
    if record.problem:
        return Rejection(number, record.problem, record.facts, tuple(record.cells), "order_reviews")
    ref, score = cells["order_id"], cells["review_score"]
    person = tables.customer_of(ref)
    if not person:
        return Rejection(number, "unknown_order", {"cell": ref}, tuple(record.cells), "order_reviews")
    if score not in {"1", "2", "3", "4", "5"}:
        return Rejection(number, "score", {"cell": score, "most": 5}, tuple(record.cells), "order_reviews")
    try:  # `review_creation_date` is when the question was sent; the answer has its own time
        posted_at = _moment(cells.get("review_answer_timestamp") or cells["review_creation_date"], zone=zone)
    except NotADate as error:
        return Rejection(number, "date", {"cell": str(error), "order": "y-m-d"}, tuple(record.cells), "order_reviews")
    review = ReviewPosted(
        score=int(score),
        ref=ref,
        text=cells.get("review_comment_message", "").strip(),
        title=cells.get("review_comment_title", "").strip(),
    )
    said = Said(review, posted_at, f"review:{cells['review_id']}:{ref}")
    return Arrival(number, _who(person), (said,), file="order_reviews")


def _plain(cell: str) -> Decimal:
    """The amount in a cell as these tables write it; NotAnAmount for 1e9, NaN and the like."""
    return amount(cell, decimal=".")


def _who(person: str) -> Who:
    return Who((Key("customer_id", f"olist:{person}", person),), language="pt")


def _moment(cell: str, *, zone: ZoneInfo) -> datetime:
    return moment(cell, order="ymd", zone=zone)


def _members(names: Any) -> dict[str, str]:
    return {found[1]: name for name in sorted(names) if (found := _NAME.fullmatch(name))}


def _zip_names(path: Path) -> list[str]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def _has_columns(path: Path, members: Mapping[str, str]) -> bool:
    try:
        return all(set(c) <= set(Table(path, Shape(), members[name]).header()) for name, c in _NEEDED.items())
    except Refused:
        return False


def _count(path: Path, member: str) -> int:
    if not member:
        return 0
    table = Table(path, Shape(), member)
    return sum(1 for _row in table.rows(width=len(table.header())))
