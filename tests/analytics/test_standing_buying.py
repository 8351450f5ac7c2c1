"""Orders, money, rhythm: counted by hand."""

from __future__ import annotations

import pytest

from hafawa.timeline.events import OrderCancelled, OrderPlaced, OrderRefunded
from tests.analytics.history import judge, on, person, tell

pytestmark = pytest.mark.django_db


def test_orders_count_once_each_and_not_when_cancelled() -> None:
    layla = person()
    first = tell(layla, OrderPlaced(ref="A", amount_minor=1000, margin_minor=300, currency="EUR"), ago=400)
    last = tell(layla, OrderPlaced(ref="B", amount_minor=2000, margin_minor=500, currency="EUR"), ago=100)
    tell(layla, OrderPlaced(ref="B", amount_minor=2000, currency="EUR"), ago=99, source="other door")
    tell(layla, OrderPlaced(ref="C", amount_minor=9000, margin_minor=1, currency="EUR"), ago=50)
    tell(layla, OrderCancelled(ref="C"), ago=49)
    tell(layla, OrderRefunded(ref="B", amount_minor=500, currency="EUR"), ago=90)
    tell(layla, OrderRefunded(ref="C", amount_minor=9000, currency="EUR"), ago=48)
    row = judge(layla)
    assert (row["orders"], row["first_order_event_id"], row["last_order_event_id"]) == (2, first.id, last.id)
    assert (row["spend_minor"], row["spend_365d_minor"], row["margin_minor"]) == (2500, 1500, 800)
    assert (row["currency"], row["days_since_order"], row["tenure_days"]) == ("EUR", 100, 400)
    assert row["first_order_at"] == on(400)


def test_what_is_not_stated_is_not_known() -> None:
    layla, giorgi, nobody = person(), person(), person()
    tell(layla, OrderPlaced(ref="A"), ago=9)
    tell(giorgi, OrderPlaced(ref="B", amount_minor=100, margin_minor=5, currency="EUR"), ago=9)
    tell(giorgi, OrderPlaced(ref="C", amount_minor=100, currency="GEL"), ago=3)
    row = judge(layla)
    assert (row["orders"], row["spend_minor"], row["margin_minor"], row["currency"]) == (1, None, None, None)
    row = judge(giorgi)
    assert (row["spend_minor"], row["spend_365d_minor"], row["currency"], row["margin_minor"]) == (None,) * 4
    assert row["unknown"] == "language,consent,spend,margin,rhythm,deliveries,mood,value"
    row = judge(nobody)
    assert (row["orders"], row["spend_minor"], row["tenure_days"], row["days_since_order"]) == (0, None, None, None)
    assert (row["rhythm_days"], row["behaviour"], row["attitude"], row["strikes"]) == (None, None, None, 0)


def test_rhythm_is_the_median_between_order_days_and_needs_three() -> None:
    layla, giorgi = person(), person()
    for ago in (100, 90, 89.9, 60, 56):  # gaps 10, 30, 4: two orders share a day
        tell(layla, OrderPlaced(ref=f"L{ago}"), ago=ago)
    for ago in (20, 10, 10.1):
        tell(giorgi, OrderPlaced(ref=f"G{ago}"), ago=ago)
    row = judge(layla)
    assert (row["rhythm_days"], row["rhythm_n"], row["overdue_ratio"]) == (10.0, 3, 5.6)
    row = judge(giorgi)
    assert (row["orders"], row["rhythm_days"], row["rhythm_n"], row["overdue_ratio"]) == (3, None, None, None)


def test_what_happens_after_the_instant_judged_does_not_count() -> None:
    layla = person()
    tell(layla, OrderPlaced(ref="A"), ago=5)
    tell(layla, OrderPlaced(ref="B"), ago=-0.01)
    assert judge(layla)["orders"] == 1
    assert judge(layla, day=on(-0.02))["orders"] == 2


def test_high_is_as_many_repeats_as_the_shops_own_rate_and_one_order_too_early_is_not_low() -> None:
    often, once, new = person(), person(), person()
    for n in range(5):
        tell(often, OrderPlaced(ref=f"O{n}"), ago=200 - n)
    tell(once, OrderPlaced(ref="P"), ago=200)
    tell(new, OrderPlaced(ref="N"), ago=2)
    # four repeats in 402 customer days: two in 200 days are to be expected, none in two
    assert (judge(often)["behaviour"], judge(once)["behaviour"], judge(new)["behaviour"]) == ("high", "low", None)
