"""The value model against its published results."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from hafawa.analytics import btyd

END = date(1997, 9, 30)  # 39 weeks


def cdnow(folder: Path) -> tuple[np.ndarray, ...]:
    """x, t_x, T in weeks, mean of repeats, and orders of the next 39 weeks, of the 2,357 customers."""
    days: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for line in (folder / "cdnow" / "CDNOW_sample.txt").read_text().splitlines():
        _, customer, when, _, amount = line.split()
        days[customer][datetime.strptime(when, "%Y%m%d").date()] += float(amount)  # noqa: DTZ007
    rows = []
    for bought in days.values():
        known = sorted(d for d in bought if d <= END)
        later = [d for d in bought if END < d <= END + timedelta(days=273)]
        repeats = [bought[d] for d in known[1:]]
        mean = sum(repeats) / len(repeats) if repeats else 0.0
        rows.append((len(repeats), (known[-1] - known[0]).days / 7, (END - known[0]).days / 7, mean, len(later)))
    return tuple(np.array(column, dtype=float) for column in zip(*rows, strict=True))


@pytest.mark.real_data
def test_bg_nbd_is_as_fader_hardie_and_lee_published(shared_data: Path) -> None:
    x, t_x, observed, _, later = cdnow(shared_data)
    fit = btyd.fit_bg_nbd(x, t_x, observed)
    assert [round(v, 3) for v in fit.values] == [0.243, 4.414, 0.793, 2.426]
    assert round(fit.log_likelihood, 1) == -9582.4
    assert (fit.n, fit.is_identified) == (2357, True)
    expected = btyd.expected_purchases(fit, [2], [30.43], [38.86], horizon=39)
    assert round(float(expected[0]), 3) == 1.226  # the customer of their section 4
    total = float(btyd.expected_purchases(fit, x, t_x, observed, horizon=39).sum())
    assert total == pytest.approx(later.sum(), rel=0.15)  # known to be low: why intervals are widened


@pytest.mark.real_data
def test_gamma_gamma_is_as_fader_and_hardie_published(shared_data: Path) -> None:
    x, _, _, mean, _ = cdnow(shared_data)
    paid = (x > 0) & (mean > 0)
    fit = btyd.fit_gamma_gamma(x[paid], mean[paid])
    assert [round(v, 2) for v in fit.values] == [6.25, 3.74, 15.44]
    assert paid.sum() == 946
    assert float(btyd.expected_mean(fit, [0], [0])[0]) == pytest.approx(35.17, abs=0.05)  # everybody's mean


@pytest.mark.real_data
def test_grouped_customers_give_the_same_fit(shared_data: Path) -> None:
    x, t_x, observed, _, _ = cdnow(shared_data)
    groups, counts = np.unique(np.stack([x, t_x, observed]), axis=1, return_counts=True)
    assert len(counts) < len(x)
    one, many = btyd.fit_bg_nbd(*groups, weights=counts), btyd.fit_bg_nbd(x, t_x, observed)
    assert one.values == pytest.approx(many.values, rel=1e-5)


def simulated(n: int, *, r: float, alpha: float, a: float, b: float, seed: int) -> tuple[np.ndarray, ...]:
    """Customers who do what BG/NBD says, for two years of weeks."""
    random = np.random.default_rng(seed)
    rate, leave = random.gamma(r, 1 / alpha, n), random.beta(a, b, n)
    x, t_x, observed = np.zeros(n), np.zeros(n), random.uniform(20, 104, n)
    clock, here = np.zeros(n), np.ones(n, dtype=bool)
    while here.any():
        clock = clock + random.exponential(1, n) / rate
        here &= clock <= observed
        x, t_x = x + here, np.where(here, clock, t_x)
        here &= random.uniform(size=n) > leave
    return x, t_x, observed


def test_what_was_put_in_comes_out_within_its_standard_errors() -> None:
    true = {"r": 0.8, "alpha": 6.0, "a": 0.9, "b": 3.0}
    fit = btyd.fit_bg_nbd(*simulated(30_000, seed=4, **true))
    errors = fit.standard_errors
    assert fit.is_identified
    assert all(abs(fit[name] - value) < 3.5 * errors[name] for name, value in true.items())


def test_where_nobody_leaves_the_prior_decides_and_says_so() -> None:
    x, t_x, observed = simulated(400, r=5.0, alpha=20.0, a=1e-9, b=5.0, seed=1)
    fit = btyd.fit_bg_nbd(x, t_x, observed)
    assert not fit.is_identified
    assert all(np.isfinite(fit.values))
    assert max(fit.values) < 1e4


def test_the_gradients_are_the_slopes() -> None:
    x, t_x, observed = simulated(300, r=0.8, alpha=6.0, a=0.9, b=3.0, seed=2)
    mean = 10 + 3 * np.random.default_rng(3).random(300)
    counts, index = np.unique(x, return_inverse=True)
    w = np.ones_like(x)
    per = np.bincount(index).astype(float)
    again = x > 0
    assert 0 < again.sum() < len(x)
    repeated = x[again], t_x[again], observed[again], w[again], index[again]
    single = observed[~again], w[~again]
    ones, where = np.unique(x + 1, return_inverse=True)
    cases = [
        (lambda t: btyd._bg_nbd(t, repeated, single, counts, per), np.array([0.1, 1.5, -0.2, 0.9])),
        (
            lambda t: btyd._gamma_gamma(t, x + 1, mean, w, ones, where, np.bincount(where).astype(float)),
            np.array([0.7, 1.1, 2.0]),
        ),
    ]
    for score, theta in cases:
        for i in range(len(theta)):
            step = np.zeros_like(theta)
            step[i] = 1e-5
            slope = (score(theta + step)[0] - score(theta - step)[0]) / 2e-5
            assert score(theta)[1][i] == pytest.approx(slope, rel=1e-4, abs=1e-4)


def test_the_curvature_to_one_side_is_that_to_both() -> None:
    x, t_x, observed = simulated(3000, r=0.8, alpha=6.0, a=0.9, b=3.0, seed=5)
    counts, index = np.unique(x, return_inverse=True)
    per, w, again = np.bincount(index).astype(float), np.ones_like(x), x > 0
    repeated = x[again], t_x[again], observed[again], w[again], index[again]

    def gradient(theta: np.ndarray) -> np.ndarray:
        return btyd._bg_nbd(theta, repeated, (observed[~again], w[~again]), counts, per)[1]

    theta = np.log([0.8, 6.0, 0.9, 3.0])
    both, one = btyd._curvature(gradient, theta), btyd._curvature(gradient, theta, known=gradient(theta))
    assert np.sqrt(np.diag(np.linalg.inv(-one))) == pytest.approx(np.sqrt(np.diag(np.linalg.inv(-both))), rel=1e-3)


def test_who_has_been_away_longer_is_less_likely_to_be_there() -> None:
    fit = btyd.Fit(
        ("r", "alpha", "a", "b"), (0.243, 4.414, 0.793, 2.426), ((0.0,) * 4,) * 4, 0.0, 1, is_identified=True
    )
    alive = btyd.p_alive(fit, [5, 5, 5, 0], [50, 30, 5, 0], [52, 52, 52, 52])
    assert 1 > alive[0] > alive[1] > alive[2] > 0
    assert alive[3] == 1.0
    orders = btyd.expected_purchases(fit, [5, 5], [50, 5], [52, 52], horizon=52)
    assert orders[0] > orders[1] > 0


def test_no_mean_is_made_up_where_there_is_none() -> None:
    fit = btyd.Fit(("p", "q", "gamma"), (2.0, 0.9, 10.0), ((0.0,) * 3,) * 3, 0.0, 1, is_identified=True)
    assert np.isnan(btyd.expected_mean(fit, [0], [0])[0])
    assert btyd.expected_mean(fit, [3], [20.0])[0] == pytest.approx(2 * (10 + 60) / (6 + 0.9 - 1))
