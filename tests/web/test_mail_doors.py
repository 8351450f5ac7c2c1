"""Is a mail service's door opened, shown once, keyed, turned, switched and closed, and a mailbox let in by leave?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from hafawa.channels.mail_doors import receiving
from hafawa.channels.models import Mailbox, MailboxGrant, MailDoor
from hafawa.kernel import clock
from hafawa.team.models import Role, Shop
from tests import dovecot, provider
from tests.provider import Provider
from tests.web.conftest import colleague, signed_in

LIST, ONE, ACT, KEY = (f"web:settings_mail_door{end}" for end in ("s", "", "_act", "_key"))
_ADDRESS = re.compile(r'value="(http://testserver/api/v1/mail-in/[^"]+)"')


def ticket(page: str) -> str:
    found = re.search(r'name="ticket" value="([0-9a-f]+)"', page)
    assert found
    return found[1]


def opened(nino: Client, kind: str = "postmark") -> tuple[MailDoor, str]:
    said = {"kind": kind, "address": "Help@Finjan.example", "ticket": ticket(nino.get(reverse(LIST)).content.decode())}
    page = nino.post(reverse(LIST), said).content.decode()
    shown = _ADDRESS.search(page)
    assert shown, page[:3000]
    return MailDoor.objects.latest("id"), shown[1]


def secret_of(address: str) -> str:
    return urlsplit(address).path.split("/")[5]


def test_a_door_is_opened_and_its_address_shown_once(nino: Client) -> None:
    door, address = opened(nino)
    assert receiving.door_of(door.name, secret_of(address), now=clock.now()) == door
    assert "help@finjan.example" in Shop.get().staff_addresses
    for page in (reverse(ONE, args=[door.pk]), reverse(LIST)):
        assert secret_of(address) not in nino.get(page).content.decode()
    assert secret_of(address) not in " ".join(str(v) for v in MailDoor.objects.values_list().get(pk=door.pk))


def test_the_form_sent_twice_opens_one_door(nino: Client) -> None:
    said = {"kind": "ses", "address": "a@finjan.example", "ticket": ticket(nino.get(reverse(LIST)).content.decode())}
    nino.post(reverse(LIST), said)
    assert nino.post(reverse(LIST), said).status_code == 302
    assert MailDoor.objects.count() == 1


def test_a_service_that_signs_says_that_it_needs_its_key(nino: Client) -> None:
    door, address = opened(nino, "mailgun")
    assert address.endswith("/mime")
    assert "Needs its key" in nino.get(reverse(LIST)).content.decode()
    assert nino.post(reverse(KEY, args=[door.pk]), {"key": ""}).status_code == 422
    assert nino.post(reverse(KEY, args=[door.pk]), {"key": "key-1"}).status_code == 302
    page = nino.get(reverse(ONE, args=[door.pk])).content.decode()
    assert "A key is kept" in page
    assert "key-1" not in page
    door.refresh_from_db()
    assert "key-1" not in door.sealed_key


def test_a_new_address_leaves_the_old_one_a_day(nino: Client) -> None:
    door, old = opened(nino)
    now = clock.now()
    page = nino.get(reverse(ONE, args=[door.pk])).content.decode()
    shown = _ADDRESS.search(
        nino.post(reverse(ACT, args=[door.pk]), {"act": "turn", "ticket": ticket(page)}).content.decode()
    )
    assert shown
    for address in (old, shown[1]):
        assert receiving.door_of(door.name, secret_of(address), now=now)
    with pytest.raises(receiving.NoSuchDoor):
        receiving.door_of(door.name, secret_of(old), now=now + timedelta(days=1, minutes=1))


def test_it_is_switched_off_on_and_closed(nino: Client) -> None:
    door, address = opened(nino)
    act = reverse(ACT, args=[door.pk])
    nino.post(act, {"act": "off"})
    with pytest.raises(receiving.DoorIsOff):
        receiving.door_of(door.name, secret_of(address), now=clock.now())
    assert Client().post(urlsplit(address).path, b"{}", content_type="application/json").status_code == 503
    nino.post(act, {"act": "on"})
    assert Client().get(urlsplit(address).path).status_code == 200
    assert nino.post(act, {"act": "close"}).status_code == 302
    assert Client().get(urlsplit(address).path).status_code == 404
    assert nino.get(reverse(ONE, args=[door.pk])).status_code == 404
    assert nino.post(act, {"act": "nonsense"}).status_code == 404


def test_what_was_refused_is_told(nino: Client) -> None:
    door, _address = opened(nino, "mandrill")
    MailDoor.objects.update(last_refused_at=clock.now(), last_refused_why="not_signed")
    assert "not signed as the service signs" in nino.get(reverse(ONE, args=[door.pk])).content.decode()
    MailDoor.objects.update(last_came_at=clock.now())
    assert "not signed as the service signs" not in nino.get(reverse(ONE, args=[door.pk])).content.decode()


def test_no_real_mail_comes_into_the_sample_shop(nino: Client) -> None:
    Shop.objects.filter(id=Shop.get().pk).update(is_sample=True)
    said = {"kind": "ses", "address": "a@finjan.example", "ticket": ticket(nino.get(reverse(LIST)).content.decode())}
    assert nino.post(reverse(LIST), said).status_code == 422
    assert not MailDoor.objects.exists()


def test_whether_our_own_receiver_is_on_is_said(nino: Client, settings: Settings) -> None:
    assert "HAFAWA_SMTP_PORT" in nino.get(reverse(LIST)).content.decode()
    settings.HAFAWA_SMTP_PORT, settings.HAFAWA_SMTP_HOST = 2525, "0.0.0.0"
    Shop.objects.filter(id=1).update(staff_addresses=["help@finjan.example"])
    page = nino.get(reverse(LIST)).content.decode()
    assert "0.0.0.0:2525" in page
    assert "help@finjan.example" in page


@pytest.mark.parametrize(
    ("trouble", "tries", "hours", "is_told"),
    [("sign_in", 3, 0, True), ("sign_in", 1, 0, False), ("leave", 1, 0, True), ("no_answer", 9, 0, False),
     ("no_answer", 9, 2, True), ("", 0, 0, False)],
)  # fmt: skip
def test_a_mailbox_that_is_not_read_is_told_on_every_page_to_those_who_can_help(
    nino: Client, trouble: str, tries: int, hours: int, is_told: bool
) -> None:
    now = clock.now()
    Mailbox.objects.create(
        address="a@finjan.example", host="x", username="a", sealed_password="-", made_at=now, trouble=trouble,
        tries=tries, trouble_since=now - timedelta(hours=hours) if trouble else None,
    )  # fmt: skip
    words = "A mailbox is not read"
    assert (words in nino.get(reverse("web:people")).content.decode()) is is_told
    assert words not in signed_in(colleague(Role.AGENT)).get(reverse("web:people")).content.decode()
    Mailbox.objects.update(is_paused=True)
    assert words not in nino.get(reverse("web:people")).content.decode()


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[Provider, dovecot.Server]]:
    with provider.beside_mail() as found:
        yield found


@pytest.fixture
def given(
    pair: tuple[Provider, dovecot.Server], settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Provider:
    return provider.well(*pair, tmp_path, settings, monkeypatch)


def asked(nino: Client, found: Provider, server: dovecot.Server) -> str:
    """Where the page leads the owner on to."""
    said = {
        "provider": "other", "address": found.user, "client_id": provider.CLIENT, "client_secret": provider.SECRET,
        "authorize_url": f"{found.address}/leave", "token_url": f"{found.address}/token", "scope": "mail",
        "host": "localhost", "port": server.port, "back": "30",
    }  # fmt: skip
    page = nino.post(reverse("web:settings_mailbox_leave"), said).content.decode()
    link = re.search(rf'href="({re.escape(found.address)}/leave[^"]+)"', page)
    assert link, page[:4000]
    return link[1].replace("&amp;", "&")


def test_the_owner_says_yes_at_the_provider_and_the_mailbox_is_connected(
    nino: Client, given: Provider, pair: tuple[Provider, dovecot.Server]
) -> None:
    back = given.say_yes(asked(nino, given, pair[1]))
    assert back.startswith("http://testserver/settings/mailboxes/granted/")
    answer = nino.get(back.removeprefix("http://testserver"))
    made = Mailbox.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, reverse("web:settings_mailbox", args=[made.pk]))
    assert (made.address, made.sealed_password) == (given.user, "")
    assert nino.get(back.removeprefix("http://testserver")).status_code == 422, "an answer counts once"
    MailboxGrant.objects.update(refused_at=clock.now())
    Mailbox.objects.update(trouble="leave", trouble_since=clock.now(), tries=1)
    page = nino.get(reverse("web:settings_mailbox", args=[made.pk])).content.decode()
    assert "Needs you" in page
    assert "Sign in there again" in page
    page = nino.post(reverse("web:settings_mailbox_again", args=[made.pk])).content.decode()
    link = re.search(rf'href="({re.escape(given.address)}/leave[^"]+)"', page)
    assert link
    nino.get(given.say_yes(link[1].replace("&amp;", "&")).removeprefix("http://testserver"))
    made.refresh_from_db()
    assert (made.trouble, Mailbox.objects.count()) == ("", 1)


def test_a_no_a_strangers_answer_and_one_nobody_asked_for_connect_nothing(
    nino: Client, given: Provider, pair: tuple[Provider, dovecot.Server]
) -> None:
    to = reverse("web:settings_mailbox_granted")
    assert nino.get(to, {"code": "x", "state": "y"}).status_code == 422
    url = asked(nino, given, pair[1])
    state = parse_qs(urlsplit(url).query)["state"][0]
    assert "Leave was not given" in nino.get(to, {"error": "access_denied", "state": state}).content.decode()
    code = parse_qs(urlsplit(given.say_yes(url)).query)["code"][0]
    assert nino.get(to, {"code": code, "state": "another"}).status_code == 422
    other = signed_in(colleague(Role.MANAGER))
    assert other.get(to, {"code": code, "state": state}).status_code == 422
    assert not Mailbox.objects.exists()


def test_addresses_inside_are_not_asked(nino: Client, settings: Settings) -> None:
    said = {
        "provider": "other", "address": "a@finjan.example", "client_id": "x", "authorize_url": "https://169.254.169.254/",
        "token_url": "http://127.0.0.1:9/token", "host": "imap.example.com",
    }  # fmt: skip
    answer = nino.post(reverse("web:settings_mailbox_leave"), said)
    assert answer.status_code == 422
    assert "private network" in answer.content.decode()
