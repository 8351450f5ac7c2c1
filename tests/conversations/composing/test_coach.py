"""Beside the words stands what to look at again, what they promise, and what would stop them; put away, it stays away."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from hafawa.conversations.composing import coach
from hafawa.conversations.composing.coach import Matter
from hafawa.listening import annotate
from hafawa.people.models import Audience, Detail, Gift, Person
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event
from tests.conversations.cast import NOW, answers, colleague, person, writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


def matter(who: Person, event: Event | None = None, **more: object) -> Matter:
    return Matter(**{"person": who, "channel": "email", "answered": event, "goes_at": NOW} | more)  # type: ignore[arg-type]


def test_what_blames_is_remarked_with_its_place_and_put_away_by_its_mark(nino: User) -> None:
    layla = person()
    text = "👋🏽 You should have read the label."
    [shown] = coach.look(text, matter(layla), to=nino).remarks
    assert shown.remark.kind == "blame"
    assert shown.start == coach.utf16("👋🏽 ")
    assert coach.look(text, matter(layla), to=nino, passed_over=[shown.mark]).remarks == ()
    other = coach.look("You never told us.", matter(layla), to=nino, passed_over=[shown.mark])
    assert [s.remark.kind for s in other.remarks] == ["blame"], "other words are another remark"


def test_a_remark_on_the_whole_stays_away_while_more_is_typed(nino: User) -> None:
    event = writes(person(), "The blue teapot for my grandmother's birthday came broken and nobody answers my calls")
    layla = event.person
    assert layla is not None
    text = "Thank you for contacting us. We will look into this matter."
    found = coach.look(text, matter(layla, event), to=nino)
    whole = [s for s in found.remarks if s.remark.words == text]
    assert whole
    marks = [s.mark for s in whole]
    again = coach.look(text + " Regards", matter(layla, event), to=nino, passed_over=marks)
    assert not {s.remark.kind for s in again.remarks} & {s.remark.kind for s in whole}


def test_what_would_stop_it_is_told_before_it_is_sent_and_not_remarked_twice(nino: User) -> None:
    layla = person()
    Gift.objects.create(person=person("Giorgi"), recipient=layla, what="silver necklace", noted_at=NOW)
    Detail.objects.create(
        person=layla, text="goes bankrupt", audience=Audience.NEVER_SHOW, source="told", learned_on=NOW.date()
    )
    found = coach.look("Hello {first_name}, the silver necklace is here.", matter(layla), to=nino)
    assert [gate.kind for gate in found.gates] == ["secret", "place"]
    assert "secret" not in [s.remark.kind for s in found.remarks]
    hidden = coach.look("We heard that she goes bankrupt.", matter(layla), to=nino)
    assert [gate.kind for gate in hidden.gates] == ["secret"], "though the writer may not see what is never shown"


PROMISES = {
    "en": "We will send you a new cup on Friday.",
    "ar": "سنرسل لك كوباً جديداً يوم الجمعة.",
    "ka": "ახალ ჭიქას პარასკევს გამოგიგზავნით.",
}


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_a_promise_shown_is_the_promise_kept_once_the_words_are_sent(language: str, nino: User) -> None:
    shop = Shop.get()
    shop.time_zone = "Asia/Tbilisi"
    shop.save()
    layla = person()
    Person.objects.filter(pk=layla.pk).update(language=language)
    layla.refresh_from_db()
    [shown] = coach.promised(PROMISES[language], matter(layla))
    assert shown.due_at is not None
    assert shown.due_at.astimezone(ZoneInfo("Asia/Tbilisi")).date() == date(2026, 6, 19)
    answers(layla, PROMISES[language], hours_ago=0)
    annotate.annotate(now=NOW)
    [kept] = Event.objects.filter(kind="promise.made")
    assert (kept.due_at, kept.person_id) == (shown.due_at, layla.pk)
    assert kept.data["text"] == shown.words


def test_words_that_go_out_later_promise_by_the_day_they_go_out(nino: User) -> None:
    layla, text = person(), "We will call you tomorrow."
    [now] = coach.promised(text, matter(layla))
    [later] = coach.promised(text, matter(layla, goes_at=NOW + timedelta(days=3)))
    assert now.due_at is not None
    assert later.due_at is not None
    assert later.due_at - now.due_at == timedelta(days=3)


def test_nothing_is_said_of_nothing(nino: User) -> None:
    assert coach.look(" \n ", matter(person()), to=nino) == coach.Coached()
    assert coach.look("Hello", matter(person(), person=None), to=nino).gates == ()
