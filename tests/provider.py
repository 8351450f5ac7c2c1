"""A mailbox provider's own server on this machine: its page of leave, its keys, and whose key is whose.

It keeps to RFC 6749 and 7636, and misbehaves where a test says so: `ill` names how.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest
from pytest_django.fixtures import Settings

from tests import dovecot
from tests.conftest import absent

CLIENT, SECRET = "client-1", "secret & more"


@dataclass
class Provider:
    """Codes and keys given out; `asked` are the grant types asked for."""

    port: int = 0
    user: str = "shop@example.test"
    seconds: int = 3600
    ill: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    access: dict[str, str] = field(default_factory=dict)
    refresh: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def say_yes(self, url: str) -> str:
        """What the owner's browser is led back to after saying yes on the page `url`."""
        said = dict(parse_qsl(urlsplit(url).query))
        assert said["response_type"] == "code"
        assert said["client_id"] == CLIENT
        assert said["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = said
        return f"{said['redirect_uri']}?{urlencode({'code': code, 'state': said['state']})}"

    def answer(self, said: dict[str, str]) -> tuple[int, Any]:
        self.asked.append(said.get("grant_type", ""))
        if self.ill in ("nonsense", "down"):
            return (200, b"<html>") if self.ill == "nonsense" else (503, {})
        if (said.get("client_id"), said.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client"}
        if said["grant_type"] == "authorization_code":
            asked = self.codes.pop(said["code"], None)
            digest = base64.urlsafe_b64encode(hashlib.sha256(said["code_verifier"].encode()).digest()).rstrip(b"=")
            is_right = asked and asked["redirect_uri"] == said["redirect_uri"]
            if not is_right or self.ill == "expired" or asked["code_challenge"] != digest.decode():  # type: ignore[index]
                return 400, {"error": "invalid_grant"}
        elif said["refresh_token"] not in self.refresh:
            return 400, {"error": "invalid_grant"}
        else:
            self.refresh.discard(said["refresh_token"])  # each is good once, as Microsoft's are
        return 200, self._keys()

    def _keys(self) -> dict[str, Any]:
        access, refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self.access[access] = self.user
        self.refresh.add(refresh)
        told: dict[str, Any] = {"access_token": access, "token_type": "Bearer", "expires_in": self.seconds}
        return told if self.ill == "for an hour" else {**told, "refresh_token": refresh}

    def take_back(self) -> None:
        """The owner says no from now on."""
        self.access.clear()
        self.refresh.clear()


@contextmanager
def beside_mail() -> Iterator[tuple[Provider, dovecot.Server]]:
    """One that listens, and a mail server that asks it whose a key is."""
    if dovecot.program() is None:
        absent("Dovecot")
    with standing() as found:
        server = dovecot.start(introspection=f"{found.address}/introspect?token=")
        yield found, server
        server.remove()


def well(
    found: Provider, server: dovecot.Server, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Provider:
    """`found` with no keys out and nothing amiss, and a product in `folder` that may go to both."""
    found.ill, found.seconds = "", 3600
    found.take_back()
    found.asked.clear()
    settings.HAFAWA_DATA_DIR = folder
    settings.HAFAWA_FETCH_ALLOW = {f"127.0.0.1:{found.port}", f"localhost:{server.port}"}
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    return found


@contextmanager
def standing() -> Iterator[Provider]:
    """One that listens on this machine."""
    found = Provider()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
            user = found.access.get(token)
            self._say(200 if user else 401, {"active": bool(user), "username": user or ""})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(*found.answer(dict(parse_qsl(body))))

        def _say(self, status: int, told: Any) -> None:
            content = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()
