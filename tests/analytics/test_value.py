"""Value: said only where enough is known, kept for a week, with an interval that was tried."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from hafawa.analytics import manifest, value, warehouse
from hafawa.timeline.events import OrderPlaced
from tests.analytics.history import judge, person, tell

TODAY = date(2026, 6, 15)


def shop(connection: object, *, customers: int, seed: int = 1, until: int = 900) -> None:
    """Customers over `until` days, buying at rates of their own, some leaving; amounts in EUR cents."""
    random = np.random.default_rng(seed)
    rows = []
    for who in range(customers):
        day, rate, scale = int(random.integers(0, until - 30)), random.gamma(1.2, 1 / 60), random.uniform(1000, 5000)
        while day <= until:
            rows.append((who, TODAY - timedelta(days=until - day), int(scale * random.uniform(0.5, 1.5))))
            if random.uniform() < 0.1:
                break
            day += max(1, int(random.exponential(1 / rate)))
    connection.execute("CREATE OR REPLACE TEMP TABLE order_day (person_id BIGINT, day DATE, amount_minor BIGINT)")  # type: ignore[attr-defined]
    connection.executemany("INSERT INTO order_day VALUES (?, ?, ?)", rows)  # type: ignore[attr-defined]
    connection.execute(  # type: ignore[attr-defined]
        "CREATE OR REPLACE TEMP TABLE bought AS SELECT DISTINCT person_id, 'EUR' AS currency, 'EUR' AS other_currency FROM order_day"
    )
    sql = (manifest.Path(__file__).parents[2] / "hafawa" / "analytics" / "sql" / "70_customers.sql").read_text()
    connection.execute(sql)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_small_shop_has_no_value_and_says_so() -> None:
    layla = person()
    for n in range(6):
        tell(layla, OrderPlaced(ref=f"A{n}", amount_minor=1000, currency="EUR"), ago=10 * n + 1)
    row = judge(layla)
    assert (row["p_alive"], row["expected_orders_365d"], row["expected_value_365d_minor"]) == (None, None, None)
    assert (row["value_basis"], row["value_is_reliable"]) == ("", None)
    assert row["unknown"].endswith("value")


def test_a_fitted_shop_gives_everybody_a_value_inside_its_interval() -> None:
    with warehouse.opened() as connection:
        shop(connection, customers=600)
        model = value.fit(connection, today=TODAY)
        assert value.load() == model
        value.score(connection, model, today=TODAY)
        rows = warehouse.query(
            "SELECT c.x, c.last_day, s.* FROM score AS s JOIN customer AS c USING (person_id)", connection=connection
        )
    assert len(rows) == 600
    assert all(
        r["expected_value_low_minor"] <= r["expected_value_365d_minor"] <= r["expected_value_high_minor"] for r in rows
    )
    assert all(0 <= r["p_alive"] <= 1 for r in rows)
    assert len(model.folds) == 3
    assert {r["value_is_reliable"] for r in rows} == {model.verdict.is_reliable}  # type: ignore[union-attr]
    away = [r["p_alive"] for r in rows if r["x"] >= 3 and (TODAY - r["last_day"]).days > 300]
    here = [r["p_alive"] for r in rows if r["x"] >= 3 and (TODAY - r["last_day"]).days < 30]
    assert np.mean(here) > 0.8 > 0.3 > np.mean(away)


def test_the_holdouts_predict_from_the_past_alone() -> None:
    with warehouse.opened() as connection:
        shop(connection, customers=600)
        model = value.fit(connection, today=TODAY)
        newest = model.folds[0]
        until = newest.began_on + timedelta(days=newest.days)
        sql = "SELECT sum(amount_minor) FROM order_day WHERE day > ? AND day <= ? AND person_id IN (SELECT person_id FROM order_day GROUP BY 1 HAVING min(day) < ?)"
        assert newest.actual == warehouse.one(connection, sql, [newest.began_on, until, newest.began_on])
        connection.execute("DELETE FROM order_day WHERE day > ?", [newest.began_on])
        again = value.fit(connection, today=TODAY).folds[0]
    assert (again.predicted, again.actual) == (pytest.approx(newest.predicted), 0)


def test_a_fit_is_kept_a_week_or_until_a_twentieth_more_customers_came() -> None:
    model = value.Model(TODAY, 1000)
    assert not value.is_due(model, customers=1050, today=TODAY + timedelta(days=6))
    assert value.is_due(model, customers=1051, today=TODAY)
    assert value.is_due(model, customers=1000, today=TODAY + timedelta(days=7))
    assert value.is_due(model, customers=1000, today=TODAY - timedelta(days=1))
    assert value.is_due(None, customers=0, today=TODAY)


def test_an_end_of_an_interval_that_no_column_holds_is_none() -> None:
    told = value._whole(np.array([150.4, np.nan, np.inf, 1e19, -1e300]))
    assert told.to_pylist() == [150, None, None, None, None]
