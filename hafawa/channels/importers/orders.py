"""How is a table of orders read, one row an order or one row a line of it, whatever its columns are called?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_noop

from hafawa.channels.importers import mapping
from hafawa.channels.importers.cells import Cells, RowRejected, word_set
from hafawa.channels.importers.lines import Group, Line, groups, together
from hafawa.channels.importers.mapping import Wish, Wishes
from hafawa.channels.importers.registry import Arrival, Job, Plan, Rejection, Row, Said, Sample, Setting
from hafawa.channels.importers.table import Table
from hafawa.kernel.text import fold
from hafawa.timeline.events import DeliveryArrived, OrderCancelled, OrderPlaced, OrderRefunded

FIELDS = (
    Wish("ref", gettext_noop("Order number")),
    Wish("date", gettext_noop("Order date"), "date", is_needed=True),
    Wish("amount", gettext_noop("Amount"), "amount"),
    Wish("currency", gettext_noop("Currency")),
    Wish("email", gettext_noop("Email address")),
    Wish("phone", gettext_noop("Phone number")),
    Wish("customer_id", gettext_noop("Customer number")),
    Wish("name", gettext_noop("Customer's name")),
    Wish("first_name", gettext_noop("First name")),
    Wish("last_name", gettext_noop("Last name")),
    Wish("language", gettext_noop("Language")),
    Wish("status", gettext_noop("Status")),
    Wish("item", gettext_noop("Item")),
    Wish("quantity", gettext_noop("Quantity")),
    Wish("unit_price", gettext_noop("Price of one"), "amount"),
    Wish("promised", gettext_noop("Delivery promised for"), "date"),
    Wish("arrived", gettext_noop("Delivery arrived on"), "date"),
    Wish("cancelled_at", gettext_noop("Cancelled on"), "date"),
    Wish("paid_at", gettext_noop("Paid on"), "date"),
    Wish("refunded", gettext_noop("Money given back"), "amount"),
    Wish("margin", gettext_noop("Margin"), "amount"),
)
_CANCELLED = word_set(
    "cancelled canceled voided void annulled failed unavailable cancelado cancelada annule storniert abgesagt expired "
    "отменен отмена iptal ملغي ملغى ملغاة გაუქმებული გაუქმდა wc-cancelled wc-failed"
)
_REFUNDED = word_set("refunded reembolsado rembourse erstattet возвращен مسترد დაბრუნებული wc-refunded")
_NO_ORDER = word_set("draft trash auto-draft checkout-draft wc-checkout-draft abandoned مسودة მონახაზი")


@dataclass(frozen=True)
class Orders:
    """The importer of a table of orders. Ready mappings are the same importer with names and formats known."""

    key: str
    title: str
    wishes: Wishes
    signature: tuple[tuple[str, ...], ...] = ()  # any of these sets of column names marks the file as ours
    system: str = "shop"  # whose customer numbers these are

    def detect(self, sample: Sample) -> float:
        if self.signature:
            return 0.95 if self._is_signed(sample) else 0.0
        found = set(mapping.fit(sample, wishes=self.wishes))
        if "date" not in found:
            return 0.1 if {"ref", "amount"} <= found else 0.02 * mapping.is_table(sample)
        sure = 0.3 + 0.25 * ("ref" in found) + 0.3 * bool(found & {"amount", "unit_price"})
        return sure if found & {"ref", "amount", "unit_price"} else 0.1

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        return mapping.prepare(sample, wishes=self.wishes, answers=answers, setting=setting)

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        table = mapping.table_of(job.path, job.answers)
        header = table.header()
        places = mapping.places(header, job.answers)
        cells = Cells(places=places, answers=job.answers, setting=job.setting, system=self.system)
        reader = _Reader(cells, answers=job.answers)
        if job.answers.get("lines", "single") == "single":
            yield from reader.single(table, width=len(header), after=after)
            return
        gather: Callable[[Callable[[], Iterator[Line]]], Iterator[Group]]
        gather = groups if job.answers["lines"] == "scattered" else together
        for group in gather(lambda: reader.lines(table, width=len(header))):
            found = reader.group(group)
            if group.last > after:
                yield from found

    def _is_signed(self, sample: Sample) -> bool:
        if sample.is_folder or (sample.is_zip and not mapping.only_member(sample)):
            return False
        first = sample.head[:8192].splitlines()[:1] if not sample.is_zip else []
        names = {
            c.strip().strip('"').lstrip("\ufeff")
            for c in (first[0] if first else b"")
            .decode("utf-8", "replace")
            .replace(";", ",")
            .replace("\t", ",")
            .split(",")
        }
        if sample.is_zip:
            names = set(mapping.header_of(sample)[1])
        return any(set(signature) <= names for signature in self.signature)


WISHES = Wishes("orders", FIELDS, asks_currency=True)
IMPORTER = Orders("orders", gettext_noop("Orders"), WISHES)


class _Reader:
    """Turns rows and groups of rows into what is handed over."""

    def __init__(self, cells: Cells, *, answers: Mapping[str, str]) -> None:
        self._cells = cells
        self._adds_lines = answers.get("amounts") == "line"
        self._has_ref = cells.has("ref")
        has = cells.has
        self._has_more = any(has(f) for f in ("arrived", "cancelled_at", "paid_at", "refunded"))
        self._has_items = has("item")

    def single(self, table: Table, *, width: int, after: int) -> Iterator[Row]:
        for number, row, problem, facts in table.rows(width=width):
            if number <= after and self._has_ref:
                continue
            if problem:
                found: Row = Rejection(number, problem, facts, tuple(row))
            else:
                try:
                    found = self._arrival(number, [row], last=0)
                except RowRejected as error:
                    found = error.row(number, row)
            if number > after:
                yield found

    def lines(self, table: Table, *, width: int) -> Iterator[Line]:
        for number, row, problem, facts in table.rows(width=width):
            yield (number, "", ["", problem, facts, *row]) if problem else (number, self._cells.text("ref", row), row)

    def group(self, group: Group) -> list[Row]:
        if not group.ref:
            return [self._alone(group)]
        try:
            return [self._arrival(group.numbers[0], group.cells, last=group.last)]
        except RowRejected as error:
            pairs = zip(group.numbers, group.cells, strict=True)
            return [error.row(min(number, group.last), row) for number, row in pairs]

    def _alone(self, group: Group) -> Row:
        number, row = group.numbers[0], group.cells[0]
        if row and row[0] == "" and len(row) > 2 and isinstance(row[2], dict):
            return Rejection(number, row[1], row[2], tuple(row[3:]))
        return RowRejected("no_ref").row(number, row)

    def _arrival(self, number: int, rows: Sequence[Sequence[str]], *, last: int) -> Arrival:
        read, first = self._cells, rows[0]
        ref = read.number("ref", first)
        if self._has_ref and not ref:
            raise RowRejected("no_ref")
        placed_at = read.moment("date", first)
        if placed_at is None and len(rows) > 1:
            placed_at = next((m for row in rows[1:] if (m := read.moment("date", row))), None)
        if placed_at is None:
            raise RowRejected("no_date")
        code = read.code(first)
        amount = self._amount(rows, currency=code)
        if amount is not None and amount < 0:
            raise RowRejected("negative", cell=read.text("amount", first))
        order = OrderPlaced(
            ref=ref,
            amount_minor=amount,
            margin_minor=self._one("margin", rows, currency=code),
            currency=code if amount is not None else "",
            due_at=read.moment("promised", first),
            items=self._items(rows, currency=code) if self._has_items else [],
            status=read.text("status", first)[:60],
        )
        mark = ref or read.mark(first)
        said: tuple[Said, ...] = (Said(order, placed_at, f"order:{mark}"),)
        odd: tuple[str, ...] = ()
        if self._has_more or _says_more(order.status):
            more, odd = self._more(rows, order=order, placed_at=placed_at, mark=mark)
            said += more
        who = read.who(first)
        if who is None and len(rows) > 1:
            who = next((w for row in rows[1:] if (w := read.who(row))), None)
        return Arrival(number, who, said, (), (), (), last, "", odd)

    def _amount(self, rows: Sequence[Sequence[str]], *, currency: str) -> int | None:
        read = self._cells
        if not read.has("amount"):
            return self._priced(rows, currency=currency)
        if len(rows) == 1:
            return read.minor("amount", rows[0], currency=currency)
        found = [m for row in rows if (m := read.minor("amount", row, currency=currency)) is not None]
        if self._adds_lines:
            return sum(found) if found else None
        if len(set(found)) > 1:
            raise RowRejected("mixed_amounts")
        return found[0] if found else None

    def _priced(self, rows: Sequence[Sequence[str]], *, currency: str) -> int | None:
        if not self._cells.has("unit_price"):
            return None
        found = [line for row in rows if (line := self._line(row, currency=currency)) is not None]
        return sum(found) if found else None

    def _line(self, row: Sequence[str], *, currency: str) -> int | None:
        price = self._cells.minor("unit_price", row, currency=currency)
        return None if price is None else price * self._quantity(row)

    def _quantity(self, row: Sequence[str]) -> int:
        cell = self._cells.text("quantity", row)
        if not cell:
            return 1
        whole = cell.removesuffix(".0").removesuffix(".00")
        if not whole.removeprefix("-").isdecimal() or len(whole) > 9:
            raise RowRejected("number", cell=cell[:100])
        return int(whole)

    def _one(self, field: str, rows: Sequence[Sequence[str]], *, currency: str) -> int | None:
        if not self._cells.has(field):
            return None
        return next((m for row in rows if (m := self._cells.minor(field, row, currency=currency)) is not None), None)

    def _items(self, rows: Sequence[Sequence[str]], *, currency: str) -> list[dict[str, Any]]:
        found = []
        for row in rows:
            if not (name := self._cells.text("item", row)):
                continue
            item: dict[str, Any] = {"name": name[:300], "quantity": self._quantity(row)}
            if (line := self._line(row, currency=currency)) is not None:
                item["amount_minor"] = line
            found.append(item)
        return found

    def _more(
        self, rows: Sequence[Sequence[str]], *, order: OrderPlaced, placed_at: datetime, mark: str
    ) -> tuple[tuple[Said, ...], tuple[str, ...]]:
        read, first, ref = self._cells, rows[0], order.ref
        said, odd = [], []
        arrived_at, cancelled_at = read.moment("arrived", first), read.moment("cancelled_at", first)
        status = _folded(order.status)
        if status in _NO_ORDER:
            raise RowRejected("not_an_order", ref=ref)
        if arrived_at:
            said.append(Said(DeliveryArrived(ref=ref), arrived_at, f"arrived:{mark}"))
            odd += ["arrived_before_placed"] if arrived_at.date() < placed_at.date() else []
        if cancelled_at or status in _CANCELLED:
            cancelled = OrderCancelled(ref=ref, reason=order.status if status in _CANCELLED else "")
            said.append(Said(cancelled, max(cancelled_at or placed_at, placed_at), f"cancelled:{mark}"))
        refunded = self._one("refunded", rows, currency=order.currency)
        if refunded is None and status in _REFUNDED and not cancelled_at:
            refunded = order.amount_minor
        if refunded:
            back = OrderRefunded(ref=ref, amount_minor=abs(refunded), currency=order.currency)
            said.append(Said(back, cancelled_at or arrived_at or placed_at, f"refund:{mark}"))
            odd += ["refund_over_order"] if abs(refunded) > (order.amount_minor or 0) else []
        paid_at = read.moment("paid_at", first)
        odd += ["paid_before_placed"] if paid_at and paid_at < placed_at else []
        return tuple(said), tuple(odd)


@lru_cache(maxsize=1024)
def _folded(status: str) -> str:
    return fold(status)


@lru_cache(maxsize=1024)
def _says_more(status: str) -> bool:
    return _folded(status) in _NO_ORDER | _CANCELLED | _REFUNDED
