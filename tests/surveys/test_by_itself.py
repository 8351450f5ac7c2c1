"""Whom does the shop ask by mail, by itself, after closing: once, in their language, with a way out, and who not?"""

from __future__ import annotations

import email
import email.policy
from datetime import datetime, timedelta

import pytest
from django.core import signing

from hafawa import chores
from hafawa.channels.mailbox import connecting
from hafawa.channels.models import Mailbox, Outgoing, Sending
from hafawa.conversations import actions, gather
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock, sealed
from hafawa.people.models import Consent, Person
from hafawa.surveys import asking, by_itself
from hafawa.surveys.models import Asked, ByItself
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import confidential
from tests.conversations.cast import NOW, answers, colleague, person, writes

pytestmark = pytest.mark.django_db
ADDRESS = "https://care.finjan.example"


@pytest.fixture
def nino() -> User:
    return colleague("Nino", Role.MANAGER)


@pytest.fixture
def box() -> Mailbox:
    Shop.get()
    Shop.objects.filter(id=1).update(name="Finjan", set_up_at=NOW)
    made = Mailbox.objects.create(
        address="shop@finjan.example", host="127.0.0.1", port=9, username="shop", made_at=NOW,
        sealed_password=sealed.seal("x", purpose=connecting.PURPOSE),
    )  # fmt: skip
    Sending.objects.create(mailbox=made, host="127.0.0.1", port=9, made_at=NOW)
    return made


@pytest.fixture
def on(box: Mailbox, nino: User) -> ByItself:
    return by_itself.change(is_on=True, after_hours=24, address=f"{ADDRESS}/", by=nino, now=NOW)


def talked(who: Person, nino: User, *, ref: str = "mail:00000000000000aa", at: datetime = NOW) -> Conversation:
    """A conversation of theirs that was answered, and closed at `at`."""
    writes(
        who, "Where is my parcel?", ref=ref, subject="Parcel", participants=["layla@example.com", "aunt@example.com"]
    )
    answers(who, "It comes tomorrow.", ref=ref)
    gather.read_on(now=NOW)
    found = Conversation.objects.get(key=ref)
    actions.reopen([found], by=nino, now=at)  # a first look takes what was answered for closed
    actions.close([found], by=nino, now=at + timedelta(minutes=1))
    return found


def run(monkeypatch: pytest.MonkeyPatch, *, hours: float) -> list[Outgoing]:
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(hours=hours))
    chores.ask_now()
    return list(Outgoing.objects.order_by("id"))


