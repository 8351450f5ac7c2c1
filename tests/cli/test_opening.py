"""What a person is told when the folder, the settings or the database cannot be used."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

Terminal = Any  # tests/cli/conftest.py


def test_any_command_makes_an_empty_folder_ready(bare: Terminal) -> None:
    done = bare.run("status", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["people"], found["events"], found["sources"], found["tasks_parked"]) == (0, 0, [], [])
    assert found["disk_bytes"] > 0


def test_two_commands_on_one_empty_folder_at_once_both_succeed(bare: Terminal) -> None:
    command = [sys.executable, "-m", "hafawa", "status"]
    both = [subprocess.Popen(command, env=bare.env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(2)]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said


def test_a_database_of_a_newer_version_is_refused_and_left_alone(terminal: Terminal) -> None:
    terminal.rows("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9000_later', '2031-01-01')")
    before = _migrations(terminal)
    for refused in (terminal.run("status"), terminal.run("run", "--port", str(terminal.port))):
        assert refused.returncode == 1
        assert "people.9000_later" in refused.stderr
        assert "Traceback" not in refused.stderr
    assert _migrations(terminal) == before


def test_a_folder_that_cannot_be_written_is_refused_in_words(terminal: Terminal) -> None:
    refused = terminal.run("run", "--port", str(terminal.port), HAFAWA_DATA_DIR="/proc/no")
    assert refused.returncode == 1
    assert "/proc/no" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_setting_that_makes_no_sense_is_refused_by_name(terminal: Terminal) -> None:
    refused = terminal.run("status", HAFAWA_PORT="eighty")
    assert refused.returncode == 1
    assert "HAFAWA_PORT" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_that_does_not_answer_is_said_without_its_password(terminal: Terminal) -> None:
    refused = terminal.run("status", HAFAWA_DATABASE_URL="postgresql://me:sesame@127.0.0.1:1/none")
    assert refused.returncode == 1
    assert "HAFAWA_DATABASE_URL" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "sesame" not in refused.stderr


def test_status_counts_tasks_set_aside_with_their_reason(terminal: Terminal) -> None:
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
    values = "'a.b', '[]', '', 'parked', '', 0, 8, 0, 'ValueError: x', '2026-01-01'"
    terminal.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({values})")
    parked = json.loads(terminal.run("status", "--json").stdout)["tasks_parked"]
    assert [(t["function"], t["error"]) for t in parked] == [("a.b", "ValueError: x")]
    assert "ValueError: x" in terminal.run("status").stdout


def _migrations(terminal: Terminal) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = terminal.rows("SELECT app, name FROM django_migrations ORDER BY id")
    return found
