"""Keys for programs, in the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal

OWNER = "n@n.example"


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    import subprocess
    import sys

    found = Terminal(tmp_path / "data")
    found.run("status")
    code = (
        "import django; django.setup()\nfrom hafawa.team.models import User\n"
        f"User.objects.create_user(email='{OWNER}', password='a long sentence', name='N', role='owner')"
    )
    environment = found.env | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    return found


def test_a_key_is_made_listed_and_ended(terminal: Terminal) -> None:
    made = terminal.run("token", "make", "--user", OWNER, "--name", "till", "--scope", "events:write")
    assert re.fullmatch(r"hafawa_[0-9a-f]{12}_[\w-]{43}\n", made.stdout), made.stderr
    key_id = made.stdout.split("_")[1]
    listed = terminal.run("token", "list").stdout
    assert key_id in listed
    assert made.stdout.strip() not in listed
    assert terminal.run("token", "revoke", key_id).returncode == 0
    assert "ended" in terminal.run("token", "list").stdout


def test_what_cannot_be_made_or_ended_is_said_in_words(terminal: Terminal) -> None:
    for words in (
        ("make", "--user", "nobody@n.example", "--name", "x", "--scope", "people:read"),
        ("make", "--user", OWNER, "--name", " ", "--scope", "people:read"),
        ("make", "--user", OWNER, "--name", "x"),
        ("make", "--user", OWNER, "--name", "x", "--scope", "everything:all"),
        ("make", "--user", OWNER, "--name", "x", "--scope", "people:read", "--days", "9999"),
        ("revoke", "hafawa_000000000000"),
    ):
        refused = terminal.run("token", *words)
        assert refused.returncode == 1
        assert refused.stderr.strip()
        assert "Traceback" not in refused.stderr
