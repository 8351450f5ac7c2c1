"""The product as its users have it, with its own SMTP receiver, and doors of mail services as they are opened."""

from __future__ import annotations

import json
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from tests import databases, patterns, ports
from tests.faults.product import Product

US = "help@finjan.example"


@dataclass
class Shop:
    """The running product, and the port its SMTP receiver listens on."""

    product: Product
    port: int

    def opened(self, **keys: str) -> dict[str, str]:
        """The path of a new door for each service, by the key it signs with."""
        return inside(self.product, US, *(f"{kind}={key}" for kind, key in keys.items()))

    def post(self, path: str, **request: object) -> httpx.Response:
        return httpx.post(f"{self.product.address}{path}", timeout=60, **request)  # type: ignore[arg-type]

    def line(self) -> smtplib.SMTP:
        return smtplib.SMTP("127.0.0.1", self.port, timeout=60)

    def send(self, raw: bytes, *, sender: str = "layla@example.org", to: str = US) -> None:
        with self.line() as line:
            line.sendmail(sender, [to], raw)

    def texts(self) -> list[str]:
        rows = self.product.rows("SELECT data FROM timeline_event WHERE kind LIKE 'message.%' ORDER BY id")
        data = [json.loads(row[0]) if isinstance(row[0], str) else row[0] for row in rows]
        return [one.get("text", "").strip() for one in data]

    def arrived(self) -> int:
        return int(self.product.rows("SELECT count(*) FROM channels_arrived")[0][0])

    def until(self, *texts: str, seconds: float = 60) -> None:
        """All of `texts` are in the timeline."""
        self.product.wait(lambda: set(texts) <= set(self.texts()), seconds=seconds)


def inside(product: Product, *args: str) -> dict[str, str]:
    command = [sys.executable, "-m", "tests.channels.mail_doors.inside", *args]
    env = product.env | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def made(folder: Path, **env: str) -> Shop:
    """Not started yet."""
    patterns.copy(patterns.opened(), folder)
    port = ports.free()
    product = Product(folder, HAFAWA_SMTP_PORT=str(port), HAFAWA_SMTP_NAME="mx.finjan.example", **env)
    inside(product, US)
    return Shop(product, port)


@pytest.fixture(scope="module")
def shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One for all tests of a file: each speaks of letters of its own."""
    found = made(tmp_path_factory.mktemp("doors") / "data")
    found.product.start()
    yield found
    found.product.stop()
    databases.drop(found.product.folder)


def letter(text: str, *, message_id: str = "", to: str = US, **headers: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Layla <layla@example.org>", to, "A question"
    message["Date"] = "Fri, 27 Nov 2026 10:00:00 +0000"
    message["Message-ID"] = message_id or f"<{abs(hash(text))}@example.org>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
