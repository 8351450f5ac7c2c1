"""`hafawa demo`: from an empty folder to a sample shop with cards; never into a folder with customers."""

from __future__ import annotations

import json
from typing import Any

Terminal = Any  # tests/cli/conftest.py


def test_it_fills_an_empty_folder_says_how_to_sign_in_and_a_second_time_changes_nothing(bare: Terminal) -> None:
    first = bare.run("demo", "--no-serve")
    assert first.returncode == 0, first.stderr
    assert "owner@sample.shop" in first.stdout
    before = json.loads(bare.run("status", "--json").stdout)
    assert before["people"] > 100
    assert before["cards_open"] > 0
    assert bare.run("demo", "--no-serve").returncode == 0
    after = json.loads(bare.run("status", "--json").stdout)
    assert [after[n] for n in ("people", "events", "cards_open")] == [
        before[n] for n in ("people", "events", "cards_open")
    ]


def test_a_folder_with_customers_is_refused_and_nothing_is_added(terminal: Terminal) -> None:
    columns = "name, folded_name, first_name, language, created_at"
    terminal.rows(f"INSERT INTO people_person ({columns}) VALUES ('Nino', 'nino', '', '', '2026-01-01')")
    refused = terminal.run("demo", "--no-serve")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert refused.stderr.strip()
    assert json.loads(terminal.run("status", "--json").stdout)["people"] == 1
