"""What is each customer expected to be worth? Fits the value model now and then, keeps it, and scores everybody.

Reads the temporary tables `customer` and `order_day` of the standing pipeline, makes `score`. A fit is kept as JSON
beside the warehouse and made anew weekly, or when the number of customers changed by more than 5%.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hafawa.analytics import backtest, manifest, warehouse
from hafawa.analytics.backtest import Fold, Verdict

if TYPE_CHECKING:
    import duckdb

    from hafawa.analytics.btyd import Fit

VERSION = "value-1"
CUSTOMERS_AT_LEAST = 100
REPEATERS_AT_LEAST = 30
HORIZON_DAYS = 365
SAMPLE = 50_000  # customers the model is tried on, and repeaters whose amounts are fitted
MOST_MINOR = 2.0**53  # minor units: beyond it an interval says nothing, and floats skip whole numbers
_WEEK = 7.0


@dataclass(frozen=True)
class Model:
    """A kept fit. `purchases` and `amounts` are None where there are too few customers to say anything."""

    made_on: date
    customers: int
    currency: str = ""
    purchases: Fit | None = None
    amounts: Fit | None = None
    verdict: Verdict | None = None
    folds: tuple[Fold, ...] = field(default=())


def load() -> Model | None:
    """The fit kept, if there is one of this version."""
    found = manifest.read_json(manifest.folder() / "value.json")
    return _from_json(found) if found.get("version") == VERSION else None


def is_due(model: Model | None, *, customers: int, today: date) -> bool:
    """Whether a new fit is wanted."""
    if model is None or not model.made_on <= today < model.made_on + timedelta(days=7):
        return True
    return abs(customers - model.customers) > 0.05 * model.customers


def fit(connection: duckdb.DuckDBPyConnection, *, today: date) -> Model:
    """Fit, try the fit on the past, keep it."""
    customers = warehouse.one(connection, "SELECT count(*) FROM customer")
    model = Model(today, customers)
    if customers >= CUSTOMERS_AT_LEAST:
        model = _fitted(connection, model, today)
    manifest.write_json(manifest.folder() / "value.json", _to_json(model))
    return model


def score(connection: duckdb.DuckDBPyConnection, model: Model, *, today: date) -> None:
    """Make the table `score`: P(alive), orders and value expected in the next 365 days, with its 80% interval."""
    import pyarrow as pa

    columns = _scores(connection, model, today=today) if model.purchases else {n: [] for n in _COLUMNS}
    types = {"person_id": pa.int64(), "value_is_reliable": pa.bool_()}
    arrays = {
        name: pa.array(columns[name], type=types.get(name, pa.int64() if name.endswith("_minor") else pa.float64()))
        for name in _COLUMNS
    }
    connection.register("scored_now", pa.table(arrays))
    connection.execute("CREATE OR REPLACE TEMP TABLE score AS SELECT * FROM scored_now")
    connection.unregister("scored_now")


_COLUMNS = (
    "person_id", "p_alive", "expected_orders_365d", "expected_value_365d_minor", "expected_value_low_minor",
    "expected_value_high_minor", "value_is_reliable",
)  # fmt: skip


def _fitted(connection: duckdb.DuckDBPyConnection, model: Model, today: date) -> Model:
    from hafawa.analytics import btyd

    rows = _arrays(
        connection,
        "SELECT x, last_day - first_day AS t_x, $today::DATE - first_day AS observed, count(*) AS n "
        "FROM customer WHERE first_day < $today::DATE GROUP BY ALL ORDER BY ALL",
        today=today,
    )
    if rows["n"].sum() < CUSTOMERS_AT_LEAST or rows["n"][rows["x"] > 0].sum() < REPEATERS_AT_LEAST:
        return model
    purchases = btyd.fit_bg_nbd(rows["x"], rows["t_x"] / _WEEK, rows["observed"] / _WEEK, weights=rows["n"])
    currency = _currency(connection)
    amounts = _amounts(connection, currency)
    folds = tuple(_folds(connection, currency, today)) if amounts else ()
    verdict = backtest.judge(folds, horizon_days=HORIZON_DAYS)
    return Model(model.made_on, model.customers, currency, purchases, amounts, verdict, folds)


def _amounts(connection: duckdb.DuckDBPyConnection, currency: str) -> Fit | None:
    from hafawa.analytics import btyd

    rows = _arrays(
        connection,
        "SELECT x, repeat_mean_minor AS amount FROM customer WHERE x > 0 AND repeat_mean_minor > 0 "  # noqa: S608
        f"AND coalesce(currency, '') = $currency ORDER BY hash(person_id), person_id LIMIT {SAMPLE}",
        currency=currency,
    )
    return btyd.fit_gamma_gamma(rows["x"], rows["amount"]) if len(rows["x"]) >= REPEATERS_AT_LEAST else None


def _currency(connection: duckdb.DuckDBPyConnection) -> str:
    """The currency most customers with amounts pay in; values are given in it only."""
    sql = "SELECT coalesce(currency, '') FROM customer GROUP BY 1 ORDER BY count(repeat_mean_minor) DESC, 1 LIMIT 1"
    return str(warehouse.one(connection, sql))


def _folds(connection: duckdb.DuckDBPyConnection, currency: str, today: date) -> list[Fold]:
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE tried AS SELECT d.* FROM order_day AS d SEMI JOIN "  # noqa: S608
        "(SELECT person_id FROM customer WHERE coalesce(currency, '') = $currency "
        f"ORDER BY hash(person_id), person_id LIMIT {SAMPLE}) AS c ON c.person_id = d.person_id",
        {"currency": currency},
    )
    first = warehouse.one(connection, "SELECT min(day) FROM tried")
    made = (_fold(connection, day, days) for day, days in (backtest.cutoffs(first, today) if first else []))
    return [fold for fold in made if fold is not None]


def _fold(connection: duckdb.DuckDBPyConnection, day: date, days: int) -> Fold | None:
    """Fit on what was known on `day`, predict the money of the next `days`, and count it."""
    import numpy as np

    from hafawa.analytics import btyd

    rows = _arrays(connection, _HOLDOUT, day=day, until=day + timedelta(days=days))
    paid = (rows["x"] > 0) & (rows["amount"] > 0)
    if len(rows["x"]) < CUSTOMERS_AT_LEAST or paid.sum() < REPEATERS_AT_LEAST:
        return None
    seen = (rows["x"], rows["t_x"] / _WEEK, rows["observed"] / _WEEK)
    purchases = btyd.fit_bg_nbd(*seen)
    amounts = btyd.fit_gamma_gamma(rows["x"][paid], rows["amount"][paid])
    mean = np.nan_to_num(btyd.expected_mean(amounts, rows["x"], rows["amount"]))

    def total(values: tuple[float, ...]) -> Any:
        moved = btyd.Fit(purchases.names, values, purchases.covariance, 0.0, 0, is_identified=True)
        return np.array([(btyd.expected_purchases(moved, *seen, horizon=days / _WEEK) * mean).sum()])

    deviation = float(btyd.relative_deviation(total, purchases)[0])
    return Fold(day, days, float(total(purchases.values)[0]), float(rows["later"].sum()), deviation)


_HOLDOUT = """
SELECT
  (count(*) FILTER (day <= $day::DATE)) - 1 AS x,
  (max(day) FILTER (day <= $day::DATE)) - min(day) AS t_x,
  $day::DATE - min(day) AS observed,
  coalesce(
    (sum(amount_minor) FILTER (day <= $day::DATE) - arg_min(amount_minor, day))
    / nullif((count(*) FILTER (day <= $day::DATE)) - 1, 0), 0)::DOUBLE AS amount,
  coalesce(sum(amount_minor) FILTER (day > $day::DATE AND day <= $until::DATE), 0)::DOUBLE AS later
