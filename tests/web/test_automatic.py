"""The rules that answer: off until switched on, in words that are checked, with the reasons of what they left."""

from __future__ import annotations

from django.test import Client

from hafawa.conversations.automatic.models import Decision, Rule
from hafawa.kernel import clock
from hafawa.team.models import AuditEntry, Role
from hafawa.timeline.models import Cursor, Event
from tests.web.conftest import House, colleague, signed_in

URL = "/settings/automatic/"


def test_all_rules_are_off_and_nothing_has_been_looked_at(house: House, nino: Client) -> None:
    page = nino.get(URL).content.decode()
    assert page.count("Answer by itself") == 3
    assert "checked" not in page
    assert "No rule has looked at a message yet." in page


def test_switching_one_on_is_kept_noted_and_looks_at_nothing_of_before(house: House, nino: Client) -> None:
    said = {"on_email": "on", "words_en": "Hi {first_name}, we have it.", "words_ar": "", "words_ka": ""}
    page = nino.post(URL + "acknowledge/", said, follow=True).content.decode()
    assert "It answers from now on." in page
    rule = Rule.objects.get()
    assert (rule.kind, rule.is_on, rule.words) == ("acknowledge", True, {"en": "Hi {first_name}, we have it."})
    assert rule.channels == ["email"]
    assert AuditEntry.objects.filter(what="automatic.switched_on").count() == 1
    assert Cursor.objects.get(name="conversations.automatic").last_event_id == Event.objects.latest("id").pk
    nino.post(URL + "acknowledge/", {k: v for k, v in said.items() if k != "on_email"})
    assert not Rule.objects.get().is_on


def test_words_with_a_place_there_is_not_are_shown_again_with_why(house: House, nino: Client) -> None:
    response = nino.post(URL + "acknowledge/", {"on_email": "on", "words_en": "Hi {password}"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Hi {password}" in page
    assert "{first_name}, {shop}, {answer_by}" in page
    assert not Rule.objects.exists()


def test_what_was_left_to_people_says_why(house: House, nino: Client) -> None:
    Decision.objects.create(event_id=house.events["e1"], why=["angry", "strike"], at=clock.now())
    page = nino.get(URL).content.decode()
    assert "Its writer was read as angry." in page
    assert "a rule answered 0 of 1 message" in page


def test_agents_do_not_set_what_goes_out_by_itself(house: House) -> None:
    luka = signed_in(colleague(Role.AGENT))
    assert luka.get(URL).status_code == 403
    assert luka.post(URL + "acknowledge/", {"on_email": "on"}).status_code == 403
    assert not Rule.objects.exists()


def test_a_rule_there_is_not_is_not_kept(house: House, nino: Client) -> None:
    assert nino.post(URL + "explode/", {"on_email": "on"}).status_code == 404


def test_each_rule_says_where_it_acts_and_what_was_on_for_mail_stays_off_in_the_chat(
    house: House, nino: Client
) -> None:
    Rule.objects.create(kind="acknowledge", is_on=True)
    page = nino.get(URL).content.decode()
    assert page.count('name="on_email"') == page.count('name="on_chat"') == 3
    assert page.count('name="on_email" checked') == 1
    assert 'name="on_chat" checked' not in page
    nino.post(URL + "acknowledge/", {"on_email": "on", "on_chat": "on"})
    assert Rule.objects.get().channels == ["email", "chat"]
    assert AuditEntry.objects.get(what="automatic.switched_on").facts == {"channels": ["email", "chat"]}


def test_a_message_of_somebody_not_known_is_told_of(house: House, nino: Client) -> None:
    event = Event.objects.filter(pk=house.events["e1"])
    event.update(person=None)
    Decision.objects.create(event=event.get(), kind="acknowledge", at=clock.now())
    assert "Somebody not known" in nino.get(URL).content.decode()
