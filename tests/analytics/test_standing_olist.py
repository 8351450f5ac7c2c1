"""A real marketplace: late by date, as an independent reading of its files says."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from hafawa.analytics import standing, warehouse
from hafawa.channels.importers import runs
from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline import log
from tests.analytics.history import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]


def late_by_hand(folder: Path, until: str) -> tuple[int, int, Counter[str]]:
    """Delivered with a date, late of those by date; and of each person late or missing as far as known at `until`."""
    with (folder / "customers.csv").open() as file:
        people = {r["customer_id"]: r["customer_unique_id"] for r in csv.DictReader(file)}
    delivered = late = 0
    of: Counter[str] = Counter()
    with (folder / "orders.csv").open() as file:
        for row in csv.DictReader(file):
            came, promised = row["order_delivered_customer_date"], row["order_estimated_delivery_date"][:10]
            is_late = bool(came) and came[:10] > promised
            delivered += bool(came)
            late += is_late
            gone = row["order_status"] in ("canceled", "unavailable", "delivered")  # delivered on a day not told
            is_here = bool(came) and came <= until
            of[people[row["customer_id"]]] += is_late if is_here else not gone and promised < until[:10]
    return delivered, late, of


def test_deliveries_late_of_olist_are_those_of_its_files(shared_data: Path) -> None:
    run = runs.receive(shared_data / "olist-sample", name="olist-sample", by=None, now=DAY)
    runs.carry_out(run, now=DAY)
    day = log.day_of(now=DAY)
    judged = standing.refresh(now=DAY, day=day)
    until = day.astimezone(Shop.get().zone).strftime("%Y-%m-%d %H:%M:%S")
    delivered, late, of = late_by_hand(shared_data / "olist-sample", until)
    assert (delivered, late) == (5170, 343)
    (summary,) = warehouse.query("SELECT sum(deliveries_late) AS late FROM standing")
    assert summary["late"] == sum(of.values()) > 1_000
    assert judged == Person.objects.count() == len(of) == 8016
    found: Counter[int] = Counter()
    for r in warehouse.query("SELECT deliveries_late FROM standing"):
        found[r["deliveries_late"]] += 1
    expected: dict[int, int] = defaultdict(int)
    for n in of.values():
        expected[n] += 1
    assert found == expected
