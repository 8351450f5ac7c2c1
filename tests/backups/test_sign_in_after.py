"""After a restore, and after a move to another database: who signs in with a password and a code still does."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.backups.conftest import House

SET_UP = """
import django; django.setup()
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from tests.web.knocking import with_codes
from hafawa.team.models import User
user = User.objects.create_user(email="ana@shop.example", password="a long sentence of words", name="Ana", role="owner")
RecoveryCodes.activate(with_codes(user))
"""
KNOCK = """
import django; django.setup()
from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
from django.test import Client
from hafawa.team.models import User
from tests.web.knocking import code, knock
client, user = Client(), User.objects.get(email="ana@shop.example")
first = knock(client, user)
assert first.headers["Location"].startswith("/sign-in/code/"), first
assert client.get("/settings/").status_code == 302, "the password alone opens nothing"
second = client.post("/sign-in/code/", {"code": code(steps=-5)})
assert client.get("/settings/").status_code == 302, "a stale code opens nothing"
second = client.post("/sign-in/code/", {"code": code()})
assert second.status_code == 302, second.content.decode()[-3000:]
assert client.get("/settings/").status_code == 200
print("in")
"""


def _do(house: House, script: str) -> str:
    env = house.env | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, cwd=root, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_second_step_still_opens_the_door_after_a_restore_and_a_move(
    sqlite_house: House, new_database: Callable[[], str]
) -> None:
    house = sqlite_house
    _do(house, SET_UP)
    path = house.backup()
    house.rows("DELETE FROM mfa_authenticator")
    house.rows("DELETE FROM team_user")
    house.ok("restore", path)
    house.ok("status")  # a start makes what no backup holds
    assert "in" in _do(house, KNOCK)
    url = new_database()
    house.ok("move-database", "--to", url)
    moved = House(house.folder, database_url=url)
    moved.ok("status")
    assert "in" in _do(moved, KNOCK)
    moved.close()
