"""Bad experiences: found where they happened, each trouble once, fading, repaired."""

from __future__ import annotations

import pytest

from hafawa.analytics import strikes
from hafawa.timeline.events import (
    AnswerWaived,
    DeliveryArrived,
    MessageReceived,
    MessageSent,
    OrderPlaced,
    PromiseKept,
    PromiseMade,
    ReviewPosted,
    StrikeNoted,
    StrikeRepaired,
)
from tests.analytics.history import due, judge, on, person, read, tell

pytestmark = pytest.mark.django_db


def wrote(ref: str = "c", order_ref: str = "") -> MessageReceived:
    return MessageReceived(channel="email", ref=ref, text="words", order_ref=order_ref)


def weighed(kind: str, *, age_days: int, days_late: int = 0, is_repaired: bool = False) -> float:
    return round(
        strikes.weight(
            severity=strikes.severity(kind, days_late=days_late),
            half_life_days=strikes.KINDS[kind].half_life_days,
            age_days=age_days,
            is_repaired=is_repaired,
        ),
        6,
    )


def test_a_late_parcel_its_bad_review_and_the_complaint_about_it_are_one_strike_with_all_its_evidence() -> None:
    layla = person()
    promised = tell(layla, OrderPlaced(ref="A", due_at=due(20)), ago=30)
    arrived = tell(layla, DeliveryArrived(ref="A"), ago=18)
    review = tell(layla, ReviewPosted(score=1, ref="A", text="late"), ago=17)
    message = tell(layla, wrote(order_ref="A"), ago=16)
    read(message, is_complaint=True, bad_kind="damaged")
    row = judge(layla)
    assert (row["strikes"], row["strikes_open"]) == (1, 1)
    assert (row["last_strike_kind"], row["last_strike_event_id"]) == ("damaged", message.id)
    assert row["strike_event_ids"] == [message.id, review.id, arrived.id, promised.id]
    assert row["strike_weight"] == weighed("damaged", age_days=16)


def test_a_complaint_that_names_no_order_but_lateness_is_about_the_late_one() -> None:
    layla, giorgi = person(), person()
    for who in (layla, giorgi):
        tell(who, OrderPlaced(ref=f"A{who.id}", due_at=due(20)), ago=30)
        tell(who, DeliveryArrived(ref=f"A{who.id}"), ago=18)
    read(tell(layla, wrote(), ago=15), is_complaint=True, bad_kind="late_delivery")
    read(tell(giorgi, wrote(), ago=15), is_complaint=True, bad_kind="rude")
    assert judge(layla)["strikes"] == 1
    assert judge(giorgi)["strikes"] == 2


def test_the_same_order_again_after_thirty_days_is_another_strike() -> None:
    layla, giorgi = person(), person()
    for who, later in ((layla, 29), (giorgi, 31)):
        tell(who, ReviewPosted(score=1, ref="A"), ago=60)
        tell(who, ReviewPosted(score=2, ref="A"), ago=60 - later)
    assert (judge(layla)["strikes"], judge(giorgi)["strikes"]) == (1, 2)


def test_a_late_parcel_weighs_more_the_later_it_came() -> None:
    layla = person()
    tell(layla, OrderPlaced(ref="A", due_at=due(20)), ago=30)
    tell(layla, DeliveryArrived(ref="A"), ago=16)
    assert judge(layla)["strike_weight"] == weighed("late_delivery", age_days=19, days_late=4)


def test_unanswered_over_three_days_is_being_ignored() -> None:
    layla, giorgi, nino = person(), person(), person()
    for who, ago in ((layla, 4), (giorgi, 3), (nino, 9)):
        read(tell(who, wrote(), ago=ago), needs_answer=True)
    tell(nino, MessageSent(channel="email", ref="c", text="sorry for the wait"), ago=2)
    row = judge(layla)
    assert (row["strikes"], row["last_strike_kind"]) == (1, "ignored")
    assert judge(giorgi)["strikes"] == 0
    assert (judge(nino)["strikes"], judge(nino)["unanswered"]) == (1, 0)  # answered, but only after a week


def test_closing_over_a_message_in_time_ignores_nobody_and_too_late_it_did() -> None:
    layla, giorgi = person(), person()
    for who, ago in ((layla, 8), (giorgi, 4)):
        message = tell(who, wrote(), ago=9)
        read(message, needs_answer=True)
        tell(who, AnswerWaived(about_id=message.id), ago=ago)
    assert (judge(layla)["strikes"], judge(layla)["unanswered"]) == (0, 0)
    assert (judge(giorgi)["strikes"], judge(giorgi)["unanswered"]) == (1, 0)


def test_a_promise_is_broken_when_it_is_more_than_a_day_past() -> None:
    layla, giorgi, nino = person(), person(), person()
    tell(layla, PromiseMade(text="we will call", due_at=due(2)), ago=5)
    tell(giorgi, PromiseMade(text="we will call", due_at=due(1)), ago=5)
    kept = tell(nino, PromiseMade(text="we will call", due_at=due(4)), ago=5)
    tell(nino, PromiseKept(about_id=kept.id), ago=3)
    rows = [judge(who) for who in (layla, giorgi, nino)]
    assert [row["strikes"] for row in rows] == [1, 0, 0]
    assert rows[0]["last_strike_kind"] == "broken_promise"


def test_a_repair_names_its_strike_or_all_before_it_and_leaves_a_quarter() -> None:
    layla, giorgi = person(), person()
    for who in (layla, giorgi):
        first = tell(who, StrikeNoted(bad="rude"), ago=40)
        tell(who, StrikeNoted(bad="overcharged"), ago=30)
        tell(who, StrikeRepaired(about_id=first.id if who == layla else None), ago=20)
        tell(who, StrikeNoted(bad="no such kind"), ago=10)
    row = judge(layla)
    assert (row["strikes"], row["strikes_open"], row["last_strike_kind"]) == (3, 2, "other")
    assert row["strike_weight"] == pytest.approx(
        weighed("rude", age_days=40, is_repaired=True)
        + weighed("overcharged", age_days=30)
        + weighed("other", age_days=10),
        abs=2e-6,
    )
    assert (row["last_repair_at"], row["customer_spoke_since_repair"]) == (on(20), False)
    assert judge(giorgi)["strikes_open"] == 1
    tell(giorgi, OrderPlaced(ref="Z"), ago=5)
    assert judge(giorgi)["customer_spoke_since_repair"] is True


def test_trouble_after_the_repair_is_open_again() -> None:
    layla = person()
    strike = tell(layla, ReviewPosted(score=1, ref="A"), ago=20)
    tell(layla, StrikeRepaired(about_id=strike.id), ago=15)
    assert judge(layla)["strikes_open"] == 0
    tell(layla, ReviewPosted(score=1, ref="A"), ago=10)
    assert (judge(layla)["strikes"], judge(layla)["strikes_open"]) == (1, 1)


def test_what_somebody_noted_about_a_strike_is_that_strike() -> None:
    layla = person()
    review = tell(layla, ReviewPosted(score=2), ago=20)
    tell(layla, StrikeNoted(bad="clueless", about_id=review.id), ago=19)
    assert judge(layla)["strikes"] == 1
