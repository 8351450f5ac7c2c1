"""Threats of the ground the API stands on, each a test named after its row; hostile inputs give words, never a fault."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hafawa.api import rates
from hafawa.api.problems import MEDIA
from hafawa.kernel import clock
from hafawa.people.models import Person
from hafawa.playbooks.models import Suggestion
from hafawa.team import members, tokens
from hafawa.team.models import ApiToken, Role, User
from tests.api.conftest import Program, program
from tests.web.conftest import PASSWORD, House, colleague

HUGE = "1" + "0" * 1_000_000


def test_weak_tokens(owner: User) -> None:
    """One-time shown, random, never blank, ending, revoked with the password; only a hash is kept."""
    made = program(owner)
    kept = ApiToken.objects.get(pk=made.token.pk)
    secret = made.key.removeprefix(f"hafawa_{kept.key_id}_")
    assert secret not in json.dumps(list(ApiToken.objects.values()), default=str)
    assert kept.key_id in made.key
    assert made.get("/people").status_code == 200
    altered = made.key[:-1] + ("A" if made.key[-1] != "A" else "B")
    for wrong in ("", " ", "x", altered, kept.digest, f"hafawa_{kept.key_id}_", made.key + " x", made.key.upper()):
        assert Program(wrong).get("/people").status_code == 401
    with pytest.raises(tokens.NoName):
        tokens.make(user=owner, name=" ", scopes=["people:read"], days=1, by=owner, now=clock.now())
    for scopes in ([], ["people:all"], [""]):
        with pytest.raises(tokens.NoScope):
            tokens.make(user=owner, name="x", scopes=scopes, days=1, by=owner, now=clock.now())
    for days in (0, -1, 367, 10**9):
        with pytest.raises(tokens.NoSuchTime):
            tokens.make(user=owner, name="x", scopes=["people:read"], days=days, by=owner, now=clock.now())


def test_weak_tokens_end_with_the_password_the_member_and_the_day(owner: User) -> None:
    by_password, by_day, by_hand = program(owner), program(owner), program(owner)
    members.change_password(owner, present=PASSWORD, new="another long sentence", now=clock.now())
    assert by_password.get("/people").status_code == 401
    fresh = program(owner)
    luka = program(colleague(Role.AGENT))
    User.objects.filter(email="luka@finjan.example").update(is_active=False)
    assert luka.get("/people").status_code == 401
    ApiToken.objects.filter(pk=by_day.token.pk).update(expires_at=clock.now() - timedelta(seconds=1))
    assert by_day.get("/people").status_code == 401
    tokens.revoke(by_hand.token, by=owner, now=clock.now())
    assert by_hand.get("/people").status_code == 401
    assert fresh.get("/people").status_code == 200


def test_a_key_never_does_more_than_its_holder_may_now(owner: User, house: House) -> None:
    asks = program(colleague(Role.MANAGER))
    assert asks.get("/imports/1/rejected").status_code == 404
    User.objects.filter(email="luka@finjan.example").update(role=Role.VIEWER)
    assert asks.get("/imports/1/rejected").status_code == 403
    assert asks.post("/events", {"events": [{}]}).json()["code"] == "level-too-low"
    assert asks.get("/people").status_code == 200


def test_only_the_owner_hands_out_keys_for_others(owner: User) -> None:
    luka, mari = colleague(Role.MANAGER), colleague(Role.AGENT, email="mari@finjan.example")
    with pytest.raises(tokens.MayNotHold):
        tokens.make(user=mari, name="x", scopes=["people:read"], days=1, by=luka, now=clock.now())
    tokens.make(user=mari, name="x", scopes=["people:read"], days=1, by=owner, now=clock.now())


def test_a_scope_that_is_missing_refuses_and_writing_includes_reading(owner: User, house: House) -> None:
    reads, writes = program(owner, scopes=["people:read"]), program(owner, scopes=["people:write"])
    assert reads.get("/people").status_code == writes.get("/people").status_code == 200
    refused = reads.post("/people", {"identifiers": [{"kind": "email", "value": "a@b.example"}]})
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
    for path in ("/events", "/suggestions", f"/people/{house.layla.pk}/details", "/imports", "/figures"):
        assert reads.get(path).status_code == 403


def test_no_cookie_opens_the_api(owner: User, house: House) -> None:
    client = Client()
    client.force_login(owner)
    assert client.get("/api/v1/people").status_code == 401
    asks = program(colleague(Role.AGENT))
    client.cookies["hafawa_language"] = "ar"
    answer = client.get("/api/v1/imports/1/rejected", headers={"Authorization": f"Bearer {asks.key}"})
    assert answer.status_code == 403
    assert "Set-Cookie" not in answer.headers
    assert answer["Content-Language"] == "en"


def test_idor(owner: User, house: House, agent_asks: Program, viewer_asks: Program) -> None:
    """An id guessed gives nothing that is not one's to see, whatever the route; what is not there looks the same."""
    hidden = program(owner).post(f"/people/{house.layla.pk}/details", {"text": "s", "audience": "never_show"}).json()
    for asks in (agent_asks, viewer_asks):
        theirs = asks("DELETE", f"/details/{hidden['id']}")
        nothing = asks("DELETE", "/details/999999")
        assert theirs.status_code == (404 if asks is agent_asks else 403)
        assert theirs.json() == nothing.json()
    card = Suggestion.objects.first()
    for act in ("do", "later", "not-this", "undo"):
        assert viewer_asks.post(f"/suggestions/{card.pk}/{act}", {}).status_code == 403  # type: ignore[union-attr]
    for path in ("/people/999999", "/people/999999/events", "/events/999999", "/suggestions/999999", "/imports/999999"):
        assert program(owner).get(path).status_code == 404


