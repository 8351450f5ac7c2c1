"""A job that kills its worker: set aside after three, and the next one goes on within seconds, in the whole product."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases, patterns
from tests.conftest import ROOT
from tests.faults.product import Product


@pytest.fixture
def product(on_database: None, tmp_path: Path) -> Iterator[Product]:
    folder = patterns.copy(patterns.opened(), tmp_path / "data")
    made = Product(folder, JOURNAL=str(tmp_path / "journal"), PYTHONPATH=str(ROOT / "tests" / "tasks"))
    yield made
    made.stop()
    databases.drop(made.folder)


def test_a_job_that_kills_its_worker_is_parked_after_three_and_the_next_goes_on(
    product: Product, tmp_path: Path
) -> None:
    _enqueue(product, "kill_its_process")
    _enqueue(product, "note", "next")
    product.start()
    product.wait(lambda: _states(product) == ["parked", "done"])
    lines = [line.split()[0] for line in (tmp_path / "journal").read_text().splitlines()]
    assert lines.count("poison") == 3
    assert lines.count("next") == 1
    said = json.loads(product.hafawa("status", "--json").stdout)
    assert [task["function"] for task in said["tasks_parked"]] == ["task_jobs.kill_its_process"]


def _enqueue(product: Product, function: str, *args: str) -> None:
    columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
    values = f"'task_jobs.{function}', '{json.dumps(args)}', '', 'waiting', '', 0, 0, 0, '', CURRENT_TIMESTAMP"
    product.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({values})")


def _states(product: Product) -> list[str]:
    return [
        row[0] for row in product.rows("SELECT state FROM tasks_task WHERE function LIKE 'task_jobs.%' ORDER BY id")
    ]
