"""In the bubble a rule says what it says by mail, behind the same gate; a browser nobody vouches for hears of no order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hafawa.channels.chat import actions as chat
from hafawa.channels.chat import speaking
from hafawa.channels.models import Outgoing
from hafawa.conversations import gather
from hafawa.conversations.automatic import acting
from hafawa.conversations.automatic.models import Decision, Rule
from hafawa.conversations.models import Conversation
from hafawa.listening import annotate
from hafawa.listening.models import Annotation
from hafawa.people.models import Consent, Person
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.events import OrderPlaced
from hafawa.timeline.models import Cursor, Event
from tests.channels.chat.conftest import NOW, Browser, Bubble, browser, bubble, data_folder, nino

__all__ = ["browser", "bubble", "data_folder", "nino"]
pytestmark = pytest.mark.django_db
ASKS = "Do you have the blue mug in the large size?"


@pytest.fixture(autouse=True)
def open_all_day(bubble: Bubble) -> None:
    Shop.get()
    Shop.objects.filter(id=1).update(name="Finjan", opens_at="00:00", closes_at="00:00", closed_on=[], set_up_at=NOW)


def switch_on(*kinds: str, channels: tuple[str, ...] = ("chat",)) -> None:
    for kind in kinds:
        Rule.objects.update_or_create(kind=kind, defaults={"is_on": True, "channels": list(channels)})


def run(*, as_routine: bool = False) -> int:
    annotate.annotate(now=NOW)
    if as_routine:
        Annotation.objects.filter(event__kind="message.received").update(route="machine", intent="order_status")
    gather.read_on(now=NOW)
    return acting.run(now=NOW)


def said(browser: Browser) -> list[dict[str, Any]]:
    return [one for one in speaking.latest(browser.visitor.ref) if not one["mine"]]


def test_somebody_who_is_not_known_hears_that_it_is_there_once_and_marked(browser: Browser) -> None:
    switch_on("acknowledge")
    browser.write(ASKS)
    assert run() == 1
    assert run() == 0
    [one] = said(browser)
    assert one["automatic"] is True
    assert one["text"].startswith("Hello,")
    assert not Outgoing.objects.exists()
    waits = Conversation.objects.get(key=browser.visitor.ref)
    assert waits.waiting_since is not None  # it is no answer


def test_after_a_crash_or_by_two_processes_it_is_said_once(browser: Browser) -> None:
    switch_on("acknowledge")
    browser.write(ASKS)
    run()
    Cursor.objects.filter(name=acting.READER).update(last_event_id=0)  # the cursor was not moved
    assert acting.run(now=NOW) == 0
    Decision.objects.all().delete()  # nor the decision kept
    Cursor.objects.filter(name=acting.READER).update(last_event_id=0)
    acting.run(now=NOW)
    assert len(said(browser)) == 1
    event, sent = Event.objects.get(kind="message.received"), Event.objects.get(kind="message.sent")
    assert sent.external_id == f"{browser.visitor.public_id}:say-automatic-{event.pk}"  # the database keeps it unique


def test_what_was_on_for_mail_says_nothing_in_the_chat(browser: Browser) -> None:
    Rule.objects.create(kind="acknowledge", is_on=True)
    browser.write(ASKS)
    assert run() == 0
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("This is outrageous, I am furious! Where is it?", "angry"),
        ("The mug came broken. What now?", "complaint"),
        ("You charged my card twice. Where is my order?", "vetoed"),
        ("Wo ist meine Bestellung? Ich warte schon.", "language"),
    ],
)
def test_what_a_person_should_read_gets_no_word_of_a_machine(browser: Browser, text: str, why: str) -> None:
    switch_on("order_status", "acknowledge", "out_of_hours")
    browser.write(text)
    assert run(as_routine=True) == 0
    assert why in Decision.objects.get().why
    assert said(browser) == []


def test_the_same_is_not_told_twice_in_a_conversation(browser: Browser) -> None:
    switch_on("acknowledge")
    browser.write(ASKS)
    assert run() == 1
    browser.write("And do you have the red one?")
    assert run() == 0
    assert Decision.objects.latest("event_id").why == ["looping"]


def test_no_rule_comes_between_two_who_talk(browser: Browser, bubble: Bubble) -> None:
    switch_on("acknowledge")
    browser.write("Hello, do you have plates?", now=NOW - timedelta(minutes=9))
    chat.say(browser.visitor.ref, "We do.", by=bubble.agent, now=NOW - timedelta(minutes=8))
    browser.write(ASKS)
    assert run() == 0
    assert Decision.objects.latest("event_id").why == ["answered"]


def ordered(who: Person) -> None:
    what = OrderPlaced(ref="HF-1", due_at=NOW + timedelta(days=3))
    log.append(log.Entry(what, NOW - timedelta(days=2), "shop", "o1", who.pk), now=NOW)


def test_whom_the_shop_vouches_for_is_told_of_their_order(bubble: Bubble, nino: Person) -> None:
    switch_on("order_status")
    ordered(nino)
    vouched = Browser("b" * 43, vouched=bubble.vouch("nino@example.com"))
    vouched.write("Where is my order?")
    assert run(as_routine=True) == 1
    [one] = said(vouched)
    assert "HF-1" in one["text"]


def test_who_only_says_who_they_are_hears_of_no_order_even_when_joined(bubble: Bubble, nino: Person) -> None:
    switch_on("order_status", "acknowledge")
    ordered(nino)
    claims = Browser("c" * 43)
    claims.write("Where is my order?", email="nino@example.com")
    chat.confirm(claims.visitor.ref, by=bubble.agent, now=NOW)
    assert run(as_routine=True) == 1
    [one] = said(claims)
    assert "HF-1" not in one["text"]
    assert "Nino" not in one["text"]


def test_who_does_not_want_words_in_the_chat_gets_none_of_a_rule(bubble: Bubble, nino: Person) -> None:
    switch_on("acknowledge")
    Consent.objects.create(person=nino, purpose="service", channel="chat", granted=False, by_person=True, stated_at=NOW)
    vouched = Browser("b" * 43, vouched=bubble.vouch("nino@example.com"))
    vouched.write(ASKS)
    assert run() == 0
    assert "no_consent" in Decision.objects.get().why


def test_closed_it_says_when_it_opens_unless_the_bubble_said_so(browser: Browser) -> None:
    switch_on("out_of_hours", "acknowledge")
    Shop.objects.filter(id=1).update(opens_at="01:00", closes_at="02:00")
    told = Browser("d" * 43)
    told.write(ASKS, is_told_away=True)
    browser.write(ASKS)
    assert run() == 1
    assert said(told) == []
    assert "open again" in said(browser)[0]["text"]
    assert Decision.objects.get(event=Event.objects.get(ref=told.visitor.ref)).why == ["away_told"]
