"""Whatever comes over the wire, well formed or not: an answer below 500 or a closed connection, and the next one is served."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest

from tests import databases
from tests.faults.product import EMAIL, PASSWORD, Product

LONG = "x" * 100_000
GET = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
RAW: dict[str, bytes] = {
    "huge header": f"{GET}X: {LONG}\r\n\r\n".encode(), "many headers": (GET + "X: y\r\n" * 20_000 + "\r\n").encode(),
    "huge address": f"GET /?q={LONG} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode(), "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": f"{GET}Host: evil.example\r\n\r\n".encode(), "two lengths": b"POST /language/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks": b"POST /language/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "no length": b"POST /language/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", "odd length": "POST /language/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: ²\r\n\r\n".encode(),
    "huge length": b"POST /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
    "chunks that stop": b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc", "odd chunks": b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "no http": b"\x16\x03\x01\x02\x00\x01", "nul in the address": b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "bare feed": b"GET / HTTP/1.1\nHost: 127.0.0.1\n\n",
    "another method": b"BREW / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "connect": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n", "trace": b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "whole address": b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", "bytes in a header": GET.encode() + b"Accept-Language: \xff\xfe\x80\r\nCookie: hafawa_session=\xff\xfe; hafawa_csrf=\xff\r\n\r\n",
    "websocket": GET.encode() + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n", "http/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "old": b"GET / HTTP/1.0\r\n\r\n", "star": b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "expect": b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n",
}  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {"Host": "evil.example"}, {"Host": "evil.example:80"}, {"Host": "127.0.0.1:99999"}, {"Host": "[::1"}, {"Host": "a@127.0.0.1"}, {"Host": "127.0.0.1/x"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4, x", "X-Forwarded-Proto": "https"}, {"Accept-Language": "ar-" * 20_000}, {"Accept-Language": "en;q=" + "9" * 5000},
    {"Cookie": "hafawa_session=" + "x" * 50_000}, {"Cookie": ';;;=;="=;hafawa_session;hafawa_csrf="'}, {"Cookie": "hafawa_session=../../etc; language=../../x; messages=[["}, {"If-Modified-Since": "nonsense"},
    {"If-Modified-Since": "Thu, 01 Jan 0001 00:00:00 GMT"}, {"If-None-Match": '"' * 5000}, {"Range": "bytes=-1-,x,9999999999999999999-"}, {"Range": "bytes=0-0," * 2000}, {"Accept": "*/*;q=x," * 2000},
    {"Accept-Encoding": "gzip;q=9, br, zstd, x" * 500}, {"X-HTTP-Method-Override": "DELETE"}, {"Authorization": "Basic " + "=" * 5000},
    {"Content-Type": "multipart/form-data"}, {"Content-Type": "multipart/form-data; boundary=" + "x" * 5000}, {"Content-Type": "text/html; charset=nonsense"}, {"Content-Type": "application/json; charset=utf-7"},
    {"HX-Request": "true", "HX-Target": "../..", "HX-Current-URL": "http://[", "HX-Prompt": "\x7f", "HX-Trigger": "x" * 9000}, {"Referer": "http://["}, {"Referer": "//evil.example"}, {"Origin": "null"}, {"Origin": "http://["},
    {"traceparent": "x" * 5000, "X-Request-ID": "a b\tc" * 500}, {"User-Agent": "() { :; }; echo x"}, {"User-Agent": ""}, {"Via": "x" * 9000, "Connection": "close, x, te"},
)  # fmt: skip
PLACES = (
    "/",
    "/sign-in/",
    "/people/",
    "/static/icons.svg",
    "/api/v1/people",
    "/api/v1/openapi.json",
    "/healthz",
    "/nowhere/",
    "/static/../../secret_key",
    "/static/%2e%2e/%2e%2e/secret_key",
    "/%ff%fe",
    "//evil.example/",
    "/sign-in/%00",
    "/people/1/?x=%ED%A0%80&x=1&x=2",
)


@pytest.fixture(scope="module")
def product(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    found = Product(tmp_path_factory.mktemp("wire") / "data", HAFAWA_WEB_PROCESSES="1")
    found.start()
    page = found.client.get("/welcome/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    form = {"name": "Nino", "email": EMAIL, "password": PASSWORD, "language": "en", "csrfmiddlewaretoken": token[1]}
    assert found.client.post("/welcome/", data=form).status_code == 302
    yield found
    found.stop()
    databases.drop(found.folder)


@pytest.fixture(autouse=True)
def still_served_without_a_fault(product: Product) -> Iterator[None]:
    before = product.said_path.stat().st_size
    yield
    assert product.client.get("/people/").status_code == 200
    said = product.said_path.read_bytes()[before:].decode(errors="replace")
    assert "Traceback" not in said, said[-3000:]
    assert " CRITICAL " not in said, said[-3000:]
    faults = [line for line in said.splitlines() if " ERROR " in line and "DisallowedHost" not in line]
    assert not faults, said[-3000:]  # another host's name is told to whoever set this one up, for it may be theirs


def _told(product: Product, sent: bytes) -> bytes:
    port = int(product.address.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=8) as wire:
        try:
            wire.sendall(sent)
            wire.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: wire.recv(65536), b""))
        except OSError:  # it hung up, or waits for more: both are its right
            return b""


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_request_is_refused_and_the_next_is_served(product: Product, name: str) -> None:
    answer = _told(product, RAW[name])
    status = int(answer.split()[1]) if answer.startswith(b"HTTP/") else 400
    assert status < 500, answer[:500]
    assert b"evil.example" not in answer.partition(b"\r\n\r\n")[0]
    assert b"Traceback" not in answer


@pytest.mark.parametrize("headers", HEADERS, ids=lambda h: next(iter(h)))
def test_no_header_breaks_a_page_or_leads_elsewhere(product: Product, headers: dict[str, str]) -> None:
    with httpx.Client(base_url=product.address, cookies=dict(product.client.cookies), timeout=60) as browser:
        for method in ("GET", "POST"):
            for place in PLACES[:6]:
                content = b"a=b" if method == "POST" else None
                answer = browser.request(method, place, headers=headers, content=content)
                assert answer.status_code < 500, (method, place, answer.status_code)
                assert "evil.example" not in answer.headers.get("location", "")
                assert "evil.example" not in answer.text


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW", "get"])
def test_any_method_on_any_place_is_answered(product: Product, method: str) -> None:
    key = (product.folder / "secret_key").read_bytes().strip()
    assert len(key) > 20
    for place in PLACES:
        answer = _told(product, f"{method} {place} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        status = int(answer.split()[1]) if answer.startswith(b"HTTP/") else 400
        assert status < 500, (place, answer[:300])
        assert key not in answer
        assert not re.search(rb"(?im)^location: *(https?:)?//", answer), (place, answer[:500])


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "http:evil.example",
        "/\t/evil.example",
        "////evil.example",
        "https:/evil.example",
        "@evil.example",
        "\u2028//evil.example",
        "http://127.0.0.1@evil.example/",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(product: Product, wanted: str) -> None:
    with httpx.Client(base_url=product.address, timeout=60, headers={"Referer": product.address}) as browser:
        page = browser.get("/sign-in/", params={"next": wanted})
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        assert token is not None
        form = {"email": EMAIL, "password": PASSWORD, "next": wanted, "csrfmiddlewaretoken": token[1]}
        for place in ("/sign-in/", "/language/"):
            answer = browser.post(place, data=form | {"language": "en"})
            if answer.status_code in (301, 302, 303):
                assert re.fullmatch(r"/(?![/\\]).*", answer.headers["location"]), answer.headers["location"]


def test_a_form_without_its_token_or_as_json_changes_nothing(product: Product) -> None:
    for kind, body in (
        ("application/x-www-form-urlencoded", b"name=x"),
        ("application/json", b'{"name":"x"}'),
        ("text/plain", b"name=x"),
    ):
        for place in ("/settings/", "/people/1/details/", "/team/invite/", "/sign-out/", "/imports/upload/"):
            assert product.client.post(place, content=body, headers={"Content-Type": kind}).status_code in (403, 404)


def test_one_form_sent_eight_times_at_once_keeps_one_of_it(product: Product) -> None:
    """Two clicks, a slow line, a browser that asks again."""
    (product.folder.parent / "one.csv").write_text("Email,Name\na@example.org,A\n")
    assert (
        product.hafawa(
            "import", "--no-flow", "--yes", "--as", "contacts", str(product.folder.parent / "one.csv")
        ).returncode
        == 0
    )
    [(person,)] = databases.rows(product.folder, "SELECT id FROM people_person")
    token = product.client.cookies["hafawa_csrf"]
    forms = {
        f"/people/{person}/details/": {"text": "takes it black", "source": "said", "audience": "know"},
        f"/people/{person}/occasions/": {"title": "Name day", "calendar": "gregorian", "day": "3", "month": "4"},
        f"/people/{person}/company/": {"company": "Finjan"},
    }  # fmt: skip
    for place, form in forms.items():
        asked = [threading.Thread(target=_send, args=(product, place, form, token)) for _n in range(8)]
        for one in asked:
            one.start()
        for one in asked:
            one.join()
    for table in ("people_detail", "people_occasion", "people_companymember"):
        assert databases.rows(product.folder, f"SELECT count(*) FROM {table}") == [(1,)], table


def _send(product: Product, place: str, form: dict[str, str], token: str) -> None:
    headers = {"Referer": product.address, "X-CSRFToken": token}
    answer = httpx.post(
        product.address + place, data=form, cookies=dict(product.client.cookies), headers=headers, timeout=60
    )
    assert answer.status_code in (200, 302), answer.status_code


def test_the_browser_of_somebody_who_is_gone_is_asked_to_sign_in(product: Product) -> None:
    cookies = dict(product.client.cookies)
    databases.rows(product.folder, "UPDATE team_user SET is_active = ?", [False])
    try:
        answer = httpx.get(f"{product.address}/people/", cookies=cookies, timeout=60)
        assert answer.status_code == 302
        assert answer.headers["location"].startswith("/sign-in/")
    finally:
        databases.rows(product.folder, "UPDATE team_user SET is_active = ?", [True])
