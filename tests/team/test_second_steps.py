"""The secret of a second step is nowhere in the database, and a shop from before has it sealed by its next start."""

from __future__ import annotations

from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from click.testing import CliRunner
from django.apps import apps
from django.db import connection
from django.test import Client

from hafawa.cli.commands.password_link import command
from hafawa.team import second_steps
from hafawa.team.models import AuditEntry, User
from tests.web.knocking import SECRET, code, knock, with_codes

pytestmark = pytest.mark.django_db
SEED = "5eed" * 20


def kept() -> str:
    """The rows as they lie in the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator ORDER BY id")
        return repr(cursor.fetchall())


@pytest.fixture
def luka() -> User:
    return User.objects.create_user(email="luka@x.example", password="a long sentence of words", name="Luka")


def test_a_secret_and_the_seed_of_recovery_codes_are_kept_sealed(luka: User) -> None:
    RecoveryCodes.activate(with_codes(luka))
    assert SECRET not in kept()
    assert kept().count(second_steps.MARK) == 2
    client = Client()
    knock(client, luka)
    assert client.post("/sign-in/code/", {"code": code(steps=-5)}).status_code == 200
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 302


def test_what_lay_open_before_is_sealed_and_still_opens_the_door(luka: User) -> None:
    Authenticator.objects.create(user=luka, type="totp", data={"secret": SECRET})
    Authenticator.objects.create(user=luka, type="recovery_codes", data={"seed": SEED, "used_mask": 3})
    codes = RecoveryCodes(Authenticator.objects.get(type="recovery_codes")).generate_codes()
    other = User.objects.create_user(email="ana@x.example", password="a long sentence of words", name="Ana")
    Authenticator.objects.create(user=other, type="recovery_codes", data={"migrated_codes": ["11111111"]})
    Authenticator.objects.create(user=other, type="webauthn", data={"credential": {"secret": "not ours"}})
    migration = import_module("hafawa.team.migrations.0005_second_steps_sealed")
    for _again in range(2):
        migration.seal(apps, None)
        assert not [text for text in (SECRET, SEED, "11111111") if text in kept()]
        assert "not ours" in kept()
    assert RecoveryCodes(Authenticator.objects.get(user=luka, type="recovery_codes")).generate_codes() == codes
    client = Client()
    knock(client, luka)
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 302
    migration.open_(apps, None)
    assert all(text in kept() for text in (SECRET, SEED, "11111111"))


def test_with_another_secret_key_no_code_opens_the_door_and_it_is_told_why(luka: User, settings: Any) -> None:
    with_codes(luka)
    settings.SECRET_KEY = "another key, long enough to be one " * 2
    client = Client()
    knock(client, luka)
    answer = client.post("/sign-in/code/", {"code": code()})
    assert answer.status_code == 422
    assert "secret_key" in answer.content.decode()
    assert client.get("/settings/").status_code == 302
    assert second_steps.not_ours() == 1


def test_who_holds_the_machine_lets_one_in_who_lost_the_second_step(luka: User, settings: Any) -> None:
    with_codes(luka)
    settings.SECRET_KEY = "another key, long enough to be one " * 2
    done = CliRunner().invoke(command, ["--without-second-step", "luka@x.example"], catch_exceptions=False)
    assert done.exit_code == 0
    client, link = Client(), urlsplit(done.output.strip()).path
    words = {"password": "words that are quite new"}
    assert client.post(link, words).status_code == 302
    assert knock(client, luka, **words)["Location"] == "/"
    assert AuditEntry.objects.filter(what="team.second_step_dropped", by=None, about=f"user:{luka.pk}").exists()
    assert second_steps.not_ours() == 0
    assert client.get("/account/").status_code == 200


def test_a_secret_key_that_was_replaced_still_opens_what_was_sealed_before(settings: Any) -> None:
    kept = second_steps.seal(SECRET)
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another key, long enough to be one " * 2
    with pytest.raises(second_steps.OtherKey):
        second_steps.opened(kept)
    settings.SECRET_KEY_FALLBACKS = [before]
    assert second_steps.opened(kept) == SECRET
    assert second_steps.seal(kept) == kept
