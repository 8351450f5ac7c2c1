"""How is the UCI "Online Retail" table read? Parquet or CSV: one row a line of an invoice, in pounds.

An invoice number that begins with C is a cancellation: money given back. One that begins with A corrects a ledger, and
an invoice of nothing but taken-out stock without a customer corrects an inventory: neither is an order, so they are
left out, with that reason. Lines without a customer are orders of nobody we know. The numbers of some invoices come
back after other invoices; they are still one order. Source: UCI Machine Learning Repository, data set 352.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hafawa.channels.importers import dates, sniff
from hafawa.channels.importers.lines import Group, Line, groups
from hafawa.channels.importers.registry import (
    Arrival,
    BrokenFile,
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
from hafawa.channels.importers.table import Shape, Table
from hafawa.kernel.errors import Refused
from hafawa.kernel.money import to_minor
from hafawa.timeline.events import OrderPlaced, OrderRefunded

CURRENCY, ZONE = "GBP", "Europe/London"
COLUMNS = ("InvoiceNo", "StockCode", "Description", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country")
_CHUNK = 10_000


class OnlineRetail:
    """The importer of UCI Online Retail."""

    key = "online_retail"
    title = gettext_noop("UCI Online Retail: invoices of a wholesaler")

    def detect(self, sample: Sample) -> float:
        if sample.is_folder or sample.is_zip:
            return 0.0
        if sample.head.startswith(b"PAR1"):
            return 0.99 if set(COLUMNS) <= _parquet_columns(sample.path) else 0.0
        first = sample.head.split(b"\n", 1)[0].decode("utf-8", "replace")
        return 0.99 if all(name in first for name in COLUMNS) else 0.0

    def prepare(self, sample: Sample, *, answers: Mapping[str, str], setting: Setting) -> Plan:
        decided = dict(answers)
        total = None
        questions: tuple[Any, ...] = ()
        if sample.head.startswith(b"PAR1"):
            total = _parquet(sample.path).metadata.num_rows
        else:
            sniffed = sniff.sniff(sample.path, answers=answers)
            questions = sniffed.questions
            decided |= {"encoding": sniffed.shape.encoding, "delimiter": sniffed.shape.delimiter}
            decided.setdefault("dates", _date_order(sample, sniffed.shape))
        notes = [Phrase(gettext_noop("An invoice is worth quantity times price, in pounds."))]
        if not setting.is_new and setting.currency != CURRENCY:
            words = gettext_noop("The amounts are in %(theirs)s; your shop's currency is %(ours)s and stays so.")
            notes.append(Phrase(words, {"theirs": CURRENCY, "ours": setting.currency}))
        return Plan(
            source=self.key,
            answers=decided,
            questions=questions,
            notes=tuple(notes),
            header=COLUMNS,
            rows=tuple(tuple("" if c is None else str(c) for c in cells) for cells in _first(sample, decided)),
            rows_total=total,
            shop_currency=CURRENCY,
            shop_zone=ZONE,
        )

    def read(self, job: Job, *, after: int = 0) -> Iterator[Row]:
        for group in groups(lambda: _lines(job.path, job.answers)):
            if group.last > after:
                yield from _rows(group, job=job)


IMPORTER = OnlineRetail()


def _lines(path: Path, answers: Mapping[str, str]) -> Iterator[Line]:
    for number, cells in enumerate(_cells(path, answers), start=1):
        yield number, str(cells[0]), cells


def _cells(path: Path, answers: Mapping[str, str]) -> Iterator[Sequence[Any]]:
    with path.open("rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    if not is_parquet:
        table = Table(path, Shape(answers["encoding"], answers["delimiter"]))
        header = table.header()
        places = [header.index(name) for name in COLUMNS]
        for record in table.rows(width=len(header)):
            yield ("", record.problem, *record.cells) if record.problem else [record.cells[p] for p in places]
        return
    try:
        for batch in _parquet(path).iter_batches(batch_size=_CHUNK, columns=list(COLUMNS)):
            yield from zip(*(batch.column(name).to_pylist() for name in COLUMNS), strict=True)
    except (OSError, ValueError) as error:  # the library's own errors are these
        words = _("This Parquet file is broken. What stands before that place came in; send it again, whole.")
        raise BrokenFile(words) from error


def _rows(group: Group, *, job: Job) -> Iterator[Row]:
    cells = group.cells[0]
    if not group.ref:
        yield _rejected(group, 0, str(cells[1]) or "no_ref", {})
        return
    try:
        total = sum((_amount(c) for c in group.cells), Decimal(0))
        placed_at = _moment(cells[4], job=job)
        who = _who([c[6] for c in group.cells])
        said = _refund(group, total, placed_at) if group.ref.startswith("C") else _order(group, total, placed_at)
    except dates.NotADate:  # before its parent, ValueError
        yield from _all_rejected(group, "date", {"cell": str(cells[4])[:100], "order": job.answers.get("dates", "")})
        return
    except (ArithmeticError, ValueError, TypeError):
        yield from _all_rejected(group, "number", {"cell": group.ref[:100]})
        return
    if group.ref.startswith("A") or (who is None and total <= 0 and not group.ref.startswith("C")):
        yield from _all_rejected(group, "not_an_order", {"ref": group.ref})
        return
    yield Arrival(group.numbers[0], who, (said,), last=group.last)


def _order(group: Group, total: Decimal, placed_at: datetime) -> Said:
    items = [{"name": str(c[2] or c[1]), "quantity": int(c[3]), "amount_minor": _pence(c)} for c in group.cells]
    order = OrderPlaced(ref=group.ref, amount_minor=to_minor(total, currency=CURRENCY), currency=CURRENCY, items=items)
    return Said(order, placed_at, f"order:{group.ref}")


def _refund(group: Group, total: Decimal, placed_at: datetime) -> Said:
    refund = OrderRefunded(
        ref=group.ref, amount_minor=to_minor(abs(total), currency=CURRENCY), currency=CURRENCY, reason="cancellation"
    )
    return Said(refund, placed_at, f"refund:{group.ref}")


def _pence(cells: Sequence[Any]) -> int:
    return round(_amount(cells) * 100)  # half to even, as `kernel.money` does


def _amount(cells: Sequence[Any]) -> Decimal:
    """Quantity times price, exact: a float's shortest form is what the table says."""
    return int(cells[3]) * _price(cells[5])


