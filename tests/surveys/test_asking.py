"""Who is asked whether it felt personal, how often, and what an answer becomes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hafawa.people.models import Consent, Person
from hafawa.surveys import asking
from hafawa.surveys.models import Asked
from hafawa.surveys.questions import QUESTIONS, is_low
from hafawa.team.models import Role, User
from hafawa.timeline import confidential
from hafawa.timeline.models import Event
from tests.conversations.cast import NOW, colleague, person, writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


@pytest.fixture
def layla() -> Person:
    found = person()
    writes(found, "Where is it?")
    return found


def ask(who: Person, nino: User, *, ref: str = "mail:1", days: float = 0) -> tuple[Asked, str]:
    return asking.ask(ref, who, channel="email", by=nino, now=NOW + timedelta(days=days))


def test_a_conversation_is_asked_about_once(layla: Person, nino: User) -> None:
    ask(layla, nino)
    with pytest.raises(asking.NotAsked):
        ask(layla, nino, days=60)
    assert Asked.objects.count() == 1


def test_nobody_is_asked_again_within_thirty_days_whoever_they_count_as(layla: Person, nino: User) -> None:
    ask(layla, nino)
    with pytest.raises(asking.NotAsked):
        ask(layla, nino, ref="mail:2", days=29)
    other = person("Layla H.", merged_into=layla)
    with pytest.raises(asking.NotAsked):
        ask(other, nino, ref="mail:2", days=29)
    ask(other, nino, ref="mail:2", days=31)


def test_who_does_not_want_to_be_contacted_is_not_asked(layla: Person, nino: User) -> None:
    Consent.objects.create(person=layla, purpose="care", granted=False, by_person=True, source="t", stated_at=NOW)
    with pytest.raises(asking.NotAsked):
        ask(layla, nino)


def test_a_confidential_conversation_is_not_asked_about(layla: Person, nino: User) -> None:
    confidential.turn_on("mail:1", why="", by=nino, now=NOW)
    with pytest.raises(asking.NotAsked):
        ask(layla, nino)


@pytest.mark.parametrize(("language", "asked_in"), [("ka", "ka"), ("ar-PS", "ar"), ("fr", "en"), ("", "en")])
def test_it_is_asked_in_their_language(nino: User, language: str, asked_in: str) -> None:
    who = person()
    who.language = language
    who.save()
    assert ask(who, nino)[0].language == asked_in


@pytest.mark.parametrize("said", QUESTIONS["felt_personal"].answers)
def test_an_answer_is_an_event_of_the_conversation_and_the_first_stands(layla: Person, nino: User, said: str) -> None:
    _asked, token = ask(layla, nino)
    later = NOW + timedelta(days=1)
    _found, is_first = asking.answer(token, said=said, text=" Kind. ", now=later)
    assert is_first
    assert not asking.answer(token, said="yes", text="", now=later)[1]
    event = Event.objects.get(kind="survey.answered")
    assert (event.ref, event.person_id, event.score) == (
        "mail:1",
        layla.pk,
        QUESTIONS["felt_personal"].answers[said][1],
    )
    assert event.data["question"] == "felt_personal"
    assert event.data["text"] == "Kind."


@pytest.mark.parametrize("said", ["", "maybe", "YES"])
def test_what_is_no_answer_is_kept_as_none(layla: Person, nino: User, said: str) -> None:
    _asked, token = ask(layla, nino)
    assert not asking.answer(token, said=said, text="x", now=NOW)[1]
    assert not Event.objects.filter(kind="survey.answered").exists()


@pytest.mark.parametrize("token", ["", "x", "eyJ0:1", "MQ:1tabcd:forged"])
def test_a_link_that_is_not_ours_opens_nothing(token: str) -> None:
    with pytest.raises(asking.LinkOver):
        asking.find(token, now=NOW)


def test_a_link_ends_after_two_weeks(layla: Person, nino: User) -> None:
    _asked, token = ask(layla, nino)
    asking.find(token, now=NOW + timedelta(days=13))
    with pytest.raises(asking.LinkOver):
        asking.find(token, now=NOW + timedelta(days=15))


def test_who_asks_with_a_way_has_the_link_sent_by_it(layla: Person, nino: User) -> None:
    sent: list[tuple[str, str]] = []
    asked, token = asking.ask(
        "mail:1", layla, channel="email", by=nino, now=NOW, send=lambda asked, token: sent.append((asked.ref, token))
    )
    assert (sent, asked.channel) == ([("mail:1", token)], "email")


def test_rates_say_of_how_many(layla: Person, nino: User) -> None:
    _asked, token = ask(layla, nino)
    ask(person("Ana"), nino, ref="mail:2")
    asking.answer(token, said="no", text="", now=NOW)
    assert asking.rates(since=NOW - timedelta(days=1)) == {"asked": 2, "answered": 1, "yes": 0, "partly": 0, "no": 1}
    assert asking.rates(since=NOW + timedelta(days=1))["asked"] == 0


def test_only_no_is_low() -> None:
    assert [said for said in QUESTIONS["felt_personal"].answers if is_low("felt_personal", said)] == ["no"]


def test_of_a_confidential_conversation_only_its_readers_know_what_was_asked(layla: Person, nino: User) -> None:
    ask(layla, nino)
    confidential.turn_on("mail:1", why="", by=nino, now=NOW)
    assert not Asked.objects.visible_to(colleague("Vera", Role.VIEWER)).exists()
    assert Asked.objects.visible_to(nino).exists()
