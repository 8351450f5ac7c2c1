"""Answers that the product itself sends: queued from the right mailbox, to whom they go, and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hafawa.channels.mailbox import connecting
from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Sending
from hafawa.conversations import going, replying, ways
from hafawa.conversations.models import Conversation
from hafawa.kernel import sealed
from hafawa.people.models import Person
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event
from tests.conversations.cast import NOW, colleague, gathered, person, writes

pytestmark = pytest.mark.django_db
REF = "mail:00000000000000aa"


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any) -> None:
    settings.HAFAWA_DATA_DIR = tmp_path


@pytest.fixture
def nino() -> User:
    return colleague("Nino")


@pytest.fixture
def layla() -> Person:
    return person()


def box(address: str = "shop@finjan.example", **more: Any) -> Mailbox:
    Shop.get()
    made = Mailbox.objects.create(
        address=address, host="127.0.0.1", port=9, username="shop", made_at=NOW,
        sealed_password=sealed.seal("x", purpose=connecting.PURPOSE),
    )  # fmt: skip
    Sending.objects.create(mailbox=made, host="127.0.0.1", port=9, made_at=NOW, **more)
    return made


def asked(layla: Person, *others: str) -> Conversation:
    writes(
        layla, "Where is my mug?", ref=REF, subject="My mug", message_id="one@example.com",
        participants=["layla@example.com", *others],
    )  # fmt: skip
    return gathered(REF)


def reply(conversation: Conversation, by: User, text: str = "It comes on Friday.", **more: Any) -> going.Gone:
    return replying.reply(conversation, text, by=by, seen_event_id=None, now=NOW, **more)


def test_an_answer_waits_in_the_outbox_to_whom_wrote_and_in_copy_to_whom_they_named(layla: Person, nino: User) -> None:
    box()
    gone = reply(asked(layla, "sister@example.com"), nino)
    made = Outgoing.objects.get()
    assert (made.to, made.cc, made.subject) == (["layla@example.com"], ["sister@example.com"], "Re: My mug")
    assert (made.ref, made.by, made.state, gone.until) == (REF, nino, OutgoingState.HELD, made.due_at)
    assert b"In-Reply-To: <one@example.com>" in bytes(made.raw)
    assert not Event.objects.filter(kind="message.sent").exists()  # only once the server took it


def test_it_goes_from_the_mailbox_it_came_to_and_else_from_another_that_can_send(layla: Person, nino: User) -> None:
    first, other = box(), box("care@finjan.example")
    conversation = asked(layla)
    Conversation.objects.filter(pk=conversation.pk).update(mailbox=other)
    conversation.refresh_from_db()
    assert ways.account(conversation) == other.sending
    Sending.objects.filter(mailbox=other).update(is_paused=True)
    assert ways.account(conversation) == first.sending


def test_what_is_taken_back_is_not_sent_and_gives_its_words_again(layla: Person, nino: User) -> None:
    box()
    gone = reply(asked(layla), nino)
    assert replying.take_back(gone.ref, channel="email", by=colleague("Giorgi"), now=NOW) is None
    assert replying.take_back(gone.ref, channel="email", by=nino, now=NOW) == "It comes on Friday."
    assert Outgoing.objects.get().state == OutgoingState.TAKEN_BACK
    assert replying.take_back(gone.ref, channel="email", by=nino, now=NOW) is None


def test_it_may_wait_until_a_time(layla: Person, nino: User) -> None:
    box()
    later = NOW + timedelta(days=1)
    assert reply(asked(layla), nino, not_before=later).goes_at == later


def test_where_no_mailbox_can_send_it_is_written_down_and_never_promised_for_later(layla: Person, nino: User) -> None:
    conversation = asked(layla)
    assert not ways.sends(conversation)
    with pytest.raises(going.NotThen):
        reply(conversation, nino, not_before=NOW + timedelta(days=1))
    reply(conversation, nino)
    assert Event.objects.get(kind="message.sent").data["text"] == "It comes on Friday."
    assert not Outgoing.objects.exists()


def test_an_answer_about_to_go_out_stops_another_and_itself(layla: Person, nino: User) -> None:
    box()
    conversation = asked(layla)
    gone = reply(conversation, nino)
    with pytest.raises(going.SomebodyWrote, match="is about to go out"):
        reply(conversation, colleague("Luka"), "Another answer.")
    with pytest.raises(going.SomebodyWrote, match="already"):
        reply(conversation, nino)
    assert Outgoing.objects.count() == 1
    reply(conversation, nino, "And the second cup comes with it.")
    assert replying.take_back(gone.ref, channel="email", by=nino, now=NOW) is not None
