"""How the bubble is answered over the wire: to which sites, with what headers, whatever it is sent."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import hafawa.web
from hafawa.channels.chat import actions, site
from hafawa.channels.models import ChatVisitor
from hafawa.kernel import clock
from hafawa.team.models import Role, User
from hafawa.timeline.models import Event
from tests.web.conftest import colleague, signed_in

ORIGIN = "https://shop.example"
TOKEN = "a" * 43
WIDGET = Path(hafawa.web.__file__).parent / "static/js/chat/widget.js"
POSTS = ("hello", "messages", "signals", "rating")


@pytest.fixture(autouse=True)
def bubble(owner: User, data_folder: Path) -> None:
    site.change(
        is_on=True,
        origins=[ORIGIN],
        greetings={"ar": "أهلا"},
        away_words={},
        takes_files=True,
        by=owner,
        now=clock.now(),
    )


def post(where: str, said: object = None, *, token: str = TOKEN, origin: str = ORIGIN, **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {token}", "Origin": origin} | headers
    body = said if isinstance(said, bytes) else json.dumps(said if said is not None else {})
    path, _mark, query = where.partition("?")
    return Client(enforce_csrf_checks=True).post(
        f"/chat/{path}/?{query}", body, content_type="application/json", headers={k: v for k, v in sent.items() if v}
    )


def write(text: str = "hello", key: str = "key-00001", **more: object) -> Any:
    return post("messages", {"key": key, "text": text} | more)


def test_the_script_weighs_less_than_twenty_kilobytes_on_its_way(db: None) -> None:
    answer = Client().get("/chat/widget.js", headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 20_000
    assert gzip.decompress(answer.content) == WIDGET.read_bytes()
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    again = Client().get("/chat/widget.js", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_script_evaluates_nothing_and_writes_no_markup() -> None:
    script = WIDGET.read_text()
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "document.write", "new Function", "cookie ="):
        assert way not in script, way


def test_a_message_is_kept_before_it_is_answered_and_once(db: None) -> None:
    first, again = write().json(), write().json()
    assert first == again
    assert first["message"]["id"] == Event.objects.get().pk


@pytest.mark.parametrize("where", [*POSTS, "files"])
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example"]
)
def test_only_allowed_sites_are_answered(where: str, origin: str) -> None:
    answer = post(where, {"key": "key-00001", "text": "x"}, origin=origin)
    assert answer.status_code == 403
    assert "Access-Control-Allow-Origin" not in answer
    assert not Event.objects.exists()
    asked = Client().options(f"/chat/{where}/", headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
    assert asked.status_code == 403


def test_an_allowed_site_is_named_and_never_sent_with_cookies() -> None:
    for answer in (post("hello"), Client().options("/chat/hello/", headers={"Origin": ORIGIN})):
        assert answer["Access-Control-Allow-Origin"] == ORIGIN
        assert "Access-Control-Allow-Credentials" not in answer
        assert not answer.cookies
        assert "Origin" in answer["Vary"]


def test_without_an_origin_there_is_no_preflight() -> None:
    assert Client().options("/chat/hello/").status_code == 405


def test_looking_makes_nobody(db: None) -> None:
    assert post("hello").json()["visitor"] is None
    assert not ChatVisitor.objects.exists()


def test_it_speaks_the_pages_language_and_the_shops_own_words() -> None:
    arabic, other = post("hello?lang=ar-EG").json(), post("hello?lang=fr").json()
    assert (arabic["dir"], arabic["words"]["greeting"]) == ("rtl", "أهلا")
    assert other["lang"] == "en"


def test_switched_off_it_is_not_there(owner: User) -> None:
    site.change(is_on=False, origins=[ORIGIN], greetings={}, away_words={}, takes_files=True, by=owner, now=clock.now())
    assert post("hello").json() == {"on": False}
    assert write().status_code == 403
    listened = Client().get("/chat/live/", headers={"Authorization": f"Bearer {TOKEN}", "Origin": ORIGIN})
    assert listened.status_code == 403


def test_too_often_says_when_to_come_back() -> None:
    answers = [write(key=f"key-{n:05}") for n in range(31)]
    assert [a.status_code for a in answers] == [200] * 30 + [429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert answers[-1].json()["words"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b"{", b"\xff\xfe", b"[" * 100_000, b'{"key": 1, "text": []}', b'{"text": NaN}', b"1" * 70_000,
     b'{"key": "key-00001", "text": "\\ud800"}', b'{"key":"key-00001","text":"x","files":[[],{}],"email":{},"lang":1}',
     b'{"read": 1e400}', b'{"read": true, "typing": 1}', b'{"felt": ["yes"]}'],
)  # fmt: skip
def test_whatever_is_sent_is_answered_in_words(body: bytes) -> None:
    write()
    for where in POSTS:
        answer = post(where, body)
        assert answer.status_code in {200, 204, 422}, where
        assert answer.status_code != 422 or answer.json()["words"]


def test_widget_identity_spoof_a_token_of_nobody_hears_and_does_nothing() -> None:
    write()
    for where in ("signals", "rating"):
        assert post(where, {"typing": True, "felt": "yes"}, token="b" * 43).status_code == 401
    for token in ("b" * 43, "", "x"):
        headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN}
        assert Client().get("/chat/live/", headers=headers).status_code == 401


def test_widget_identity_spoof_a_member_signed_in_is_nobody_in_the_bubble(owner: User) -> None:
    client = signed_in(owner)
    answer = client.post(
        "/chat/messages/", json.dumps({"key": "key-00001", "text": "x"}), content_type="application/json"
    )
    assert answer.status_code == 401


def test_a_grant_to_listen_is_for_the_own_conversation_only() -> None:
    write()
    headers = {"Authorization": f"Bearer {TOKEN}", "Origin": ORIGIN, "Last-Event-ID": "7"}
    answer = Client().get("/chat/live/?after=99&ref=chat:other", headers=headers)
    assert json.loads(answer["X-Hafawa-Live"]) == {"ref": ChatVisitor.objects.get().ref, "came_to": 7}


def upload(data: bytes = b"\x89PNG\r\n\x1a\n123", name: str = "a.png", **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {TOKEN}", "Origin": ORIGIN} | headers
    return Client().post(f"/chat/files/?name={name}", data, content_type="application/octet-stream", headers=sent)


def test_active_attachments_a_file_is_only_ever_saved(owner: User) -> None:
    kept = upload(name="a.png").json()
    write(files=[kept["id"]])
    [file] = post("hello").json()["messages"][0]["files"]
    answer = Client().get(f"/chat/files/{file['id']}/?key={file['key']}")
    assert answer["Content-Disposition"].startswith('attachment; filename="file-')
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert b"".join(answer.streaming_content) == b"\x89PNG\r\n\x1a\n123"


def test_idor_a_file_opens_by_its_own_key_or_for_who_answers(owner: User) -> None:
    one, other = upload().json(), upload(name="b.png").json()
    write(files=[one["id"], other["id"]])
    keys = {f["id"]: f["key"] for f in post("hello").json()["messages"][0]["files"]}
    address = f"/chat/files/{one['id']}/"
    for query in ("", "?key=", f"?key={keys[other['id']]}", "?key=x:y:z"):
        assert Client().get(address + query).status_code == 404
    assert signed_in(colleague(Role.VIEWER)).get(address).status_code == 404
    assert signed_in(owner).get(address).status_code == 200


def test_files_larger_than_is_taken_are_refused_before_they_are_read() -> None:
    assert upload(b"\x89PNG\r\n\x1a\n" + b"0" * (10 * 2**20)).status_code == 422


def test_the_settings_page_keeps_what_it_is_told_and_shows_a_secret_once(owner: User) -> None:
    client = signed_in(owner)
    page = client.get("/settings/chat/")
    assert "/chat/widget.js" in page.content.decode()
    said = {"is_on": "on", "origins": "shop.example\nhttps://other.example/page", "greeting_ka": "გამარჯობა"}
    assert client.post("/settings/chat/", said).status_code == 302
    assert post("hello?lang=ka", origin="https://other.example").json()["words"]["greeting"] == "გამარჯობა"
    wrong = client.post("/settings/chat/", {"is_on": "on", "origins": "http://plain.example"})
    assert wrong.status_code == 422
    assert "http://plain.example" in wrong.content.decode()
    ticket = page.context["ticket"]
    shown = client.post("/settings/chat/secret/", {"ticket": ticket}).context["secret"]
    assert len(shown) == 64
    assert client.post("/settings/chat/secret/", {"ticket": ticket}).status_code == 302
    assert shown not in client.get("/settings/chat/").content.decode()


def test_one_of_us_types_reads_and_confirms(owner: User) -> None:
    write(email="new@example.com")
    visitor, client = ChatVisitor.objects.get(), signed_in(owner)
    assert client.post(f"/chats/{visitor.public_id}/stirs/", {"typing": "yes", "read": "999999"}).status_code == 204
    visitor.refresh_from_db()
    assert visitor.team_read_id == Event.objects.get().pk
    assert client.post(f"/chats/{visitor.public_id}/confirm/").status_code == 302
    assert client.post("/chats/none/stirs/").status_code == 404
    assert client.post(f"/chats/{visitor.public_id}/confirm/").status_code == 302  # again, changes nothing more


def test_a_message_waits_for_who_comes_back_later(owner: User) -> None:
    write()
    actions.say(ChatVisitor.objects.get().ref, "we are here", by=owner, now=clock.now() + timedelta(seconds=1))
    assert [m["text"] for m in post("hello").json()["messages"]] == ["hello", "we are here"]


def test_whoever_writes_where_it_said_closed_is_remembered_to_know_it(db: None) -> None:
    write(key="key-00001", away=True)
    assert ChatVisitor.objects.get().away_told_at is not None
    write(key="key-00002", away=False)
    assert ChatVisitor.objects.get().away_told_at is None


def test_what_a_rule_said_is_told_apart_in_the_visitors_language(owner: User) -> None:
    write()
    ref = ChatVisitor.objects.get().ref
    actions.say(ref, "One of us answers soon.", by=None, now=clock.now(), is_automatic=True)
    actions.say(ref, "Here I am.", by=owner, now=clock.now())
    found = post("hello").json()
    assert [m.get("automatic") for m in found["messages"]] == [None, True, False]
    assert found["words"]["automatic"] == "Automatic answer"
