"""Deliveries against their promised day, as dates."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.timeline.events import (
    DeliveryArrived,
    DeliveryPromised,
    MessageReceived,
    MessageSent,
    OrderCancelled,
    OrderPlaced,
)
from tests.analytics.history import DAY, day, due, judge, person, tell

pytestmark = pytest.mark.django_db


def arrivals_are_recorded() -> None:
    other = person()
    tell(other, OrderPlaced(ref="other", due_at=due(50)), ago=60)
    tell(other, DeliveryArrived(ref="other"), ago=55)


def test_lateness_compares_days_and_not_seconds() -> None:
    layla, giorgi = person(), person()
    tell(layla, OrderPlaced(ref="A", due_at=due(10) - timedelta(hours=12)), ago=20)
    tell(layla, DeliveryArrived(ref="A"), ago=9.6)  # in the evening of the promised day
    promised = tell(giorgi, OrderPlaced(ref="B", due_at=due(10)), ago=20)
    arrived = tell(giorgi, DeliveryArrived(ref="B"), ago=9.4)  # on the next day, hours later
    row = judge(layla)
    assert (row["deliveries"], row["deliveries_late"], row["late_ref"]) == (1, 0, None)
    row = judge(giorgi)
    assert (row["deliveries_late"], row["late_ref"], row["late_days"], row["late_is_missing"]) == (1, "B", 1, False)
    assert (row["late_event_id"], row["late_arrived_event_id"]) == (promised.id, arrived.id)
    assert (row["late_due_date"], row["late_since_date"]) == (day(10), day(9))


def test_not_arrived_past_its_promise_is_late_unless_cancelled() -> None:
    arrivals_are_recorded()
    layla, giorgi, nino = person(), person(), person()
    tell(layla, OrderPlaced(ref="A", due_at=due(3)), ago=20)
    tell(giorgi, OrderPlaced(ref="B", due_at=due(3)), ago=20)
    tell(giorgi, OrderCancelled(ref="B"), ago=2)
    tell(nino, OrderPlaced(ref="C", due_at=due(0)), ago=20)
    row = judge(layla)
    assert (row["late_ref"], row["late_is_missing"], row["late_days"], row["late_arrived_event_id"]) == (
        "A",
        True,
        3,
        None,
    )
    assert (row["last_strike_kind"], row["strikes_open"]) == ("missing_delivery", 1)
    row = judge(giorgi)
    assert (row["deliveries"], row["deliveries_late"], row["strikes"]) == (0, 0, 0)
    row = judge(nino)  # today is not past
    assert (row["deliveries"], row["deliveries_late"]) == (1, 0)


def test_a_shop_that_never_records_arrivals_has_nothing_missing() -> None:
    layla = person()
    tell(layla, OrderPlaced(ref="A", due_at=due(3)), ago=20)
    row = judge(layla)
    assert (row["deliveries"], row["deliveries_late"], row["late_ref"], row["strikes"]) == (0, 0, None, 0)
    assert "deliveries" in row["unknown"]


def test_an_arrival_told_by_the_carrier_speaks_for_the_shop() -> None:
    layla, giorgi = person(), person()
    tell(layla, OrderPlaced(ref="A", due_at=due(3)), ago=20)
    tell(giorgi, OrderPlaced(ref="B", due_at=due(13)), ago=20)
    tell(giorgi, DeliveryArrived(ref="B"), ago=14, source="carrier")
    assert judge(layla)["late_is_missing"] is True


def test_the_first_promise_is_the_one_kept_to() -> None:
    layla = person()
    tell(layla, OrderPlaced(ref="A", due_at=due(10)), ago=20)
    tell(layla, DeliveryPromised(ref="A", due_at=due(4)), ago=12)
    tell(layla, DeliveryArrived(ref="A"), ago=5)
    row = judge(layla)
    assert (row["deliveries_late"], row["late_due_date"], row["late_days"]) == (1, day(10), 5)


@pytest.mark.parametrize(
    ("what", "ago", "is_cleared"),
    [
        (MessageReceived(channel="email", ref="c", text="where is it?"), 2, True),
        (MessageSent(channel="email", ref="c", text="we are sorry"), 2, True),
        (MessageSent(channel="email", ref="c", text="we are sorry"), 4, False),  # before it was late
        (MessageSent(channel="email", ref="c", text="offers!", is_sales=True), 2, False),
        (MessageSent(channel="email", ref="c", text="received", is_automatic=True), 2, False),
        (MessageReceived(channel="email", ref="c", text="away", is_automatic=True), 2, False),
        (OrderPlaced(ref="Z"), 2, False),
    ],
)
def test_a_late_one_is_named_until_someone_speaks(what: object, ago: float, *, is_cleared: bool) -> None:
    arrivals_are_recorded()
    layla = person()
    tell(layla, OrderPlaced(ref="A", due_at=due(4)), ago=20)
    tell(layla, what, ago=ago)  # type: ignore[arg-type]
    assert judge(layla)["late_ref"] == (None if is_cleared else "A")


def test_a_late_one_is_not_named_after_thirty_days_but_counts() -> None:
    layla, giorgi = person(), person()
    for who, ago in ((layla, 31), (giorgi, 32)):
        tell(who, OrderPlaced(ref=f"R{ago}", due_at=due(ago)), ago=60)
        tell(who, DeliveryArrived(ref=f"R{ago}"), ago=20)
    assert (judge(layla)["late_ref"], judge(giorgi)["late_ref"]) == ("R31", None)
    assert judge(giorgi, day=DAY)["deliveries_late"] == 1