def test_mass_assignment(ask: Program, house: House) -> None:
    """Only fields that are named are taken; any other refuses the request as a whole."""
    path = f"/people/{house.layla.pk}"
    for field in ("id", "owner", "owner_id", "merged_into", "created_at", "folded_name", "met_by_import_id"):
        answer = ask("PATCH", path, {"name": "x", field: 1})
        assert answer.status_code == 422
        assert answer.json()["errors"][0]["where"].endswith(field)
    assert Person.objects.get(pk=house.layla.pk).name == house.layla.name
    for field in ("noted_by", "import_run_id", "learned_on", "evidence_event_id", "person_id"):
        assert ask.post(f"{path}/details", {"text": "x", field: 1}).status_code == 422
    for field in ("source", "stated_at", "person_id"):
        sent = {"purpose": "care", "granted": False, "by_person": False, field: "x"}
        assert ask.post(f"{path}/consents", sent).status_code == 422
    line = {"kind": "order.placed", "at": "2026-01-01", "ref": "1", "suggestion_id": 1, "person": {"email": "a@b.co"}}
    assert ask.post("/events", {"events": [line]}).json()["results"][0]["reason"] == "json-field"


BODIES = [
    b"", b"null", b"[]", b"1", b'"x"', b"{", b"\xff\xfe", b'{"name": NaN}', b'{"name": Infinity}', b'{"a":-Infinity}',
    b'{"name": "a", "name": "b"}', b'{"name": "\\ud800"}', b'{"name": "a\\u0000b"}', b'{"name":"\x00"}',
    b'{"name": 1e999}', b'{"n": ' + HUGE.encode() + b"}", b'{"n": -' + HUGE.encode() + b"}", b"[" * 100_000,
    b'{"a":' * 100_000, b'{"name": ' + b"[" * 900 + b"]" * 900 + b"}", '{"name": "x"}'.encode("utf-16"),
    b'{"name": "x"} {"name": "y"}', b"\xef\xbb\xbf{}", b'{"name": 01}', b"{'name': 'x'}", b'{"name": "\xed\xa0\x80"}',
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES, ids=[b[:20].decode("latin-1") for b in BODIES])
def test_bad_json_is_refused_in_words(ask: Program, house: House, body: bytes) -> None:
    for method, path in (("POST", "/events"), ("POST", "/people"), ("PATCH", f"/people/{house.layla.pk}")):
        answer = ask(method, path, body)
        assert answer.status_code in {400, 422}, answer.content
        assert answer["Content-Type"] == MEDIA
        assert answer.json()["detail"]


@pytest.mark.parametrize(
    "value", [HUGE, "-" + HUGE, "0", "-1", "²", "1e9", "NaN", "9223372036854775808", "٣x", "1.5", "%00", "a%00b", ""]
)
def test_bad_numbers_are_refused_wherever_they_stand(ask: Program, house: House, value: str) -> None:
    short = value[:5000]
    for path in (f"/people/{short}", f"/events/{short}", f"/imports/{short}", f"/people?limit={short}"):
        answer = ask.get(path)
        assert answer.status_code in {400, 404, 422} or (value == "" and answer.status_code == 200), path[:80]
    sent = {
        "title": "x",
        "month": 1,
        "day": int(value) if value.lstrip("-").isdecimal() and value.isascii() and len(value) < 30 else value,
    }
    assert ask.post(f"/people/{house.layla.pk}/occasions", sent).status_code in {400, 422}


