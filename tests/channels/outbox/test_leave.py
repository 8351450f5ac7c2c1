"""Does a mailbox that opens by leave, without a password, send by the same leave?"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from hafawa.channels.mailbox import oauth, providers
from hafawa.channels.mailbox.troubles import SignInRefused, Trouble
from hafawa.channels.models import Mailbox, Sending
from hafawa.channels.outbox import accounts, smtp
from tests import provider, wayward
from tests.channels.outbox.conftest import NOW, SHOP, sends
from tests.provider import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(smtp: wayward.Server, settings: Settings) -> Iterator[Provider]:
    """A provider whose keys the mail server knows, and no other way in."""
    with provider.standing() as found:
        settings.HAFAWA_FETCH_ALLOW = {f"localhost:{smtp.port}", f"127.0.0.1:{found.port}"}
        found.user = SHOP

        def asks(session: wayward.Session) -> str:
            kind, _, proof = session.word.removeprefix("AUTH ").partition(" ")
            said = base64.b64decode(proof).decode().split("\1")
            is_known = (
                kind == "XOAUTH2" and said[0] == f"user={SHOP}" and found.access.get(said[1][len("auth=Bearer ") :])
            )
            if is_known:
                return "235 welcome"
            session.say("334 " + base64.b64encode(json.dumps({"status": "401"}).encode()).decode())
            assert session.line.recv(100) == b"\r\n", "the reason is answered with an empty line"
            return "535 5.7.8 no"

        smtp.on["auth"] = asks
        smtp.offers = ["AUTH XOAUTH2"]
        yield found


@pytest.fixture
def sending(smtp: wayward.Server, given: Provider) -> Sending:
    sends(smtp.port)
    mailbox = Mailbox.objects.get()
    Mailbox.objects.update(sealed_password="")
    of = oauth.Application(
        providers.of(providers.OTHER, authorize_url=given.address, token_url=f"{given.address}/token", scope="mail"),
        "", provider.CLIENT, provider.SECRET,
    )  # fmt: skip
    asking = oauth.ask("https://shop.example/", now=NOW)
    code = given.say_yes(oauth.address(asking, of, mailbox=SHOP)).partition("code=")[2].partition("&")[0]
    keys = oauth.granted(asking, of, state=asking.state, code=code, now=NOW)
    oauth.keep(mailbox, of, keys, now=NOW)
    return Sending.objects.get()


def test_it_signs_in_with_a_key_of_its_leave(sending: Sending, smtp: wayward.Server) -> None:
    from hafawa.channels.outbox import smtp as sender

    with sender.signed_in(accounts.account_of(sending)) as line:
        outcome = line.hand_over(
            b"Subject: x\r\n\r\nx", sender=SHOP, recipients=["a@b.example"], before_end=lambda: True
        )
    assert outcome.end is sender.End.TAKEN
    assert len(smtp.accepted) == 1


def test_a_key_the_server_does_not_know_is_a_sign_in_refused(sending: Sending, given: Provider, tmp_path: Path) -> None:
    account = accounts.account_of(sending)
    given.take_back()
    with pytest.raises(SignInRefused), smtp.signed_in(account):
        raise AssertionError
    oauth.forget_access(sending.mailbox)
    with pytest.raises(Trouble) as refused:
        accounts.account_of(sending)
    assert refused.value.key == "leave"
