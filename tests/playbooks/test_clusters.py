"""Cards, caps, cool-downs and outcomes are of whole people, however often they were met under other keys."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.people import merging
from hafawa.people.actions import add_detail
from hafawa.people.models import Identifier
from hafawa.playbooks import actions, card, contacts, outcomes
from hafawa.playbooks.models import Outcome, Suggestion
from hafawa.playbooks.today import cards
from hafawa.recovery import promises, strikes
from hafawa.team.models import Shop
from hafawa.team.permissions import AT_THE_MACHINE
from tests.playbooks.told import NOW, Story, look

pytestmark = pytest.mark.django_db


def merged(kept: Story, absorbed: Story) -> int:
    return merging.merge(kept.person.pk, absorbed.person.pk, by=None, now=NOW).pk


def test_a_card_of_whoever_was_merged_becomes_one_of_the_kept_and_their_own_again() -> None:
    layla, again = Story("Layla"), Story("Leila")
    again.wrote("Where is it?", days_ago=2)
    look()
    assert again.cards() == ["answer_now"]
    merge = merged(layla, again)
    assert [
        c.person_id for c in cards(to=AT_THE_MACHINE, day=NOW, now=NOW, language="en").cards
    ] == []  # until the next run, none twice
    look()
    assert (layla.cards(), again.cards()) == (["answer_now"], [])
    merging.take_apart(merge, by=None, now=NOW)
    look()
    assert (layla.cards(), again.cards()) == ([], ["answer_now"])


def test_the_cap_counts_contacts_with_both_together_and_a_reply_to_either_is_none() -> None:
    shop = Shop.get()
    shop.contacts_per_person, shop.contact_window_days = 2, 30
    layla, again, chain, other = Story("Layla"), Story("Leila"), Story("L."), Story("Omar")
    for who in (layla, chain, other):
        who.met(days_ago=5)
    assert contacts.at_the_cap(shop=shop, day=NOW) == []
    merged(again, chain)
    merged(layla, again)
    assert contacts.at_the_cap(shop=shop, day=NOW) == [layla.person.pk]
    shop.contacts_per_person = 3
    again.wrote("Hello?", days_ago=4, ref="c9")
    layla.was_answered("Here!", days_ago=3, ref="c9")
    assert contacts.at_the_cap(shop=shop, day=NOW) == []


def test_a_card_done_with_one_cools_down_for_both() -> None:
    layla, again = Story("Layla"), Story("Leila")
    again.ordered_every(20, times=5, last_days_ago=60)
    look()
    actions.do(again.card(), by=None, now=NOW, text="How are you?")
    merged(layla, again)
    look(now=NOW + timedelta(days=1))
    assert not Suggestion.objects.filter(person=layla.person, playbook="win_back_overdue").exists()


def test_an_order_by_the_other_is_the_outcome_and_is_looked_at_again_once_they_are_two() -> None:
    layla, again = Story("Layla"), Story("Leila")
    layla.ordered_every(20, times=5, last_days_ago=60)
    look()
    done = layla.card()
    actions.do(done, by=None, now=NOW, text="How are you?")
    merge = merged(layla, again)
    ordered = again.ordered(days_ago=-10)
    later = NOW + timedelta(days=20)
    assert outcomes.read_back(now=later, day=later) == 1
    assert Outcome.objects.get(suggestion=done).by_event_id == ordered.pk
    merging.take_apart(merge, by=None, now=later + timedelta(hours=2))
    later += timedelta(days=1)
    outcomes.read_back(now=later, day=later)
    assert Outcome.objects.get(suggestion=done).happened is None


def test_a_card_shows_the_keys_and_the_memories_of_both() -> None:
    layla, again = Story("Layla"), Story("Leila")
    Identifier.objects.create(person=again.person, kind="phone", value="+1", as_typed="+1", created_at=NOW)
    add_detail(again.person, text="likes cardamom", source="said", learned_on=NOW.date())
    merged(layla, again)
    about = card.About.of([layla.person.pk], on=NOW.date(), to=AT_THE_MACHINE)
    assert [k.value for k in about.keys[layla.person.pk]] == ["+1"]
    assert [d.text for d in about.details[layla.person.pk]] == ["likes cardamom"]


def test_promises_and_repairs_are_found_on_the_kept_and_stay_with_whom_they_happened() -> None:
    layla, again = Story("Layla"), Story("Leila")
    made = again.was_promised("We will call", days_ago=3, due_days_ago=1)
    broken = again.was_wronged(days_ago=4)
    merged(layla, again)
    assert [p.event_id for p in promises.open_for(layla.person)] == [made.pk]
    repaired = strikes.repair(layla.person, about_id=broken.pk, text="sent again", by=None, now=NOW)
    assert repaired.person_id == again.person.pk
