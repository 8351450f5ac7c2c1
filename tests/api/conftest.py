"""The house of the web's tests, and programs that ask with a key."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hafawa.api import rates
from hafawa.kernel import clock
from hafawa.team import tokens
from hafawa.team.models import Role, User
from tests.web.conftest import colleague, data_folder, house, owner

__all__ = ["data_folder", "house", "owner"]


@dataclass
class Program:
    """Asks the API with a key."""

    key: str
    token: Any = None
    language: str = "en"

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        client = Client(raise_request_exception=False)
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        return client.generic(
            method,
            f"/api/v1{path}",
            data,
            content_type="application/json",
            headers={"Authorization": f"Bearer {self.key}", "Accept-Language": self.language, **headers},
        )

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self("POST", path, body, **headers)


Holder = Callable[..., Program]


def program(user: User, *, scopes: list[str] | None = None, days: int = 30) -> Program:
    token, key = tokens.make(
        user=user, name="test", scopes=scopes or tokens.all_scopes(), days=days, by=user, now=clock.now()
    )
    return Program(key, token)


@pytest.fixture(autouse=True)
def counted_anew() -> None:
    """Ids of tokens come again in the next test; what this process holds of their requests must not."""
    rates._held.clear()


@pytest.fixture
def ask(owner: User) -> Program:
    """A program of the owner's, allowed everything."""
    return program(owner)


@pytest.fixture
def agent_asks(owner: User) -> Program:
    return program(colleague(Role.AGENT))


@pytest.fixture
def viewer_asks(owner: User) -> Program:
    return program(colleague(Role.VIEWER, email="v@finjan.example"))


YESTERDAY = timedelta(days=1)
