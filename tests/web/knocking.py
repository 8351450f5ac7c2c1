"""Somebody at the door: with a password, with a code."""

from __future__ import annotations

import base64
import time
from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from hafawa.team.models import User
from tests.web.conftest import PASSWORD

SECRET = base64.b32encode(b"12345678901234567890").decode()


def code(*, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30 + steps)))


def with_codes(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


def knock(client: Client, user: User, **more: Any) -> Any:
    return client.post("/sign-in/", {"email": user.email, "password": PASSWORD} | more)
