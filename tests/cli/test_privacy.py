"""Does a copy, a certificate and a look at the retention work from the terminal? Real processes on a folder."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.privacy.conftest import ORDERS

ERASE = """
import django; django.setup()
from datetime import timedelta
from hafawa.kernel import clock
from hafawa.people.models import Identifier
from hafawa.privacy import certificate, erasing
person = Identifier.objects.get(value="layla@example.org").person
asked = erasing.ask(person.pk, typed=person.name, by=None, now=clock.now() - timedelta(days=2))
print(certificate.as_text(erasing.carry_out(asked, now=clock.now()).certificate))
"""


@pytest.fixture
def shop(terminal: Terminal, tmp_path: Path) -> Terminal:
    (tmp_path / "orders.csv").write_text(ORDERS)
    terminal.env["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
    came = terminal.run("import", str(tmp_path / "orders.csv"))
    assert came.returncode == 0, came.stderr
    return terminal


def erase(shop: Terminal) -> str:
    done = subprocess.run([sys.executable, "-c", ERASE], env=shop.env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_copy_lies_where_it_was_asked_for(shop: Terminal, tmp_path: Path) -> None:
    to = tmp_path / "one.zip"
    answer = shop.run("privacy", "export", "layla@example.org", "--language", "ka", "--to", str(to))
    assert answer.returncode == 0, answer.stderr
    with zipfile.ZipFile(to) as archive:
        assert 'lang="ka"' in archive.read("index.html").decode()
        assert "nino@example.org" not in archive.read("data.json").decode()
    assert oct(to.stat().st_mode)[-3:] == "600"


def test_who_is_not_known_is_said_in_words(shop: Terminal) -> None:
    answer = shop.run("privacy", "export", "nobody@example.org")
    assert answer.returncode == 1
    assert "Give a whole address" in answer.stderr


def test_a_certificate_is_told_from_a_changed_one(shop: Terminal, tmp_path: Path) -> None:
    text = erase(shop)
    (tmp_path / "c.json").write_text(text)
    assert "It is ours: number" in shop.run("privacy", "verify", str(tmp_path / "c.json")).stdout
    (tmp_path / "c.json").write_text(json.dumps(json.loads(text) | {"by": "me"}))
    answer = shop.run("privacy", "verify", str(tmp_path / "c.json"))
    assert answer.returncode == 1
    assert "or it was changed" in answer.stderr


def test_the_retention_is_looked_at(shop: Terminal) -> None:
    assert "Messages and calls: for good; 0 / 0" in shop.run("privacy", "retention").stdout


@pytest.mark.sqlite_only("an older copy of the file is laid in its place")
def test_a_start_on_an_older_backup_forgets_again_whom_it_brought_back(shop: Terminal, tmp_path: Path) -> None:
    database = shop.folder / "hafawa.sqlite3"
    older = {p.name: p.read_bytes() for p in shop.folder.glob("hafawa.sqlite3*")}
    assert b"layla@example.org" in b"".join(older.values())
    erase(shop)
    for path in shop.folder.glob("hafawa.sqlite3*"):
        path.unlink()
    for name, data in older.items():
        (shop.folder / name).write_bytes(data)
    assert shop.run("status").returncode == 0
    assert b"layla@example.org" not in b"".join(p.read_bytes() for p in shop.folder.rglob("*") if p.is_file())
    assert b"nino@example.org" in database.read_bytes()
