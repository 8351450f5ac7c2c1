"""The door in front of Django, on a real server: nothing half passes for whole, nothing forged for real."""

from __future__ import annotations

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import uvicorn

from hafawa.config.asgi import SMALL, ConnectionLost, door


class Seen:
    """A WSGI application that keeps what it was given."""

    def __init__(self) -> None:
        self.environ: dict[str, Any] = {}
        self.body: bytes | BaseException | None = None

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.environ = environ
        try:
            self.body = b"".join(iter(lambda: environ["wsgi.input"].read(65536), b""))
        except BaseException as error:
            self.body = error
            raise
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [str(len(self.body)).encode()]


@pytest.fixture
def served() -> Iterator[tuple[Seen, int]]:
    seen = Seen()
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(door(seen, threads=2, upload_threads=2), lifespan="off", log_level="critical")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield seen, listening.getsockname()[1]
    server.should_exit = True
    thread.join()


def test_a_body_of_many_megabytes_arrives_whole(served: tuple[Seen, int]) -> None:
    seen, port = served
    body = bytes(range(256)) * 40_000
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/", body=body)
    assert connection.getresponse().read() == str(len(body)).encode()
    assert seen.body == body
    connection.close()


def test_a_body_that_breaks_off_raises_where_it_is_read(served: tuple[Seen, int]) -> None:
    seen, port = served
    with socket.create_connection(("127.0.0.1", port)) as half:
        half.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + b"h" * 5000)
    end = time.monotonic() + 30
    while seen.body is None and time.monotonic() < end:
        time.sleep(0.02)
    assert isinstance(seen.body, ConnectionLost)


def begun(port: int, length: int, sent: bytes) -> socket.socket:
    """A request whose body has begun to come."""
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode() + sent)
    return line


def ended(line: socket.socket, rest: bytes) -> bytes:
    line.settimeout(60)
    line.sendall(rest)
    return line.recv(65536)


@pytest.mark.parametrize("length", [1000, SMALL, SMALL + 1, 20 * SMALL])
def test_however_many_send_slowly_others_are_answered(served: tuple[Seen, int], length: int) -> None:
    seen, port = served
    with contextlib.ExitStack() as slow:
        lines = [slow.enter_context(begun(port, length, b"h" * 500)) for _n in range(9)]
        for _n in range(3):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("POST", "/", body=b"quick")
            assert connection.getresponse().read() == b"5"
            connection.close()
        with ThreadPoolExecutor(len(lines)) as senders:  # and whoever sends all of it is answered, too
            answers = list(senders.map(lambda line: ended(line, b"h" * (length - 500)), lines))
        assert all(answer.startswith(b"HTTP/1.1 200 ") for answer in answers)
        assert seen.body == b"h" * length


def test_a_body_of_no_said_length_arrives_whole(served: tuple[Seen, int]) -> None:
    _seen, port = served
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("POST", "/", body=iter([b"one", b"two"]), encode_chunked=True)
    assert connection.getresponse().read() == b"6"
    connection.close()


def test_a_name_with_an_underscore_cannot_pass_for_one_with_a_dash(served: tuple[Seen, int]) -> None:
    seen, port = served
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/", headers={"X_Forwarded_Proto": "https", "X-Real-Name": "kept"})
    connection.getresponse().read()
    assert "HTTP_X_FORWARDED_PROTO" not in seen.environ
    assert seen.environ["HTTP_X_REAL_NAME"] == "kept"
    connection.close()


def test_two_cookie_headers_are_joined_as_cookies_are(served: tuple[Seen, int]) -> None:
    seen, port = served
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.putrequest("GET", "/")
    connection.putheader("Cookie", "a=1")
    connection.putheader("Cookie", "b=2")
    connection.endheaders()
    connection.getresponse().read()
    assert seen.environ["HTTP_COOKIE"] == "a=1; b=2"
    connection.close()
