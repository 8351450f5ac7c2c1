"""Themes on the screen: counts with what they rest on, quotes nobody may not see, acts that are taken back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.listening.annotate import annotate
from hafawa.listening.themes import parts, stage
from hafawa.listening.themes.models import Act, Deed, Mention, OwnTopic, Theme
from hafawa.people import actions as people
from hafawa.tasks.models import Task
from hafawa.team.models import AuditEntry, User
from hafawa.timeline import events, log
from hafawa.timeline.models import Event
from tests.web.conftest import colleague, signed_in

pytestmark = pytest.mark.django_db
LATE = "The courier left order 77 in the rain, my number is +995 555 12-34-56 and Luka was rude."


def say(*texts: str, days_ago: float = 2) -> list[int]:
    now, made = clock.now(), []
    for text in texts:
        n = Event.objects.count()
        person, _ = people.find_or_make(
            [("email", f"c{n}@x.example", f"c{n}@x.example")], name=f"Customer {n}", language="", now=now
        )
        what = events.MessageReceived(channel="email", ref=f"c:{n}", text=text)
        event = log.append(log.Entry(what, now - timedelta(days=days_ago), "said", str(n), person.pk), now=now)
        assert event is not None
        made.append(event.pk)
    while annotate(now=now):
        pass
    while stage.read_on(now=now):
        pass
    return made


def theme(topic: str = "delivery") -> Theme:
    return Theme.objects.get(topic=topic, sign="wrong", parent=None)


def test_an_empty_shop_is_told_what_to_bring(nino: Client) -> None:
    page = nino.get(reverse("web:themes")).content.decode()
    assert "Nothing to listen to yet" in page
    assert reverse("web:imports") in page


@pytest.mark.parametrize("name", ["web:themes", "web:listening"])
def test_messages_in_languages_not_read_are_told_and_not_passed_over(nino: Client, name: str) -> None:
    say("O produto chegou quebrado e ninguém respondeu às minhas mensagens.", "Muito bom, recomendo a todos os amigos.")
    page = nino.get(reverse(name)).content.decode()
    assert "2 messages of this time are in languages that are not read" in page
    assert "Nothing to listen to yet" not in page


def test_an_old_export_says_from_when_its_themes_are_counted_back(nino: Client) -> None:
    say("Overpriced.", days_ago=400)
    assert "so time is counted back from there" in nino.get(reverse("web:themes")).content.decode()
    say("Overpriced again.")
    assert "so time is counted back from there" not in nino.get(reverse("web:themes")).content.decode()


def test_under_twenty_messages_there_are_quotes_and_no_percentages(nino: Client) -> None:
    say("Overpriced.", "The coffee is delicious.")
    page = nino.get(reverse("web:themes")).content.decode()
    assert "<mark>Overpriced.</mark>" in page
    assert "Fewer than 20 messages" in page
    assert "%" not in re.sub(r"<[^>]+>", "", page.split("theme-sides")[1].split("recurring")[0])


def test_from_twenty_on_a_share_comes_with_its_range(nino: Client) -> None:
    say(*[f"The coffee number {n} is delicious." for n in range(17)], *["Overpriced."] * 3)
    page = nino.get(reverse("web:themes")).content.decode()
    assert "3 messages of 20: 15% (between 5% and 36%)" in page


def test_what_a_viewer_may_not_see_stands_in_no_quote(nino: Client, owner: User) -> None:
    say(LATE)
    colleague("agent")
    viewer = signed_in(colleague("viewer", email="v@finjan.example"))
    address = reverse("web:theme", args=[theme().pk])
    for path in (reverse("web:themes"), address, reverse("web:theme_csv", args=[theme().pk])):
        answer = viewer.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"+995 555" not in body
        assert "Luka" not in re.sub(r"rail-end.*?</header>", "", body.decode(), flags=re.DOTALL)
        assert "•••" in body.decode()
    assert "+995 555 12-34-56" in nino.get(address).content.decode()


def test_an_act_shows_its_undo_and_undo_takes_it_back(nino: Client) -> None:
    say(LATE)
    address = reverse("web:theme_act", args=[theme().pk])
    answer = nino.post(address, {"act": "rename", "name": "კურიერი"}, follow=True)
    assert "კურიერი" in answer.content.decode()
    act = Act.objects.get()
    assert reverse("web:theme_undo", args=[act.pk]) in answer.content.decode()
    nino.post(reverse("web:theme_undo", args=[act.pk]))
    assert theme().name == ""


def test_messages_become_a_part_once_however_often_the_form_is_sent(nino: Client) -> None:
    made = say(LATE, "The parcel came two days after the date.")
    page = nino.get(reverse("web:theme", args=[theme().pk])).content.decode()
    ticket = re.search(r'name="ticket" value="(\w+)"', page)
    assert ticket is not None
    data = {"act": "split", "events": made[:1], "name": "Rain", "ticket": ticket[1]}
    for _ in range(2):
        nino.post(reverse("web:theme_act", args=[theme().pk]), data)
    assert Theme.objects.filter(name="Rain").count() == 1
    assert Mention.objects.get(event_id=made[0], topic="delivery").theme == Theme.objects.get(name="Rain")


def test_what_was_done_is_noted_with_its_day_and_a_day_is_asked_for(nino: Client) -> None:
    say(LATE)
    address = reverse("web:theme_act", args=[theme().pk])

    def ticket() -> str:
        page = nino.get(reverse("web:theme", args=[theme().pk])).content.decode()
        return re.findall(r'name="ticket" value="(\w+)"', page)[0]

    refused = nino.post(address, {"act": "did", "text": "New courier", "done_on": "soon", "ticket": ticket()})
    assert refused.status_code == 422
    assert not Deed.objects.exists()
    nino.post(address, {"act": "did", "text": "New courier", "done_on": "2026-05-01", "ticket": ticket()})
    assert Deed.objects.get().text == "New courier"


def test_a_part_that_is_confirmed_or_dismissed_leads_back_to_its_theme(nino: Client) -> None:
    say(*[f"The courier left my parcel in the rain {n} times." for n in range(9)])
    parts.refresh(now=clock.now())
    part = Theme.objects.exclude(parent=None).order_by("id").first()
    assert part is not None
    answer = nino.post(reverse("web:theme_act", args=[part.pk]), {"act": "confirm"})
    assert answer.headers["Location"].startswith(reverse("web:theme", args=[theme().pk]))
    assert Theme.objects.get(pk=part.pk).state == "confirmed"


def test_the_csv_runs_no_formula_and_has_every_theme(nino: Client) -> None:
    say("Overpriced.", LATE)
    nino.post(reverse("web:theme_act", args=[theme("price").pk]), {"act": "rename", "name": "=1+1"})
    answer = nino.get(reverse("web:themes_csv"))
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert any(line.startswith("wrong,'=1+1,") for line in lines)
    assert any("Late or lost deliveries" in line for line in lines)


def test_topics_are_chosen_added_and_tried_and_the_counting_goes_on_behind(nino: Client) -> None:
    page = nino.get(reverse("web:themes_topics") + "?try=the+coffee+was+cold").content.decode()
    assert "A disappointing taste" in page
    ticket = re.search(r'name="ticket" value="(\w+)"', page)
    assert ticket is not None
    typed = {"name_wrong": "The terrace", "words": "terrace, تراس، ვერანდა", "ticket": ticket[1]}
    nino.post(reverse("web:themes_topic"), typed)
    own = OwnTopic.objects.get()
    assert own.words == ["terrace", "تراس", "ვერანდა"]
    nino.post(reverse("web:themes_topics"), {"trade": "food", "topics": ["taste", "price"]})
    assert Task.objects.filter(function="hafawa.listening.themes.tasks.recount").exists()
    assert AuditEntry.objects.filter(what="themes.topics_changed").count() == 2
    refused = nino.post(reverse("web:themes_topic"), {"name_wrong": "x", "ticket": "abcd"})
    assert refused.status_code == 422


def test_a_similar_case_says_what_was_done_and_how_it_ended(nino: Client) -> None:
    now = clock.now()
    [first] = say("The parcel was left in the rain and the box is soaked.", days_ago=40)
    person = Event.objects.get(pk=first).person_id
    ours = [
        log.Entry(events.GestureGiven(what="A new bag of coffee", by="Ana"), now - timedelta(days=39), "x", "1", person),
        log.Entry(
            events.MessageReceived(channel="email", ref="c:0", text="Thank you so much, that was kind!"),
            now - timedelta(days=38), "x", "2", person,
        ),
    ]  # fmt: skip
    log.append_many(ours, now=now)
    [event] = say("My parcel was left in the rain, soaked.")
    page = nino.get(reverse("web:similar_cases", args=[event])).content.decode()
    assert "A new bag of coffee" in page
    assert "They were content afterwards." in page
    assert "1 other message told of the same" in page
