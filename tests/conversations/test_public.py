"""What is said in public stands in the one queue, and is answered once, wherever that is written down."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from hafawa.conversations import (
    actions,
    after_closing,
    confidential,
    counting,
    gather,
    gather_public,
    hours,
    public,
    replying,
)
from hafawa.conversations.models import Conversation, State
from hafawa.listening import annotate, correcting, noting
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import ReviewAnswered
from hafawa.timeline.models import Cursor, Event
from hafawa.web.reads import chosen
from hafawa.web.reads import mentions as listed
from tests.conversations.cast import NOW, answers, colleague, gathered, mentions, person, reviews, writes

pytestmark = pytest.mark.django_db

BROKEN = "The handle broke after two days. Nobody answers me!"
PRAISE = "Wonderful cups, we love them."
ASKS = "Does anybody know whether Finjan is open on Sunday?"


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


def stands(event: Event) -> Conversation:
    annotate.annotate(now=NOW)
    return gathered(public.key_of(event.pk))


def on_listening(by: User) -> set[int]:
    everything = chosen.Chosen("all", "", "", None, NOW.date())
    return {one.event.pk for one in listed.waiting(everything, to=by, now=NOW)}


def test_a_review_that_complains_waits_by_the_clock_of_reviews() -> None:
    layla = person()
    event = reviews(layla, BROKEN, title="Broken", ref="1001", hours_ago=3)
    found = stands(event)
    assert (found.person, found.channel, found.subject, found.state) == (layla, "review", "Broken", State.OPEN)
    assert (found.waiting_since, found.is_complaint, found.n_in) == (event.occurred_at, True, 1)
    assert found.reply_by == hours.reply_by()("review", event.occurred_at)


def test_words_on_a_network_of_somebody_unknown_wait_an_hour_of_the_shop_s() -> None:
    event = mentions(None, ASKS, hours_ago=3)
    found = stands(event)
    assert (found.person, found.channel, found.waiting_since) == (None, "social", event.occurred_at)
    assert found.reply_by == hours.reply_by()("social", event.occurred_at)
    Shop.objects.update(reply_minutes={"social": 5})
    assert stands(mentions(None, ASKS, hours_ago=2.5)).reply_by == hours.reply_by()(
        "social", NOW - timedelta(hours=2.5)
    )


def test_praise_is_listed_waits_for_nothing_and_is_given_to_nobody(nino: User) -> None:
    colleague("Giorgi")
    found = stands(reviews(person(), PRAISE, score=5))
    assert (found.waiting_since, found.state, found.assignee) == (None, State.CLOSED, None)
    assert stands(reviews(person(), "", score=5)).state == State.CLOSED


def test_what_was_not_read_yet_is_not_in_the_queue_and_comes_once_it_is() -> None:
    event = reviews(person(), PRAISE, score=5)
    gather.read_on(now=NOW)
    assert not Conversation.objects.exists()
    annotate.annotate(now=NOW)
    assert gather.is_behind()
    assert gathered(public.key_of(event.pk)).state == State.CLOSED
    assert not gather.is_behind()


def test_what_an_import_brings_of_old_is_quiet() -> None:
    assert stands(reviews(person(), BROKEN, hours_ago=24 * 60)).state == State.CLOSED


def test_a_review_of_an_order_is_no_part_of_what_is_said_under_that_number() -> None:
    layla = person()
    writes(layla, "Where is my mug?", ref="1001", hours_ago=3)
    event = reviews(layla, BROKEN, ref="1001", hours_ago=1)
    assert stands(event).n_in == 1
    assert gathered("1001").n_in == 1
    assert [e.kind for e in counting.events_of(gathered("1001"))] == ["message.received"]


def test_an_answer_in_the_inbox_is_an_answer_on_listening_and_taken_back_there_too(nino: User) -> None:
    event = reviews(None, BROKEN, ref="1001", hours_ago=3)
    found = stands(event)
    assert on_listening(nino) == {event.pk}
    gone = replying.reply(found, "A new one is on its way.", by=nino, seen_event_id=event.pk, now=NOW)
    assert on_listening(nino) == set()
    assert stands(event).waiting_since is None
    answer = Event.objects.get(kind="review.answered")
    assert (answer.about_id, answer.data["text"]) == (event.pk, "A new one is on its way.")
    assert replying.take_back(gone.ref, channel=gone.channel, by=nino, now=NOW) == "A new one is on its way."
    assert on_listening(nino) == {event.pk}
    assert (stands(event).waiting_since, stands(event).state) == (event.occurred_at, State.OPEN)


def test_answered_and_closed_and_taken_back_it_waits_again_in_both(nino: User) -> None:
    event = reviews(person(), BROKEN, hours_ago=3)
    gone = replying.reply(stands(event), "A new one comes.", by=nino, seen_event_id=event.pk, now=NOW)
    actions.close([stands(event)], by=nino, now=NOW)
    replying.take_back(gone.ref, channel=gone.channel, by=nino, now=NOW)
    assert (stands(event).waiting_since, stands(event).state) == (event.occurred_at, State.OPEN)
    assert on_listening(nino) == {event.pk}


def test_answered_on_listening_it_is_answered_in_the_inbox_and_undone_there_too(nino: User) -> None:
    event = mentions(person(), ASKS, hours_ago=3)
    assert stands(event).waiting_since == event.occurred_at
    noting.answered(event, by=nino, now=NOW)
    found = stands(event)
    assert (found.waiting_since, found.n_out) == (None, 1)
    noting.not_answered(event, now=NOW)
    assert stands(event).waiting_since == event.occurred_at


def test_another_answer_after_one_noted_elsewhere_is_kept_beside_it(nino: User) -> None:
    event = reviews(person(), BROKEN, hours_ago=3)
    noting.answered(event, by=nino, now=NOW)
    gone = replying.reply(stands(event), "And a second word.", by=nino, seen_event_id=None, now=NOW)
    assert stands(event).n_out == 2
    replying.take_back(gone.ref, channel=gone.channel, by=nino, now=NOW)
    found = stands(event)
    assert (found.n_out, found.waiting_since) == (1, None)


def test_needs_no_answer_is_said_once_for_both_and_taken_back_for_both(nino: User) -> None:
    event = reviews(person(), BROKEN, hours_ago=3)
    stands(event)
    correcting.correct(event.pk, what="answer", value="no", by=nino, now=NOW)
    assert gather.is_behind()
    assert (stands(event).waiting_since, stands(event).state) == (None, State.CLOSED)
    correcting.correct(event.pk, what="answer", value="yes", by=nino, now=NOW)
    assert (stands(event).waiting_since, stands(event).state) == (event.occurred_at, State.OPEN)


def test_closed_by_hand_in_the_inbox_it_is_done_with_on_listening(nino: User) -> None:
    event = reviews(person(), BROKEN, hours_ago=3)
    before = actions.close([stands(event)], by=nino, now=NOW)
    assert on_listening(nino) == set()
    actions.take_back(before, now=NOW)
    assert on_listening(nino) == {event.pk}
    actions.close([stands(event)], by=nino, now=NOW)
    actions.reopen([stands(event)], by=nino, now=NOW)
    assert (on_listening(nino), stands(event).waiting_since) == ({event.pk}, event.occurred_at)


def test_taken_back_before_it_was_gathered_it_waits_again(nino: User) -> None:
    event = reviews(person(), BROKEN, hours_ago=3)
    found = stands(event)
    gone = replying.reply(found, "A new one comes.", by=nino, seen_event_id=event.pk, now=NOW)
    actions.close([found], by=nino, now=NOW)
    replying.take_back(gone.ref, channel=gone.channel, by=nino, now=NOW)
    assert (stands(event).waiting_since, stands(event).state) == (event.occurred_at, State.OPEN)


def _answer(event: Event) -> None:
    what = ReviewAnswered(about_id=event.pk, text="It comes anew.")
    log.append(log.Entry(what, NOW - timedelta(hours=1), "told", f"answer:{event.pk}", event.person_id), now=NOW)


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("corrected", ["", "no", "yes"])
@pytest.mark.parametrize("kind", ["review", "mention"])
def test_it_stands_the_same_in_whatever_order_it_is_read_gathered_answered_and_corrected(
    nino: User, kind: str, corrected: str, answered: bool
) -> None:
    steps = ["read", "gather", *(["answer"] if answered else [])]
    found = []
    for order in itertools.permutations(steps):
        event = reviews(None, BROKEN, hours_ago=3) if kind == "review" else mentions(None, ASKS, hours_ago=3)
        for step in order:
            if step == "read":
                annotate.annotate(now=NOW)
                if corrected:
                    correcting.correct(event.pk, what="answer", value=corrected, by=nino, now=NOW)
            elif step == "answer":
                _answer(event)
            else:
                gather.read_on(now=NOW)
        one = stands(event)
        found.append((one.waiting_since, one.n_in, one.n_out, one.last_out_at, one.preview, one.is_complaint))
        counting.recount(one, now=NOW)
        assert (one.waiting_since, one.n_in, one.n_out) == found[-1][:3]
    assert len(set(found)) == 1
    assert (found[0][0] is not None) == (corrected != "no" and not answered)


def test_gathered_twice_it_is_counted_once() -> None:
    event = reviews(person(), BROKEN)
    stands(event)
    log.move(gather.READER, to=0, now=NOW)
    log.move(gather_public.READER, to=0, now=NOW)
    assert (stands(event).n_in, Conversation.objects.count()) == (1, 1)


def test_events_taken_back_take_it_along_and_an_answer_alone_is_none() -> None:
    event = reviews(person(), BROKEN)
    stands(event)
    _answer(event)
    stands(event)
    event.delete()
    log.note_removal(now=NOW)
    gather.read_on(now=NOW)
    assert not Conversation.objects.exists()


def test_a_shop_that_had_conversations_before_gets_what_was_said_of_late() -> None:
    """As a shop stands before this version: all was read and gathered, and no review or mention is in the inbox."""
    layla = person()
    writes(layla, "Where is my mug?", hours_ago=24 * 50)
    old, late = reviews(layla, BROKEN, hours_ago=24 * 40), reviews(layla, BROKEN, hours_ago=24 * 10)
    answered = mentions(layla, ASKS, hours_ago=24 * 9)
    _answer(answered)
    annotate.annotate(now=NOW)
    log.move(gather.READER, to=Event.objects.latest("id").pk, now=NOW)
    Cursor.objects.filter(name=gather_public.READER).delete()
    assert gather.is_behind()
    assert stands(late).waiting_since == late.occurred_at
    assert (stands(answered).waiting_since, stands(answered).n_out) == (None, 1)
    assert not Conversation.objects.filter(key=public.key_of(old.pk)).exists()
    _answer(old)
    gather.read_on(now=NOW)
    assert not Conversation.objects.filter(key=public.key_of(old.pk)).exists()
    assert stands(reviews(layla, BROKEN)).state == State.OPEN


def test_it_is_put_with_no_other_and_not_asked_about(nino: User) -> None:
    layla = person()
    writes(layla, "Where is my mug?")
    event = reviews(layla, BROKEN, hours_ago=3)
    found = stands(event)
    with pytest.raises(actions.NotNow, match="answered where it stands"):
        actions.merge(gathered(), found, by=nino, now=NOW)
    noting.answered(event, by=nino, now=NOW)
    found = stands(event)
    with pytest.raises(actions.NotNow):
        actions.split_off(found, Event.objects.get(kind="review.answered"), by=nino, now=NOW)
    actions.close([found], by=nino, now=NOW)
    assert not after_closing.is_to_ask(stands(event))


def test_kept_narrow_only_readers_and_managers_meet_it_and_its_answer(nino: User) -> None:
    luka, tamar = colleague("Luka"), colleague("Tamar", Role.MANAGER)
    event = reviews(person(), BROKEN, ref="1001", hours_ago=3)
    found = stands(event)
    confidential.turn_on(found, why="Names her illness", by=nino, now=NOW)
    replying.reply(found, "I will call you.", by=nino, seen_event_id=event.pk, now=NOW)
    for user, n in ((luka, 0), (nino, 2), (tamar, 2)):
        assert Event.objects.visible_to(user).count() == n
        assert Conversation.objects.visible_to(user).count() == bool(n)


def test_mail_stands_as_before_beside_it() -> None:
    layla = person()
    reviews(layla, BROKEN, hours_ago=3)
    writes(layla, "Where is my mug?", hours_ago=2)
    answers(layla, "Tomorrow.", hours_ago=1)
    annotate.annotate(now=NOW)
    assert gathered().waiting_since is None
    assert Conversation.objects.filter(waiting_since__isnull=False).count() == 1
