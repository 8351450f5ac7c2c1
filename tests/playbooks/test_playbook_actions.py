"""Do, later, not this, undo: recorded, guarded, put back whole."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hafawa.playbooks import actions
from hafawa.playbooks.actions import Gesture
from hafawa.playbooks.models import Outcome, State, Suggestion
from hafawa.recovery import promises, strikes
from hafawa.team.models import Role, User
from hafawa.timeline.models import Cursor, Event
from tests import databases
from tests.playbooks.told import NOW, Story, look

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=2)


@pytest.fixture
def nino() -> User:
    return User.objects.create_user(email="nino@example.org", password="a long password", name="Nino")


def waiting(text: str = "Where is it?") -> Story:
    story = Story("Layla Haddad", "ar")
    story.wrote(text, days_ago=2, ref="thread-1")
    look()
    return story


def test_doing_an_answer_is_a_message_of_ours_in_that_conversation(nino: User) -> None:
    card = waiting().card()
    (event,) = actions.do(card, by=nino, now=NOW, text="It comes tomorrow.")
    assert (event.kind, event.channel, event.ref) == ("message.sent", "email", "thread-1")
    assert event.suggestion_id == card.id
    assert (event.data["text"], event.data["by"]) == ("It comes tomorrow.", "Nino")
    assert (card.state, card.closed_by, card.closed_at) == (State.DONE, nino, NOW)


def test_a_call_a_visit_and_an_answered_review_are_recorded_as_such(nino: User) -> None:
    story = Story("Giorgi")
    review = story.reviewed(1, "Broken.", days_ago=3, feeling=-0.5)
    look()
    card = story.card()
    (event,) = actions.do(card, by=nino, now=NOW, text="We are sorry and send it again.")
    assert (event.kind, event.about_id) == ("review.answered", review.id)
    actions.undo(card, by=nino, now=SOON)
    (event,) = actions.do(card, by=nino, now=SOON, channel="phone", text="Talked.")
    assert (event.kind, event.data["outcome"]) == ("call.made", "reached")
    actions.undo(card, by=nino, now=SOON)
    (event,) = actions.do(card, by=nino, now=SOON, channel="in_person", text="Talked.")
    assert (event.kind, event.data["purpose"]) == ("contact.made", "repair")


def test_doing_a_promise_keeps_it_unless_told_otherwise(nino: User) -> None:
    story = Story("Layla")
    made = story.was_promised("we will call you", days_ago=3, due_days_ago=1)
    look()
    card = story.card()
    actions.do(card, by=nino, now=NOW, channel="phone", text="Called, not settled yet.", promise_kept=False)
    assert [p.event_id for p in promises.open_for(story.person)] == [made.id]
    actions.undo(card, by=nino, now=SOON)
    actions.do(card, by=nino, now=SOON, channel="phone", text="Called.")
    assert promises.open_for(story.person) == []
    kept = Event.objects.get(kind="promise.kept")
    assert (kept.about_id, kept.suggestion_id) == (made.id, card.id)


def test_a_repair_and_a_gesture_are_recorded_with_the_act(nino: User) -> None:
    story = Story("Layla")
    review = story.reviewed(1, "Broken.", days_ago=3, feeling=-0.5)
    look()
    gift = Gesture("A new cup", amount_minor=900, currency="USD")
    actions.do(story.card(), by=nino, now=NOW, text="Sorry.", gesture=gift, repair="Sent a new one")
    repaired = Event.objects.get(kind="strike.repaired")
    given = Event.objects.get(kind="gesture.given")
    assert (repaired.about_id, given.amount_minor, given.data["what"]) == (review.id, 900, "A new cup")


def test_a_call_that_did_not_reach_them_comes_back_tomorrow(nino: User) -> None:
    story = Story("Layla")
    for n in range(3):
        story.was_wronged(days_ago=5 + 40 * n)
    look()
    card = story.card()
    (event,) = actions.do(card, by=nino, now=NOW, reached=False)
    assert event.data["outcome"] == "not_reached"
    assert (card.state, card.later_until) == (State.LATER, date(2026, 6, 18))
    look(now=NOW + timedelta(days=1))
    card.refresh_from_db()
    assert card.state == State.OPEN


def test_the_second_of_two_is_told_who_was_first_and_when(nino: User) -> None:
    card = waiting().card()
    same_card_in_another_tab = Suggestion.objects.get(id=card.id)
    actions.do(card, by=nino, now=NOW, text="Answered.")
    with pytest.raises(actions.AlreadyClosed, match=r"Nino.*has done this already"):
        actions.do(same_card_in_another_tab, by=None, now=SOON, text="Answered.")
    with pytest.raises(actions.AlreadyClosed):
        actions.not_this(same_card_in_another_tab, reason="unkind", by=None, now=SOON)
    with pytest.raises(actions.AlreadyClosed):
        actions.later(same_card_in_another_tab, until=date(2026, 6, 20), by=None, now=SOON)
    assert Event.objects.filter(kind="message.sent").count() == 1


def everything(story: Story) -> tuple[list[Any], list[Any], list[Any]]:
    events = list(Event.objects.filter(person=story.person).order_by("id").values_list("id", "kind"))
    return list(Suggestion.objects.order_by("id").values()), events, list(Outcome.objects.values())


def test_undo_puts_everything_back(nino: User) -> None:
    story = Story("Layla")
    story.was_promised("we will call you", days_ago=3, due_days_ago=1)
    look()
    card, before = story.card(), everything(story)
    actions.do(card, by=nino, now=NOW, channel="phone", text="Called.", gesture=Gesture("A card"))
    assert len(everything(story)[1]) == len(before[1]) + 3
    actions.undo(card, by=nino, now=NOW + timedelta(seconds=10))
    assert everything(story) == before
    actions.later(card, until=date(2026, 6, 20), by=nino, now=NOW)
    actions.undo(card, by=nino, now=SOON)
    assert everything(story) == before
    actions.not_this(card, reason="not_true", by=nino, now=NOW, note="She meant someone else")
    assert promises.open_for(story.person) == []
    actions.undo(card, by=nino, now=SOON)
    assert everything(story) == before


def test_undo_tells_the_readers_that_something_was_taken_out_and_the_list_follows(nino: User) -> None:
    story = waiting()
    card = story.card()
    actions.do(card, by=nino, now=NOW, text="Answered.")
    look(now=NOW + timedelta(seconds=5))
    assert story.cards() == []
    actions.undo(card, by=nino, now=NOW + timedelta(seconds=10))
    assert Cursor.objects.get(name="timeline.removed").last_event_id == 1
    look(now=NOW + timedelta(seconds=15))
    assert story.cards() == ["answer_now"]


def test_undo_is_for_slips_not_for_history(nino: User) -> None:
    card = waiting().card()
    with pytest.raises(actions.NothingToUndo):
        actions.undo(card, by=nino, now=NOW)
    actions.do(card, by=nino, now=NOW, text="Answered.")
    with pytest.raises(actions.NothingToUndo, match="10 minutes"):
        actions.undo(card, by=nino, now=NOW + timedelta(minutes=11))
    assert Event.objects.filter(kind="message.sent").count() == 1


def test_an_undone_not_yet_due_snooze_keeps_its_day(nino: User) -> None:
    card = waiting().card()
    actions.later(card, until=date(2026, 6, 20), by=nino, now=NOW)
    actions.do(card, by=nino, now=SOON, text="Answered after all.")
    actions.undo(card, by=nino, now=SOON)
    assert (card.state, card.later_until) == (State.LATER, date(2026, 6, 20))


@pytest.mark.parametrize("until", [date(2026, 6, 17), date(2026, 6, 1), date(2028, 1, 1)])
def test_later_is_a_day_to_come_within_a_year(until: date) -> None:
    card = waiting().card()
    with pytest.raises(actions.NotLater):
        actions.later(card, until=until, by=None, now=NOW)
    card.refresh_from_db()
    assert card.state == State.OPEN


def test_a_promise_cannot_be_hidden_for_good_and_a_wrong_one_is_withdrawn() -> None:
    story = Story("Layla")
    made = story.was_promised("we will see", days_ago=3, due_days_ago=1)
    look()
    with pytest.raises(actions.PromisesStay):
        actions.not_this(story.card(), reason="never_for_this_person", by=None, now=NOW)
    actions.not_this(story.card(), reason="not_true", by=None, now=NOW)
    assert Event.objects.get(kind="promise.withdrawn").about_id == made.id


def test_not_this_needs_a_reason_and_a_viewer_may_only_look() -> None:
    card = waiting().card()
    with pytest.raises(actions.NoSuchReason):
        actions.not_this(card, reason="bored", by=None, now=NOW)
    viewer = User.objects.create_user(email="v@example.org", password="a long one", name="V", role=Role.VIEWER)
    with pytest.raises(actions.MayNotAct):
        actions.do(card, by=viewer, now=NOW, text="Hi")
    assert card.state == State.OPEN


def test_a_promise_kept_elsewhere_meanwhile_leaves_the_card_as_it_was() -> None:
    story = Story("Layla")
    made = story.was_promised("we will call", days_ago=3, due_days_ago=1)
    look()
    card = story.card()
    promises.keep(made.id, by=None, now=NOW)
    with pytest.raises(promises.AlreadyClosed):
        actions.do(card, by=None, now=SOON, channel="phone", text="Called.")
    card.refresh_from_db()
    assert card.state == State.OPEN
    assert not Event.objects.filter(kind="call.made").exists()


def test_a_repair_of_the_same_thing_is_recorded_once() -> None:
    story = Story("Layla")
    fault = story.was_wronged(days_ago=3)
    strikes.repair(story.person, about_id=fault.id, text="Replaced", by=None, now=NOW)
    with pytest.raises(strikes.AlreadyRepaired):
        strikes.repair(story.person, about_id=fault.id, text="Replaced", by=None, now=SOON)


SET_UP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from hafawa.kernel import clock
from hafawa.people.models import Person
from hafawa.playbooks.models import Suggestion
from hafawa.team.models import Shop
Shop.get()
now = clock.now()
for n in range(6):
    person = Person.objects.create(name=f"P{n}", created_at=now)
    Suggestion.objects.create(person=person, playbook="thank_for_praise", action="thank", reason_key="k", minutes=3,
                              urgency=1, made_at=now, channel="any")
"""
RACE = """
import sys, time, pathlib, os
import django; django.setup()
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.playbooks import actions
from hafawa.playbooks.models import Suggestion
cards = list(Suggestion.objects.order_by("id"))
pathlib.Path(os.environ["HAFAWA_DATA_DIR"], sys.argv[1]).touch()
while not pathlib.Path(os.environ["HAFAWA_DATA_DIR"], "go").exists():
    time.sleep(0.005)
for card in cards:
    try:
        actions.do(card, by=None, now=clock.now(), text="Thanked.")
        print("done")
    except actions.AlreadyClosed:
        print("refused")
"""


def test_of_three_processes_that_do_the_same_cards_each_card_is_done_once(tmp_path: Path) -> None:
    env = databases.environment(tmp_path) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    subprocess.run([sys.executable, "-c", SET_UP], env=env, check=True)
    racers = [
        subprocess.Popen([sys.executable, "-c", RACE, f"{n}"], env=env, stdout=subprocess.PIPE, text=True)
        for n in range(3)
    ]
    while not all((tmp_path / f"{n}").exists() for n in range(3)):
        time.sleep(0.02)
        assert all(r.poll() is None for r in racers)
    (tmp_path / "go").touch()
    said = [line for r in racers for line in r.communicate(timeout=60)[0].split()]
    assert (said.count("done"), said.count("refused")) == (6, 12)
    count = "import django; django.setup(); from hafawa.timeline.models import Event; print(Event.objects.count())"
    found = subprocess.run([sys.executable, "-c", count], env=env, check=True, capture_output=True, text=True)
    assert found.stdout.strip() == "6"
