"""What was just received is answered by a rule where nothing speaks against it, once; the rest is left to people."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from hafawa.channels.mailbox import connecting
from hafawa.channels.models import ImportRun, Mailbox, Outgoing, OutgoingState, Sending
from hafawa.conversations import gather
from hafawa.conversations.automatic import acting, deciding
from hafawa.conversations.automatic.models import Decision, Rule
from hafawa.kernel import sealed
from hafawa.listening import annotate
from hafawa.listening.models import Annotation
from hafawa.people import actions as people
from hafawa.people.models import Person
from hafawa.team.models import Shop
from hafawa.timeline import log
from hafawa.timeline.events import DeliveryArrived, Happening, MessageReceived, MessageSent, OrderPlaced
from hafawa.timeline.models import Event
from hafawa.web.words import automatic as words
from tests.conversations.cast import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.HAFAWA_DATA_DIR = tmp_path


@pytest.fixture
def box() -> Mailbox:
    """A mailbox that can send; the shop is open round the clock."""
    Shop.get()
    Shop.objects.filter(id=1).update(
        name="Finjan", staff_addresses=["shop@finjan.example"], opens_at="00:00", closes_at="00:00", set_up_at=NOW
    )
    made = Mailbox.objects.create(
        address="shop@finjan.example", host="127.0.0.1", port=9, username="shop", made_at=NOW,
        sealed_password=sealed.seal("x", purpose=connecting.PURPOSE),
    )  # fmt: skip
    Sending.objects.create(mailbox=made, host="127.0.0.1", port=9, made_at=NOW)
    return made


@pytest.fixture
def layla() -> Person:
    made = people.find_or_make(
        [("email", "layla@example.com", "layla@example.com")], name="Layla", language="en", now=NOW
    )[0]
    Person.objects.filter(pk=made.pk).update(first_name="Layla")
    happens(made, OrderPlaced(ref="HF-1", due_at=NOW + timedelta(days=3)), at=NOW - timedelta(days=2))
    return made


def happens(who: Person, what: Happening, *, at: datetime, run: ImportRun | None = None) -> Event:
    n = Event.objects.count()
    entry = log.Entry(what, at, "mail", f"k{n}", who.pk, run.pk if run else None)
    event = log.append(entry, now=NOW)
    assert event is not None
    return event


def writes(who: Person, text: str, box: Mailbox, *, minutes_ago: int = 5, ref: str = "mail:00000000000000aa", **more: Any) -> Event:  # fmt: skip
    run = ImportRun.objects.create(
        name="mail", path="raw/none", sha256=f"{Event.objects.count():064}", size_bytes=1, made_at=NOW, mailbox=box
    )
    what = MessageReceived(
        channel="email", ref=ref, text=text, message_id="one@example.com", participants=["layla@example.com"],
        **{"subject": "A question", **more},
    )  # fmt: skip
    return happens(who, what, at=NOW - timedelta(minutes=minutes_ago), run=run)


def switch_on(*kinds: str) -> None:
    for kind in kinds:
        Rule.objects.update_or_create(kind=kind, defaults={"is_on": True})


def run(*, as_routine: bool = False, intent: str = "order_status") -> int:
    annotate.annotate(now=NOW)
    if as_routine:
        Annotation.objects.filter(event__kind="message.received").update(route="machine", intent=intent)
    gather.read_on(now=NOW)
    return acting.run(now=NOW)


def test_an_acknowledgement_goes_out_once_marked_as_automatic_and_is_no_answer(box: Mailbox, layla: Person) -> None:
    switch_on("acknowledge")
    event = writes(layla, "Do you have the blue mug in the large size?", box)
    assert run() == 1
    assert run() == 0
    sent = Outgoing.objects.get()
    assert (sent.to, sent.is_automatic, sent.state, sent.ref) == (
        ["layla@example.com"],
        True,
        OutgoingState.HELD,
        event.ref,
    )
    assert b"Auto-Submitted: auto-replied" in bytes(sent.raw)
    assert sent.text.startswith("Hello Layla,")
    assert "blue mug" not in sent.text
    assert Decision.objects.get().kind == "acknowledge"


def test_an_order_is_told_of_from_the_shop_s_own_data(box: Mailbox, layla: Person) -> None:
    switch_on("order_status", "acknowledge")
    writes(layla, "Where is my order HF-1?", box, order_ref="HF-1")
    assert run(as_routine=True) == 1
    sent = Outgoing.objects.get()
    assert "HF-1" in sent.text
    assert "June 20, 2026" in sent.text


def test_somebody_else_s_order_is_not_told_of(box: Mailbox, layla: Person) -> None:
    switch_on("order_status")
    giorgi = people.find_or_make([("email", "g@example.com", "g@example.com")], name="Giorgi", language="en", now=NOW)[
        0
    ]
    happens(giorgi, OrderPlaced(ref="HF-9", due_at=NOW + timedelta(days=3)), at=NOW - timedelta(days=2))
    writes(layla, "Where is my order HF-9?", box, order_ref="HF-9")
    assert run(as_routine=True) == 0
    assert Decision.objects.get().why == ["no_order"]


def test_what_has_arrived_is_told_by_a_person(box: Mailbox, layla: Person) -> None:
    switch_on("order_status", "acknowledge")
    happens(layla, DeliveryArrived(ref="HF-1"), at=NOW - timedelta(hours=9))
    writes(layla, "Where is my order HF-1?", box, order_ref="HF-1")
    assert run(as_routine=True) == 0


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("My mother died on Sunday. Can you tell me where the order is?", "vetoed"),
        ("This is outrageous, I am furious! Where is it?", "angry"),
        ("The mug came broken. What now?", "complaint"),
        ("You charged my card twice. Where is my order?", "vetoed"),
        ("أنا غاضبة جداً، لم يصل شيء ولم يرد أحد!", "angry"),
        ("Wo ist meine Bestellung? Ich warte schon.", "language"),
    ],
)
def test_what_a_person_should_read_gets_no_word_of_a_machine(box: Mailbox, layla: Person, text: str, why: str) -> None:
    switch_on("order_status", "acknowledge", "out_of_hours")
    writes(layla, text, box)
    assert run(as_routine=True) == 0
    assert why in Decision.objects.get().why
    assert not Outgoing.objects.exists()


def test_a_stranger_gets_no_word_whatever_they_write(box: Mailbox) -> None:
    switch_on("acknowledge")
    stranger = people.find_or_make(
        [("email", "layla@example.com", "layla@example.com")], name="Eve", language="en", now=NOW
    )[0]
    writes(stranger, "Do you have the blue mug?", box)
    assert run() == 0
    assert Decision.objects.get().why == ["stranger"]


def test_the_same_is_not_told_twice_in_a_conversation(box: Mailbox, layla: Person) -> None:
    switch_on("acknowledge")
    event = writes(layla, "Do you have the blue mug?", box, minutes_ago=30)
    assert run() == 1
    happens(
        layla,
        MessageSent(channel="email", ref=event.ref, text="We have it.", is_automatic=True),
        at=NOW - timedelta(minutes=29),
    )
    writes(layla, "And the red one?", box, minutes_ago=2)
    assert run() == 0
    assert Decision.objects.latest("event_id").why == ["looping"]


def test_machines_are_not_answered(box: Mailbox, layla: Person) -> None:
    switch_on("acknowledge")
    writes(layla, "I am out of office until Monday.", box, is_automatic=True)
    assert run() == 0


def test_what_came_long_ago_or_while_all_was_off_is_never_answered(box: Mailbox, layla: Person) -> None:
    writes(layla, "Do you have the blue mug?", box)
    assert run() == 0
    switch_on("acknowledge")
    assert run() == 0
    writes(layla, "Do you have plates?", box, minutes_ago=90, ref="mail:00000000000000bb")
    assert run() == 0
    assert not Outgoing.objects.exists()


def test_a_mailbox_that_only_reads_sends_nothing(box: Mailbox, layla: Person) -> None:
    switch_on("acknowledge")
    Sending.objects.all().delete()
    writes(layla, "Do you have the blue mug?", box)
    assert run() == 0
    assert "no_account" in Decision.objects.get().why


def test_what_cannot_be_written_is_left_to_a_person_and_why_is_told(box: Mailbox, layla: Person) -> None:
    switch_on("acknowledge")
    writes(layla, "Do you have the blue mug?", box, subject="A question\nBcc: all@example.com")
    writes(layla, "Do you have plates?", box, ref="mail:00000000000000bb", minutes_ago=3)
    assert run() == 1
    assert [d.why for d in Decision.objects.order_by("event")] == [["fault"], []]
    assert all(name in words.WHYS for name in deciding.WHYS)


def test_closed_it_says_when_it_opens(box: Mailbox, layla: Person) -> None:
    switch_on("out_of_hours", "acknowledge")
    Shop.objects.filter(id=1).update(opens_at="09:00", closes_at="10:00")  # noon is past closing
    writes(layla, "Do you have the blue mug?", box)
    assert run() == 1
    assert "Thursday, June 18, 2026" in Outgoing.objects.get().text
