"""With real servers on both sides: what was asked is answered, and the answer is answered, in one thread each way."""

from __future__ import annotations

import itertools
import smtplib
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

import pytest
from pytest_django.fixtures import Settings

from hafawa.channels import originals
from hafawa.channels.mail import parse
from hafawa.channels.mailbox import keeping
from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Security, Sending
from hafawa.channels.outbox import accounts, actions, sending
from hafawa.channels.outbox.paper import File
from hafawa.timeline.models import Event
from tests import dovecot, postfix
from tests.channels.mailbox.conftest import NOW, Post, imap, look, post  # noqa: F401
from tests.conftest import absent
from tests.dovecot import letter

pytestmark = pytest.mark.django_db
_numbers = itertools.count()


@pytest.fixture(scope="session")
def mta(imap: dovecot.Server) -> Iterator[postfix.Server]:  # noqa: F811
    if postfix.program() is None:
        absent("Postfix, or Dovecot's LMTP, or the right to start them,")
    made = postfix.start(imap)
    yield made
    made.remove()


@dataclass
class Two:
    """The shop, and a customer with a mailbox of her own on the same server."""

    post: Post
    mta: postfix.Server
    layla: str
    shop: Mailbox

    def writes(self, raw: bytes, *, sender: str = "", to: str = "") -> None:
        """The customer's own program hands it to the server."""
        context = ssl.create_default_context(cafile=str(self.post.server.certificate))
        with smtplib.SMTP("localhost", self.mta.starttls_port) as line:
            line.starttls(context=context)
            line.sendmail(sender or self.layla, [to or self.post.user], raw)

    def letters(self, user: str, folder: str = "INBOX", *, at_least: int = 1) -> list[Message]:
        """What lies in a mailbox, once so much has come."""

        def found() -> list[Message]:
            with self.post.server.client(user) as line:
                line.select_folder(folder, readonly=True)
                bodies = line.fetch(line.search(), ["BODY.PEEK[]"])
                return [message_from_bytes(bodies[uid][b"BODY[]"]) for uid in sorted(bodies)]

        return until(lambda: (letters := found()) and len(letters) >= at_least and letters)

    def comes_in(self, count: int) -> None:
        """The shop's mailbox is looked at until so many messages were received in all."""

        def is_enough() -> bool:
            look(self.shop)
            return Event.objects.filter(kind="message.received").count() >= count

        until(is_enough)

    def reads(self, count: int) -> None:
        """The same, until so many were fetched, known or not."""

        def is_enough() -> bool:
            look(self.shop)
            return sum(self.shop.folders.values_list("fetched", flat=True)) >= count

        until(is_enough)


def until(said: Callable[[], object], *, seconds: float = 20) -> object:
    end = time.monotonic() + seconds
    while not (found := said()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.1)
    return found


@pytest.fixture
def two(post: Post, mta: postfix.Server, settings: Settings) -> Two:  # noqa: F811
    layla = f"layla{next(_numbers)}@example.org"
    post.server.users[layla] = dovecot.PASSWORD
    post.server.write_users()
    settings.HAFAWA_FETCH_ALLOW |= {f"localhost:{mta.port}", f"localhost:{mta.starttls_port}"}
    shop = post.connect(folders=("INBOX", "Sent"))
    accounts.keep(shop, accounts.Setup("localhost", mta.port, Security.TLS, name="ფინჯანი"), by=None, now=NOW)
    return Two(post, mta, layla, shop)


def answer(two: Two, text: str, **changed: object) -> Outgoing:
    asked = Event.objects.filter(kind="message.received").latest("id")
    values = {"subject": "Re: " + asked.data["subject"], "ref": asked.ref, "quotes_event_id": asked.pk}
    made = actions.Letter(two.shop.pk, [two.layla], text=text, **{**values, **changed})  # type: ignore[arg-type]
    return actions.post(made, by=None, now=NOW, hold_seconds=0)


