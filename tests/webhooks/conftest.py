"""A real receiver on this machine that keeps a journal of its own outside the system."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from hafawa.team.models import Shop, User
from tests.web.conftest import PASSWORD, data_folder

__all__ = ["data_folder"]


@dataclass
class Got:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def message_id(self) -> str:
        return self.headers["webhook-id"]

    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found


@dataclass
class Receiver:
    """Answers `status`, or what `answers` says next; everything that came is in `got`."""

    port: int = 0
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    answers: list[int] = field(default_factory=list)
    got: list[Got] = field(default_factory=list)
    before_first: Callable[[], object] | None = None  # done while whoever asked first, and all after them, wait
    turn: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            with found.turn:
                act, found.before_first = found.before_first, None
                act and act()
            length = int(self.headers.get("Content-Length") or 0)
            if len(body := self.rfile.read(length)) < length:
                return  # whoever sent it died in the middle: no receiver takes that for a message
            found.got.append(Got(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            self.send_response(found.answers.pop(0) if found.answers else found.status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.port = server.server_address[1]
    settings.HAFAWA_FETCH_ALLOW = [f"127.0.0.1:{found.port}"]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def owner(db: None) -> User:
    Shop.get()
    return User.objects.create_user(email="nino@finjan.example", password=PASSWORD, name="Nino", role="owner")
