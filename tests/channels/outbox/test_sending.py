"""Does each message get out once, whatever the server does, and is what nobody knows said to be unknown?"""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from hafawa.channels.mailbox import oauth
from hafawa.channels.models import Mailbox, MailboxGrant, OutgoingState, Sending
from hafawa.channels.outbox import actions, sending
from hafawa.channels.outbox import smtp as speaking
from hafawa.channels.outbox.paper import File
from hafawa.kernel import clock
from hafawa.timeline.models import Event
from tests import proxies, wayward
from tests.channels.outbox.conftest import LAYLA, NOW, SHOP, again, post, sends
from tests.wayward import Session, dropping, saying

pytestmark = pytest.mark.django_db
SENT, WAITING, FAILED, UNSURE = (
    OutgoingState.SENT, OutgoingState.WAITING, OutgoingState.FAILED, OutgoingState.UNSURE,
)  # fmt: skip


def test_what_is_posted_is_sent_once_and_told_in_the_timeline(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = post(mailbox)
    assert sending.send_due(NOW) == 1
    assert sending.send_due(NOW + timedelta(hours=1)) == 0
    ((to, raw),) = smtp.accepted
    assert (to, raw.encode("latin-1")) == ([LAYLA], bytes(again(made).raw))
    assert (made.state, made.reached, made.tries) == (SENT, [LAYLA], 1)
    event = Event.objects.get()
    assert (event.kind, event.source, event.external_id) == ("message.sent", "mail", made.external_id)
    assert (event.ref, event.data["text"], event.data["participants"]) == (made.ref, "It is on its way.", [LAYLA])
    assert event.person is not None, "whoever has the address"


def test_nothing_goes_before_its_time(smtp: wayward.Server, mailbox: Mailbox) -> None:
    held = post(mailbox, hold_seconds=10)
    later = actions.post(
        actions.Letter(mailbox.pk, [LAYLA], "x", "y"), by=None, now=NOW, not_before=NOW + timedelta(days=1)
    )
    assert not sending.is_due(now=NOW + timedelta(seconds=9))
    assert sending.send_due(NOW + timedelta(seconds=9)) == 0
    assert sending.send_due(NOW + timedelta(seconds=10)) == 1
    assert (again(held).state, again(later).state) == (SENT, OutgoingState.HELD)
    assert sending.send_due(NOW + timedelta(days=1)) == 1


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "end"])
@pytest.mark.parametrize("words", ["421 4.3.2 closing", "450 4.2.1 busy", "451 4.3.0 try later"])
def test_what_is_put_off_is_tried_again_after_a_growing_wait(
    smtp: wayward.Server, mailbox: Mailbox, step: str, words: str
) -> None:
    smtp.on[step] = saying(words, times=2)
    made = post(mailbox)
    sending.send_due(NOW)
    assert (again(made).state, made.said, made.due_at - NOW >= timedelta(minutes=1)) == (WAITING, words, True)
    assert sending.send_due(made.due_at - timedelta(seconds=1)) == 0
    tried = made.due_at
    sending.send_due(made.due_at)
    assert again(made).due_at - tried >= timedelta(minutes=2)
    sending.send_due(made.due_at)
    assert (again(made).state, len(smtp.accepted), Event.objects.count()) == (SENT, 1, 1)


@pytest.mark.parametrize("step", ["mail", "rcpt", "data", "end"])
def test_what_is_refused_for_good_failed_with_the_servers_words(
    smtp: wayward.Server, mailbox: Mailbox, step: str
) -> None:
    smtp.on[step] = saying("550 5.1.1 no such user here")
    made = post(mailbox)
    next_one = post(mailbox, "and another")
    sending.send_due(NOW)
    assert (again(made).state, made.reason, made.said) == (FAILED, "refused", "550 5.1.1 no such user here")
    assert (again(next_one).state, smtp.lines) == (FAILED, 1), "the next goes over the same line"
    assert (smtp.accepted, Event.objects.count()) == ([], 0)
    smtp.on.clear()
    assert sending.send_due(NOW + timedelta(days=1)) == 0, "not by itself"
    assert actions.send_again(made, by=None, now=NOW)
    sending.send_due(NOW)
    assert (again(made).state, len(smtp.accepted)) == (SENT, 1)


@pytest.mark.parametrize("step", ["ehlo", "mail", "rcpt", "data", "body"])
def test_a_line_that_breaks_before_the_end_sends_nothing_and_is_tried_again(
    smtp: wayward.Server, mailbox: Mailbox, step: str
) -> None:
    smtp.on[step] = dropping(times=1)
    large = [File("film", "video/mp4", b"x" * 12 * 2**20)] if step == "body" else []  # more than the line holds
    made = post(mailbox, files=large)
    sending.send_due(NOW)
    assert (again(made).state, smtp.accepted) == (WAITING, [])
    sending.send_due(NOW + timedelta(minutes=5))
    assert (again(made).state, len(smtp.accepted), Event.objects.count()) == (SENT, 1, 1)