def plain(found: Message) -> str:
    part = next(p for p in found.walk() if p.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()  # type: ignore[union-attr]


def test_the_answer_lands_in_the_senders_mailbox_threaded_there_and_her_answer_in_the_same_conversation(
    two: Two,
) -> None:
    first = letter("Where is my order?", sender=f"Layla <{two.layla}>", to=two.post.user, message_id="<q1@example.org>")
    two.writes(first)
    two.post.server.deliver(first, user=two.layla)  # her program keeps what she sent beside what she gets
    two.comes_in(1)
    made = answer(two, "شكراً لسؤالك.\n\nIt left on Tuesday.")
    assert sending.send_due(NOW) == 1
    got = two.letters(two.layla, at_least=2)[-1]
    assert (got["In-Reply-To"], got["Message-ID"]) == ("<q1@example.org>", f"<{made.message_id}>")
    assert "> Where is my order?" in plain(got)
    with two.post.server.client(two.layla) as line:
        line.select_folder("INBOX")
        assert line.thread("REFERENCES") == ((1, 2),), "one thread in her own view"
    reply = letter(
        "Thank you!", sender=f"Layla <{two.layla}>", to=two.post.user, subject="Re: A question",
        message_id="<q2@example.org>", in_reply_to=got["Message-ID"],
        references=f"{' '.join(got['References'].split())} {got['Message-ID']}",
    )  # fmt: skip
    two.writes(reply)
    two.comes_in(2)
    assert list(Event.objects.order_by("id").values_list("kind", "ref")) == [
        ("message.received", made.ref), ("message.sent", made.ref), ("message.received", made.ref),
    ]  # fmt: skip
    assert Event.objects.values("person").distinct().count() == 1


def test_a_file_with_a_georgian_name_arrives_byte_for_byte_and_is_met_in_our_own_words(two: Two) -> None:
    name, data = (
        "ფასების ჩამონათვალი — " + "ძალიან გრძელი სახელი " * 4 + "٢٠٢٦ قائمة.pdf",
        b"%PDF-1.7\n" + bytes(range(256)) * 9000,
    )
    two.writes(letter("How much is it?", sender=two.layla, to=two.post.user))
    two.comes_in(1)
    made = answer(
        two,
        "Our prices.",
        files=[File(name, "application/pdf", data), File("ქულა.txt", "text/plain", b"a\r\nb\n.\n\xff")],
    )
    assert sending.send_due(NOW) == 1
    got = two.letters(two.layla)[-1]
    found = [part for part in got.walk() if part.get_filename()]
    assert [part.get_filename() for part in found] == [name, "ქულა.txt"]
    assert [part.get_payload(decode=True) for part in found] == [data, b"a\r\nb\n.\n\xff"]
    assert found[0].get_content_type() == "application/pdf"
    assert plain(got).startswith("Our prices.")
    event = Event.objects.get(kind="message.sent", external_id=made.external_id)
    assert [(one["name"], one["size_bytes"]) for one in event.data["attachments"]] == [
        (name, len(data)),
        ("ქულა.txt", 8),
    ]
    assert next(content for _name, content in parse.attached(originals.raw_of(event, now=NOW))) == data


def test_the_copy_in_the_sent_folder_is_there_once_and_comes_in_as_known(two: Two) -> None:
    two.writes(letter("Where is it?", sender=two.layla, to=two.post.user))
    two.comes_in(1)
    made = answer(two, "On its way.")
    sending.send_due(NOW)
    made.refresh_from_db()
    assert made.copy == "kept"
    (copy,) = two.letters(two.post.user, "Sent")
    assert copy["Message-ID"] == f"<{made.message_id}>"
    Outgoing.objects.update(copy="wanted")  # as after a crash between the copy and the note of it
    sending.send_due(NOW + timedelta(minutes=5))
    assert len(two.letters(two.post.user, "Sent")) == 1
    two.reads(2)
    assert Event.objects.filter(kind="message.sent").count() == 1


def test_where_the_provider_keeps_copies_itself_none_is_laid_down(two: Two) -> None:
    Sending.objects.update(keeps_copies=False)
    two.writes(letter("Where is it?", sender=two.layla, to=two.post.user))
    two.comes_in(1)
    made = answer(two, "On its way.")
    sending.send_due(NOW)
    two.post.deliver(bytes(Outgoing.objects.get().raw), folder="Sent")
    two.reads(2)
    made.refresh_from_db()
    assert (made.copy, Event.objects.filter(kind="message.sent").count()) == ("", 1)


def test_an_answer_that_only_repeats_the_root_finds_its_conversation(two: Two) -> None:
    """Providers there are that give a message another Message-ID than ours."""
    made = actions.post(
        actions.Letter(two.shop.pk, [two.layla], "A question of ours", "May we call?"), by=None, now=NOW, hold_seconds=0
    )
    sending.send_due(NOW)
    root = two.letters(two.layla)[-1]["References"].split()[0]
    two.writes(
        letter("Yes", sender=two.layla, to=two.post.user, references=f"{root} <0100@email.provider.example>",
               in_reply_to="<0100@email.provider.example>")
    )  # fmt: skip
    two.comes_in(1)
    assert Event.objects.get(kind="message.received").ref == made.ref


def test_a_stranger_who_quotes_the_token_opens_a_conversation_of_their_own(two: Two) -> None:
    made = actions.post(
        actions.Letter(two.shop.pk, [two.layla], "Yours", "Between us."), by=None, now=NOW, hold_seconds=0
    )
    sending.send_due(NOW)
    got = two.letters(two.layla)[-1]
    two.writes(
        letter("Let me in", sender="mallory@example.net", to=two.post.user, in_reply_to=got["Message-ID"],
               references=f"{got['References']} {got['Message-ID']}"), sender="mallory@example.net",
    )  # fmt: skip
    two.comes_in(1)
    assert Event.objects.get(kind="message.received").ref != made.ref
    theirs = Event.objects.get(kind="message.received")
    back = actions.Letter(
        two.shop.pk, ["mallory@example.net"], "Re: Yours", "Who are you?", ref=made.ref,
        quotes_event_id=Event.objects.get(kind="message.sent").pk,
    )  # fmt: skip
    sent = actions.post(back, by=None, now=NOW)
    assert (b"Between us" in bytes(sent.raw), sent.notes) == (False, ["history_left_out"])
    assert theirs.ref.startswith("mail:")


def test_what_comes_back_is_tied_to_the_message_with_the_servers_words(two: Two) -> None:
    made = actions.post(
        actions.Letter(two.shop.pk, ["ghost@example.org"], "Hello", "Are you there?"), by=None, now=NOW, hold_seconds=0
    )
    sending.send_due(NOW)
    made.refresh_from_db()
    assert (made.state, made.bounced_at) == (OutgoingState.SENT, None)
    two.letters(two.post.user)
    two.comes_in(1)
    sending.send_due(NOW + timedelta(minutes=1))
    made.refresh_from_db()
    assert made.bounced_at is not None
    assert [(b["email"], b["status"]) for b in made.bounces] == [("ghost@example.org", "5.1.1")]
    assert "User doesn't exist" in made.bounces[0]["said"]
    report = Event.objects.get(kind="message.received")
    assert (report.person, report.data["is_automatic"]) == (None, True), "nobody waits for an answer to it"


def test_sending_is_set_up_with_the_password_of_reading_and_tried_out(two: Two) -> None:
    account = Sending.objects.get()
    assert account.sealed_password == ""
    said = accounts.send_test(account, to=two.layla, now=NOW)
    assert said.startswith("250")
    assert two.letters(two.layla)[-1]["Auto-Submitted"] == "auto-generated"
    wrong = accounts.Setup("localhost", two.mta.port, Security.TLS, password="wrong")
    with pytest.raises(keeping.connecting.SignInRefused):
        accounts.keep(two.shop, wrong, by=None, now=NOW)
    assert Sending.objects.get().sealed_password == ""


def test_encryption_that_begins_after_the_greeting_works_too(two: Two) -> None:
    accounts.keep(two.shop, accounts.Setup("localhost", two.mta.starttls_port, Security.STARTTLS), by=None, now=NOW)
    assert accounts.send_test(Sending.objects.get(), to=two.layla, now=NOW).startswith("250")
