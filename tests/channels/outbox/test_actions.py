"""What is queued, what is refused before that, and can each be undone as long as nothing has gone?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from hafawa.channels.models import Mailbox, Outgoing, OutgoingState, Sending
from hafawa.channels.outbox import accounts, actions, letter, restored, sending
from hafawa.channels.outbox.paper import File
from hafawa.people.models import Person
from hafawa.team.models import AuditEntry, Shop
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.timeline.models import Event
from tests import wayward
from tests.channels.outbox.conftest import LAYLA, NOW, again, post, sends
from tests.channels.outbox.conftest import letter as a_letter
from tests.wayward import saying

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"subject": "Hello\r\nBcc: everybody@example.org"}, letter.BadHeader),
        ({"subject": "Hello\x00"}, letter.BadHeader),
        ({"subject": "Hello\u2028Bcc: x@example.org"}, letter.BadHeader),
        ({"to": ["layla@example.org\nBcc: x@example.org"]}, letter.BadHeader),
        ({"in_reply_to": "a@b>\r\nX-Evil: 1"}, letter.BadHeader),
        ({"references": ["a@b", "c@d\nX: y"]}, letter.BadHeader),
        ({"to": []}, letter.BadAddress),
        ({"to": ["layla"]}, letter.BadAddress),
        ({"to": ["layla@example.org, x@example.org"]}, letter.BadAddress),
        ({"to": ["ლალა@example.org"]}, letter.BadAddress),
        ({"to": [f"n{n}@example.org" for n in range(5_000)]}, letter.BadAddress),
        ({"text": "  \n "}, letter.NothingSaid),
        ({"text": "x" * 100_001}, letter.TooLarge),
        ({"files": [File("a", "b/c", b"x" * 19 * 2**20)]}, letter.TooLarge),
        ({"account_id": 10**6}, actions.NoAccount),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_kept(
    mailbox: Mailbox, changed: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.post(a_letter(mailbox, **changed), by=None, now=NOW)
    assert not Outgoing.objects.exists()


def test_nothing_is_sent_from_the_sample_shop(mailbox: Mailbox) -> None:
    shop = Shop.get()
    shop.is_sample = True
    shop.save()
    with pytest.raises(actions.SampleShop):
        post(mailbox)


def test_it_is_queued_in_the_callers_transaction(mailbox: Mailbox) -> None:
    def begun() -> None:
        with transaction.atomic():
            post(mailbox)
            raise MemoryError

    with pytest.raises(MemoryError):
        begun()
    assert not Outgoing.objects.exists()


def test_domains_in_other_scripts_are_written_as_servers_know_them(mailbox: Mailbox) -> None:
    (written,) = post(mailbox, to=["layla@მაგალითი.ge"]).to
    assert written.isascii()
    assert written.partition("@")[2].encode().decode("idna") == "მაგალითი.ge"


def received(ref: str, message_id: str, text: str, *people: str) -> Event:
    said = MessageReceived(channel="email", ref=ref, text=text, message_id=message_id, participants=list(people))
    made = log.append(log.Entry(said, NOW, "mail", f"{message_id}#"), now=NOW)
    assert made is not None
    return made


def test_an_answer_names_what_was_said_before_and_repeats_it_to_those_who_know_it(mailbox: Mailbox) -> None:
    ref = "mail:0000000000000abc"
    received(ref, "q1@x", "First", LAYLA)
    last = received(ref, "q2@x", "Where is it?", LAYLA)
    made = post(mailbox, ref=ref, quotes_event_id=last.pk)
    raw = bytes(made.raw).decode()
    assert "In-Reply-To: <q2@x>" in raw
    references = raw.partition("References: ")[2].partition("\r\nMIME")[0].split()
    assert references[1:] == ["<q1@x>", "<q2@x>"]
    assert "> Where is it?" in raw
    assert made.notes == []


def test_history_never_goes_to_somebody_new(mailbox: Mailbox) -> None:
    ref = "mail:0000000000000abc"
    last = received(ref, "q@x", "A secret of hers", LAYLA)
    for changed in ({"to": ["new@example.org"]}, {"cc": ["new@example.org"]}):
        made = post(mailbox, ref=ref, quotes_event_id=last.pk, **changed)
        assert b"secret" not in bytes(made.raw)
        assert made.notes == ["history_left_out"]
    elsewhere = received("mail:0000000000000fff", "z@x", "Of another conversation", LAYLA)
    made = post(mailbox, ref=ref, quotes_event_id=elsewhere.pk)
    assert b"another conversation" not in bytes(made.raw)


def test_taken_back_in_time_it_is_never_sent(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = post(mailbox, hold_seconds=10)
    assert actions.take_back(made, by=None, now=NOW)
    assert not actions.take_back(made, by=None, now=NOW)
    assert not actions.send_now(made, by=None, now=NOW)
    sending.send_due(NOW + timedelta(days=1))
    assert (again(made).state, smtp.accepted, Event.objects.count()) == (OutgoingState.TAKEN_BACK, [], 0)


def test_what_is_being_sent_cannot_be_taken_back(mailbox: Mailbox) -> None:
    made = post(mailbox)
    assert sending.claim(made.pk, now=NOW) is not None
    assert not actions.take_back(made, by=None, now=NOW)
    assert not actions.send_now(made, by=None, now=NOW)


def test_what_waits_for_its_time_can_be_sent_at_once(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = actions.post(a_letter(mailbox), by=None, now=NOW, not_before=NOW + timedelta(days=30))
    assert actions.send_now(made, by=None, now=NOW)
    assert sending.send_due(NOW) == 1


@pytest.mark.parametrize("state", [s for s in OutgoingState if s not in (OutgoingState.UNSURE, OutgoingState.FAILED)])
@pytest.mark.parametrize("act", [actions.send_again, actions.arrived, actions.discard])
def test_only_what_is_open_can_be_settled(mailbox: Mailbox, state: str, act: Callable[..., bool]) -> None:
    made = post(mailbox)
    Outgoing.objects.update(state=state)
    assert not act(made, by=None, now=NOW)
    assert (again(made).state, AuditEntry.objects.filter(what__startswith="outbox.").count()) == (state, 0)


def test_what_is_let_go_is_not_sent_and_the_act_is_noted(smtp: wayward.Server, mailbox: Mailbox) -> None:
    smtp.on["rcpt"] = saying("550 no", times=1)
    made = post(mailbox)
    sending.send_due(NOW)
    assert actions.discard(made, by=None, now=NOW)
    sending.send_due(NOW + timedelta(days=1))
    assert (again(made).state, smtp.accepted) == (OutgoingState.DROPPED, [])
    assert AuditEntry.objects.filter(what="outbox.let_go", about=f"outgoing:{made.pk}").exists()


def test_what_waited_in_a_backup_is_not_sent_by_the_restored_shop(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = [post(mailbox), post(mailbox, hold_seconds=10)]
    assert restored.doubt(now=NOW) == 2
    assert restored.doubt(now=NOW) == 0
    sending.send_due(NOW + timedelta(days=1))
    assert {(again(one).state, one.reason) for one in made} == {(OutgoingState.UNSURE, "restored")}
    assert smtp.accepted == []


def test_with_the_person_their_mail_goes_from_the_outbox(smtp: wayward.Server, mailbox: Mailbox) -> None:
    person = Person.objects.create(name="Layla", created_at=NOW)
    post(mailbox, person_id=person.pk)
    person.delete()
    sending.send_due(NOW)
    assert smtp.accepted == []


def test_sending_is_found_out_from_where_the_mailbox_is_read(smtp: wayward.Server, settings: Any) -> None:
    mailbox = sends(1)
    accounts.only_read(mailbox, by=None, now=NOW)
    assert accounts.keep_guessed(mailbox, by=None, now=NOW) is None, "nobody listens on the usual ports"
    assert not Sending.objects.exists()


def test_a_test_that_is_not_taken_says_what_the_server_said(smtp: wayward.Server, mailbox: Mailbox) -> None:
    smtp.on["rcpt"] = saying("550 5.7.1 relaying denied")
    with pytest.raises(accounts.TestRefused, match="relaying denied"):
        accounts.send_test(mailbox.sending, to="nino@finjan.example", now=NOW)
    assert (Outgoing.objects.count(), Event.objects.count()) == (0, 0), "it is about no customer"


def test_a_held_back_account_sends_nothing_until_it_goes_on(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = post(mailbox)
    accounts.pause(mailbox.sending, is_paused=True, by=None, now=NOW)
    assert not sending.is_due(now=NOW)
    assert sending.send_due(NOW) == 0
    accounts.pause(mailbox.sending, is_paused=False, by=None, now=NOW)
    assert sending.send_due(NOW) == 1
    assert again(made).state == OutgoingState.SENT
