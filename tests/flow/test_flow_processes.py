"""The flow in real processes: two at once wait for each other, a killed one is gone on with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import databases, patterns

FILL = """
from datetime import UTC, datetime, timedelta
from hafawa.people.models import Person
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
now = datetime.now(UTC)
people = [Person.objects.create(name=f"P{n}", created_at=now) for n in range(40)]
log.append_many([log.Entry(what=MessageReceived(channel="email", ref=f"c{p.id}", text="Where is my order? It is late!"),
    occurred_at=now - timedelta(hours=30), source="mail", external_id=f"m{p.id}", person_id=p.id) for p in people], now=now)
"""
LIVE = "from hafawa import flow\nflow.live_now()"


@pytest.fixture
def folder(on_database: None, tmp_path: Path) -> Path:
    made = patterns.copy(patterns.opened(), tmp_path / "data")
    _python(made, "from hafawa.cli import opening\nopening.open_folder()\n" + FILL).wait()
    return made


def test_two_passes_at_once_make_each_card_once(folder: Path) -> None:
    both = [_python(folder, LIVE) for _ in range(2)]
    assert [process.wait() for process in both] == [0, 0]
    assert databases.rows(folder, "SELECT count(*), count(DISTINCT person_id) FROM playbooks_suggestion") == [(40, 40)]


def test_a_pass_killed_at_any_moment_is_gone_on_with(folder: Path) -> None:
    for wait in (0.5, 1.0, 1.5, 2.0):
        process = _python(folder, LIVE)
        time.sleep(wait)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert _python(folder, LIVE).wait() == 0
    assert databases.rows(folder, "SELECT count(*), count(DISTINCT person_id) FROM playbooks_suggestion") == [(40, 40)]


def _python(folder: Path, code: str) -> subprocess.Popen[Any]:
    env = databases.environment(folder) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    return subprocess.Popen([sys.executable, "-c", f"import django; django.setup()\n{code}"], env=env)
