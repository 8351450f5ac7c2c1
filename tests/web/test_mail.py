"""A link leaves by mail through a real server; settings that make no sense stop the start in words."""

from __future__ import annotations

import email
import email.policy
import os
import socketserver
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

TOKEN = "/new-password/" + "t" * 43 + "/"


class Letters(socketserver.StreamRequestHandler):
    """As much SMTP (RFC 5321) as a client needs to hand a letter over."""

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self.say("354 go on")
                body = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.kept.append(body)  # type: ignore[attr-defined]
            if word == "QUIT":
                return self.say("221 bye")
            self.say("250 done")
        return None

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server() -> Iterator[socketserver.ThreadingTCPServer]:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Letters) as made:
        made.kept = []  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def run(folder: Path, code: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if not k.startswith("HAFAWA_")}
    env |= {"HAFAWA_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "hafawa.config.settings", "LC_ALL": "C"} | more
    return subprocess.run([sys.executable, *code], env=env, capture_output=True, text=True, check=False, timeout=120)


def test_a_link_goes_out_as_a_letter_in_the_readers_language(
    server: socketserver.ThreadingTCPServer, tmp_path: Path
) -> None:
    where = {
        "HAFAWA_MAIL_URL": f"smtp://127.0.0.1:{server.server_address[1]}",
        "HAFAWA_MAIL_FROM": "shop@finjan.example",
    }
    code = f"""
from hafawa.cli import opening
opening.speak(); opening.open_folder()
from hafawa.team.models import User
from hafawa.web import mail
User.objects.create_user(email="luka@finjan.example", password="x", name="ლუკა", language="ka")
mail.send_link("reset", email="luka@finjan.example", address="https://shop.example{TOKEN}")
"""
    done = run(tmp_path / "data", ["-c", code], **where)
    assert done.returncode == 0, done.stderr
    (kept,) = server.kept  # type: ignore[attr-defined]
    letter = email.message_from_bytes(kept, policy=email.policy.default)
    assert (letter["To"], letter["From"]) == ("luka@finjan.example", "shop@finjan.example")
    assert "პაროლი" in letter["Subject"]
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    assert f"https://shop.example{TOKEN}" in text
    assert f'href="https://shop.example{TOKEN}"' in html
    assert 'lang="ka"' in html
    assert 'dir="ltr"' in html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"HAFAWA_MAIL_URL": "mail.example:25", "HAFAWA_MAIL_FROM": "a@b.example"}, "HAFAWA_MAIL_URL"),
        ({"HAFAWA_MAIL_URL": "smtp://mail.example", "HAFAWA_MAIL_FROM": ""}, "HAFAWA_MAIL_FROM"),
        ({"HAFAWA_TRUSTED_PROXIES": "everybody"}, "HAFAWA_TRUSTED_PROXIES"),
    ],
)
def test_settings_that_make_no_sense_stop_the_start_in_words(tmp_path: Path, wrong: dict[str, str], said: str) -> None:
    done = run(tmp_path / "data", ["-m", "hafawa", "status"], **wrong)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_only_owner_makes_a_link_on_the_machine(tmp_path: Path) -> None:
    code = """
from hafawa.cli import opening
opening.speak(); opening.open_folder()
from hafawa.team.models import User
User.objects.create_user(email="nino@finjan.example", password="x", name="Nino", role="owner")
"""
    run(tmp_path / "data", ["-c", code])
    done = run(tmp_path / "data", ["-m", "hafawa", "password-link", "Nino@finjan.example"])
    assert done.stdout.startswith("http://127.0.0.1:8707/new-password/")
    assert run(tmp_path / "data", ["-m", "hafawa", "password-link", "nobody@x.example"]).returncode == 2
