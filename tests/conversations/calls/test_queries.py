"""Whoever is owed a call is on the list until it is made; whoever rang in vain until somebody answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.conversations.calls import asking, callbacks, queries
from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.models import Callback
from hafawa.people import actions as people
from hafawa.people import merging
from hafawa.people.models import Person
from hafawa.playbooks import calling
from hafawa.recovery import promises
from hafawa.team.models import Role, User
from hafawa.timeline.events import CallMade, CallReceived, ContactMade, Happening, MessageReceived, MessageSent
from tests.conversations.calls.conftest import NOW, NUMBER, tell


def owner() -> User:
    return User.objects.create_user(
        password="a long sentence", email="o@finjan.example", name="Mariam", role=Role.OWNER
    )


def test_a_promised_call_stays_until_it_is_made(layla: Person, nino: User) -> None:
    first = callbacks.promise(layla, Wanted(NOW + timedelta(days=2), "the lamp", nino), by=nino, now=NOW)
    callbacks.promise(layla, Wanted(NOW + timedelta(hours=2), "the refund"), by=nino, now=NOW)
    found = queries.owed(to=nino)
    assert [o.why for o in found] == ["the refund", "the lamp"]
    assert found[1].owner == "Nino"
    assert first.promise_event_id is not None
    promises.keep(first.promise_event_id, by=nino, now=NOW)
    assert [o.why for o in queries.owed(to=nino)] == ["the refund"]


def test_a_call_moved_to_another_time_is_promised_once(layla: Person, nino: User) -> None:
    made = callbacks.promise(layla, Wanted(NOW + timedelta(hours=1), "the lamp", nino), by=nino, now=NOW)
    assert made.promise_event_id is not None
    later = NOW + timedelta(days=1)
    calling.move(made.promise_event_id, Wanted(later), by=nino, now=NOW)
    [owed] = queries.owed(to=nino)
    assert (owed.due_at, owed.why, owed.owner) == (later, "the lamp", "Nino")
    with pytest.raises(callbacks.NotThatTime):
        calling.move(owed.promise_id, Wanted(NOW - timedelta(days=1)), by=nino, now=NOW)
    assert len(queries.owed(to=nino)) == 1


def test_a_call_asked_for_waits_for_a_yes_and_is_proposed_once(layla: Person, nino: User) -> None:
    said = tell(layla, MessageReceived(channel="email", ref="mail:1", text="Please call me tomorrow at 5."))
    assert asking.read_on(now=NOW) == 1
    assert asking.read_on(now=NOW) == 0
    [asked] = queries.asked(to=nino)
    assert (asked.asked_event_id, asked.ref, asked.due_at) == (said.pk, "mail:1", NOW.replace(day=28, hour=13))
    assert queries.owed(to=nino) == []
    assert asked.due_at is not None
    callbacks.accept(asked.pk, Wanted(asked.due_at, asked.why, ref=asked.ref), by=nino, now=NOW)
    [owed] = queries.owed(to=nino)
    assert (owed.ref, owed.due_at) == ("mail:1", asked.due_at)
    with pytest.raises(callbacks.AlreadyAnswered):
        callbacks.dismiss(asked.pk, by=nino, now=NOW)
    assert list(queries.asked(to=nino)) == []


def test_what_nobody_asked_for_is_not_proposed_again_unless_that_is_taken_back(layla: Person, nino: User) -> None:
    tell(layla, MessageReceived(channel="email", ref="mail:1", text="Call me back please"))
    tell(layla, MessageReceived(channel="email", ref="mail:2", text="Call me", is_automatic=True))
    tell(layla, MessageReceived(channel="email", ref="mail:3", text="Call me"), hours_ago=24 * 20)
    asking.read_on(now=NOW)
    [asked] = queries.asked(to=nino)
    callbacks.dismiss(asked.pk, by=nino, now=NOW)
    assert not queries.asked(to=nino)
    callbacks.ask_again(asked.pk)
    assert len(queries.asked(to=nino)) == 1
    assert Callback.objects.count() == 1


@pytest.mark.parametrize(
    ("after", "is_returned"),
    [
        (CallMade(outcome="reached"), True),
        (CallMade(outcome="voicemail"), True),
        (CallMade(outcome="not_reached"), False),
        (CallMade(outcome="wrong_number"), False),
        (CallReceived(outcome="reached"), True),
        (MessageSent(channel="email", ref="mail:1", text="I am sorry"), True),
        (MessageSent(channel="email", ref="mail:1", text="Out of office", is_automatic=True), False),
        (MessageSent(channel="email", ref="mail:1", text="An offer", is_sales=True), False),
        (ContactMade(channel="in_person"), True),
    ],
)
def test_a_missed_call_is_returned_by_a_human_and_by_nothing_else(
    after: Happening, is_returned: bool, layla: Person, nino: User
) -> None:
    tell(layla, CallReceived(outcome="not_reached"), hours_ago=5)
    tell(layla, after, hours_ago=3)
    assert (queries.missed(to=nino, now=NOW) == []) is is_returned


def test_whoever_rings_in_vain_is_listed_once_with_how_often(layla: Person, nino: User) -> None:
    giorgi = people.find_or_make([("phone", "+995555000001", "1")], name="Giorgi", language="ka", now=NOW)[0]
    tell(giorgi, CallReceived(outcome="voicemail", text="call me"), hours_ago=2)
    for hours in (30, 4, 1):
        tell(layla, CallReceived(outcome="not_reached"), hours_ago=hours)
    tell(layla, CallMade(outcome="not_reached"), hours_ago=0.5)
    tell(layla, CallReceived(outcome="not_reached"), hours_ago=24 * 31)
    one, other = queries.missed(to=nino, now=NOW)
    assert (one.person_id, one.theirs, one.ours, one.left_words) == (layla.pk, 3, 1, False)
    assert (other.person_id, other.theirs, other.left_words) == (giorgi.pk, 1, True)


def test_somebody_merged_is_owed_and_answered_as_one(layla: Person, nino: User) -> None:
    twin = people.find_or_make([("phone", "+995555000002", "2")], name="Layla H", language="en", now=NOW)[0]
    tell(twin, CallReceived(outcome="not_reached"), hours_ago=3)
    callbacks.promise(twin, Wanted(NOW + timedelta(hours=1)), by=nino, now=NOW)
    merging.merge(layla.pk, twin.pk, by=owner(), now=NOW)
    assert [o.person_id for o in queries.owed(to=nino)] == [layla.pk]
    assert [m.person_id for m in queries.missed(to=nino, now=NOW)] == [layla.pk]
    assert len(queries.numbers([layla.pk], to=nino)[layla.pk]) == 2
    tell(layla, CallMade(outcome="reached"), hours_ago=1)
    assert queries.missed(to=nino, now=NOW) == []


def test_the_number_they_were_last_reached_on_comes_first_and_a_wrong_one_last(layla: Person, nino: User) -> None:
    layla.identifiers.create(kind="phone", value="+995555000003", as_typed="3", created_at=NOW)
    assert queries.numbers([layla.pk], to=nino)[layla.pk][0].value == "+995555000003"
    tell(layla, CallMade(outcome="wrong_number", number="+995555000003"), hours_ago=9)
    assert queries.numbers([layla.pk], to=nino)[layla.pk][0].value == NUMBER
    assert queries.wrong_numbers([layla.pk]) == {"+995555000003"}
    tell(layla, CallReceived(outcome="reached", number="+995555000003"), hours_ago=1)
    assert queries.numbers([layla.pk], to=nino)[layla.pk][0].value == "+995555000003"
    luka = User.objects.create_user(password="a long sentence", email="v@finjan.example", name="Luka", role=Role.VIEWER)
    assert queries.numbers([layla.pk], to=luka) == {}
