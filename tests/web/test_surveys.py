"""A customer says whether it felt personal, without an account; and what the team sees of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from hafawa.conversations import actions, gather
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.people.models import Consent
from hafawa.surveys.models import Asked, ByItself
from hafawa.timeline.models import Event
from tests.web.conftest import House, signed_in


@pytest.fixture
def closed(house: House) -> Conversation:
    """Giorgi's, which we answered."""
    gather.read_on(now=clock.now())
    found = Conversation.objects.get(key="c2")
    actions.close([found], by=house.owner, now=clock.now())
    actions.reopen([found], by=house.owner, now=clock.now())
    actions.close([found], by=house.owner, now=clock.now())
    found.refresh_from_db()
    return found


def link(house: House, closed: Conversation) -> str:
    answer = signed_in(house.owner).post(f"/inbox/{closed.pk}/ask/")
    assert answer.status_code == 200, answer.content.decode()[:500]
    found = re.search(r"https?://[^/]+(/felt/[^\s<]+/)", answer.content.decode())
    assert found
    return found[1]


def test_looking_records_nothing_and_the_answer_does(house: House, closed: Conversation) -> None:
    address, client = link(house, closed), Client()
    page = client.get(address + "?a=yes").content.decode()
    assert 'lang="ka"' in page
    assert re.search(r'value="yes"[^>]*checked', page)
    assert not Event.objects.filter(kind="survey.answered").exists()
    assert client.post(address, {"said": "yes", "text": "გმადლობთ"}).status_code == 302
    assert Asked.objects.get().answer == "yes"
    assert Event.objects.get(kind="survey.answered").ref == "c2"
    assert "<form" not in client.get(address).content.decode().split("<main")[1]
    assert Conversation.objects.get(pk=closed.pk).state == "closed"


def test_a_no_brings_the_conversation_back(house: House, closed: Conversation) -> None:
    Client().post(link(house, closed), {"said": "no"})
    found = Conversation.objects.get(pk=closed.pk)
    assert (found.state, found.waiting_since is not None) == ("open", True)


def test_nothing_chosen_is_said_so(house: House, closed: Conversation) -> None:
    assert Client().post(link(house, closed), {"text": "hm"}).status_code == 422


def test_one_that_is_open_is_not_asked_about(house: House, closed: Conversation) -> None:
    actions.reopen([closed], by=house.owner, now=clock.now())
    assert signed_in(house.owner).post(f"/inbox/{closed.pk}/ask/").status_code == 422
    assert not Asked.objects.exists()


def test_the_page_and_the_figures_say_what_was_answered(house: House, closed: Conversation) -> None:
    client = signed_in(house.owner)
    assert f"/inbox/{closed.pk}/ask/" in client.get(f"/inbox/{closed.pk}/").content.decode()
    Client().post(link(house, closed), {"said": "partly"})
    assert "Partly" in client.get(f"/inbox/{closed.pk}/").content.decode()
    assert 'data-figure="felt"' in client.get("/figures/").content.decode()


def test_whoever_would_rather_not_be_asked_says_so_by_one_click_and_may_take_it_back(
    house: House, closed: Conversation
) -> None:
    address, client = link(house, closed) + "never/", Client(enforce_csrf_checks=True)
    assert 'lang="ka"' in client.get(address).content.decode()
    assert not Consent.objects.filter(purpose="questions").exists()
    told = client.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert told.status_code == 200
    assert 'name="back"' in told.content.decode()
    assert [c.granted for c in Consent.objects.filter(purpose="questions")] == [False]
    client.post(address, {"back": "1"})
    assert [c.granted for c in Consent.objects.filter(purpose="questions")] == [False, True]
    assert Client().get("/felt/none-such/never/").status_code == 422


def test_a_manager_switches_asking_on_and_sees_what_is_sent(house: House) -> None:
    client = signed_in(house.owner)
    page = client.get("/asking/").content.decode()
    assert "http://testserver/felt/" in page
    wrong = client.post("/asking/", {"is_on": "on", "after_hours": "24", "address": "nowhere"})
    assert (wrong.status_code, ByItself.get().is_on) == (422, False)
    assert "for instance https://care.shop.example" in wrong.content.decode()
    done = client.post("/asking/", {"is_on": "on", "after_hours": "48", "address": "https://care.shop.example"})
    assert done.status_code == 302
    assert (ByItself.get().is_on, ByItself.get().after_hours) == (True, 48)
    assert "https://care.shop.example/felt/" in client.get("/asking/").content.decode()
    client.post("/asking/", {"after_hours": "48", "address": "https://care.shop.example"})
    assert not ByItself.get().is_on
