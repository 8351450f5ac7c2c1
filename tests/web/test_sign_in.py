"""Getting in by the rules: the rows of the threat list that touch signing in, each by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from hafawa.kernel import clock
from hafawa.tasks.models import Task
from hafawa.team import members
from hafawa.team.models import Role, Tally, User
from hafawa.web import tasks, throttle
from hafawa.web.where import address_of
from tests.web.conftest import PASSWORD, colleague, signed_in
from tests.web.knocking import code, knock, with_codes


@pytest.fixture
def by_mail(settings: Any) -> Iterator[None]:
    settings.HAFAWA_MAIL_URL = "smtp://127.0.0.1"
    return None


# Weak tokens: see tests/team/test_links.py


@pytest.mark.parametrize("url", ["/join/%s/", "/new-password/%s/"])
def test_weak_tokens_a_link_that_opens_nothing_says_so_and_what_to_do(owner: User, url: str) -> None:
    for token in ("x", "None", "null", "%00", "a" * 5000):
        answer = Client().get(url % token)
        assert answer.status_code == 422
        assert "Ask whoever sent it" in answer.content.decode()


def test_looking_at_a_link_does_not_use_it_up(owner: User) -> None:
    _link, token = members.invite(email="luka@finjan.example", role=Role.AGENT, by=owner, now=clock.now())
    for _look in range(2):
        assert Client().get(reverse("web:join", args=[token])).status_code == 200
    answers = {"name": "Luka", "password": PASSWORD, "language": "ka", "role": "owner", "email": "x@evil.example"}
    client = Client()
    assert client.post(reverse("web:join", args=[token]), answers)["Location"] == "/"
    luka = User.objects.get(name="Luka")
    assert (luka.email, luka.role, luka.language) == ("luka@finjan.example", Role.AGENT, "ka"), "no mass assignment"
    assert client.get("/people/").status_code == 200
    assert Client().post(reverse("web:join", args=[token]), answers).status_code == 422


def test_password_change_revokes_sessions_and_tokens(owner: User) -> None:
    here, there = Client(), Client()
    knock(here, owner)
    knock(there, owner)
    assert UserSession.objects.count() == 2
    key = here.session.session_key
    here.post(reverse("web:account_password"), {"present": PASSWORD, "new": "another long sentence"})
    assert here.get("/people/").status_code == 200
    assert here.session.session_key != key
    assert there.get("/people/").status_code == 302
    assert [s.session_key for s in UserSession.objects.all()] == [here.session.session_key]
    owner.refresh_from_db()
    assert owner.access_epoch == 1


def test_a_link_for_a_new_password_ends_what_was_signed_in_and_asks_the_second_step(owner: User) -> None:
    with_codes(owner)
    before = signed_in(owner)
    token = members.password_link(owner, by=None, now=clock.now())
    client = Client()
    answer = client.post(reverse("web:new_password", args=[token]), {"password": "another long sentence"})
    assert answer["Location"] == "/sign-in/"
    assert before.get("/people/").status_code == 302
    answer = client.post("/sign-in/", {"email": owner.email, "password": "another long sentence"})
    assert answer["Location"] == "/sign-in/code/"


# Account enumeration, reset floods


def plain(html: str) -> str:
    return re.sub(r'value="[^"]*"|csrfmiddlewaretoken', "", html)


def test_account_enumeration_sign_in_and_reset_answer_the_same(owner: User, by_mail: None) -> None:
    gone = colleague(Role.AGENT, email="gone@finjan.example")
    members.deactivate(gone, by=owner, now=clock.now())
    asked = [owner.email, "nobody@finjan.example", gone.email]
    knocks = [Client().post("/sign-in/", {"email": e, "password": "wrong"}) for e in asked]
    assert len({plain(a.content.decode()) for a in knocks}) == 1
    assert {a.status_code for a in knocks} == {422}
    rights = [Client().post("/sign-in/", {"email": e, "password": PASSWORD}) for e in asked[1:]]
    assert len({plain(a.content.decode()) for a in rights}) == 1, "one who is out reads as one who never was"
    resets = [Client().post("/forgotten/", {"email": e}) for e in asked]
    assert len({plain(a.content.decode()) for a in resets}) == 1
    assert {a.status_code for a in resets} == {200}


def test_account_enumeration_the_work_is_the_same_too(
    owner: User, by_mail: None, django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is asserted about time: the password is worked on as often, and the database asked as much."""
    worked: list[str] = []
    hashed = get_user_model().set_password
    checked = get_user_model().check_password
    monkeypatch.setattr(User, "set_password", lambda self, p: (worked.append("hash"), hashed(self, p))[1])
    monkeypatch.setattr(User, "check_password", lambda self, p: (worked.append("hash"), checked(self, p))[1])
    told = []
    for email in (owner.email, "nobody@finjan.example"):
        worked.clear()
        Client().post("/sign-in/", {"email": email, "password": "wrong"})
        told.append(list(worked))
    assert told == [["hash"], ["hash"]]
    before = Task.objects.count()
    for email in (owner.email, "nobody@finjan.example"):
        Client().post("/forgotten/", {"email": email})
    assert Task.objects.count() == before + 2, "whether there is such a member is looked up by the worker"