FROM tried
GROUP BY person_id
HAVING min(day) < $day::DATE
ORDER BY ALL
"""


def _scores(connection: duckdb.DuckDBPyConnection, model: Model, *, today: date) -> dict[str, Any]:
    import numpy as np

    from hafawa.analytics import btyd

    assert model.purchases is not None
    rows = _arrays(
        connection,
        "SELECT person_id, x, last_day - first_day AS t_x, $today::DATE - first_day AS observed, "
        "coalesce(repeat_mean_minor, 0)::DOUBLE AS amount, x = 0 OR repeat_mean_minor > 0 AS has_amount, "
        "coalesce(currency, '') AS currency FROM customer ORDER BY person_id",
        today=today,
    )
    seen = (rows["x"], rows["t_x"] / _WEEK, rows["observed"] / _WEEK)
    orders = btyd.expected_purchases(model.purchases, *seen, horizon=HORIZON_DAYS / _WEEK)
    value = np.full(len(orders), np.nan)
    if model.amounts is not None:
        mean = btyd.expected_mean(model.amounts, rows["x"], rows["amount"])
        value = np.where(rows["has_amount"] & (rows["currency"] == model.currency), orders * mean, np.nan)
    factor = _factors(model, rows["x"], seen)
    is_reliable = bool(model.verdict and model.verdict.is_reliable)
    return {
        "person_id": rows["person_id"],
        "p_alive": np.round(btyd.p_alive(model.purchases, *seen), 6),
        "expected_orders_365d": np.round(orders, 6),
        "expected_value_365d_minor": _whole(value),
        "expected_value_low_minor": _whole(value / factor),
        "expected_value_high_minor": _whole(value * factor),
        "value_is_reliable": [None if empty else is_reliable for empty in np.isnan(value).tolist()],
    }


def _factors(model: Model, x: Any, seen: tuple[Any, Any, Any]) -> Any:
    """By how much the interval reaches up and down, by repeats: parameters' uncertainty and the backtest's width.

    It depends on the model alone, never on who else is scored with them: recency is set to half the time observed.
    """
    import numpy as np

    from hafawa.analytics import btyd

    assert model.purchases is not None
    purchases, verdict = model.purchases, model.verdict or Verdict(backtest.UNTESTED, backtest.quantile(3), False)
    counts = np.arange(0, 51, dtype=float)
    typical = np.full(51, 52.0)

    def orders(values: tuple[float, ...]) -> Any:
        moved = btyd.Fit(purchases.names, values, purchases.covariance, 0.0, 0, is_identified=True)
        return btyd.expected_purchases(moved, counts, np.where(counts > 0, typical * 0.75, 0), typical, horizon=52.0)

    deviation = btyd.relative_deviation(orders, purchases)
    table = np.exp(verdict.steps * np.sqrt(deviation**2 + verdict.width**2))
    return table[np.minimum(x, 50).astype(int)]


def _whole(values: Any) -> Any:
    """Whole minor units; None where there is no value, or none that a column holds. (Masked: no row is looped over.)"""
    import numpy as np
    import pyarrow as pa

    empty = ~(np.abs(values) < MOST_MINOR)  # what is no number is not below it either
    return pa.array(np.where(empty, 0, np.rint(values)).astype(np.int64), mask=empty)


def _arrays(connection: duckdb.DuckDBPyConnection, sql: str, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = connection.execute(sql, params).fetchnumpy()
    return found


def _to_json(model: Model) -> dict[str, Any]:
    content = {"version": VERSION, **asdict(model), "made_on": model.made_on.isoformat()}
    content["folds"] = [{**asdict(f), "began_on": f.began_on.isoformat()} for f in model.folds]
    return content


def _from_json(found: dict[str, Any]) -> Model:
    return Model(
        made_on=date.fromisoformat(found["made_on"]),
        customers=found["customers"],
        currency=found["currency"],
        purchases=_fit_from(found["purchases"]),
        amounts=_fit_from(found["amounts"]),
        verdict=Verdict(**found["verdict"]) if found["verdict"] else None,
        folds=tuple(Fold(**{**f, "began_on": date.fromisoformat(f["began_on"])}) for f in found["folds"]),
    )


def _fit_from(found: dict[str, Any] | None) -> Fit | None:
    from hafawa.analytics.btyd import Fit

    if not found:
        return None
    covariance = tuple(tuple(row) for row in found["covariance"])
    return Fit(**{**found, "names": tuple(found["names"]), "values": tuple(found["values"]), "covariance": covariance})
