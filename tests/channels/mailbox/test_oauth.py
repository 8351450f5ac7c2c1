"""Does a mailbox open by leave alone, against a real mail server, and is it told when the leave has ended?"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from hafawa.channels.mailbox import fetching, keeping, oauth, providers
from hafawa.channels.mailbox.connecting import Account
from hafawa.channels.mailbox.oauth import Application, NotGranted
from hafawa.channels.mailbox.troubles import LeaveTakenBack, SignInRefused, Trouble
from hafawa.channels.models import Mailbox, MailboxGrant, Security
from hafawa.timeline.models import Event
from tests import dovecot, provider
from tests.channels.mailbox.conftest import NOW, look
from tests.dovecot import letter
from tests.provider import Provider

pytestmark = pytest.mark.django_db
BACK = "https://shop.example/settings/mailboxes/granted/"


@pytest.fixture(scope="module")
def house() -> Iterator[tuple[Provider, dovecot.Server]]:
    """A provider, and a mail server that asks it whose a key is."""
    with provider.beside_mail() as found:
        yield found


@pytest.fixture
def given(
    house: tuple[Provider, dovecot.Server], tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Provider:
    """The provider, well again, with no keys out."""
    return provider.well(*house, tmp_path, settings, monkeypatch)


def application(found: Provider) -> Application:
    of = providers.of(
        providers.OTHER, authorize_url=f"{found.address}/leave", token_url=f"{found.address}/token", scope="mail"
    )
    return Application(of, "", provider.CLIENT, provider.SECRET)


def keys(found: Provider) -> oauth.Keys:
    asking, of = oauth.ask(BACK, now=NOW), application(found)
    code = found.say_yes(oauth.address(asking, of, mailbox=found.user)).partition("code=")[2].partition("&")[0]
    return oauth.granted(asking, of, state=asking.state, code=code, now=NOW)


def connected(found: Provider, server: dovecot.Server) -> Mailbox:
    got = keys(found)
    account = Account("localhost", server.port, Security.TLS, found.user, "", got.access)
    made = keeping.connect_granted(
        address=found.user, account=account, of=application(found), keys=got, since=None, by=None, now=NOW
    )
    keeping.choose_folders(made, ["INBOX"], by=None, now=NOW)
    return made


def test_a_mailbox_opens_without_a_password(given: Provider, house: tuple[Provider, dovecot.Server]) -> None:
    made = connected(given, house[1])
    assert made.sealed_password == ""
    house[1].deliver(letter("By leave alone"))
    assert look(made) >= 1
    assert "By leave alone" in [e.data["text"].strip() for e in Event.objects.filter(kind="message.received")]


def test_oauthbearer_is_spoken_where_it_is_all_there_is(
    given: Provider, house: tuple[Provider, dovecot.Server]
) -> None:
    """Both ways of saying the same key are taken by the same server."""
    from hafawa.channels.mailbox import connecting

    got = keys(given)
    account = Account("localhost", house[1].port, Security.TLS, given.user, "", got.access)
    client = connecting._connect(account)
    assert client.has_capability("AUTH=XOAUTH2")
    assert client.has_capability("AUTH=OAUTHBEARER")
    client.oauthbearer_login(account.username, account.token)
    client.logout()


def test_the_key_of_an_hour_is_renewed_before_it_ends_and_the_lasting_one_changes(
    given: Provider, house: tuple[Provider, dovecot.Server]
) -> None:
    made = connected(given, house[1])
    first = oauth.token_for(made, NOW)
    assert oauth.token_for(made, NOW + timedelta(minutes=50)) == first
    later = NOW + timedelta(minutes=59)
    second = oauth.token_for(made, later)
    assert second != first
    third = oauth.token_for(made, later + timedelta(hours=1))
    assert third not in {first, second}
    assert given.asked == ["authorization_code", "refresh_token", "refresh_token"]


def test_nothing_is_kept_in_the_clear(given: Provider, house: tuple[Provider, dovecot.Server]) -> None:
    made = connected(given, house[1])
    row = MailboxGrant.objects.filter(mailbox=made).values_list().get()
    said = " ".join(map(str, row))
    for secret in (provider.SECRET, *given.access, *given.refresh):
        assert secret not in said


@pytest.mark.parametrize("ill", ["expired", "for an hour", "nonsense", "down"])
def test_a_provider_that_gives_no_lasting_key_is_told_and_nothing_kept(given: Provider, ill: str) -> None:
    given.ill = ill
    with pytest.raises(NotGranted):
        keys(given)
    assert not MailboxGrant.objects.exists()


def test_an_answer_to_another_question_is_none(given: Provider) -> None:
    asking, of = oauth.ask(BACK, now=NOW), application(given)
    code = given.say_yes(oauth.address(asking, of, mailbox=given.user)).partition("code=")[2].partition("&")[0]
    for state in ("", asking.state[:-1], oauth.ask(BACK, now=NOW).state):
        with pytest.raises(NotGranted):
            oauth.granted(asking, of, state=state, code=code, now=NOW)
    with pytest.raises(NotGranted):
        oauth.granted(asking, of, state=asking.state, code=code, now=NOW + timedelta(minutes=16))
    with pytest.raises(NotGranted):
        oauth.granted(replace(asking, verifier="x" * 64), of, state=asking.state, code=code, now=NOW)
    assert not given.access


def test_a_code_is_good_once_and_the_secret_must_be_right(given: Provider) -> None:
    asking, of = oauth.ask(BACK, now=NOW), application(given)
    code = given.say_yes(oauth.address(asking, of, mailbox=given.user)).partition("code=")[2].partition("&")[0]
    with pytest.raises(NotGranted, match="invalid_client"):
        oauth.granted(asking, replace(of, client_secret="wrong"), state=asking.state, code=code, now=NOW)
    assert oauth.granted(asking, of, state=asking.state, code=code, now=NOW).access
    with pytest.raises(NotGranted, match="invalid_grant"):
        oauth.granted(asking, of, state=asking.state, code=code, now=NOW)


def test_leave_taken_back_needs_somebody_and_the_provider_is_not_asked_for_ever(
    given: Provider, house: tuple[Provider, dovecot.Server]
) -> None:
    made = connected(given, house[1])
    given.take_back()
    with pytest.raises(SignInRefused):  # the key of the hour is no good any more
        look(made)
    with pytest.raises(LeaveTakenBack):
        look(made)
    made.refresh_from_db()
    assert made.trouble == "leave"
    assert fetching.is_stuck(made)
    assert fetching.unread(now=NOW).get() == made
    assert fetching.due(now=NOW + timedelta(days=1)) == []
    asked = len(given.asked)
    with pytest.raises(LeaveTakenBack):
        oauth.token_for(made, NOW)
    assert len(given.asked) == asked
    again = connected(given, house[1])
    assert (again.pk, again.trouble, fetching.is_stuck(again)) == (made.pk, "", False)
    look(again)


def test_a_provider_that_is_away_costs_nothing_but_time(
    given: Provider, house: tuple[Provider, dovecot.Server]
) -> None:
    made = connected(given, house[1])
    given.ill = "down"
    with pytest.raises(Trouble) as refused:
        oauth.token_for(made, NOW + timedelta(hours=2))
    assert refused.value.key == "no_answer"
    given.ill = ""
    assert oauth.token_for(made, NOW + timedelta(hours=2))


@pytest.mark.django_db(transaction=True)
def test_two_who_need_the_key_at_once_ask_for_it_once(given: Provider, house: tuple[Provider, dovecot.Server]) -> None:
    """A lasting key is good once here: whoever came second with the old one would lose the leave."""
    made = connected(given, house[1])
    got: list[str] = []

    def ask() -> None:
        try:
            got.append(oauth.token_for(made, NOW + timedelta(hours=2)))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(got) == 6
    assert len(set(got)) == 1
    assert given.asked.count("refresh_token") == 1


@pytest.mark.parametrize("key", [providers.GOOGLE, providers.MICROSOFT])
def test_the_large_providers_are_asked_as_they_say(key: str) -> None:
    of = Application(providers.of(key, tenant="contoso.example"), "contoso.example", "id", "secret")
    asking = oauth.ask(BACK, now=NOW)
    url = oauth.address(asking, of, mailbox="help@finjan.example")
    assert url.startswith("https://")
    assert "{tenant}" not in url
    assert asking.verifier not in url
    assert ("access_type=offline" in url) == (key == providers.GOOGLE)
    assert ("offline_access" in url) == (key == providers.MICROSOFT)
    assert len(asking.verifier) >= 43


@pytest.mark.parametrize("tenant", ["a/b", "a b", "?x", "a" * 101, "..%2f"])
def test_a_tenant_is_a_name(tenant: str) -> None:
    with pytest.raises(providers.NoTenant):
        providers.of(providers.MICROSOFT, tenant=tenant)


def test_what_waits_in_a_browser_is_sealed(given: Provider) -> None:
    asking, of = oauth.ask(BACK, now=NOW), application(given)
    packed = oauth.pack(oauth.Begun(asking, of, {"address": given.user}))
    assert provider.SECRET not in packed
    assert asking.state not in packed
    assert oauth.unpack(packed) == oauth.Begun(asking, of, {"address": given.user})
    for broken in ("", packed[:-5], "x"):
        with pytest.raises(NotGranted):
            oauth.unpack(broken)