@pytest.mark.usefixtures("on")
def test_they_are_asked_once_their_hours_are_over_in_that_conversation_and_they_alone(
    nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = talked(person(), nino)
    assert run(monkeypatch, hours=24) == []
    sent = run(monkeypatch, hours=24.1)
    assert [(one.to, one.cc, one.ref, one.is_automatic) for one in sent] == [
        (["layla@example.com"], [], closed.key, True)
    ]
    assert run(monkeypatch, hours=30) == sent
    asked = Asked.objects.get()
    assert (asked.ref, asked.channel, asked.by) == (closed.key, "email", None)
    letter = email.message_from_bytes(bytes(sent[0].raw), policy=email.policy.default)
    token = sent[0].text.partition(f"{ADDRESS}/felt/")[2].partition("/")[0]
    assert asking.of(token) == asked
    assert letter["List-Unsubscribe"] == f"<{ADDRESS}/felt/{token}/never/>"
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "?a=yes" in sent[0].text
    assert sent[0].text.startswith("Hello Layla,")
    assert Conversation.objects.get().state == "closed"


@pytest.mark.parametrize(
    ("language", "yes"), [("en", "Yes, it did"), ("ar", "نعم"), ("ka", "დიახ"), ("de", "Yes, it did")]
)
@pytest.mark.usefixtures("on")
def test_the_letter_speaks_their_language_or_the_shop_s(
    nino: User, language: str, yes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person()
    Person.objects.filter(pk=who.pk).update(language=language)
    talked(who, nino)
    assert yes in run(monkeypatch, hours=25)[0].text


@pytest.mark.usefixtures("on")
def test_what_was_closed_before_it_was_switched_on_is_never_asked_about(
    nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    talked(person(), nino, at=NOW - timedelta(hours=1))
    assert run(monkeypatch, hours=100) == []


@pytest.mark.usefixtures("on")
def test_one_that_was_opened_again_waits_for_its_next_closing(nino: User, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = talked(person(), nino)
    actions.reopen([closed], by=nino, now=NOW + timedelta(hours=2))
    assert run(monkeypatch, hours=26) == []
    actions.close([Conversation.objects.get()], by=nino, now=NOW + timedelta(hours=40))
    assert len(run(monkeypatch, hours=65)) == 1


@pytest.mark.usefixtures("on")
def test_nobody_is_asked_while_another_conversation_of_theirs_is_open(
    nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person()
    talked(who, nino)
    writes(who, "And the other one?", ref="mail:00000000000000bb", participants=["layla@example.com"])
    gather.read_on(now=NOW)
    assert run(monkeypatch, hours=25) == []


@pytest.mark.usefixtures("on")
def test_nothing_confidential_is_asked_about_and_nobody_who_refused(
    nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = talked(person(), nino)
    confidential.turn_on(secret.key, why="", by=nino, now=NOW)
    refused = person("Giorgi")
    talked(refused, nino, ref="mail:00000000000000cc")
    Consent.objects.create(
        person=refused, purpose="questions", granted=False, by_person=False, source="t", stated_at=NOW
    )
    assert run(monkeypatch, hours=25) == []
    assert not Asked.objects.exists()


def test_off_nothing_is_asked_and_without_a_mailbox_that_sends_neither(
    nino: User, box: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    talked(person(), nino)
    assert run(monkeypatch, hours=25) == []
    by_itself.change(is_on=True, after_hours=1, address=ADDRESS, by=nino, now=NOW)
    Sending.objects.update(is_paused=True)
    assert run(monkeypatch, hours=25) == []
    assert not Asked.objects.exists()


@pytest.mark.usefixtures("on")
def test_in_the_sample_shop_nobody_is_asked_and_nothing_is_noted(nino: User, monkeypatch: pytest.MonkeyPatch) -> None:
    Shop.objects.filter(id=1).update(is_sample=True)
    talked(person(), nino)
    assert run(monkeypatch, hours=25) == []
    assert not Asked.objects.exists()


@pytest.mark.usefixtures("on")
def test_one_that_cannot_be_asked_does_not_keep_the_others_waiting(nino: User, monkeypatch: pytest.MonkeyPatch) -> None:
    talked(person("Giorgi"), nino, ref="mail:00000000000000cc")
    talked(person(), nino)
    usual = by_itself.words

    def broken(*, first_name: str, link: str, language: str) -> str:
        if first_name == "Giorgi":
            raise KeyError(first_name)
        return usual(first_name=first_name, link=link, language=language)

    monkeypatch.setattr(by_itself, "words", broken)
    assert [one.ref for one in run(monkeypatch, hours=25)] == ["mail:00000000000000aa"]
    assert [asked.ref for asked in Asked.objects.all()] == ["mail:00000000000000aa"]


@pytest.mark.usefixtures("on")
def test_who_says_never_is_asked_no_more_however_old_the_link_and_may_take_it_back(
    nino: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = person()
    talked(who, nino)
    run(monkeypatch, hours=25)
    token, later = asking.token_of(Asked.objects.get()), NOW + timedelta(days=60)
    asking.never(token, now=later)
    asking.never(token, now=later)
    assert [(c.purpose, c.granted, c.by_person) for c in Consent.objects.all()] == [("questions", False, True)]
    assert asking.why_not("mail:9", who, channel="email", now=later + timedelta(hours=1)) == "refused"
    asking.after_all(token, now=later + timedelta(hours=2))
    assert asking.why_not("mail:9", who, channel="email", now=later + timedelta(hours=3)) == ""
    with pytest.raises(asking.LinkOver):
        asking.never(signing.dumps(1, salt="another"), now=later)


@pytest.mark.parametrize("address", ["", "ftp://shop.example", "shop", "https://a:b@shop.example", "https://x.example/a/b", "https://[", "https://x.example:99999", "http://192.168.1.5:8000"])  # fmt: skip
def test_an_address_no_customer_could_open_is_refused(nino: User, address: str) -> None:
    with pytest.raises(by_itself.BadAddress):
        by_itself.change(is_on=True, after_hours=24, address=address, by=nino, now=NOW)
    assert not ByItself.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("care.shop.example", "https://care.shop.example"), ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
     ("https://[::1]:8000", "https://[::1]:8000")],
)  # fmt: skip
def test_an_address_is_kept_without_what_follows_the_host(nino: User, typed: str, kept: str) -> None:
    assert by_itself.change(is_on=True, after_hours=24, address=typed, by=nino, now=NOW).address == kept