@lru_cache(maxsize=8192)
def _price(cell: Any) -> Decimal:
    return Decimal(str(cell))


def _moment(cell: Any, *, job: Job) -> datetime:
    text = cell.isoformat() if isinstance(cell, datetime) else str(cell)
    order = "ymd" if isinstance(cell, datetime) or text[:4].isdecimal() else job.answers.get("dates", "mdy")
    return dates.moment(text, order=order, zone=job.setting.zone)


def _who(customers: Sequence[Any]) -> Who | None:
    numbers = [c for c in customers if c not in (None, "")]
    if not numbers:
        return None
    number = str(int(float(numbers[0])))
    return Who((Key("customer_id", f"online_retail:{number}", number),))


def _all_rejected(group: Group, reason: str, facts: dict[str, Any]) -> Iterator[Rejection]:
    for place in range(len(group.cells)):
        yield _rejected(group, place, reason, facts)


def _rejected(group: Group, place: int, reason: str, facts: dict[str, Any]) -> Rejection:
    cells = tuple("" if c is None else str(c) for c in group.cells[place])
    return Rejection(min(group.numbers[place], group.last), reason, facts, cells)


def _date_order(sample: Sample, shape: Shape) -> str:
    """The table's own dates are month first (12/1/2010), as it was published; saved anew they may be year first."""
    found = dates.possible_orders(
        str(c[4]) for c in _first(sample, {"encoding": shape.encoding, "delimiter": shape.delimiter})
    )
    return "ymd" if found == {"ymd"} else "dmy" if found == {"dmy"} else "mdy"


def _first(sample: Sample, answers: Mapping[str, str]) -> list[Sequence[Any]]:
    try:
        return [cells for _n, cells in zip(range(5), _cells(sample.path, answers), strict=False)]
    except Refused:
        return []


def _parquet_columns(path: Path) -> set[str]:
    """The names of its columns; none where it is broken or only begins as such a file."""
    try:
        return set(_parquet(path).schema_arrow.names)
    except (OSError, ValueError):
        return set()


def _parquet(path: Path) -> Any:
    from pyarrow import parquet

    return parquet.ParquetFile(path)
