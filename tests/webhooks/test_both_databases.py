"""On PostgreSQL ids are committed out of order: no cursor passes one that is still on its way. And hooks count once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.tasks.conftest import Place
from tests.webhooks.test_kill import MAKE

HOOKS = """
import threading
from django.db import connection
from django.test import Client
from hafawa.kernel import clock
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.webhooks import incoming, signing
door, secret = incoming.make("till", by=User.objects.get(), now=clock.now())
body = b'{"events": [{"kind": "order.placed", "at": "2026-01-01", "ref": "1", "person": {"email": "a@b.example"}}]}'
said = []
def tell():
    headers = signing.headers(body, message_id="m", now=clock.now(), keys=[secret])
    answer = Client(headers={"host": "localhost"}).generic(
        "POST", "/api/v1/hooks/till", body, content_type="application/json", headers=headers)
    said.append((answer.status_code, answer.json().get("new")))
    connection.close()
threads = [threading.Thread(target=tell) for _ in range(12)]
[t.start() for t in threads]; [t.join() for t in threads]
print(set(said), Event.objects.count())
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    url = ""
    if request.param == "postgresql":
        import psycopg

        server = request.getfixturevalue("postgresql")
        name = f"hooks_{abs(hash(request.node.name)) % 10**8}"
        with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = f"{server}/{name}"
    found = Place(tmp_path, database_url=url)
    found.env["HAFAWA_FETCH_ALLOW"] = "127.0.0.1:9"
    found.python(MAKE.format(url="http://127.0.0.1:9/", events=0))
    yield found
    found.close()


def test_the_same_message_twelve_times_at_once_counts_once(place: Place) -> None:
    assert place.python(HOOKS).strip() == "{(200, 1)} 1"
