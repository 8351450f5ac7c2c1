"""A program that listens to a stream as browsers do, and a shop on a real server to listen to."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests import databases

ORIGIN = "https://shop.example"
EMAIL, PASSWORD = "ana@shop.example", "a long sentence of words"
SET_UP = """
import sys, django; django.setup()
from hafawa.channels.chat import site
from hafawa.kernel import clock
from hafawa.team.models import Shop, User
Shop.get()
Shop.objects.update(name="Finjan", set_up_at=clock.now(), opens_at="00:00", closes_at="00:00")
for email, role in ((sys.argv[2], "owner"), ("v." + sys.argv[2], "viewer")):
    User.objects.create_user(email=email, password=sys.argv[3], name="Ana", role=role)
site.change(is_on=True, origins=sys.argv[1].split(), greetings={}, away_words={}, takes_files=True, by=None, now=clock.now())
"""


def code(folder: Path, text: str, *arguments: str) -> str:
    """What a program of the product's own, beside the server on the same folder, says."""
    environment = databases.environment(folder) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", text, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def set_up(folder: Path, *origins: str) -> None:
    code(folder, SET_UP, " ".join(origins or (ORIGIN,)), EMAIL, PASSWORD)


def connection(address: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)


def post(
    address: str, where: str, said: dict[str, Any], *, token: str, came_from: str = ""
) -> tuple[int, dict[str, Any]]:
    """As a browser of its own, at an address of its own unless `came_from` says another (behind a proxy of ours)."""
    line = connection(address)
    own = f"10.{token.encode()[-1]}.{token.encode()[-2]}.1"
    headers = {"Authorization": f"Bearer {token}", "Origin": ORIGIN, "Content-Type": "application/json"}
    headers |= {"X-Forwarded-For": came_from or own}
    line.request("POST", f"/chat/{where}/", json.dumps(said), headers)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer.status, json.loads(body) if body else {}


def signed_in(address: str, email: str = EMAIL) -> str:
    """The cookies of a member of the team."""
    line = connection(address)
    line.request("GET", "/sign-in/")
    first = line.getresponse()
    page = first.read().decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    cookies = _cookies(first)
    form = urlencode({"email": email, "password": PASSWORD, "csrfmiddlewaretoken": token})
    kind = "application/x-www-form-urlencoded"
    line.request("POST", "/sign-in/", form, {"Content-Type": kind, "Cookie": cookies})
    second = line.getresponse()
    second.read()
    assert second.status == 302, second.status
    line.close()
    return f"{cookies}; {_cookies(second)}"


def _cookies(answer: http.client.HTTPResponse) -> str:
    return "; ".join(c.partition(";")[0] for c in answer.headers.get_all("Set-Cookie", []))


@dataclass
class Ear:
    """Listens until told to stop; comes back from where it was when the line breaks."""

    address: str
    path: str
    headers: dict[str, str]
    drops_after: int = 0  # lines after which it lets the line go by itself
    heard: list[dict[str, Any]] = field(default_factory=list)
    ids: list[int] = field(default_factory=list)
    last: str = ""
    joined: int = 0
    status: int = 0
    ended_well: int = 0
    is_over: bool = False

    def __post_init__(self) -> None:
        self.begun = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        while not self.is_over:
            try:
                self._once()
            except (OSError, http.client.HTTPException):
                self.begun.wait(0.1)

    def _once(self) -> None:
        line = connection(self.address)
        headers = self.headers | ({"Last-Event-ID": self.last} if self.last else {})
        line.request("GET", self.path, headers=headers)
        answer = line.getresponse()
        self.status = answer.status
        if answer.status != 200:
            self.is_over = self.is_over or answer.status in {302, 401, 403}
            return
        self.joined += 1
        for count, said in enumerate(self._lines(answer), 1):
            self.heard.append(said)
            if self.is_over or (self.drops_after and count >= self.drops_after):
                line.sock and line.sock.close()  # type: ignore[func-returns-value]
                return
        self.ended_well += 1

    def _lines(self, answer: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
        mark = ""
        for raw in iter(answer.readline, b""):
            text = raw.decode().rstrip("\n")
            self.begun.set()
            if text.startswith("id: "):
                mark = text[4:]
            elif text.startswith("data: "):
                if mark:
                    self.ids.append(int(mark))
                    self.last = mark
                mark = ""
                yield json.loads(text[6:])

    def stop(self) -> None:
        self.is_over = True


def visitor_ear(address: str, token: str, **more: Any) -> Ear:
    return Ear(address, "/chat/live/", {"Authorization": f"Bearer {token}", "Origin": ORIGIN}, **more)


def team_ear(address: str, cookies: str, *, after: int = 0, **more: Any) -> Ear:
    return Ear(address, f"/live/?after={after}", {"Cookie": cookies}, **more)
