"""The clock is set back or forward while people work: nothing is lost, nothing waits for the hour to come round again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import databases, patterns
from tests.faults.product import Product

HOUR, DAY = 3600, 86400


@pytest.fixture
def product(on_database: None, tmp_path: Path) -> Iterator[Product]:
    made = Product(patterns.copy(patterns.sample(), tmp_path / "data"))
    yield made
    made.stop()
    databases.drop(made.folder)


def test_clock_steps_of_an_hour_and_a_day_either_way_lose_no_act_and_stop_no_work(product: Product) -> None:
    """Each step is what a process sees that is started after it (HAFAWA_TEST_CLOCK_STEP_SECONDS, see kernel.clock)."""
    product.start()
    product.sign_in()
    product.stop()
    kept = set()
    for n, step in enumerate((HOUR, -HOUR, DAY, -DAY, 0)):
        product.env["HAFAWA_TEST_CLOCK_STEP_SECONDS"] = str(step)
        product.start()
        person = product.rows("SELECT min(id) FROM people_person")[0][0]
        answer = product.post(f"/people/{person}/details/", {"text": f"note {n}", "audience": "know", "source": "said"})
        assert answer.status_code == 302, answer.text[:300]
        kept.add((f"note {n}",))
        run = product.upload(f"{n}.csv", _orders(n))
        assert product.post(f"/imports/{run}/start/").status_code == 302
        product.wait(
            lambda run=run: product.rows("SELECT state FROM channels_importrun WHERE id = ?", run) == [("done",)]
        )
        product.wait(lambda: not product.rows("SELECT 1 FROM tasks_task WHERE state IN ('waiting', 'running')"))
        product.stop()
    assert set(product.rows("SELECT text FROM people_detail WHERE text LIKE 'note%'")) == kept
    assert product.rows("SELECT count(*), count(DISTINCT ref) FROM timeline_event WHERE ref LIKE 'clock%'") == [
        (500, 500)
    ]
    assert not product.rows("SELECT 1 FROM tasks_task WHERE state = 'parked'")
    assert (
        product.rows("SELECT person_id FROM playbooks_suggestion WHERE state = 'open' GROUP BY 1 HAVING count(*) > 1")
        == []
    )


def _orders(n: int) -> bytes:
    lines = [f"clock{n}-{m},2026-01-05,c{m}@example.org,C{m},1.00,EUR" for m in range(100)]
    return "\n".join(["Order number,Order date,Email,Name,Total,Currency", *lines, ""]).encode()
