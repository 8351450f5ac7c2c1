"""Once inside: what matters asks again, browsers can be signed out, and what was done is noted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.tasks.models import Task
from hafawa.team import links, members
from hafawa.team.models import AuditEntry, OneTimeLink, Role, User
from hafawa.web.mail import send_link
from tests.web.conftest import PASSWORD, colleague, signed_in
from tests.web.knocking import knock, with_codes


@pytest.fixture
def by_mail(settings: Any) -> Iterator[None]:
    settings.HAFAWA_MAIL_URL = "smtp://127.0.0.1"
    return None


# What matters asks again


def test_what_matters_asks_for_the_password_again_and_then_goes_on(owner: User) -> None:
    luka, client = colleague(Role.AGENT), signed_in(owner)
    url = reverse("web:team_role", args=[luka.pk])
    answer = client.post(url, {"role": "viewer"})
    assert answer["Location"].startswith("/again/")
    luka.refresh_from_db()
    assert luka.role == Role.AGENT
    assert "not right" in client.post(answer["Location"], {"password": "wrong"}).content.decode()
    client.post(answer["Location"], {"password": PASSWORD})
    luka.refresh_from_db()
    assert luka.role == Role.VIEWER, "what was posted is done after the password, without typing it anew"
    assert client.post(url, {"role": "agent"})["Location"] == "/team/"


def test_who_has_just_signed_in_is_not_asked_again(owner: User) -> None:
    client = Client()
    knock(client, owner)
    assert client.get("/account/code/").status_code == 200


def test_turning_the_second_step_off_asks_again(owner: User) -> None:
    client = signed_in(with_codes(owner))
    assert client.post("/account/code/off/")["Location"].startswith("/again/")
    assert Authenticator.objects.exists()


def test_a_role_that_owes_a_second_step_works_only_after_it_is_set_up(owner: User) -> None:
    members.ask_second_step(["agent"], by=owner, now=clock.now())
    luka = colleague(Role.AGENT)
    client = signed_in(luka)
    for page in ("/", "/people/", "/team/", "/figures/"):
        assert client.get(page)["Location"] == "/account/security/"
    assert client.get("/people/", headers={"hx-request": "true"})["HX-Redirect"] == "/account/security/"
    assert "asks a second step" in client.get("/account/security/").content.decode()
    with_codes(luka)
    assert client.get("/people/").status_code == 200
    assert signed_in(owner).get("/people/").status_code == 200


# Sessions


def test_another_browser_can_be_signed_out_but_only_ones_own(owner: User) -> None:
    here, there = Client(), Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows) Firefox/130.0")
    knock(here, owner)
    knock(there, owner)
    page = here.get("/account/security/").content.decode()
    assert "Firefox on Windows" in page
    assert "this browser" in page
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert signed_in(colleague(Role.MANAGER)).post(reverse("web:session_end", args=[other.pk])).status_code == 404
    here.post(reverse("web:session_end", args=[other.pk]))
    assert there.get("/people/").status_code == 302
    assert here.get("/people/").status_code == 200


def test_every_other_browser_can_be_signed_out_at_once(owner: User) -> None:
    here, there = Client(), signed_in(owner)
    knock(here, owner)
    here.post(reverse("web:sessions_end"))
    assert here.get("/people/").status_code == 200
    assert there.get("/people/").status_code == 302


def test_only_browsers_that_still_hold_are_listed(owner: User) -> None:
    here, there = Client(), Client(HTTP_USER_AGENT="Mozilla/5.0 (Windows) Firefox/130.0")
    knock(there, owner)
    members.end_access(owner, now=clock.now())
    knock(here, owner)
    assert "Firefox" not in here.get("/account/security/").content.decode()


@pytest.mark.parametrize(("https", "begins"), [(True, "https://testserver/"), (False, "http://testserver/")])
def test_a_link_leads_to_https_where_the_shop_is_served_so(
    owner: User, by_mail: None, settings: Any, https: bool, begins: str
) -> None:
    settings.HAFAWA_HTTPS = https
    Client(HTTP_X_FORWARDED_PROTO="https").post("/forgotten/", {"email": owner.email})
    assert Task.objects.get(function="hafawa.web.tasks.mail_password_link").args == [owner.email, begins]


def test_one_who_is_deactivated_is_out_at_once(owner: User) -> None:
    luka = colleague(Role.AGENT)
    client = signed_in(luka)
    members.deactivate(luka, by=owner, now=clock.now())
    assert client.get("/people/").status_code == 302
    members.reactivate(luka, by=owner, now=clock.now())
    assert client.get("/people/").status_code == 302, "an old session does not come back with them"


# What is noted


def test_signing_in_out_and_failing_is_noted_without_an_address_of_a_stranger(owner: User) -> None:
    client = Client()
    client.post("/sign-in/", {"email": owner.email, "password": "no"})
    client.post("/sign-in/", {"email": "my-secret-password@x.example", "password": "no"})
    knock(client, owner)
    client.post("/sign-out/")
    noted = list(AuditEntry.objects.order_by("id").values_list("what", "about", "by_name"))
    me = f"user:{owner.pk}"
    assert noted == [
        ("team.sign_in_failed", me, ""),
        ("team.sign_in_failed", "", ""),
        ("team.signed_in", me, "Nino"),
        ("team.signed_out", me, "Nino"),
    ]
    assert "my-secret" not in str(AuditEntry.objects.values_list())
    assert AuditEntry.objects.get(what="team.signed_in").facts == {"with": ["password"], "from": "127.0.0.1"}


def test_the_links_that_are_mailed_are_short_whole_and_in_the_readers_language(owner: User, by_mail: None) -> None:
    owner.language = "ar"
    owner.save()
    send_link("reset", email=owner.email, address="https://shop.example/new-password/x/")
    letter = mail.outbox[0]
    assert 'dir="rtl"' in str(letter.alternatives[0][0])  # type: ignore[attr-defined]
    assert "https://shop.example/new-password/x/" in str(letter.body)
    assert OneTimeLink.objects.count() == 0
    assert links.HOURS == 48