def test_a_reset_reaches_a_member_by_mail_and_nobody_else(owner: User, by_mail: None) -> None:
    for email in (owner.email, "nobody@finjan.example"):
        tasks.mail_password_link(email, "https://shop.example/")
    assert [m.to for m in mail.outbox] == [[owner.email]]
    link = re.search(r"https://shop\.example(/new-password/\S+)", str(mail.outbox[0].body))
    assert link
    assert Client().get(link[1]).status_code == 200


def test_reset_floods_are_stopped_and_read_the_same(owner: User, by_mail: None) -> None:
    answers = [Client().post("/forgotten/", {"email": owner.email}) for _n in range(10)]
    assert len({plain(a.content.decode()) for a in answers}) == 1
    assert Task.objects.filter(function="hafawa.web.tasks.mail_password_link").count() == 3
    for n in range(30):
        Client().post("/forgotten/", {"email": f"n{n}@finjan.example"})
    assert Task.objects.filter(function="hafawa.web.tasks.mail_password_link").count() <= 23


def test_where_no_mail_is_set_the_page_says_who_can_help(owner: User) -> None:
    page = Client().get("/forgotten/").content.decode()
    assert "hafawa password-link" in page
    assert "<input" not in page.split("<main")[1].split("</main")[0]
    Client().post("/forgotten/", {"email": owner.email})
    assert not Task.objects.filter(function__contains="mail").exists()


def test_guesses_at_one_account_from_one_place_do_not_lock_its_owner_out_elsewhere(owner: User) -> None:
    for _guess in range(throttle.TRIES + 2):
        Client(REMOTE_ADDR="203.0.113.9").post("/sign-in/", {"email": owner.email, "password": "no"})
    assert knock(Client(REMOTE_ADDR="203.0.113.9"), owner).status_code == 422
    assert knock(Client(REMOTE_ADDR="203.0.113.10"), owner).status_code == 302


def test_one_place_may_not_try_many_accounts(owner: User) -> None:
    for n in range(throttle.TRIES_FROM):
        Client().post("/sign-in/", {"email": f"n{n}@finjan.example", "password": "no"})
    assert "too many" in knock(Client(), owner).content.decode()


def test_whoever_signs_in_often_is_not_stopped(owner: User) -> None:
    for _time in range(throttle.TRIES_FROM + 2):
        assert knock(Client(), owner).status_code == 302
    assert not Tally.objects.filter(count__gt=1).exists()


