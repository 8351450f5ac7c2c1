"""Several processes at once never spend more than the day has: what is counted is counted in the database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests import databases

READY = """
import sys
import django; django.setup()
from datetime import UTC, datetime
from hafawa.cli import opening
from hafawa.listening.assistants import limits
from hafawa.listening.assistants.models import Assistant, AssistantDay
NOW = datetime(2026, 3, 4, 10, tzinfo=UTC)
"""
MAKE = (
    READY + "opening.open_folder(); Assistant.objects.create(id=1, is_on=True, url='x', model='m', tokens_a_day=1050)"
)
TAKE = (
    READY
    + """
assistant = Assistant.get()
print(AssistantDay.objects.count(), flush=True); sys.stdin.readline()
taken = [limits.take(assistant, tokens_in=60, tokens_out=40, now=NOW) for _n in range(10)]
held = [t for t in taken if not isinstance(t, str)]
for one in held[:2]:
    limits.settle(one, tokens=100, micros=0, is_failure=True)
print(len(held))
"""
)
COUNT = READY + "day = AssistantDay.objects.get(); print(day.tokens, day.calls)"


@pytest.mark.usefixtures("on_database")
def test_four_processes_take_no_more_than_there_is(tmp_path: Path) -> None:
    environment = databases.environment(tmp_path / "data") | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    run = [sys.executable, "-c"]
    subprocess.run([*run, MAKE], env=environment, check=True)
    several = [
        subprocess.Popen([*run, TAKE], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _n in range(4)
    ]
    for process in several:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "0"
    taken = [int(process.communicate()[0]) for process in _all_told(several)]
    assert sum(taken) == 10, "a hundred tokens each, of 1,050"
    told = subprocess.run([*run, COUNT], env=environment, check=True, capture_output=True, text=True).stdout.split()
    assert told == ["1000", "10"]


def _all_told(several: list[subprocess.Popen[str]]) -> list[subprocess.Popen[str]]:
    """All of them, each told to begin before any is waited for."""
    for process in several:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return several
