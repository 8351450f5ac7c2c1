"""`hafawa tasks` in the terminal."""

from __future__ import annotations

import json
from typing import Any

Terminal = Any  # tests/cli/conftest.py


def _set_aside(terminal: Terminal) -> int:
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at, finished_at"
    values = "'a.b', '[]', '', 'parked', '', 0, 8, 0, 'ValueError: layla@example.com', '2026-01-01', '2026-01-01'"
    [(made,)] = terminal.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({values}) RETURNING id")
    return int(made)


def test_tasks_are_listed_tried_again_let_go_and_brought_back(terminal: Terminal) -> None:
    task = _set_aside(terminal)
    listed = [t for t in json.loads(terminal.run("tasks", "--json").stdout) if t["id"] == task]
    assert [(t["state"], t["function"], t["attempts"], t["error"]) for t in listed] == [
        ("parked", "a.b", 8, "ValueError: [address]")
    ]
    assert "Set aside" in terminal.run("tasks").stdout
    assert f"retry {task}" in terminal.run("tasks", "discard", str(task)).stdout
    assert json.loads(terminal.run("tasks", "--json").stdout) == []
    assert terminal.run("tasks", "retry", str(task)).returncode == 0
    assert [t["state"] for t in json.loads(terminal.run("tasks", "--json").stdout)] == ["waiting"]


def test_a_task_that_is_not_set_aside_is_refused_in_words(terminal: Terminal) -> None:
    refused = terminal.run("tasks", "retry", "77")
    assert refused.returncode == 1
    assert "77" in refused.stderr
    assert "Nothing was changed" in refused.stderr
    assert "Nothing waits" in terminal.run("tasks").stdout
