"""Is what comes in what plain code counts in the same files?"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db.models import Sum

from hafawa.channels.importers import runs
from hafawa.channels.models import ImportRun, ImportState
from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

NOW = datetime(2026, 1, 5, tzinfo=UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.real_data]


def _bring_in(path: Path) -> ImportRun:
    run = runs.receive(path, name=path.name, by=None, now=NOW)
    assert run.state == ImportState.READY
    assert not runs.questions(run)
    return runs.carry_out(run, now=NOW)


def _table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_olist_comes_in_whole(shared_data: Path) -> None:
    folder = shared_data / "olist-sample"
    run = _bring_in(folder)
    orders, customers = _table(folder, "orders.csv"), _table(folder, "customers.csv")
    unique = {c["customer_id"]: c["customer_unique_id"] for c in customers}
    assert len(orders) == Event.objects.filter(kind="order.placed").count() == 8135
    assert len({unique[o["customer_id"]] for o in orders}) == Person.objects.count() == run.people_new == 8016
    assert Event.objects.filter(kind="review.posted").count() == len(_table(folder, "order_reviews.csv")) == 8225
    gone = sum(o["order_status"] in {"canceled", "unavailable"} for o in orders)
    assert Event.objects.filter(kind="order.cancelled").count() == gone
    assert run.rows_rejected == 0

    arrived = [o for o in orders if o["order_delivered_customer_date"]]
    late = {
        o["order_id"]
        for o in arrived
        if o["order_delivered_customer_date"][:10] > o["order_estimated_delivery_date"][:10]
    }
    due = dict(Event.objects.filter(kind="order.placed").values_list("ref", "due_date"))
    came = Event.objects.filter(kind="delivery.arrived").values_list("ref", "occurred_date")
    assert {ref for ref, day in came if due[ref] and day > due[ref]} == late
    assert (len(late), len(came)) == (343, 5170)

    paid: dict[str, int] = defaultdict(int)
    for payment in _table(folder, "order_payments.csv"):
        paid[payment["order_id"]] += round(float(payment["payment_value"]) * 100)
    total = Event.objects.filter(kind="order.placed").aggregate(total=Sum("amount_minor"))["total"]
    assert total == sum(paid.values())
    buyer = dict(Event.objects.filter(kind="order.placed").values_list("ref", "person"))
    reviews = Event.objects.filter(kind="review.posted").values_list("ref", "person", "score")
    assert all(buyer[ref] == person for ref, person, _ in reviews)
    scores = Counter(int(r["review_score"]) for r in _table(folder, "order_reviews.csv"))
    assert Counter(score for _, _, score in reviews) == scores

    shop = Shop.get()
    assert (shop.currency, shop.time_zone) == ("BRL", "America/Sao_Paulo")


def test_a_shop_that_was_set_up_keeps_its_currency(shared_data: Path, tmp_path: Path) -> None:
    for name in ("orders.csv", "customers.csv"):
        lines = (shared_data / "olist-sample" / name).read_text(encoding="utf-8").splitlines(keepends=True)
        (tmp_path / name).write_text("".join(lines[:200]), encoding="utf-8")
    Shop.objects.update_or_create(id=1, defaults={"currency": "GEL", "set_up_at": NOW})
    run = runs.receive(tmp_path, name="olist", by=None, now=NOW)
    assert any("GEL" in note and "BRL" in note for note in runs.preview(run, rows_most=10).notes)
    runs.carry_out(run, now=NOW)
    assert Shop.get().currency == "GEL"
    assert set(Event.objects.filter(kind="order.placed").values_list("currency", flat=True)) == {"BRL"}


def test_online_retail_reconciles_to_the_penny(shared_data: Path) -> None:
    from decimal import Decimal

    import pyarrow.parquet as parquet

    path = shared_data / "online-retail" / "online_retail.parquet"
    run = _bring_in(path)
    lines = parquet.read_table(path).to_pylist()
    invoices = {line["InvoiceNo"] for line in lines}
    rejected = {row.cells[0] for row in run.rejected.all()}
    placed = set(Event.objects.filter(kind="order.placed").values_list("ref", flat=True))
    refunded = set(Event.objects.filter(kind="order.refunded").values_list("ref", flat=True))
    assert placed | refunded | rejected == invoices
    assert len(placed) + len(refunded) + len(rejected) == len(invoices) == 25_900
    assert refunded == {number for number in invoices if number.startswith("C")}
    assert {line["CustomerID"] for line in lines if line["InvoiceNo"] in rejected} == {None}
    assert Person.objects.count() == len({line["CustomerID"] for line in lines} - {None}) == 4372

    worth: dict[str, Decimal] = defaultdict(Decimal)
    for line in lines:
        worth[line["InvoiceNo"]] += line["Quantity"] * Decimal(str(line["UnitPrice"]))
    assert sum(worth.values()) == Decimal("9747747.934")
    sums = dict(Event.objects.values_list("kind").annotate(Sum("amount_minor")))
    left_out = sum(worth[number] for number in rejected)
    assert abs(Decimal(sums["order.placed"] - sums["order.refunded"]) / 100 + left_out - Decimal("9747747.934")) < 1
    nobody = {line["InvoiceNo"] for line in lines if line["CustomerID"] is None} & placed
    assert set(Event.objects.filter(person=None, kind="order.placed").values_list("ref", flat=True)) == nobody

    apart = [line for line in lines if line["InvoiceNo"] == "542806"]  # its lines stand in two places
    assert len(Event.objects.get(ref="542806").data["items"]) == len(apart)
