"""A note after a call takes its card, its promise and the calls they rang in vain with it, and gives all back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa import flow
from hafawa.conversations import gather
from hafawa.conversations.calls import callbacks, queries
from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.notes import Note
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.people import actions as people
from hafawa.people.models import Person
from hafawa.playbooks import calling, suggest, to_call
from hafawa.playbooks.models import State, Suggestion
from hafawa.recovery import promises
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import CallReceived, Happening, MessageReceived, MessageSent, PromiseMade
from hafawa.timeline.models import Event

NUMBER = "+995555123456"


@pytest.fixture
def nino(shop: Shop) -> User:
    return User.objects.create_user(
        password="a long sentence", email="nino@kilim.example", name="Nino", role=Role.AGENT
    )


@pytest.fixture
def layla(shop: Shop) -> Person:
    keys = [("phone", NUMBER, "555 12 34 56")]
    return people.find_or_make(keys, name="Layla", language="en", now=clock.now())[0]


def tell(person: Person, what: Happening, *, hours_ago: float) -> Event:
    now = clock.now()
    key = f"e{Event.objects.count()}"
    event = log.append(log.Entry(what, now - timedelta(hours=hours_ago), "test", key, person.pk), now=now)
    assert event is not None
    return event


def test_a_promised_call_is_a_card_to_call_and_not_one_to_answer(layla: Person, nino: User) -> None:
    now = clock.now()
    tell(layla, MessageReceived(channel="email", ref="mail:1", text="Thank you"), hours_ago=30)
    callbacks.promise(layla, Wanted(now + timedelta(hours=2), "the lamp"), by=nino, now=now)
    flow.daily(now)
    card = Suggestion.objects.get(state="open")
    assert (card.playbook, card.action, card.channel) == ("call_back", "call", "phone")
    [shown] = to_call.cards(to=nino, day=now, now=now, language="en")
    assert "the lamp" in shown.why
    words, language = to_call.opener(card, to=nino, day=now)
    assert (words[:6], language) == ("Hello ", "en")
    assert "Kilim" not in words  # spoken words are not signed


def test_a_call_promised_days_ago_is_still_on_the_list_and_owned_up_to(layla: Person, nino: User) -> None:
    now = clock.now()
    tell(layla, MessageReceived(channel="email", ref="mail:1", text="Thank you"), hours_ago=30)
    due = now - timedelta(days=40)
    tell(layla, PromiseMade(text="call her", what="call", due_at=due, by="Nino"), hours_ago=41 * 24)
    flow.daily(now)
    card = Suggestion.objects.get(state="open")
    assert (card.playbook, card.urgency, card.expires_at) == ("call_back", 100.0, None)
    assert "sorry" in to_call.opener(card, to=nino, day=now)[0]


def test_other_promises_are_answered_as_before(layla: Person, nino: User) -> None:
    now = clock.now()
    tell(layla, PromiseMade(text="send a lamp", what="send", due_at=now, by="Nino"), hours_ago=5)
    tell(layla, MessageReceived(channel="email", ref="mail:1", text="Thank you"), hours_ago=30)
    flow.daily(now)
    assert Suggestion.objects.get(state="open").playbook == "keep_promise_due"


def test_a_note_of_a_talk_does_the_card_and_keeps_the_promise_and_undo_gives_both_back(
    layla: Person, nino: User
) -> None:
    now = clock.now()
    tell(layla, MessageReceived(channel="email", ref="mail:1", text="Thank you"), hours_ago=30)
    callbacks.promise(layla, Wanted(now + timedelta(hours=1), "the lamp"), by=nino, now=now)
    flow.daily(now)
    card = Suggestion.objects.get(state="open")
    before = Event.objects.count()
    row, is_first = calling.keep(layla, Note("t1", "reached", text="All is well"), by=nino, now=now, suggestion=card)
    card.refresh_from_db()
    assert (is_first, card.state, promises.open_for(layla)) == (True, State.DONE, [])
    calls = Event.objects.filter(kind="call.made")
    assert [(e.suggestion_id, e.data["text"]) for e in calls] == [(card.pk, "All is well")]
    again, is_first = calling.keep(layla, Note("t1", "reached"), by=nino, now=now, suggestion=card)
    assert (again.pk, is_first, calls.count()) == (row.pk, False, 1)
    calling.take_back(row, by=nino, now=now + timedelta(seconds=5))
    card.refresh_from_db()
    assert (card.state, Event.objects.count(), len(promises.open_for(layla))) == (State.OPEN, before, 1)


@pytest.mark.parametrize("outcome", ["not_reached", "voicemail", "wrong_number"])
def test_a_call_in_vain_brings_the_card_back_tomorrow_and_keeps_no_promise(
    layla: Person, nino: User, outcome: str
) -> None:
    now = clock.now()
    tell(layla, MessageReceived(channel="email", ref="mail:1", text="Thank you"), hours_ago=30)
    callbacks.promise(layla, Wanted(now + timedelta(hours=1), "the lamp"), by=nino, now=now)
    flow.daily(now)
    card = Suggestion.objects.get(state="open")
    row, _new = calling.keep(layla, Note("t1", outcome), by=nino, now=now, suggestion=card)
    card.refresh_from_db()
    assert (card.state, len(promises.open_for(layla))) == (State.LATER, 1)
    assert Event.objects.get(pk=row.event_id).data["outcome"] == outcome
    suggest.suggest(now=now, day=now)
    card.refresh_from_db()
    assert card.state == State.LATER


def test_a_promise_without_a_card_is_kept_by_the_call_it_was_for_and_only_theirs(layla: Person, nino: User) -> None:
    now = clock.now()
    giorgi = people.find_or_make([("phone", "+995555000001", "1")], name="Giorgi", language="ka", now=now)[0]
    mine = callbacks.promise(layla, Wanted(now + timedelta(days=9)), by=nino, now=now).promise_event_id
    theirs = callbacks.promise(giorgi, Wanted(now + timedelta(days=9)), by=nino, now=now).promise_event_id
    calling.keep(layla, Note("t1", "reached"), by=nino, now=now, promise_id=theirs)
    assert len(queries.owed(to=nino)) == 2
    row, _new = calling.keep(layla, Note("t2", "reached"), by=nino, now=now, promise_id=mine)
    assert [o.person_id for o in queries.owed(to=nino)] == [giorgi.pk]
    calling.take_back(row, by=nino, now=now)
    assert len(queries.owed(to=nino)) == 2


def test_calls_they_rang_in_vain_leave_the_inbox_when_one_is_returned(layla: Person, nino: User) -> None:
    now = clock.now()
    first, last = (tell(layla, CallReceived(outcome="not_reached"), hours_ago=h) for h in (5, 2))
    gather.read_on(now=now)
    waiting = Conversation.objects.filter(waiting_since__isnull=False)
    assert waiting.count() == 2
    row, _new = calling.keep(layla, Note("t1", "reached", ref=f"call:{last.pk}"), by=nino, now=now)
    gather.read_on(now=now)
    assert waiting.count() == 0
    assert queries.missed(to=nino, now=now) == []
    calling.take_back(row, by=nino, now=now)
    gather.read_on(now=now)
    assert set(waiting.values_list("key", flat=True)) == {f"call:{first.pk}", f"call:{last.pk}"}


def test_eight_messages_without_an_end_ask_for_a_call(layla: Person, nino: User) -> None:
    now = clock.now()
    for n in range(4):
        tell(layla, MessageSent(channel="email", ref="mail:1", text="Please try again", by="Nino"), hours_ago=40 - n)
        text = "It is still broken, this is not working at all"
        tell(layla, MessageReceived(channel="email", ref="mail:1", text=text), hours_ago=39.5 - n)
    flow.daily(now)
    names = {s.playbook for s in Suggestion.objects.all()}
    beside = {a["playbook"] for s in Suggestion.objects.all() for a in s.facts.get("also", [])}
    assert "call_after_many_exchanges" in names | beside