def test_a_line_that_breaks_after_the_end_may_have_sent_it_and_nothing_sends_it_again(
    smtp: wayward.Server, mailbox: Mailbox
) -> None:
    def takes_and_drops(session: Session) -> str | None:
        smtp.write_down(session, b"taken")
        raise wayward.Drop

    smtp.on["end"] = takes_and_drops
    made, other = post(mailbox), post(mailbox, "and another")
    sending.send_due(NOW)
    smtp.on.clear()
    assert (again(made).state, made.reason, again(other).state) == (UNSURE, "unsure", WAITING)
    for days in range(4):
        sending.send_due(NOW + timedelta(days=days))
    assert (again(made).state, len(smtp.accepted), again(other).state) == (UNSURE, 2, SENT)
    assert Event.objects.count() == 1, "of the other"
    assert actions.arrived(made, by=None, now=NOW)
    assert (again(made).state, Event.objects.filter(external_id=made.external_id).count()) == (SENT, 1)
    assert not actions.arrived(made, by=None, now=NOW)
    assert not actions.send_again(made, by=None, now=NOW)


def test_what_may_have_been_sent_is_sent_again_on_a_persons_word_under_the_same_id(
    smtp: wayward.Server, mailbox: Mailbox
) -> None:
    smtp.on["end"] = dropping(times=1)
    made = post(mailbox)
    sending.send_due(NOW)
    assert actions.send_again(made, by=None, now=NOW)
    sending.send_due(NOW)
    assert again(made).state == SENT
    assert f"Message-ID: <{made.message_id}>" in smtp.accepted[0][1]


def test_an_answer_nobody_can_read_after_the_end_is_not_taken_for_a_no(smtp: wayward.Server, mailbox: Mailbox) -> None:
    smtp.on["end"] = saying("\x00\xff what")
    made = post(mailbox)
    sending.send_due(NOW)
    assert again(made).state == UNSURE


def test_of_several_recipients_the_refused_are_named_and_the_rest_not_sent_twice(
    smtp: wayward.Server, mailbox: Mailbox
) -> None:
    def by_name(session: Session) -> str | None:
        if "ghost" in session.word:
            return "550 5.1.1 no ghosts"
        return "450 4.2.2 full" if "full" in session.word and len(smtp.accepted) == 0 else None

    smtp.on["rcpt"] = by_name
    made = post(mailbox, to=(LAYLA, "ghost@example.org"), cc=("full@example.org",))
    sending.send_due(NOW)
    assert (again(made).state, made.reached, made.refused) == (
        WAITING, [LAYLA], {"ghost@example.org": "550 5.1.1 no ghosts"},
    )  # fmt: skip
    assert not actions.take_back(made, by=None, now=NOW), "somebody has it"
    sending.send_due(made.due_at)
    assert (again(made).state, [to for to, _raw in smtp.accepted]) == (SENT, [[LAYLA], ["full@example.org"]])
    assert Event.objects.count() == 1


def test_a_server_that_refuses_five_thousand_letters_is_asked_once_for_each(
    smtp: wayward.Server, mailbox: Mailbox
) -> None:
    smtp.on["rcpt"] = saying("550 5.7.1 you send too much")
    made = [post(mailbox, f"number {n}") for n in range(60)]
    while sending.send_due(NOW, seconds=60) or sending.due(now=NOW).exists():
        continue
    assert {again(one).state for one in made} == {FAILED}
    assert smtp.lines <= 2


def test_a_server_that_drips_is_cut_off(
    smtp: wayward.Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "OPENING_SECONDS", 1.0)
    smtp.on["connect"] = lambda session: session.drip("220-slow" * 50, every=0.2)
    made = post(mailbox)
    sending.send_due(NOW)
    assert (again(made).state, Sending.objects.get().trouble) == (OutgoingState.WAITING, "no_answer")


def test_a_server_that_drips_its_answer_to_the_end_leaves_it_unknown(
    smtp: wayward.Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speaking, "LETTER_SECONDS", 1.0)
    smtp.on["end"] = lambda session: session.drip("250-slow" * 50, every=0.2)
    made = post(mailbox)
    sending.send_due(NOW)
    assert again(made).state == UNSURE


def test_a_server_that_is_away_keeps_all_waiting_and_counts_none_as_tried(
    smtp: wayward.Server, settings: Settings, tmp_path: object
) -> None:
    silent = proxies.silent()
    port = int(silent.getsockname()[1])
    silent.close()
    settings.HAFAWA_FETCH_ALLOW |= {f"localhost:{port}"}
    mailbox = sends(port)
    made = [post(mailbox, f"{n}") for n in range(3)]
    sending.send_due(NOW)
    assert {(again(one).state, one.tries) for one in made} == {(WAITING, 0)}
    account = Sending.objects.get()
    assert (account.trouble, account.tries) == ("no_server", 1)
    assert account.next_try_at is not None
    assert account.next_try_at >= NOW + sending.FIRST_REST
    assert not sending.is_due(now=NOW + timedelta(seconds=1))
    account.port = smtp.port
    account.save()
    assert sending.send_due(NOW + timedelta(seconds=60)) == 3
    account.refresh_from_db()
    assert (account.trouble, account.tries) == ("", 0)