def test_codes_cannot_be_guessed_for_long_and_are_used_once(owner: User) -> None:
    with_codes(owner)
    client = Client()
    knock(client, owner)
    for _guess in range(5):
        answer = client.post("/sign-in/code/", {"code": "000000"})
        assert "not right" in answer.content.decode()
    answer = client.post("/sign-in/code/", {"code": code()})
    assert "too many" in answer.content.decode()
    assert client.get("/people/").status_code == 302


def test_a_code_opens_once(owner: User) -> None:
    with_codes(owner)
    shown = code()
    for client, is_in in ((Client(), True), (Client(), False)):
        assert knock(client, owner, next="/people/")["Location"] == "/sign-in/code/"
        answer = client.post("/sign-in/code/", {"code": shown})
        assert (answer.status_code == 302) == is_in
        assert (client.get("/people/").status_code == 200) == is_in


# Trusted headers, OAuth state, state-changing GET (the crawl is in test_policy)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "address"),
    [
        ([], "203.0.113.9", "1.2.3.4", "203.0.113.9"),
        (["10.0.0.0/8"], "203.0.113.9", "1.2.3.4", "203.0.113.9"),
        (["10.0.0.0/8"], "10.0.0.2", "1.2.3.4", "1.2.3.4"),
        (["10.0.0.0/8"], "10.0.0.2", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (["10.0.0.0/8"], "10.0.0.2", "1.2.3.4, 10.0.0.3", "1.2.3.4"),
        (["10.0.0.0/8"], "10.0.0.2", "<script>", "10.0.0.2"),
        (["10.0.0.0/8"], "10.0.0.2", "", "10.0.0.2"),
        ([], "", "1.2.3.4", "0.0.0.0"),
    ],
)
def test_trusted_headers_are_ignored_unless_configured(
    settings: Any, proxies: list[str], remote: str, forwarded: str, address: str
) -> None:
    from ipaddress import ip_network

    settings.HAFAWA_TRUSTED_PROXIES = [ip_network(p) for p in proxies]
    request = RequestFactory().get("/", REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded, HTTP_X_REAL_IP="6.6.6.6")
    assert address_of(request) == address


def test_trusted_headers_say_neither_who_nor_which_host(owner: User) -> None:
    claims = {"REMOTE_USER": owner.email, "HTTP_X_REMOTE_USER": owner.email, "HTTP_X_FORWARDED_USER": owner.email}
    assert Client(**claims).get("/people/").status_code == 302
    answer = Client(HTTP_X_FORWARDED_HOST="evil.example").get("/people/")
    assert "evil" not in answer["Location"]
    assert Client(HTTP_HOST="evil.example").get("/sign-in/").status_code == 400


def test_guesses_are_counted_by_the_true_address_whatever_the_header_says(owner: User) -> None:
    for n in range(throttle.TRIES):
        Client(HTTP_X_FORWARDED_FOR=f"1.2.3.{n}").post("/sign-in/", {"email": owner.email, "password": "no"})
    assert knock(Client(HTTP_X_FORWARDED_FOR="9.9.9.9"), owner).status_code == 422


def test_a_session_that_somebody_else_began_is_not_the_one_signed_in_with(owner: User) -> None:
    """Session fixation."""
    client = Client()
    client.get("/sign-in/passkey/", headers={"accept": "application/json"})  # an anonymous session
    planted = client.session.session_key
    assert planted
    knock(client, owner)
    assert client.session.session_key != planted
    assert not Session.objects.filter(session_key=planted).exists()


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "account_set_password"])
def test_nobody_signs_up_by_a_page_of_the_library(db: None, name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


@pytest.mark.parametrize("to", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_after_the_second_step_and_after_asking_again_nobody_is_led_elsewhere(owner: User, to: str) -> None:
    client = signed_in(owner)
    answer = client.post(f"/again/?next={to}", {"password": PASSWORD, "next": to})
    assert answer["Location"] == "/"
    with_codes(owner)
    client = Client()
    assert knock(client, owner, next=to)["Location"] == "/sign-in/code/"
    assert client.post("/sign-in/code/", {"code": code(), "next": to})["Location"] == "/"
