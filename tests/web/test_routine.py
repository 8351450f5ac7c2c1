"""Do people decide what a machine may handle, with one key, and see before they switch how safe it would be?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hafawa.kernel import clock
from hafawa.listening import annotate
from hafawa.listening.models import Annotation, Example, Intent, RoutineLanguage, ShadowCheck
from hafawa.listening.routine import proving, shop
from hafawa.listening.routine.deciding import REASONS
from hafawa.people.models import Person
from hafawa.team.models import AuditEntry
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, MessageSent
from hafawa.timeline.models import Event
from hafawa.web.words import routine as words
from tests.listening.routine.shop_words import ENGRAVING, HOURS

PAGE = "web:routine"


@pytest.fixture
def taught(nino: Client) -> Client:
    """A shop with a matter of its own and a shipped one."""
    nino.post(reverse("web:routine_add"), {"shipped": "opening_hours"})
    nino.post(reverse("web:routine_add"), {"title": "Can you engrave it?"})
    for matter, lines in zip(Intent.objects.order_by("id"), (HOURS, ENGRAVING), strict=True):
        nino.post(reverse("web:routine_matter", args=[matter.pk]), {"lines": "\n".join(lines)})
    return nino


def _received(text: str, *, key: str, person: Person | None = None) -> Event:
    who = person or Person.objects.create(name=f"Asker {key}", created_at=clock.now())
    event = log.append(
        log.Entry(MessageReceived(channel="email", ref=key, text=text), clock.now() - timedelta(hours=2), "t", key, who.pk),
        now=clock.now(),
    )  # fmt: skip
    assert event is not None
    annotate.annotate(now=clock.now())
    return event


def test_at_first_everything_goes_to_a_person(nino: Client) -> None:
    page = nino.get(reverse(PAGE)).content.decode()
    assert "Everything goes to a person" in page
    event = _received("What time do you open on Saturday?", key="a")
    assert Annotation.objects.values_list("route", "route_why").get(event=event) == ("human", ["off"])


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_every_reason_and_matter_has_words_in_three_languages(language: str) -> None:
    with translation.override(language):
        told = [words.reason(name) for name in REASONS] + [str(t) for t in words.MATTERS.values()]
    assert all(told)
    assert not set(told) & set(REASONS)
    if language != "en":
        with translation.override("en"):
            english = [words.reason(name) for name in REASONS] + [str(t) for t in words.MATTERS.values()]
        assert not set(told) & set(english)


def test_every_reason_has_words_and_no_words_lack_a_reason() -> None:
    assert set(words.REASONS) == set(REASONS)
    assert set(words.MATTERS) == set(shop.GENERIC)


def test_examples_are_pasted_a_line_each_and_each_once(taught: Client) -> None:
    own = Intent.objects.get(title="Can you engrave it?")
    assert own.examples.count() == len(ENGRAVING)
    answer = taught.post(
        reverse("web:routine_matter", args=[own.pk]),
        {"lines": f"{ENGRAVING[0]}\n\nengrave please a heart\nQuand est-ce que vous ouvrez pour les fêtes ?"},
        follow=True,
    )
    assert own.examples.count() == len(ENGRAVING) + 1
    told = answer.content.decode()
    assert "1 example is kept. 1 was known already. 1 was left out" in told


def test_a_past_message_is_kept_as_an_example_with_one_press_and_goes_with_its_writer(taught: Client) -> None:
    event = _received("do you engrave wooden boxes too", key="b")
    offered = taught.get(reverse("web:routine_suggested")).content.decode()
    assert "do you engrave wooden boxes too" in offered
    own = Intent.objects.get(title="Can you engrave it?")
    answer = taught.post(
        reverse("web:routine_example", args=[event.pk]), {"matter": own.name}, headers={"HX-Request": "true"}
    )
    assert (answer.status_code, answer.content) == (200, b"")
    assert Example.objects.get(event=event).intent == own
    assert "wooden boxes" not in taught.get(reverse("web:routine_suggested")).content.decode()
    event.person.delete()  # type: ignore[union-attr]
    assert not Example.objects.filter(text__contains="wooden").exists()


def test_a_message_marked_for_a_person_teaches_that(taught: Client) -> None:
    event = _received("can you engrave it on a grave stone shape", key="c")
    taught.post(reverse("web:routine_example", args=[event.pk]), {"matter": "person"})
    assert Example.objects.get(event=event).intent is None


def test_what_would_become_of_a_message_is_shown_with_its_reasons(taught: Client) -> None:
    page = taught.get(reverse("web:routine_try"), {"text": "How long does engraving take?"}).content.decode()
    assert "A machine could handle it" in page
    page = taught.get(
        reverse("web:routine_try"), {"text": "How long does engraving take? My lawyer asks."}
    ).content.decode()
    assert "It is about the law or the police." in page
    assert "lawyer" in page


def test_a_language_is_tried_only_where_its_safety_was_shown(taught: Client) -> None:
    page = taught.get(reverse("web:routine_safety")).content.decode()
    assert "messages that are a person" in page
    for variety in ("ka", "ka-Latn", "ar-Latn"):
        taught.post(reverse("web:routine_switch"), {"variety": variety, "state": "shadow"})
        assert not RoutineLanguage.objects.filter(variety=variety, state="shadow").exists()
    taught.post(reverse("web:routine_switch"), {"variety": "en", "state": "live"})
    assert not RoutineLanguage.objects.filter(state="live").exists()
    assert proving.prove("en").is_safe
    taught.post(reverse("web:routine_switch"), {"variety": "en", "state": "shadow"})
    assert RoutineLanguage.objects.get(variety="en").state == "shadow"
    assert AuditEntry.objects.filter(what="routine.language_shadow").exists()


def test_while_it_is_tried_people_answer_and_say_whether_it_was_right(taught: Client) -> None:
    taught.post(reverse("web:routine_switch"), {"variety": "en", "state": "shadow"})
    event = _received("What time do you open on Saturday?", key="d")
    row = Annotation.objects.get(event=event)
    assert (row.route, row.route_why, row.intent) == ("human", ["shadow"], "opening_hours")
    log.append(
        log.Entry(MessageSent(channel="email", ref="d", text="At nine.", by="Nino"), clock.now(), "t", "d2", event.person_id),
        now=clock.now(),
    )  # fmt: skip
    page = taught.get(reverse(PAGE)).content.decode()
    assert "Was that right?" in page
    assert "At nine." in page
    taught.post(reverse("web:routine_check", args=[event.pk]), {"is_right": "0"})
    assert not ShadowCheck.objects.get(event=event).is_right
    assert Example.objects.get(event=event).intent is None
    assert "Was that right?" not in taught.get(reverse(PAGE)).content.decode()


def test_a_language_goes_live_after_a_week_and_thirty_right_decisions(taught: Client) -> None:
    taught.post(reverse("web:routine_switch"), {"variety": "en", "state": "shadow"})
    RoutineLanguage.objects.update(shadow_since=clock.now() - timedelta(days=8))
    for n in range(30):
        event = _received(f"What time do you open on day {n}?", key=f"e{n}")
        if n == 29:
            taught.post(reverse("web:routine_switch"), {"variety": "en", "state": "live"})
            assert RoutineLanguage.objects.get(variety="en").state == "shadow"
        taught.post(reverse("web:routine_check", args=[event.pk]), {"is_right": "1"})
    taught.post(reverse("web:routine_switch"), {"variety": "en", "state": "live"})
    assert RoutineLanguage.objects.get(variety="en").state == "live"
    event = _received("When are you open today?", key="live")
    assert Annotation.objects.values_list("route", "route_why").get(event=event) == ("machine", [])


def test_whoever_has_a_complaint_open_gets_a_person_even_in_the_same_batch(taught: Client) -> None:
    RoutineLanguage.objects.update_or_create(variety="en", defaults={"state": "live"})
    upset = Person.objects.create(name="Upset", created_at=clock.now())
    now = clock.now()
    for n, text in enumerate(("The watch came broken and I am furious.", "What time do you open on Saturday?")):
        log.append(
            log.Entry(MessageReceived(channel="email", ref="u", text=text), now - timedelta(hours=3 - n), "t", f"u{n}", upset.pk),
            now=now,
        )  # fmt: skip
    annotate.annotate(now=now)
    row = Annotation.objects.order_by("event_id").last()
    assert row is not None
    assert (row.route, row.route_why) == ("human", ["open_complaint"])


def test_a_matter_taken_back_is_a_persons_again(taught: Client) -> None:
    RoutineLanguage.objects.update_or_create(variety="en", defaults={"state": "live"})
    matter = Intent.objects.get(name="opening_hours")
    taught.post(reverse("web:routine_matter_act", args=[matter.pk]), {"act": "people"})
    event = _received("What time do you open on Saturday?", key="f")
    assert Annotation.objects.get(event=event).route_why == ["not_answered"]
    taught.post(reverse("web:routine_matter_act", args=[matter.pk]), {"act": "remove"})
    assert not Example.objects.filter(text=HOURS[0]).exists()


def test_an_example_can_go_again(taught: Client) -> None:
    row = Example.objects.order_by("id").first()
    assert row is not None
    taught.post(reverse("web:routine_forget", args=[row.pk]))
    assert not Example.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_the_pages_stand_in_three_languages(taught: Client, language: str) -> None:
    own = Intent.objects.get(title="Can you engrave it?")
    taught.post(reverse("web:account"), {"name": "Nino", "language": language, "theme": "light"})
    for address in (
        reverse(PAGE), reverse("web:routine_safety"), reverse("web:routine_suggested"), reverse("web:routine_person"),
        reverse("web:routine_matter", args=[own.pk]),
    ):  # fmt: skip
        assert taught.get(address).status_code == 200
