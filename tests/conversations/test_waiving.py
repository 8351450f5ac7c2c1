"""Whoever was closed over waits nowhere: not in the queue, not in standing; and waits in both when it is taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hafawa.analytics import standing, warehouse
from hafawa.analytics.models import Standing
from hafawa.channels.models import Outgoing, OutgoingState
from hafawa.conversations import actions, confidential, counting, replying
from hafawa.conversations.models import Conversation, State
from hafawa.listening.models import Annotation
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import ConfidentialEvent, Event
from tests.conversations.cast import NOW, answers, colleague, gathered, person, reviews, writes
from tests.conversations.test_ways import box

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> Path:
    settings.HAFAWA_DATA_DIR = tmp_path
    return tmp_path


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


def asks(who: Person, text: str = "Where is it?", **more: Any) -> Event:
    event = writes(who, text, **more)
    Annotation.objects.create(event=event, version="t", language="en", read_at=NOW, confidence=1, needs_answer=True)
    return event


def waits(who: Person, **options: Any) -> tuple[int, int | None]:
    """As standing says: how many messages, and the oldest of them."""
    standing.refresh(now=NOW, day=NOW, **options)
    row = Standing.objects.get(person=who).row
    return row["unanswered"], row["unanswered_event_id"]


def waivers() -> list[str]:
    found = Event.objects.filter(kind__in=("answer.waived", "waiver.withdrawn")).order_by("id")
    return list(found.values_list("kind", flat=True))


def test_a_closed_conversation_does_not_wait_and_a_new_message_does(nino: User) -> None:
    layla = person()
    first = asks(layla, hours_ago=5)
    assert waits(layla) == (1, first.pk)
    actions.close([gathered()], by=nino, now=NOW)
    assert waits(layla) == (0, None)
    again = asks(layla, "And now it is broken.", hours_ago=1)
    assert gathered().waiting_since == again.occurred_at
    assert waits(layla) == (1, again.pk)
    assert waits(layla, full=True) == (1, again.pk)


def test_what_is_closed_unanswered_is_closed_over_once_by_whom_and_about_what(nino: User) -> None:
    layla = person()
    first, second = asks(layla, hours_ago=5), asks(layla, "Hello?", hours_ago=4)
    found = gathered()
    actions.close([found], by=nino, now=NOW)
    actions.close([found], by=nino, now=NOW)
    made = Event.objects.filter(kind="answer.waived").order_by("id")
    assert [e.about_id for e in made] == [first.pk, second.pk]
    assert {(e.person_id, e.ref, e.channel, e.data["by"]) for e in made} == {(layla.pk, "mail:1", "email", "Nino")}


def test_undo_of_the_closing_undoes_it_and_only_it(nino: User) -> None:
    layla = person()
    asks(layla, hours_ago=5)
    actions.close([gathered()], by=nino, now=NOW)
    again = asks(layla, "And now it is broken.", hours_ago=1)
    before = actions.close([gathered()], by=nino, now=NOW)
    assert waits(layla) == (0, None)
    actions.take_back(before, by=nino, now=NOW)
    assert Conversation.objects.get(key="mail:1").waiting_since == again.occurred_at
    assert waits(layla) == (1, again.pk)
    actions.take_back(before, by=nino, now=NOW)
    assert waivers() == ["answer.waived", "answer.waived", "waiver.withdrawn"]


def test_opened_again_by_hand_it_waits_again_and_undo_closes_over_it(nino: User) -> None:
    layla = person()
    first = asks(layla, hours_ago=5)
    actions.close([gathered()], by=nino, now=NOW)
    before = actions.reopen([gathered()], by=nino, now=NOW)
    found = gathered()
    assert (found.waiting_since, found.reply_by is not None) == (first.occurred_at, True)
    assert waits(layla) == (1, first.pk)
    actions.take_back(before, by=nino, now=NOW)
    assert gathered().waiting_since is None
    assert waits(layla) == (0, None)


def test_put_off_from_closed_it_waits_again_and_put_off_from_open_it_waits_on(nino: User) -> None:
    layla = person()
    first = asks(layla, hours_ago=5)
    later = NOW + timedelta(hours=2)
    actions.snooze([gathered()], until=later, by=nino, now=NOW)
    assert (waits(layla), waivers()) == ((1, first.pk), [])
    actions.close([gathered()], by=nino, now=NOW)
    assert waits(layla) == (0, None)
    actions.snooze([gathered()], until=later, by=nino, now=NOW)
    assert gathered().waiting_since == first.occurred_at
    assert waits(layla) == (1, first.pk)


def test_what_was_answered_needs_no_waiver_nor_does_what_is_being_answered(nino: User) -> None:
    layla = person()
    asks(layla, hours_ago=5)
    answers(layla, "Tomorrow.", hours_ago=4)
    writes(layla, "I am away.", is_automatic=True, hours_ago=3)
    actions.close([gathered()], by=nino, now=NOW)
    asks(layla, ref="mail:2", hours_ago=2, participants=["layla@example.com"])
    box()
    replying.reply(gathered("mail:2"), "It is on its way.", by=nino, seen_event_id=None, now=NOW)
    assert Outgoing.objects.get().state == OutgoingState.HELD
    actions.close([gathered("mail:2")], by=nino, now=NOW)
    assert waivers() == []


def test_who_only_said_thanks_does_not_wait_when_it_is_opened_again(nino: User) -> None:
    layla = person()
    event = writes(layla, "Thanks!", hours_ago=5)
    Annotation.objects.create(event=event, version="t", language="en", read_at=NOW, confidence=1, needs_answer=False)
    found = gathered()
    actions.close([found], by=nino, now=NOW)
    actions.reopen([found], by=nino, now=NOW)
    assert gathered().waiting_since is None


def test_counted_anew_the_same_messages_wait(nino: User) -> None:
    layla = person()
    asks(layla, hours_ago=5)
    actions.close([gathered()], by=nino, now=NOW)
    again = asks(layla, "And now it is broken.", hours_ago=1)
    found = gathered()
    counting.recount(found, now=NOW)
    assert gathered().waiting_since == again.occurred_at
    asks(layla, "Something else.", ref="mail:2", hours_ago=3)
    other = gathered("mail:2")
    actions.close([other], by=nino, now=NOW)
    actions.merge(found, other, by=nino, now=NOW)
    assert gathered().waiting_since == again.occurred_at
    assert waits(layla) == (1, again.pk)
    warehouse.standing_path().unlink()
    assert waits(layla, full=True) == (1, again.pk)


def test_words_of_nobody_known_and_in_public_are_closed_without_a_stumble(nino: User) -> None:
    writes(None, "Where is it?", hours_ago=5)
    actions.close([gathered()], by=nino, now=NOW)
    layla = person()
    event = reviews(layla, "Bad.")
    Conversation.objects.create(
        key=f"public:{event.pk}", channel="review", person=layla, first_at=NOW, last_at=NOW, waiting_since=NOW
    )
    actions.close(Conversation.objects.filter(person=layla), by=nino, now=NOW)
    assert waivers() == ["answer.waived"]


def test_in_a_confidential_conversation_the_waiver_is_confidential(nino: User) -> None:
    layla = person()
    asks(layla)
    found = gathered()
    confidential.turn_on(found, why="health", by=nino, now=NOW)
    actions.close([found], by=nino, now=NOW)
    actions.reopen([found], by=nino, now=NOW)
    said = Event.objects.filter(kind__in=("answer.waived", "waiver.withdrawn"))
    assert said.count() == ConfidentialEvent.objects.filter(event__in=said).count() == 2


def test_an_old_mailbox_waits_neither_in_the_queue_nor_in_standing() -> None:
    layla = person()
    asks(layla, hours_ago=24 * 60)
    assert gathered().state == State.CLOSED
    assert waits(layla) == (0, None)
    new = asks(layla, "Where is it now?", hours_ago=3)
    assert waits(layla) == (1, new.pk)


def test_what_came_when_it_was_written_waits_however_long_ago() -> None:
    layla = person()
    at = NOW - timedelta(days=60)
    what = MessageReceived(channel="email", ref="mail:1", text="Where is it?")
    event = log.append(log.Entry(what, at, "told", "old", layla.pk), now=at)
    assert event is not None
    Annotation.objects.create(event=event, version="t", language="en", read_at=at, confidence=1, needs_answer=True)
    assert waits(layla) == (1, event.pk)
