"""`hafawa find` and `hafawa search`: found in words for people, as JSON for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

Terminal = Any  # tests/cli/conftest.py


@pytest.fixture
def filled(terminal: Terminal) -> Terminal:
    table = terminal.folder.parent / "orders.csv"
    rows = [
        "გიორგი ბერიძე,giorgi@example.com,HF-77,2026-03-01,20.00",
        "ليلى حداد,layla@example.com,HF-78,2026-03-02,9.00",
    ]
    table.write_text("\n".join(["name,email,order_id,order_date,amount", *rows]) + "\n", encoding="utf-8")
    assert terminal.run("import", str(table), "--yes", "--answer", "currency=TRY").returncode == 0
    return terminal


def test_what_an_import_brought_is_found_at_once_from_another_script(filled: Terminal) -> None:
    assert "გიორგი ბერიძე" in filled.run("find", "giogri").stdout
    found = json.loads(filled.run("find", "#hf78", "--json").stdout)["found"]
    assert [(hit["title"], hit["person"]["name"]) for hit in found["order"]] == [("HF-78", "ليلى حداد")]
    assert found["order"][0]["fits"] == ["HF-78"]


def test_what_is_not_there_is_said_and_is_no_error(filled: Terminal) -> None:
    done = filled.run("find", "zzqq")
    assert done.returncode == 0
    assert "Nothing is found by that" in done.stdout
    assert json.loads(filled.run("find", "--json", "--", "-x").stdout)["found"] == {}


def test_only_the_kinds_asked_for_are_shown(filled: Terminal) -> None:
    found = json.loads(filled.run("find", "hf", "--kind", "order", "--limit", "1", "--json").stdout)["found"]
    assert list(found) == ["order"]
    assert len(found["order"]) == 1


def test_the_index_is_made_anew_and_says_so_in_the_terminals_language(filled: Terminal) -> None:
    said = filled.run("search", "--rebuild")
    assert said.returncode == 0
    assert "Everything can be found" in said.stdout
    assert "ყველაფერი იძებნება" in filled.run("search", LANG="ka_GE.UTF-8").stdout
    assert "layla@example.com" in filled.run("find", "layla").stdout
