"""The one way out: it goes where it was checked to go, and nowhere inside."""

from __future__ import annotations

import contextlib
import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hafawa.kernel import safe_fetch
from hafawa.kernel.safe_fetch import AddressRefused, NoAnswer, NotFetched, check, fetch, is_public
from tests.conftest import ROOT

INSIDE = [
    "127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1",
    "168.63.129.16", "192.88.99.1", "::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1",
    "2002:7f00:1::", "2002:a00:1::", "2001:0:1::1", "2001:db8::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "64:ff9b::808:808", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", INSIDE)
def test_ssrf_an_address_inside_is_none_to_ask(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_may_be_asked(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://localhost./", "http://LOCALHOST/", "http://[::1]/",
        "http://2130706433/", "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://169.254.169.254/latest/meta-data/",
        "http://１２７.0.0.1/", "http://127。0。0。1/", "http://[fe80::1%25lo]/", "http://[64:ff9b::127.0.0.1]/",
    ],
)  # fmt: skip
def test_ssrf_however_an_address_inside_is_written_it_is_refused(url: str) -> None:
    with pytest.raises(NotFetched):
        check(url)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://8.8.8.8/", "file:///etc/passwd", "gopher://8.8.8.8/", "javascript:alert(1)", "//8.8.8.8/", "8.8.8.8", "",
        "http://", "http:///x", "http://user@8.8.8.8/", "http://user:pass@8.8.8.8/", "http://8.8.8.8:22/",
        "http://8.8.8.8:8080/", "http://8.8.8.8:0/", "http://8.8.8.8:99999/", "http://8.8.8.8:x/", "http://8.8.8.8/a b", "http://8.8.8.8/\r\n",
        "http://8.8.8.8\\@127.0.0.1/", "http://8.8.8.8/" + "x" * 2000, "http://a..b/", "http://[::1/", "http://\x00/",
    ],
)  # fmt: skip
def test_ssrf_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        check(url)


def test_ssrf_one_bad_address_among_good_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", _answers("8.8.8.8", "10.0.0.1"))
    with pytest.raises(AddressRefused):
        check("https://mixed.example/")


def test_ssrf_a_name_that_changes_its_answer_gains_nothing(monkeypatch: pytest.MonkeyPatch, serving: Serving) -> None:
    """The name is looked up once: what it answers afterwards is never asked for."""
    looked: list[str] = []

    def rebinding(host: str, *_: object, **__: object) -> list[Any]:
        looked.append(host)
        return [(2, 1, 6, "", ("8.8.8.8" if len(looked) == 1 else "127.0.0.1", 80))]

    connected: list[Any] = []

    def refuse(address: Any, *_: object, **__: object) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr("urllib3.util.connection.create_connection", refuse)
    with pytest.raises(NoAnswer):
        fetch("http://rebinding.example/")
    assert looked == ["rebinding.example"]
    assert connected == [("8.8.8.8", 80)]


