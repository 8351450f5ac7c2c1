"""What was said and left unsaid: answers, exchanges, contacts, mood, reviews, praise, promises, consent, occasions."""

from __future__ import annotations

import pytest

from hafawa.people.models import Audience, Consent, Occasion
from hafawa.timeline.events import (
    AnswerWaived,
    CallMade,
    ContactMade,
    Happening,
    MessageReceived,
    MessageSent,
    OrderPlaced,
    PromiseKept,
    PromiseMade,
    PromiseWithdrawn,
    ReviewAnswered,
    ReviewPosted,
    SurveyAnswered,
    WaiverWithdrawn,
)
from tests.analytics.history import day, due, judge, on, person, read, tell
from tests.analytics.history import row as row_of

pytestmark = pytest.mark.django_db


def wrote(ref: str = "c", **values: object) -> MessageReceived:
    return MessageReceived(channel="email", ref=ref, text="words", **values)  # type: ignore[arg-type]


def said(ref: str = "c", **values: object) -> MessageSent:
    return MessageSent(channel="email", ref=ref, text="words", **values)  # type: ignore[arg-type]


def test_unanswered_are_those_that_need_an_answer_and_have_none_in_their_conversation() -> None:
    layla = person()
    read(tell(layla, wrote("a"), ago=9), needs_answer=True)
    tell(layla, said("a"), ago=8)
    first = tell(layla, wrote("b"), ago=2)
    read(first, needs_answer=True, anger=0.7)
    tell(layla, said("a"), ago=1.5)  # another conversation
    tell(layla, said("b", is_automatic=True), ago=1.9)
    last = tell(layla, wrote("b"), ago=1)
    read(last, needs_answer=True, is_complaint=True)
    read(tell(layla, wrote("d"), ago=1), needs_answer=False, is_thanks=True)
    row = judge(layla)
    assert (row["unanswered"], row["unanswered_event_id"], row["unanswered_last_event_id"]) == (2, first.id, last.id)
    assert (row["unanswered_since_at"], row["unanswered_channel"], row["unanswered_ref"]) == (on(2), "email", "b")
    assert (row["unanswered_is_angry"], row["unanswered_is_complaint"]) == (True, True)


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (CallMade(outcome="reached"), 0),
        (CallMade(outcome="not_reached"), 1),
        (CallMade(outcome="voicemail"), 1),
        (CallMade(outcome="reached", is_sales=True), 1),
        (ContactMade(channel="in_person"), 0),
        (said("elsewhere"), 1),
    ],
)
def test_a_talk_answers_and_an_attempt_does_not(answer: Happening, left: int) -> None:
    layla = person()
    read(tell(layla, wrote(), ago=2), needs_answer=True)
    tell(layla, answer, ago=1)
    assert judge(layla)["unanswered"] == left


def test_a_message_closed_over_needs_no_answer_until_that_is_withdrawn() -> None:
    layla = person()
    first, second = tell(layla, wrote("a"), ago=2), tell(layla, wrote("a"), ago=1)
    for event in (first, second):
        read(event, needs_answer=True)
    waiver = tell(layla, AnswerWaived(about_id=first.id), ago=0.5)
    assert (judge(layla)["unanswered"], row_of(layla)["unanswered_event_id"]) == (1, second.id)
    tell(layla, WaiverWithdrawn(about_id=waiver.id), ago=0.4)
    assert judge(layla)["unanswered"] == 2
    tell(layla, AnswerWaived(about_id=first.id), ago=0.45)  # brought in late, and about nothing that was withdrawn
    assert judge(layla)["unanswered"] == 1
    assert judge(layla, full=True)["unanswered"] == 1


def test_exchanges_are_those_of_the_busiest_conversation_of_three_weeks() -> None:
    layla = person()
    tell(layla, wrote("old"), ago=30)
    tell(layla, said("old"), ago=29)
    events = [tell(layla, wrote("busy") if n % 2 else said("busy"), ago=20 - n) for n in range(12)]
    tell(layla, said("only us"), ago=1)
    read(events[11], feeling=-0.4)
    row = judge(layla)
    assert (row["exchanges"], row["exchanges_ref"], row["exchanges_unresolved"]) == (12, "busy", True)
    assert row["exchanges_event_ids"] == [e.id for e in reversed(events)][:10]
    read(events[11], feeling=-0.4, is_thanks=True, read_at=on(-0.1))
    assert judge(layla)["exchanges_unresolved"] is False


def test_a_human_contact_is_by_hand_and_sells_nothing() -> None:
    layla, giorgi = person(), person()
    human = tell(layla, said(), ago=40)
    tell(layla, said(is_automatic=True), ago=3)
    tell(layla, said(is_sales=True), ago=2)
    tell(layla, CallMade(outcome="not_reached"), ago=1)
    row = judge(layla)
    assert (row["last_human_contact_event_id"], row["days_since_human"]) == (human.id, 40)
    assert row["last_contact_at"] == on(2)
    assert judge(giorgi)["days_since_human"] is None


def test_mood_is_the_mean_of_the_last_three_readings_within_180_days() -> None:
    layla, giorgi = person(), person()
    read(tell(layla, wrote(), ago=50), feeling=1.0)
    kept = [tell(layla, wrote(), ago=ago) for ago in (40, 30, 20)]
    for event, feeling in zip(kept, (-1.0, 0.5, 0.2), strict=True):
        read(event, feeling=feeling)
    read(tell(layla, wrote(), ago=10), feeling=None)
    read(tell(giorgi, wrote(), ago=181), feeling=1.0)
    row = judge(layla)
    assert (row["mood"], row["mood_n"], row["attitude"]) == (-0.1, 3, "cool")
    assert row["mood_event_ids"] == [e.id for e in reversed(kept)]
    row = judge(giorgi)
    assert (row["mood"], row["mood_n"], row["attitude"]) == (None, 0, None)