@pytest.mark.parametrize("minor", [-1, 10**16, "1", 1.5, True, None])
def test_money_that_is_none_is_refused(ask: Program, house: House, minor: Any) -> None:
    card = Suggestion.objects.filter(state="open").first()
    gesture = {"what": "a cup", "amount_minor": minor, "currency": "GEL"}
    answer = ask.post(f"/suggestions/{card.pk}/do", {"gesture": gesture})  # type: ignore[union-attr]
    assert answer.status_code == (200 if minor is None else 422)


def test_too_much_is_refused_unread(ask: Program, house: House) -> None:
    for path in ("/events", "/people"):
        answer = ask.post(path, b" " * (5 * 2**20 + 1))
        assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    client = Client()
    lied = client.generic("POST", "/api/v1/events", b"{}", headers={"Content-Length": "9" * 30})
    assert lied.status_code in {400, 401}
    assert ask.get("/people?cursor=" + "x" * 9000).status_code == 400
    assert ask("PATCH", f"/people/{house.layla.pk}", {"name": "x" * 301}).status_code == 422


def test_every_failure_is_a_problem_in_the_language_asked_for(
    ask: Program, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hafawa.api.visible.events", lambda _user: 1 / 0)
    found = {
        401: Program("x").get("/people"),
        404: ask.get("/nowhere"),
        405: ask("DELETE", "/people"),
        422: ask.post("/people", {}),
        500: ask.get("/events"),
        400: ask.get("/people?cursor=made-up"),
    }
    for status, answer in found.items():
        assert answer.status_code == status
        assert answer["Content-Type"] == MEDIA
        assert answer.json()["status"] == status
        assert answer["Content-Language"] == "en"
    assert found[405]["Allow"] == "GET, POST" or set(found[405]["Allow"].split(", ")) == {"GET", "POST"}
    titles = {}
    for language in ("en", "ar", "ka"):
        ask.language = language
        titles[language] = ask.get("/nowhere").json()["title"]
    assert len(set(titles.values())) == 3


def test_a_cursor_of_another_list_is_refused(ask: Program, house: House) -> None:
    cursor = ask.get("/people?limit=1").json()["next"]
    assert ask.get(f"/events?cursor={cursor}").status_code == 400
    assert ask.get(f"/people?cursor={cursor[:-1]}x").json()["code"] == "cursor-unknown"


def test_pages_are_stable_while_people_come_in(ask: Program, house: House) -> None:
    seen, cursor = [], ""
    for n in range(10):
        if n < 3:
            ask.post("/people", {"identifiers": [{"kind": "email", "value": f"new{n}@example.com"}], "name": "AAA"})
        page = ask.get(f"/people?limit=2&cursor={cursor}").json()
        seen += [p["id"] for p in page["items"]]
        if page["next"] is None:
            break
        cursor = page["next"]
    assert len(seen) == len(set(seen)) == Person.objects.count()


def test_requests_beyond_the_minutes_total_wait(owner: User, settings: Any) -> None:
    settings.HAFAWA_API_REQUESTS_PER_MINUTE = 5
    now = clock.now().replace(second=10)
    asks = program(owner)
    rates_of = [rates.take(asks.token, now=now) for _ in range(7)]
    assert [r.is_spent for r in rates_of] == [False] * 5 + [True] * 2
    assert rates_of[4].headers()["RateLimit"] == '"key";r=0;t=50'
    assert rates_of[5].headers()["Retry-After"] == "50"
    assert not rates.take(asks.token, now=now + timedelta(minutes=1)).is_spent
    assert not rates.take(asks.token, now=now - timedelta(hours=1)).is_spent  # the clock was set back


def test_a_request_too_many_is_told_when_to_come_again(owner: User, settings: Any) -> None:
    settings.HAFAWA_API_REQUESTS_PER_MINUTE = 1
    asks = program(owner)
    answers = [asks.get("/people") for _ in range(3)]
    spent = [a for a in answers if a.status_code == 429]
    assert spent
    assert 1 <= int(spent[0]["Retry-After"]) <= 60
    assert answers[0]["RateLimit-Policy"] == '"key";q=1;w=60'
