"""Does what was read in somebody's words wait for a click, become known once, and come back when taken back?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hafawa.people import actions, proposals
from hafawa.people.models import Detail, Occasion, Person, Proposal
from hafawa.people.proposals import AlreadyDecided
from hafawa.team.models import User

NOW = datetime(2026, 3, 4, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def nino() -> User:
    return User.objects.create_user(email="nino@finjan.example", password="a long enough word", name="Nino")


@pytest.fixture
def layla() -> Person:
    return actions.find_or_make(
        [("email", "layla@example.com", "layla@example.com")], name="Layla", language="ar", now=NOW
    )[0]


def _proposed(person: Person, text: str = "my son is allergic to nuts", **more: Any) -> Proposal:
    values = {"about": "son", "kind": "health", "audience": "never_show", "evidence_event_id": 7} | more
    return Proposal(person=person, text=text, said_on=date(2026, 3, 4), proposed_at=NOW, **values)


def _birthday(person: Person) -> Proposal:
    return _proposed(
        person, "my wife's birthday on the 12th", about="wife", kind="occasion", audience="know", occasion="birthday",
        calendar="gregorian", month=3, day=12, evidence_event_id=8,
    )  # fmt: skip


def _keep(proposal: Proposal, by: User) -> Proposal:
    return proposals.keep(proposal.pk, by=by, now=NOW, text=proposal.text, subject="Son", title="")


def test_nothing_is_known_before_somebody_keeps_it(layla: Person) -> None:
    proposals.propose([_proposed(layla), _birthday(layla)])
    assert Proposal.objects.filter(state="waiting").count() == 2
    assert not Detail.objects.exists()
    assert not Occasion.objects.exists()


def test_kept_it_is_a_detail_for_the_audience_it_was_proposed_for(layla: Person, nino: User) -> None:
    proposals.propose([_proposed(layla)])
    _keep(Proposal.objects.get(), nino)
    made = Detail.objects.get()
    assert (made.text, made.subject, made.audience) == ("my son is allergic to nuts", "Son", "never_show")
    assert (made.evidence_event_id, made.noted_by, made.learned_on) == (7, nino, date(2026, 3, 4))


def test_a_day_that_was_told_becomes_a_day_that_matters(layla: Person, nino: User) -> None:
    proposals.propose([_birthday(layla)])
    proposals.keep(Proposal.objects.get().pk, by=nino, now=NOW, text="x", subject="Wife", title="Birthday")
    made = Occasion.objects.get()
    assert (made.title, made.subject, made.month, made.day, made.yearly) == ("Birthday", "Wife", 3, 12, True)


def test_a_day_its_month_does_not_have_is_kept_in_words(layla: Person, nino: User) -> None:
    wrong = _birthday(layla)
    wrong.month, wrong.day = 2, 31
    proposals.propose([wrong])
    _keep(Proposal.objects.get(), nino)
    assert Detail.objects.get().text == "my wife's birthday on the 12th"


def test_a_second_click_changes_nothing_and_another_decision_is_refused(layla: Person, nino: User) -> None:
    proposals.propose([_proposed(layla)])
    one = Proposal.objects.get()
    _keep(one, nino)
    _keep(one, nino)
    assert Detail.objects.count() == 1
    with pytest.raises(AlreadyDecided):
        proposals.dismiss(one.pk, by=nino, now=NOW)


def test_what_was_dismissed_is_not_proposed_again(layla: Person, nino: User) -> None:
    proposals.propose([_proposed(layla)])
    proposals.dismiss(Proposal.objects.get().pk, by=nino, now=NOW)
    proposals.propose([_proposed(layla), _proposed(layla, "my son is allergic to nuts!")])
    assert list(Proposal.objects.values_list("state", flat=True)) == ["dismissed"]


def test_what_a_later_reading_does_not_find_waits_no_longer(layla: Person) -> None:
    proposals.propose([_proposed(layla)])
    proposals.propose([_proposed(layla, "is allergic to nuts")])
    assert [p.text for p in Proposal.objects.all()] == ["is allergic to nuts"]


def test_taken_back_it_waits_again_and_is_known_no_more(layla: Person, nino: User) -> None:
    proposals.propose([_proposed(layla)])
    one = Proposal.objects.get()
    _keep(one, nino)
    again = proposals.reopen(one.pk)
    assert (again.state, again.decided_at, again.decided_by) == ("waiting", None, None)
    assert not Detail.objects.exists()


def test_taking_it_back_leaves_what_was_known_before(layla: Person, nino: User) -> None:
    actions.add_detail(
        layla, text="my son is allergic to nuts", subject="Son", source="said", learned_on=date(2026, 1, 1)
    )
    proposals.propose([_proposed(layla)])
    one = Proposal.objects.get()
    _keep(one, nino)
    proposals.reopen(one.pk)
    assert Detail.objects.count() == 1