def test_the_last_review_is_answered_by_an_answer_or_a_word_since() -> None:
    layla, giorgi, nino = person(), person(), person()
    tell(layla, ReviewPosted(score=5), ago=9)
    last = tell(layla, ReviewPosted(score=2, ref="A", text="bad"), ago=3)
    row = judge(layla)
    assert (row["reviews"], row["last_review_event_id"], row["last_review_score"]) == (2, last.id, 2)
    assert (row["last_review_ref"], row["last_review_has_words"], row["last_review_is_answered"]) == ("A", True, False)
    tell(layla, ReviewAnswered(about_id=last.id, text="sorry"), ago=1)
    tell(giorgi, ReviewPosted(score=2), ago=3)
    tell(giorgi, said(is_sales=True), ago=2)
    tell(nino, ReviewPosted(score=2), ago=3)
    tell(nino, said(), ago=2)
    nobody = person()
    judge(layla)
    answered = [row_of(who)["last_review_is_answered"] for who in (layla, giorgi, nino, nobody)]
    assert answered == [True, False, True, None]


def test_praise_stands_until_it_is_thanked() -> None:
    layla, giorgi, nino = person(), person(), person()
    praise = tell(layla, ReviewPosted(score=5, text="lovely"), ago=3)
    tell(giorgi, ReviewPosted(score=5), ago=3)
    read(tell(nino, wrote(), ago=3), is_praise=True)
    tell(nino, said(), ago=2)
    judge(layla)
    assert [row_of(who)["praise_event_id"] for who in (layla, giorgi, nino)] == [praise.id, None, None]


def test_open_promises_and_the_one_due_first() -> None:
    layla = person()
    message = tell(layla, said(), ago=5)
    undated = tell(layla, PromiseMade(text="we will see"), ago=9)
    first = tell(layla, PromiseMade(text="we will call", due_at=due(-1), about_id=message.id, what="call"), ago=5)
    tell(layla, PromiseMade(text="we will send", due_at=due(-3)), ago=5)
    kept = tell(layla, PromiseMade(text="kept", due_at=due(2)), ago=5)
    tell(None, PromiseKept(about_id=kept.id), ago=3)
    gone = tell(layla, PromiseMade(text="no promise", due_at=due(3)), ago=5)
    tell(layla, PromiseWithdrawn(about_id=gone.id), ago=1)
    row = judge(layla)
    assert (row["promises_open"], row["promise_event_id"], row["promise_about_event_id"]) == (3, first.id, message.id)
    assert (row["promise_due_at"], row["promise_what"], row["promise_text"]) == (due(-1), "call", "we will call")
    assert row["strikes"] == 0
    assert undated.id != row["promise_event_id"]


def test_consent_is_the_latest_word_and_only_the_person_grants() -> None:
    layla, nobody = person(), person()
    stated = [
        ("care", False, True, 9),
        ("care", True, True, 5),
        ("marketing", True, True, 9),
        ("marketing", False, False, 5),
    ]
    for purpose, granted, by_person, ago in stated:
        Consent.objects.create(
            person=layla, purpose=purpose, granted=granted, by_person=by_person, source="t", stated_at=on(ago)
        )
    row = judge(layla)
    assert (row["has_consent_care"], row["has_consent_marketing"]) == (True, False)
    row = judge(nobody)
    assert (row["has_consent_care"], row["has_consent_marketing"]) == (None, None)


def test_the_soonest_occasion_that_may_be_spoken_of() -> None:
    layla = person()
    soon, later, secret = day(-6), day(-20), day(-2)
    values = {"person": layla, "source": "said"}
    Occasion.objects.create(
        title="surprise", month=secret.month, day=secret.day, audience=Audience.NEVER_SHOW, **values
    )
    Occasion.objects.create(title="wedding", month=later.month, day=later.day, **values)
    birthday = Occasion.objects.create(title="birthday", month=soon.month, day=soon.day, lead_days=9, **values)
    row = judge(layla)
    assert (row["occasion_id"], row["occasion_date"], row["occasion_days"]) == (birthday.id, soon, 6)
    assert row["occasion_lead_days"] == 9


def test_language_is_as_stated_or_as_most_of_what_they_wrote() -> None:
    layla, giorgi, nobody = person(language="ar"), person(), person()
    for language in ("en", "en", "ka", ""):
        for who in (layla, giorgi):
            read(tell(who, wrote(), ago=3), language=language)
    judge(layla)
    assert [row_of(who)["language"] for who in (layla, giorgi, nobody)] == ["ar", "en", None]


def test_the_matrix_needs_both_sides() -> None:
    layla, giorgi = person(), person()
    for who in (layla, giorgi):
        for n in range(4):
            tell(who, OrderPlaced(ref=f"{who.id}-{n}"), ago=90 - n)
    tell(layla, SurveyAnswered(score=9), ago=3)
    row = judge(layla)
    assert (row["behaviour"], row["attitude"], row["quadrant"], row["quadrant_n"]) == ("high", "warm", "loyal", 1)
    row = judge(giorgi)
    assert (row["behaviour"], row["attitude"], row["quadrant"], row["quadrant_n"]) == ("high", None, None, 0)
