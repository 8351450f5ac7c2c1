"""What came of it: read back for the done and the held-out alike, and said only when it can be known."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import override

from hafawa.playbooks import actions, outcomes
from hafawa.playbooks.models import Outcome, State, Suggestion
from hafawa.team.models import Shop
from tests.playbooks.told import NOW, Story, look

pytestmark = pytest.mark.django_db


def past(happened: bool, *, held_out: bool, urgency: float = 40, days_ago: int = 100) -> None:
    """A settled outcome of a win-back."""
    at = NOW - timedelta(days=days_ago)
    state = State.HELD_OUT if held_out else State.DONE
    row = Suggestion.objects.create(
        person=Story("").person, playbook="win_back_overdue", action="check_in", reason_key="k", minutes=6,
        urgency=urgency, state=state, made_at=at, closed_at=at,
    )  # fmt: skip
    due_at = at + timedelta(days=60)
    Outcome.objects.create(suggestion=row, was_held_out=held_out, happened=happened, due_at=due_at, read_at=NOW)


def result() -> outcomes.Result:
    with override("en"):
        return next(r for r in outcomes.results(NOW) if r.playbook == "win_back_overdue")


def test_an_order_within_the_time_is_the_outcome_and_one_after_it_is_not() -> None:
    layla, giorgi = Story("Layla"), Story("Giorgi")
    for story in (layla, giorgi):
        story.ordered_every(20, times=5, last_days_ago=60)
    look()
    cards = [layla.card(), giorgi.card()]
    for card in cards:
        actions.do(card, by=None, now=NOW, text="How are you?")
    ordered = layla.ordered(days_ago=-10)
    giorgi.ordered(days_ago=-70)
    assert outcomes.read_back(now=NOW + timedelta(days=20), day=NOW + timedelta(days=20)) == 1
    assert Outcome.objects.get(suggestion=cards[1]).happened is None
    assert outcomes.read_back(now=NOW + timedelta(days=80), day=NOW + timedelta(days=80)) == 1
    first, second = (Outcome.objects.get(suggestion=c) for c in cards)
    assert (first.happened, first.by_event_id, second.happened) == (True, ordered.id, False)
    assert outcomes.read_back(now=NOW + timedelta(days=90), day=NOW + timedelta(days=90)) == 0


def test_the_held_out_are_read_back_too(shop: Shop) -> None:
    shop.held_out_share = 0.5
    shop.save()
    people = [Story(f"Person {n}") for n in range(10)]
    for story in people:
        story.ordered_every(20, times=5, last_days_ago=60)
    look()
    held = [s for s in people if not s.cards()]
    assert 0 < len(held) < 10
    held[0].ordered(days_ago=-10)
    outcomes.read_back(now=NOW + timedelta(days=70), day=NOW + timedelta(days=70))
    known = Outcome.objects.filter(was_held_out=True)
    assert [known.filter(happened=h).count() for h in (True, False)] == [1, len(held) - 1]


def test_with_few_it_is_not_known_yet_and_says_about_when(shop: Shop) -> None:
    shop.held_out_share = 0.5
    shop.save()
    for n in range(30):
        past(n % 3 == 0, held_out=n % 2 == 0, days_ago=70)
    found = result()
    assert found.verdict == "not_known_yet"
    assert found.months is not None
    assert 12 < found.months < outcomes.LONGEST_MONTHS
    assert found.sentence == f"Not known yet; about {found.months} more months."


def test_where_the_reckoning_is_cut_off_no_number_of_months_is_said(shop: Shop) -> None:
    shop.held_out_share = 0.01
    shop.save()
    past(True, held_out=False, days_ago=70)
    found = result()
    assert found.months == outcomes.LONGEST_MONTHS
    assert found.needed is not None
    assert found.needed > 1000
    assert str(outcomes.LONGEST_MONTHS) not in found.sentence
    assert "not within ten years" in found.sentence


def test_where_nobody_is_left_alone_nothing_can_be_needed(shop: Shop) -> None:
    shop.held_out_share = 0
    shop.save()
    assert (result().needed, result().months) == (None, None)


def test_without_any_pace_no_months_are_invented() -> None:
    assert (result().verdict, result().months, result().difference) == ("not_known_yet", None, None)


def test_a_difference_that_can_be_shown_is_shown_with_its_interval() -> None:
    for n in range(120):
        past(n % 10 < 7, held_out=False)
        past(n % 10 < 3, held_out=True)
    found = result()
    assert found.verdict == "helps"
    assert found.difference is not None
    assert (round(found.difference.value, 2), found.done.n, found.held_out.n) == (0.4, 120, 120)
    assert found.sentence.startswith("It helps: 40 points more than without us")
    assert found.extra is not None
    assert found.extra[0] == 48


def test_the_held_out_who_stood_lower_than_any_done_are_not_compared() -> None:
    for n in range(20):
        past(n % 2 == 0, held_out=False, urgency=50)
        past(n % 2 == 0, held_out=True, urgency=50)
        past(happened=False, held_out=True, urgency=30)
    assert (result().done.n, result().held_out.n) == (20, 20)


def test_results_are_for_measurable_playbooks_only() -> None:
    assert "answer_now" not in {r.playbook for r in outcomes.results(NOW)}
