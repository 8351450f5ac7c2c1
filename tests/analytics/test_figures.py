"""The shop's figures, on histories that can be counted by hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from hafawa.analytics import figure_words, figures, standing
from hafawa.analytics.models import Figures
from hafawa.people.models import Person
from hafawa.timeline.events import (
    AnswerWaived,
    CallMade,
    CallReceived,
    ContactMade,
    DeliveryArrived,
    DeliveryPromised,
    MessageReceived,
    MessageSent,
    OrderPlaced,
    ReviewPosted,
    StrikeNoted,
    StrikeRepaired,
)
from tests.analytics.history import DAY, due, on, person, read, tell

pytestmark = pytest.mark.django_db


def within_an_hour(channel: str, at: datetime) -> datetime:
    return at + timedelta(hours=1 if channel == "email" else 4)


def found() -> dict[str, Any]:
    standing.refresh(now=DAY, day=DAY)
    return figures.work_out(day=DAY, reply_by=within_an_hour)


def events(of: dict[str, Any], name: str) -> list[int]:
    kept = of["evidence"][name]
    assert kept["n"] == len(kept["events"])
    return [event for event, _person in kept["events"]]


def says(of: dict[str, Any], key: str) -> figure_words.Section:
    with override("en"):
        return next(s for s in figure_words.sections(of) if s.key == key)


def parcel(who: Person, ref: str, *, ordered: int, promised: int, arrived: int | None) -> int:
    """Days ago; the id of the event of its arrival."""
    placed = tell(who, OrderPlaced(ref=ref, due_at=due(promised)), ago=ordered)
    return placed.pk if arrived is None else tell(who, DeliveryArrived(ref=ref), ago=arrived).pk


def test_parcels_are_compared_by_date_and_those_missing_are_told_apart() -> None:
    layla = person()
    late = parcel(layla, "A", ordered=40, promised=30, arrived=28)
    early = parcel(layla, "B", ordered=40, promised=20, arrived=37)
    parcel(layla, "C", ordered=40, promised=30, arrived=30)
    missing = parcel(layla, "D", ordered=20, promised=5, arrived=None)
    parcel(layla, "E", ordered=2, promised=-3, arrived=None)
    d = (of := found())["deliveries"]
    assert (d["n"], d["late"], d["missing"]) == (3, 1, 1)
    assert (d["taken_p50"], d["promised_p50"]) == (10, 10)
    assert (d["half"], d["early"], d["measured"]) == (1, 1, 3)
    assert [events(of, n) for n in ("late", "missing", "half")] == [[late], [missing], [early]]


def test_the_first_day_promised_is_kept_to() -> None:
    layla = person()
    late = parcel(layla, "A", ordered=40, promised=30, arrived=28)
    tell(layla, DeliveryPromised(ref="A", due_at=due(20)), ago=31)
    assert events(found(), "late") == [late]


def test_reviews_are_those_of_the_parcels_buyer_and_order() -> None:
    layla, giorgi = person(), person()
    parcel(layla, "A", ordered=40, promised=30, arrived=28)
    parcel(layla, "B", ordered=40, promised=30, arrived=31)
    poor = tell(layla, ReviewPosted(score=2, ref="A"), ago=25)
    tell(layla, ReviewPosted(score=5, ref="A"), ago=20)
    tell(layla, ReviewPosted(score=4, ref="B"), ago=20)
    tell(giorgi, ReviewPosted(score=1, ref="A"), ago=20)
    of = found()
    assert of["after_late"] == {"n": 2, "mean": 3.5, "poor": 1}
    assert of["after_on_time"] == {"n": 1, "mean": 4.0, "poor": 0}
    assert events(of, "poor_after_late") == [poor.pk]


def test_coming_back_is_an_order_in_the_half_year_after() -> None:
    back, gone, struck, lately, slow = (person() for _ in range(5))
    for who, at in ((back, [300, 250]), (gone, [300]), (struck, [300, 200]), (lately, [100, 90]), (slow, [400, 200])):
        for n, ago in enumerate(at):
            tell(who, OrderPlaced(ref=f"{who.pk}-{n}"), ago=ago)
    tell(struck, StrikeNoted(bad="rude"), ago=290)
    tell(gone, StrikeNoted(bad="rude"), ago=90)  # after its window: still none before; and too young to count as one
    assert found()["returns"] == [
        {"strikes": 0, "n": 3, "back": 1},  # back; gone and slow did not in time
        {"strikes": 1, "n": 1, "back": 1},
        {"strikes": 2, "n": 0, "back": 0},
        {"strikes": 3, "n": 0, "back": 0},
    ]


def test_contacts_are_counted_by_cause_and_against_the_days_before() -> None:
    layla = person()
    for n in range(3):
        tell(layla, OrderPlaced(ref=f"A{n}"), ago=10 + 60 * n)
    asked = tell(layla, MessageReceived(channel="email", ref="c", text="Where is it?"), ago=5)
    read(asked, needs_answer=True, is_question=True, is_order_status=True)
    read(
        tell(layla, MessageReceived(channel="email", ref="d", text="Broken"), ago=100),
        needs_answer=True,
        bad_kind="damaged",
    )
    read(tell(layla, MessageReceived(channel="email", ref="e", text="Thanks"), ago=4), is_thanks=True)
    called = tell(layla, CallReceived(), ago=3)
    of = found()
    assert of["contacts"] == {"n": 2, "n_before": 1, "orders": 2, "orders_before": 1}
    assert {c["cause"]: (c["n"], c["n_before"]) for c in of["causes"]} == {
        "order_status": (1, 0), "unread": (1, 0), "bad:damaged": (0, 1),
    }  # fmt: skip
    assert events(of, "contacts") == [called.pk, asked.pk]


def test_a_wait_runs_from_the_first_message_to_the_first_answer_by_a_hand() -> None:
    layla, giorgi = person(), person()
    hour = 1 / 24
    for ago in (5, 5 - hour):
        read(tell(layla, MessageReceived(channel="email", ref="c", text="?"), ago=ago), needs_answer=True)
    tell(layla, MessageSent(channel="email", ref="c", text="We got it", is_automatic=True), ago=5 - hour)
    tell(layla, MessageSent(channel="email", ref="c", text="Here"), ago=5 - 2 * hour)
    read(tell(giorgi, MessageReceived(channel="chat", ref="d", text="?"), ago=4), needs_answer=True)
    tell(giorgi, CallMade(), ago=4 - 3 * hour)
    waits = tell(giorgi, MessageReceived(channel="chat", ref="d", text="And?"), ago=0.1)
    read(waits, needs_answer=True)
    of = found()
    chat, email = sorted(of["replies"], key=lambda r: r["channel"])
    assert (email["n"], email["replied"], round(email["p50"]), email["judged"], email["in_time"]) == (1, 1, 120, 1, 0)
    assert (chat["n"], chat["replied"], round(chat["p50"])) == (2, 1, 180)
    assert (chat["judged"], chat["in_time"]) == (1, 1)  # the one still waiting has time left
    assert events(of, "waiting") == [waits.pk]


def test_what_somebody_closed_over_is_no_message_still_without_an_answer() -> None:
    layla = person()
    for ref in ("a", "b"):
        message = tell(layla, MessageReceived(channel="chat", ref=ref, text="And?"), ago=0.1)
        read(message, needs_answer=True)
    tell(layla, AnswerWaived(about_id=message.pk), ago=0.05)
    assert len(events(found(), "waiting")) == 1


def test_anger_stays_open_until_it_is_answered_and_put_right_or_kinder_words_came() -> None:
    words = {"channel": "email", "ref": "c", "text": "!"}
    unanswered, answered, mended, kinder = (person() for _ in range(4))
    told = {}
    for who, ago in ((unanswered, 3), (answered, 9), (mended, 5), (kinder, 5)):
        told[who.pk] = tell(who, MessageReceived(**words), ago=ago)
        read(told[who.pk], anger=0.8, is_complaint=True, needs_answer=True)
    for who in (answered, mended, kinder):
        tell(who, MessageSent(**words), ago=4)
    tell(mended, StrikeRepaired(about_id=told[mended.pk].pk), ago=3)
    read(tell(kinder, MessageReceived(**words), ago=2), is_thanks=True, feeling=0.6)
    of = found()
    assert (of["anger"]["people"], of["anger"]["still_open"], of["anger"]["unanswered"]) == (4, 2, 1)
    assert of["anger"]["since_at"] == on(9).isoformat()
    assert events(of, "open_anger") == [told[answered.pk].pk, told[unanswered.pk].pk]


def test_those_once_angry_are_compared_by_how_fast_they_were_answered() -> None:
    for answered_ago, back in ((199.5, True), (199.5, False), (190, True), (None, False)):
        who = person()
        read(tell(who, MessageReceived(channel="email", ref="c", text="!"), ago=200), anger=0.8)
        if answered_ago:
            tell(who, MessageSent(channel="email", ref="c", text="Sorry"), ago=answered_ago)
        if back:
            tell(who, OrderPlaced(ref=f"R{who.pk}"), ago=150)
    assert found()["after_anger"] == {"fast": 2, "fast_back": 1, "slow": 2, "slow_back": 1}


def test_a_contact_that_answers_nothing_is_our_own_idea() -> None:
    layla, giorgi = person(), person()
    own = tell(layla, ContactMade(channel="in_person"), ago=20)
    tell(layla, MessageReceived(channel="email", ref="c", text="?"), ago=10)
    answer = tell(layla, MessageSent(channel="email", ref="c", text="Yes"), ago=9)
    after = tell(layla, CallMade(), ago=5)
    tell(giorgi, MessageSent(channel="email", ref="x", text="Offer", is_sales=True), ago=5)
    of = found()
    assert of["proactive"] == {"n": 3, "proactive": 2}
    assert events(of, "proactive") == [after.pk, own.pk]
    assert events(of, "answering") == [answer.pk]


def test_kind_words_are_counted_once_and_quoted() -> None:
    layla = person()
    kind = tell(layla, ReviewPosted(score=5, text="Lovely"), ago=3)
    read(kind, is_praise=True, feeling=0.9)
    read(tell(layla, ReviewPosted(score=2, text="Lovely box, broken cup"), ago=3), is_praise=True)
    tell(layla, ReviewPosted(score=5), ago=2)
    of = found()
    assert of["praise"] == {"n": 1, "people": 1}
    assert says(of, "praise").quotes == (kind.pk,)


def test_below_twenty_a_figure_is_not_known_and_says_what_would_tell() -> None:
    layla = person()
    for n in range(19):
        parcel(layla, f"A{n}", ordered=40, promised=30, arrived=31)
    of = found()
    told = says(of, "deliveries")
    assert not told.is_known
    assert told.sentence.words == "Not known yet: 19 of the 20 that are needed are here."
    assert "the day they arrived" in told.lines[0].words
    assert not says(of, "earned").is_known


def test_a_share_is_said_with_its_number_and_interval() -> None:
    layla = person()
    for n in range(20):
        parcel(layla, f"A{n}", ordered=40, promised=30, arrived=31 if n else 25)
    sentence = says(found(), "deliveries").sentence
    assert sentence.opens == "late"
    plain = sentence.words.translate({0x2068: None, 0x2069: None})
    assert plain == "1 of 20 parcels came after the promised day (5%; 95% interval 1% to 24%)."


def test_figures_are_made_when_standing_changed_and_rest_for_what_they_cost() -> None:
    parcel(person(), "A", ordered=40, promised=30, arrived=31)
    standing.refresh(now=DAY, day=DAY)
    again = {"day": DAY, "reply_by": within_an_hour}
    assert figures.refresh(now=DAY, is_changed=False, **again)  # there were none
    Figures.objects.update(took_ms=1000)
    assert not figures.refresh(now=DAY + timedelta(hours=1), is_changed=False, **again)
    assert not figures.refresh(now=DAY + timedelta(seconds=19), is_changed=True, **again)
    assert not Figures.is_due(now=DAY + timedelta(seconds=19))
    assert Figures.is_due(now=DAY + timedelta(seconds=20))
    assert figures.refresh(now=DAY + timedelta(seconds=20), is_changed=False, **again)
    assert not Figures.objects.get().is_behind


def test_calls_stand_beside_letters_and_chats_with_how_many_of_each() -> None:
    layla, giorgi = person(), person()
    for n in range(12):
        tell(layla, MessageSent(channel="email", ref="m", text="Hello"), ago=5 + n)
        tell(giorgi, CallMade(outcome="reached"), ago=5 + n)
    tell(layla, CallMade(outcome="voicemail"), ago=3)
    tell(layla, CallReceived(outcome="not_reached"), ago=3)
    tell(layla, MessageReceived(channel="chat", ref="c", text="Hi"), ago=3)
    for what in (
        CallMade(outcome="not_reached"),
        CallMade(outcome="wrong_number"),
        CallMade(outcome="reached", is_sales=True),
        MessageSent(channel="email", ref="m", text="Out of office", is_automatic=True),
        MessageSent(channel="email", ref="m", text="An offer", is_sales=True),
    ):
        tell(layla, what, ago=2)
    tell(giorgi, CallMade(outcome="reached"), ago=200)
    of = found()
    rows = {r["channel"]: (r["ours"], r["theirs"], r["people"]) for r in of["mix"]}
    assert rows == {"phone": (13, 1, 2), "email": (12, 0, 1), "chat": (0, 1, 1)}
    assert len(events(of, "our_calls")) == 13
    section = says(of, "mix")
    assert section.is_known
    assert section.sentence.words.startswith("13 of 25 contacts of ours by hand in the last 90 days were calls")
    assert "52%" in section.sentence.words
    assert section.table is not None
    assert [r.title for r in section.table.rows] == ["Phone", "Email", "Chat"]


def test_what_share_is_calls_is_not_said_of_a_handful() -> None:
    tell(person(), CallMade(outcome="reached"), ago=2)
    assert not says(found(), "mix").is_known
