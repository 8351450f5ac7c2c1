"""A worker killed at any instant loses no message; one sent twice is known by its id. Real workers, a real receiver."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests import patterns
from tests.tasks.conftest import Place
from tests.webhooks.conftest import Receiver

EVENTS, KILLS = 120, 6
MAKE = """
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from hafawa.kernel import clock
from hafawa.people import actions as people
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import NoteWritten
from hafawa.webhooks import actions
now = clock.now()
by = User.objects.create_user(email="n@n.example", password="a long sentence", name="N", role="owner")
actions.make(url={url!r}, kinds=(), by=by, now=now)
who = [people.find_or_make([("email", f"{{n}}@x.example", "x")], name=f"N{{n}}", language="", now=now)[0].pk for n in range(6)]
log.append_many([log.Entry(NoteWritten(text="x"), now, "test", f"e{{n}}", who[n % 6]) for n in range({events})], now=now)
"""


def test_webhooks_survive_kill_9(tmp_path: Path, receiver: Receiver) -> None:
    place = Place(patterns.copy(patterns.opened(), tmp_path / "data"))
    place.env["HAFAWA_FETCH_ALLOW"] = f"127.0.0.1:{receiver.port}"
    place.env["HAFAWA_LEASE_SECONDS"] = "1"
    place.python(MAKE.format(url=receiver.url, events=EVENTS))
    chance = random.Random(7)
    try:
        for _kill in range(KILLS):
            before, worker = len(receiver.got), place.worker()
            place_wait(lambda before=before: len(receiver.got) > before or _is_all(receiver), seconds=40)
            time.sleep(chance.random() * 0.1)
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        place.worker()
        place_wait(lambda: _is_all(receiver), seconds=60)
        place_wait(
            lambda: place.rows("SELECT count(*) FROM webhooks_delivery WHERE state <> 'done'") == [(0,)], seconds=60
        )
    finally:
        place.close()
    first: dict[str, bytes] = {}
    for got in receiver.got:
        assert first.setdefault(got.message_id, got.body) == got.body
    assert len(first) == EVENTS
    _in_each_persons_order(receiver)


def _is_all(receiver: Receiver) -> bool:
    return len({g.message_id for g in receiver.got}) == EVENTS


def _in_each_persons_order(receiver: Receiver) -> None:
    """Where nothing is counted twice, the events of one person came in the order of their ids."""
    newest: dict[int, int] = {}
    seen: set[str] = set()
    for got in receiver.got:
        if got.message_id in seen:
            continue
        seen.add(got.message_id)
        data = got.said()["data"]
        assert data["event_id"] > newest.get(data["person_id"], 0)
        newest[data["person_id"]] = data["event_id"]


def place_wait(until: object, *, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not until():  # type: ignore[operator]
        if time.monotonic() > end:
            pytest.fail("never came")
        time.sleep(0.02)