class Serving:
    """A server on this machine; `say` answers each request."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.say: Callable[[BaseHTTPRequestHandler], None] = lambda h: h.send_response(204)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                outer.say(self)
                self.end_headers() if self._headers_buffer else None  # type: ignore[attr-defined]

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]


@pytest.fixture
def serving(settings: Any) -> Iterator[Serving]:
    found = Serving()
    threading.Thread(target=found.server.serve_forever, daemon=True).start()
    settings.HAFAWA_FETCH_ALLOW = [f"127.0.0.1:{found.port}"]
    yield found
    found.server.shutdown()
    found.server.server_close()


def test_a_host_named_in_the_settings_is_asked_on_its_port_alone(serving: Serving) -> None:
    assert fetch(f"http://127.0.0.1:{serving.port}/a?b=c").status == 204
    assert serving.asked[0][0] == "/a?b=c"
    assert serving.asked[0][1]["host"] == f"127.0.0.1:{serving.port}"
    with pytest.raises(AddressRefused):
        check("http://127.0.0.1/")


def test_ssrf_every_hop_of_a_redirect_is_checked_anew(serving: Serving) -> None:
    def to(place: str) -> None:
        def say(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(302)
            handler.send_header("Location", place)

        serving.say = say

    for inside in ("http://169.254.169.254/latest/", "http://localhost/", "file:///etc/passwd", "http://[::1]:22/"):
        to(inside)
        with pytest.raises(NotFetched):
            fetch(f"http://127.0.0.1:{serving.port}/", redirects=3)
    to("/round")
    assert fetch(f"http://127.0.0.1:{serving.port}/", redirects=2).status == 302
    assert fetch(f"http://127.0.0.1:{serving.port}/").status == 302


def test_what_was_meant_for_one_host_is_not_sent_where_it_redirects_to(serving: Serving) -> None:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(307 if handler.path == "/" else 204)
        handler.send_header("Location", "/next")

    serving.say = say
    fetch(
        f"http://127.0.0.1:{serving.port}/", method="POST", body=b"x", headers={"webhook-signature": "s"}, redirects=1
    )
    assert "webhook-signature" in serving.asked[0][1]
    assert "webhook-signature" not in serving.asked[1][1]


def test_more_than_is_taken_is_refused(serving: Serving) -> None:
    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"x" * 5000)

    serving.say = say
    with pytest.raises(NoAnswer):
        fetch(f"http://127.0.0.1:{serving.port}/", most_bytes=4999)
    assert len(fetch(f"http://127.0.0.1:{serving.port}/", most_bytes=5000).body) == 5000


def test_a_drip_of_bytes_is_cut_off(serving: Serving) -> None:
    over = threading.Event()

    def say(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not over.is_set():
            try:
                handler.wfile.write(b"x")
            except OSError:
                return
            time.sleep(0.05)

    serving.say = say
    try:
        with pytest.raises(NoAnswer):
            fetch(f"http://127.0.0.1:{serving.port}/", seconds=0.5)
    finally:
        over.set()


def test_nobody_there_is_told_in_words(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.HAFAWA_FETCH_ALLOW = [f"127.0.0.1:{port}"]
    with pytest.raises(NoAnswer, match="Nobody listens"):
        fetch(f"http://127.0.0.1:{port}/")


def test_no_other_way_out_is_in_the_code() -> None:
    """One request to addresses people typed, one place; serving and the doctor ask only this machine itself."""
    other = re.compile(
        r"^\s*(import|from)\s+(requests|httpx|aiohttp|urllib3|urllib\.request|http\.client)\b", re.MULTILINE
    )
    allowed = {"kernel/safe_fetch.py", "cli/serving.py", "operations/checks/network.py"}
    found = {
        str(p.relative_to(ROOT / "hafawa"))
        for p in (ROOT / "hafawa").rglob("*.py")
        if other.search(p.read_text(encoding="utf-8"))
    }
    assert found <= allowed, found - allowed
    assert safe_fetch.__name__.endswith("safe_fetch")


def _answers(*addresses: str) -> Callable[..., list[Any]]:
    return lambda *_a, **_k: [(2, 1, 6, "", (a, 443)) for a in addresses]


GARBAGE = (
    b"", b"garbage\r\n\r\n", b"HTTP/9.9 abc\r\n\r\n", b"\0" * 5000, b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\nx", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
    b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n", b"HTTP/1.1 200 " + b"y" * 200_000, b"HTTP/1.1 100 Continue\r\n\r\n" * 200,
    b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe\r\n\r\n", b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n", b"HTTP/1.1 99999 OK\r\n\r\n",
    b"SSH-2.0-OpenSSH_9.2\r\n", b"\x16\x03\x01\x02", b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
)  # fmt: skip


@pytest.mark.parametrize("said", GARBAGE, ids=range(len(GARBAGE)))
def test_whatever_comes_back_is_an_answer_or_words(settings: Any, said: bytes) -> None:
    """One endpoint that answers nonsense must not keep messages from the others."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        def answer() -> None:
            for _ask in range(3):
                try:
                    connection, _from = listening.accept()
                except OSError:
                    return
                with connection, contextlib.suppress(OSError):
                    connection.recv(65536)
                    connection.sendall(said)

        threading.Thread(target=answer, daemon=True).start()
        settings.HAFAWA_FETCH_ALLOW = [f"127.0.0.1:{port}"]
        with contextlib.suppress(NotFetched):
            assert isinstance(fetch(f"http://127.0.0.1:{port}/", redirects=2, seconds=3).status, int)