def test_one_account_in_trouble_keeps_no_other_waiting(smtp: wayward.Server, mailbox: Mailbox) -> None:
    away = sends(1, address="away@example.test")
    stuck, well = post(away), post(mailbox)
    sending.send_due(NOW)
    assert (again(stuck).state, again(well).state) == (WAITING, SENT)


def test_a_password_refused_three_times_is_not_tried_again(smtp: wayward.Server, mailbox: Mailbox) -> None:
    smtp.on["auth"] = saying("535 5.7.8 no")
    made = post(mailbox)
    for hours in range(6):
        sending.send_due(NOW + timedelta(hours=hours))
    assert (smtp.lines, again(made).state, Sending.objects.get().trouble) == (3, WAITING, "sign_in")


def test_what_was_not_handed_over_in_two_days_failed(smtp: wayward.Server, mailbox: Mailbox) -> None:
    smtp.on["rcpt"] = saying("450 4.2.1 busy")
    made = post(mailbox)
    moment = NOW
    for _try in range(40):
        sending.send_due(moment)
        if again(made).state != WAITING:
            break
        moment = made.due_at
    assert (made.state, made.reason, made.said) == (FAILED, "too_late", "450 4.2.1 busy")
    assert moment - NOW <= actions.KEEP_TRYING


def test_what_has_no_account_any_more_failed_in_words(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = post(mailbox)
    mailbox.delete()
    sending.send_due(NOW)
    assert (again(made).state, made.reason) == (FAILED, "no_account")


def test_one_that_breaks_our_own_code_keeps_no_other_waiting(
    smtp: wayward.Server, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    poison, well = post(mailbox, "poison"), post(mailbox, "well")
    real = speaking._stuffed

    def stuffed(raw: bytes) -> bytes:
        if b"poison" in raw:
            raise KeyError("a fault of ours")
        return real(raw)

    monkeypatch.setattr(speaking, "_stuffed", stuffed)
    for minute in range(3):
        sending.send_due(NOW + timedelta(minutes=minute))
    assert (again(poison).state, poison.reason, again(well).state) == (FAILED, "fault", SENT)


def test_lines_that_begin_with_a_dot_arrive_as_they_were(smtp: wayward.Server, mailbox: Mailbox) -> None:
    made = post(mailbox, "one\n.\n..two\n")
    sending.send_due(NOW)
    assert smtp.accepted[0][1].encode("latin-1") == bytes(made.raw)


def test_larger_than_the_server_says_it_takes_is_not_even_tried(smtp: wayward.Server, mailbox: Mailbox) -> None:
    smtp.offers.append("SIZE 500")
    made = post(mailbox)
    sending.send_due(NOW)
    assert (again(made).state, made.reason) == (FAILED, "too_large")


def test_mail_goes_over_no_line_in_the_clear(
    smtp: wayward.Server, settings: Settings, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")  # nobody vouches for its certificate
    made = post(mailbox)
    sending.send_due(NOW)
    assert (again(made).state, Sending.objects.get().trouble) == (WAITING, "not_encrypted")
    assert smtp.accepted == []


def test_a_claim_that_was_lost_before_the_end_sends_nothing(smtp: wayward.Server, mailbox: Mailbox) -> None:
    def overtaken(session: Session) -> str | None:
        from hafawa.channels.models import Outgoing

        Outgoing.objects.update(holder="another")
        return None

    made = post(mailbox)
    claimed = sending.claim(made.pk, now=NOW)
    assert claimed is not None
    assert sending.claim(made.pk, now=NOW) is None
    type(claimed).objects.update(holder="another")
    assert not sending.about_to_end(claimed, now=NOW)
    account = sending.accounts.account_of(mailbox.sending)
    with speaking.signed_in(account) as line, pytest.raises(speaking.Overtaken):
        line.hand_over(
            bytes(made.raw), sender=SHOP, recipients=[LAYLA],
            before_end=lambda: sending.about_to_end(claimed, now=NOW),
        )  # fmt: skip
    assert smtp.accepted == []


def test_where_the_provider_granted_a_key_it_opens_sending_too(smtp: wayward.Server, mailbox: Mailbox) -> None:
    MailboxGrant.objects.create(
        mailbox=mailbox, provider="google", authorize_url="-", token_url="-", scope="-", client_id="-",
        sealed_refresh="-", sealed_access=oauth._seal("the key of the hour"), granted_at=NOW,
        access_until=clock.now() + timedelta(hours=1),
    )  # fmt: skip
    shown: list[str] = []
    smtp.on["auth"] = lambda session: shown.append(base64.b64decode(session.word.split()[2]).decode())
    post(mailbox)
    assert sending.send_due(NOW) == 1
    assert shown == [f"user={SHOP}\x01auth=Bearer the key of the hour\x01\x01"]
    smtp.on["auth"] = saying("535 5.7.8 it ended")
    post(mailbox)
    sending.send_due(NOW)
    assert MailboxGrant.objects.get().access_until is None, "the next one is fetched anew"
    assert Sending.objects.get().trouble == "sign_in"
