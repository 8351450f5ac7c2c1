"""From what is said to conversations: once each, open while somebody waits, given to somebody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.conversations import actions, counting, gather
from hafawa.conversations.models import Conversation, State
from hafawa.listening import annotate
from hafawa.people import merging
from hafawa.team.models import Role, Shop
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, MessageSent
from tests.conversations.cast import NOW, answers, colleague, gathered, person, rings, writes

pytestmark = pytest.mark.django_db


def test_words_under_one_ref_are_one_conversation_that_waits_for_us() -> None:
    layla = person()
    first = writes(layla, "Where is my mug?", subject="My mug", hours_ago=3)
    last = writes(layla, "Hello? Is anybody there?", hours_ago=1)
    found = gathered()
    assert (found.person, found.subject, found.state, found.n_in) == (layla, "My mug", State.OPEN, 2)
    assert found.waiting_since == first.occurred_at
    assert found.preview == "Hello? Is anybody there?"
    assert found.last_event_id == last.pk
    assert found.reply_by is not None
    assert found.reply_by > first.occurred_at


def test_gathering_twice_counts_nothing_twice() -> None:
    writes(person(), "Where is my mug?")
    before = gathered()
    log.move(gather.READER, to=0, now=NOW)
    after = gathered()
    assert (after.n_in, after.last_event_id, after.rev) == (before.n_in, before.last_event_id, before.rev)


def test_an_answer_by_hand_ends_the_wait_and_closes_nothing() -> None:
    layla = person()
    writes(layla, "Where is my mug?", hours_ago=3)
    gathered()
    answers(layla, "It comes tomorrow.", hours_ago=1)
    found = gathered()
    assert (found.waiting_since, found.reply_by, found.state) == (None, None, State.OPEN)


@pytest.mark.parametrize("wrong_by", [timedelta(minutes=-20), timedelta(days=3)])
def test_whoever_answers_us_with_a_wrong_clock_waits_all_the_same_and_not_after_our_next_answer(
    wrong_by: timedelta,
) -> None:
    layla = person()
    writes(layla, "Where is my mug?", hours_ago=5)
    answers(layla, "It comes tomorrow.", hours_ago=0.1)
    what = MessageReceived(channel="email", ref="mail:1", text="It came broken.")
    log.append(log.Entry(what, NOW + wrong_by, "told", "wrong clock", layla.pk), now=NOW)
    found = gathered()
    assert (found.waiting_since, found.preview) == (NOW, "It came broken.")
    after = NOW + timedelta(minutes=5)
    log.append(
        log.Entry(MessageSent(channel="email", ref="mail:1", text="A new one comes."), after, "told", "a", layla.pk),
        now=after,
    )
    gather.read_on(now=after)
    assert Conversation.objects.get(key="mail:1").waiting_since is None


def test_an_old_mailbox_brings_no_old_waits() -> None:
    writes(person(), "Where is my mug?", hours_ago=24 * 60)
    assert gathered().state == State.CLOSED


def test_new_words_open_what_was_closed_and_what_was_put_off() -> None:
    layla, nino = person(), colleague("Nino")
    writes(layla, "Where is my mug?", hours_ago=5)
    actions.close([gathered()], by=nino, now=NOW)
    writes(layla, "And now it is broken.", hours_ago=2)
    found = gathered()
    assert found.state == State.OPEN
    assert found.closed_by is None
    actions.snooze([found], until=NOW + timedelta(days=3), by=nino, now=NOW)
    writes(layla, "I am still waiting.", hours_ago=1)
    assert gathered().state == State.OPEN


def test_whoever_only_says_thanks_waits_for_nothing() -> None:
    layla = person()
    writes(layla, "Where is my mug? It should be here by now.", ref="mail:1", hours_ago=2)
    writes(layla, "Thank you so much!", ref="mail:2", hours_ago=1)
    annotate.annotate(now=NOW)
    asks, thanks = gathered("mail:1"), gathered("mail:2")
    assert (asks.waiting_since is not None, asks.state) == (True, State.OPEN)
    assert (thanks.waiting_since, thanks.state) == (None, State.CLOSED)


def test_anger_shows_while_it_waits() -> None:
    layla = person()
    writes(layla, "This is outrageous! I am furious, you ruined her birthday and nobody answers!", hours_ago=2)
    annotate.annotate(now=NOW)
    assert gathered().is_angry
    answers(layla, "I am sorry.", hours_ago=1)
    assert not gathered().is_angry


def test_a_newsletter_is_told_apart_and_waits_for_nobody() -> None:
    writes(None, "Spring offers", ref="mail:9", is_automatic=True)
    found = gathered("mail:9")
    assert (found.is_automatic, found.waiting_since, found.state) == (True, None, State.CLOSED)


def test_a_call_nobody_took_waits_and_one_that_was_taken_does_not() -> None:
    layla = person()
    missed = rings(layla, outcome="not_reached")
    taken = rings(layla, outcome="reached")
    assert gathered(f"call:{missed.pk}").waiting_since == missed.occurred_at
    assert not Conversation.objects.filter(key=f"call:{taken.pk}").exists()


def test_words_without_a_ref_go_on_with_what_the_person_said_on_that_channel() -> None:
    layla = person()
    writes(layla, "Are you open?", ref="", channel="social", hours_ago=2)
    writes(layla, "Hello?", ref="", channel="social", hours_ago=1)
    found = gathered(f"social:person:{layla.pk}")
    assert found.n_in == 2
    assert [e.data["text"] for e in counting.events_of(found).order_by("id")] == ["Are you open?", "Hello?"]


def test_the_keeper_of_the_relation_gets_it_also_when_the_record_was_merged() -> None:
    nino, _giorgi = colleague("Nino"), colleague("Giorgi")
    kept, other = person("Layla", owner=nino), person("Layla H.")
    merging.merge(kept.pk, other.pk, by=None, now=NOW)
    writes(other, "Where is my mug?")
    assert gathered().assignee == nino


def test_a_team_of_one_and_a_shop_that_does_not_want_it_give_nothing_to_anybody() -> None:
    colleague("Nino", Role.OWNER)
    writes(person(), "Where is my mug?", ref="mail:1")
    assert gathered().assignee is None
    colleague("Giorgi")
    Shop.objects.filter(id=1).update(assigns=False)
    writes(person(), "Where is my mug?", ref="mail:2")
    assert gathered("mail:2").assignee is None


def test_viewers_are_given_nothing() -> None:
    colleague("Vera", Role.VIEWER)
    able = {colleague("Nino").pk, colleague("Giorgi").pk}
    for n in range(4):
        writes(person(), "Where is it?", ref=f"mail:{n}")
    gather.read_on(now=NOW)
    assert set(Conversation.objects.values_list("assignee", flat=True)) == able


def test_events_taken_back_leave_the_conversation_or_take_it_along() -> None:
    layla = person()
    writes(layla, "Where is it?", ref="mail:1", hours_ago=2)
    second = writes(layla, "Hello?", ref="mail:1", hours_ago=1)
    gone = writes(layla, "Another matter", ref="mail:2")
    gather.read_on(now=NOW)
    second.delete()
    gone.delete()
    log.note_removal(now=NOW)
    assert gather.is_behind()
    assert gathered().n_in == 1
    assert not Conversation.objects.filter(key="mail:2").exists()
