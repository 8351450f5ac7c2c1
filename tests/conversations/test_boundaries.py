"""Steps of a boundary: evidence, two people, an end, and an apology that counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hafawa.conversations.boundaries import actions, queries, wording
from hafawa.conversations.boundaries.models import Because, Boundary, State, Step
from hafawa.people.models import Person
from hafawa.team.models import AuditEntry, Role, User
from hafawa.timeline.models import Event
from tests.conversations.cast import NOW, colleague, person, writes

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


@pytest.fixture
def tamar() -> User:
    return colleague("Tamar", Role.MANAGER)


@pytest.fixture
def rude() -> Event:
    return writes(person(), "You are all thieves and idiots.", hours_ago=48)


def proposed(rude: Event, by: User, **more: object) -> Boundary:
    asked = {
        "step": Step.NO_CALLS, "why": "Shouted at two of us", "words": "Please write to us.", "evidence": [rude.pk],
        "expires_on": TODAY + timedelta(days=30),
    } | more  # fmt: skip
    return actions.propose(Person.objects.get(pk=rude.person_id), by=by, now=NOW, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "ban"},
        {"why": "  "},
        {"words": ""},
        {"evidence": []},
        {"expires_on": TODAY},
        {"expires_on": TODAY + timedelta(days=181)},
    ],
)
def test_a_step_has_a_reason_words_evidence_and_an_end(rude: Event, nino: User, wrong: dict[str, object]) -> None:
    with pytest.raises(actions.NotProposed):
        proposed(rude, nino, **wrong)
    assert not Boundary.objects.exists()


def test_it_rests_on_what_they_did_and_on_nobody_else_s(rude: Event, nino: User) -> None:
    other = writes(person("Ana"), "You are idiots.", ref="mail:2")
    with pytest.raises(actions.NotProposed):
        proposed(rude, nino, evidence=[other.pk])
    assert proposed(rude, nino, evidence=[other.pk, rude.pk]).evidence == [rude.pk]


def test_a_note_among_us_tells_them_nothing(rude: Event, nino: User) -> None:
    assert proposed(rude, nino, step=Step.NOTE, words="You are noted").words == ""


def test_a_second_person_agrees_never_the_same(rude: Event, nino: User, tamar: User) -> None:
    made = proposed(rude, tamar)
    for by in (tamar, nino):
        with pytest.raises(actions.NeedsAnother):
            actions.agree(made.pk, by=by, now=NOW)
    assert queries.in_force([made.person_id], to=nino, on=TODAY) == []
    actions.agree(made.pk, by=colleague("Olga", Role.OWNER), now=NOW)
    assert queries.in_force([made.person_id], to=nino, on=TODAY) == [made]


def test_the_database_itself_refuses_one_person_for_both(rude: Event, tamar: User) -> None:
    made = proposed(rude, tamar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Boundary.objects.filter(pk=made.pk).update(state=State.IN_FORCE, decided_by=tamar, decided_at=NOW)


def test_it_ends_by_itself_after_its_last_day_and_is_looked_at_before(rude: Event, nino: User, tamar: User) -> None:
    made = actions.agree(proposed(rude, nino).pk, by=tamar, now=NOW)
    last = made.expires_on
    assert queries.in_force([made.person_id], to=nino, on=last) == [made]
    assert queries.in_force([made.person_id], to=nino, on=last + timedelta(days=1)) == []
    assert not queries.is_to_review(made, on=last - timedelta(days=8))
    assert queries.is_to_review(made, on=last - timedelta(days=7))


def test_what_waited_past_its_last_day_is_not_agreed_to(rude: Event, nino: User, tamar: User) -> None:
    made = proposed(rude, nino, expires_on=TODAY + timedelta(days=2))
    with pytest.raises(actions.NotOpen):
        actions.agree(made.pk, by=tamar, now=NOW + timedelta(days=3))


def test_what_is_decided_is_decided_once(rude: Event, nino: User, tamar: User) -> None:
    made = proposed(rude, nino)
    actions.decline(made.pk, by=tamar, now=NOW)
    for act in (actions.agree, actions.decline, actions.withdraw):
        with pytest.raises(actions.NotOpen):
            act(made.pk, by=tamar, now=NOW)


def test_who_proposed_it_takes_it_back(rude: Event, nino: User) -> None:
    made = proposed(rude, nino)
    with pytest.raises(actions.NeedsAnother):
        actions.withdraw(made.pk, by=colleague("Luka"), now=NOW)
    assert actions.withdraw(made.pk, by=nino, now=NOW).state == State.WITHDRAWN


@pytest.mark.parametrize(
    "words",
    ["I am so sorry for what I said.", "أعتذر عما قلته لكم، أنا آسف جداً.", "ბოდიშს გიხდით იმისთვის, რაც ვთქვი."],
)
def test_a_later_apology_is_found_kept_with_it_and_ends_it(rude: Event, nino: User, tamar: User, words: str) -> None:
    made = actions.agree(proposed(rude, nino).pk, by=tamar, now=NOW)
    Boundary.objects.filter(pk=made.pk).update(proposed_at=NOW - timedelta(hours=24))
    made.refresh_from_db()
    assert queries.apology_since(made, to=nino) is None
    said = writes(Person.objects.get(pk=made.person_id), words, hours_ago=0.5)
    assert queries.apology_since(made, to=nino) == said
    ended = actions.end(made.pk, because=Because.APOLOGY, apology_event_id=said.pk, by=nino, now=NOW)
    assert (ended.state, ended.because, ended.apology_event_id) == (State.ENDED, Because.APOLOGY, said.pk)
    assert queries.in_force([made.person_id], to=nino, on=TODAY) == []


def test_no_event_is_appended_so_that_nothing_counts_it(rude: Event, nino: User, tamar: User) -> None:
    made = actions.agree(proposed(rude, nino).pk, by=tamar, now=NOW)
    actions.end(made.pk, because=Because.BETTER, by=nino, now=NOW)
    assert list(Event.objects.all()) == [rude]


def test_each_act_is_noted_without_words(rude: Event, nino: User, tamar: User) -> None:
    made = actions.agree(proposed(rude, nino).pk, by=tamar, now=NOW)
    actions.end(made.pk, because=Because.BETTER, by=nino, now=NOW)
    noted = AuditEntry.objects.order_by("id").values_list("what", "facts")
    assert list(noted) == [(f"boundaries.{did}", {"step": "no_calls"}) for did in ("proposed", "agreed", "ended")]


def test_a_viewer_knows_of_none(rude: Event, nino: User, tamar: User) -> None:
    actions.agree(proposed(rude, nino).pk, by=tamar, now=NOW)
    assert not Boundary.objects.visible_to(colleague("Vera", Role.VIEWER)).exists()


@pytest.mark.parametrize("step", [s for s in Step if s != Step.NOTE])
@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_every_step_has_words_in_each_language_that_say_where_to_turn(step: str, language: str) -> None:
    words = wording.suggested(step, language=language, date="DAY")
    assert words.count("\n\n") == 1
    assert "{" not in words
    assert ("DAY" in words) is (step != Step.LIMIT)


def test_words_for_a_language_we_have_not_are_english() -> None:
    assert wording.suggested("limit", language="fr", date="x") == wording.suggested("limit", language="en", date="x")
