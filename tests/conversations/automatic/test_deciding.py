"""Which rule may answer, and everything that keeps one from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hafawa.conversations.automatic.deciding import ACKNOWLEDGE, KINDS, ORDER_STATUS, OUT_OF_HOURS, Case, Order, decide

NOW = datetime(2026, 6, 17, 12, tzinfo=UTC)
ALL = frozenset(KINDS)
RUNNING = Order("HF-1", NOW - timedelta(days=2), NOW + timedelta(days=3))
ASKS = Case(language="en", route="machine", intent="order_status", is_known=True, orders=(RUNNING,), on=ALL)

AGAINST = [
    ("vetoed", {"vetoes": ("grief",)}),
    ("angry", {"is_angry": True}),
    ("complaint", {"is_complaint": True}),
    ("heavy", {"is_heavy": True}),
    ("confidential", {"is_confidential": True}),
    ("strike", {"strikes": 1}),
    ("open_complaint", {"open_matters": ("open_complaint",)}),
    ("overdue_promise", {"open_matters": ("overdue_promise",)}),
    ("language", {"language": ""}),
    ("language", {"language": "fr"}),
    ("stranger", {"is_known": False}),
    ("no_consent", {"is_refused": True}),
    ("looping", {"loop": "ping_pong"}),
    ("no_account", {"has_account": False}),
    ("answered", {"is_answered": True}),
]


def test_an_order_on_its_way_is_told_of() -> None:
    decided = decide(ASKS, now=NOW)
    assert (decided.kind, decided.order) == (ORDER_STATUS, RUNNING)


@pytest.mark.parametrize(("why", "holds"), AGAINST)
@pytest.mark.parametrize("is_open_now", [True, False])
def test_a_single_thing_against_it_and_no_rule_answers(why: str, holds: dict[str, Any], is_open_now: bool) -> None:
    decided = decide(replace(ASKS, is_open_now=is_open_now, **holds), now=NOW)
    assert decided.kind == ""
    assert why in decided.why


@pytest.mark.parametrize(
    "order",
    [
        replace(RUNNING, due_at=NOW - timedelta(minutes=1)),
        replace(RUNNING, arrived_at=NOW - timedelta(days=1)),
    ],
)
def test_what_is_late_or_should_be_there_already_is_told_by_a_person(order: Order) -> None:
    for is_open_now in (True, False):
        decided = decide(replace(ASKS, orders=(order,), is_open_now=is_open_now), now=NOW)
        assert (decided.kind, decided.why) == ("", ("late_order",))


@pytest.mark.parametrize(
    "orders",
    [(), (RUNNING, replace(RUNNING, ref="HF-2")), (replace(RUNNING, is_over=True),), (replace(RUNNING, due_at=None),)],
)
def test_without_the_one_order_it_can_only_mean_none_is_told_of(orders: tuple[Order, ...]) -> None:
    assert decide(replace(ASKS, orders=orders), now=NOW).kind == ACKNOWLEDGE
    assert decide(replace(ASKS, orders=orders, on=frozenset({ORDER_STATUS})), now=NOW).why == ("no_order",)


@pytest.mark.parametrize("change", [{"route": "human"}, {"intent": "stock"}, {"intent": ""}])
def test_what_is_not_surely_a_routine_question_is_no_question_of_an_order(change: dict[str, Any]) -> None:
    assert decide(replace(ASKS, **change, on=frozenset({ORDER_STATUS})), now=NOW).why == ("not_routine",)


def test_out_of_hours_is_told_so_only_while_closed_and_an_acknowledgement_only_while_open() -> None:
    other = replace(ASKS, intent="", route="human")
    assert decide(replace(other, is_open_now=False), now=NOW).kind == OUT_OF_HOURS
    assert decide(other, now=NOW).kind == ACKNOWLEDGE
    assert decide(replace(other, is_open_now=False, on=frozenset({ACKNOWLEDGE})), now=NOW).kind == ""


def test_with_every_rule_off_nothing_is_answered() -> None:
    assert decide(replace(ASKS, on=frozenset()), now=NOW).kind == ""
