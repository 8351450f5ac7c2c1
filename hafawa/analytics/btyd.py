"""Will they buy again, and for how much? BG/NBD and Gamma-Gamma. Pure: arrays in, arrays out.

Fader, Hardie and Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2005): BG/NBD.
Fader and Hardie, The Gamma-Gamma Model of Monetary Value (2013). Time is in any one unit; amounts in any one currency.
`x` is repeat purchases, `t_x` the time of the last one since the first purchase, `T` the time observed since it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
PRIOR_SD = 1.5  # of each log-parameter: weak, and used only where the data do not say
TOO_FAR = 7.0  # a log-parameter this far from the middle is running away
GROUPS_AT_MOST = 2_000_000
SAMPLE = 200_000
ROUGH = 5_000  # rows on which a larger fit finds its start


@dataclass(frozen=True)
class Fit:
    """Parameters, the covariance of their logarithms, the log-likelihood, how many customers, and whether it holds.

    `is_identified` is false where the data could not tell all parameters apart and the weak prior decided.
    """

    names: tuple[str, ...]
    values: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    log_likelihood: float
    n: int
    is_identified: bool

    def __getitem__(self, name: str) -> float:
        return self.values[self.names.index(name)]

    @property
    def standard_errors(self) -> dict[str, float]:
        """The standard error of each parameter (delta method from the logarithms)."""
        deviations = np.sqrt(np.clip(np.diag(np.array(self.covariance)), 0, None))
        return {n: float(v * d) for n, v, d in zip(self.names, self.values, deviations, strict=True)}


def fit_bg_nbd(x: Any, t_x: Any, observed: Any, *, weights: Any = None) -> Fit:
    """BG/NBD by maximum likelihood: r, alpha, a, b. `weights` counts the customers alike, when grouped."""
    x, t_x, observed = _floats(x), _floats(t_x), _floats(observed)
    w = np.ones_like(x) if weights is None else _floats(weights)
    x, t_x, observed, w, grown = _sampled(x, t_x, observed, w)
    start = None
    if len(x) > ROUGH:
        few = _picked(len(x), ROUGH)
        start = fit_bg_nbd(x[few], t_x[few], observed[few], weights=w[few])
    counts, index = np.unique(x, return_inverse=True)
    per_count = _floats(np.bincount(index, weights=w))
    middle = np.array([0.0, np.log(max(float(np.average(observed, weights=w)), 1e-9)), 0.0, 0.0])
    again, once = x > 0, x == 0  # who bought once has no last repeat: half the arithmetic for half the customers
    repeated = x[again], t_x[again], observed[again], w[again], index[again]
    single = observed[once], w[once]

    def score(theta: Array) -> tuple[float, Array]:
        return _bg_nbd(theta, repeated, single, counts, per_count)

    n = round(float(w.sum()) * grown)
    return _fit(score, ("r", "alpha", "a", "b"), middle=middle, start=start, n=n, grown=grown)


def fit_gamma_gamma(x: Any, mean: Any, *, weights: Any = None) -> Fit:
    """Gamma-Gamma by maximum likelihood: p, q, gamma, from customers with `x` repeats of `mean` amount (both > 0)."""
    x, mean = _floats(x), _floats(mean)
    w = np.ones_like(x) if weights is None else _floats(weights)
    x, mean, _, w, grown = _sampled(x, mean, mean, w)
    start = None
    if len(x) > ROUGH:
        few = _picked(len(x), ROUGH)
        start = fit_gamma_gamma(x[few], mean[few], weights=w[few])
    counts, index = np.unique(x, return_inverse=True)
    per_count = _floats(np.bincount(index, weights=w))
    scale = float(np.average(mean, weights=w))

    def score(theta: Array) -> tuple[float, Array]:
        return _gamma_gamma(theta, x, mean / scale, w, counts, index, per_count)

    if start:
        start = replace(start, values=(start["p"], start["q"], start["gamma"] / scale))
    n = round(float(w.sum()) * grown)
    found = _fit(score, ("p", "q", "gamma"), middle=np.array([1.0, 1.0, 0.0]), start=start, n=n, grown=grown)
    p, q, gamma = found.values
    shift = float(grown * np.sum(w) * np.log(scale))  # the density of an amount in its own unit
    return Fit(found.names, (p, q, gamma * scale), found.covariance, found.log_likelihood - shift, found.n,
               found.is_identified)  # fmt: skip


def p_alive(fit: Fit, x: Any, t_x: Any, observed: Any) -> Array:
    """The probability, 0 to 1, that each is still a customer (Fader, Hardie and Lee 2008); 1 without a repeat."""
    r, alpha, a, b = fit.values
    x, t_x, observed = _floats(x), _floats(t_x), _floats(observed)
    log_odds = np.log(a / (b + np.maximum(x, 1) - 1)) + (r + x) * (np.log(alpha + observed) - np.log(alpha + t_x))
    found: Array = np.where(x > 0, 1 / (1 + np.exp(np.minimum(log_odds, 700))), 1.0)
    return found


def expected_purchases(fit: Fit, x: Any, t_x: Any, observed: Any, *, horizon: float) -> Array:
    """Purchases expected of each within `horizon` after now (their equation 10). The 2F1 is made once per (x, T)."""
    from scipy.special import hyp2f1

    r, alpha, a, b = fit.values
    x, t_x, observed = _floats(x), _floats(t_x), _floats(observed)
    a = a if abs(a - 1) > 1e-6 else 1 + 1e-6
    pairs, index = np.unique(x + 1j * observed, return_inverse=True)
    xs, ts = pairs.real, pairs.imag
    z = horizon / (alpha + ts + horizon)
    hyper = hyp2f1(r + xs, b + xs, a + b + xs - 1, z)
    top = (a + b + xs - 1) / (a - 1) * (1 - ((alpha + ts) / (alpha + ts + horizon)) ** (r + xs) * hyper)
    found: Array = np.clip(top, 0, None)[index] * p_alive(fit, x, t_x, observed)
    return found


def expected_mean(fit: Fit, x: Any, mean: Any) -> Array:
    """The mean amount of a purchase expected of each: theirs, drawn to everybody's; NaN where it has none (q <= 1)."""
    p, q, gamma = fit.values
    x = _floats(x)
    amount = np.where(x > 0, np.nan_to_num(_floats(mean)), 0.0)
    below = p * x + q - 1
    return np.where(below > 0.05, p * (gamma + x * amount) / np.where(below > 0.05, below, 1.0), np.nan)


def relative_deviation(value: Callable[[tuple[float, ...]], Array], fit: Fit, *, step: float = 1e-3) -> Array:
    """The standard deviation of log `value(parameters)` that the uncertainty of `fit` makes (delta method)."""
    logs = np.log(np.array(fit.values))
    gradients = []
    for i in range(len(logs)):
        move = np.zeros_like(logs)
        move[i] = step
        high, low = value(tuple(np.exp(logs + move))), value(tuple(np.exp(logs - move)))
        with np.errstate(divide="ignore", invalid="ignore"):
            gradients.append(np.nan_to_num((np.log(high) - np.log(low)) / (2 * step), posinf=0.0, neginf=0.0))
    g = np.stack(gradients)
    variance: Array = np.einsum("in,ij,jn->n", g, np.array(fit.covariance), g)
    return np.sqrt(np.clip(variance, 0, None))


def _bg_nbd(
    theta: Array,
    repeated: tuple[Array, Array, Array, Array, Any],
    single: tuple[Array, Array],
    counts: Array,
    per_count: Array,
) -> tuple[float, Array]:
    """Log-likelihood and its gradient by log-parameter, from (x, t_x, T, weight, place in `counts`) and (T, weight)."""
    from scipy.special import betaln, gammaln, psi

    r, alpha, a, b = np.exp(theta)
    x, t_x, observed, w, index = repeated
    observed_once, w_once = single
    till_now, till_last, till_now_once = alpha + observed, alpha + t_x, alpha + observed_once
    log_t, log_tx, log_t_once = np.log(till_now), np.log(till_last), np.log(till_now_once)
    rest = np.where(counts > 0, b + counts - 1, 1.0)
    odds = (np.log(a) - np.log(rest))[index] + (r + x) * (log_t - log_tx)
    small = np.exp(-np.abs(odds))
    whole = np.maximum(odds, 0) + np.log1p(small) - (r + x) * log_t
    ws = w * np.where(odds > 0, 1.0, small) / (1 + small)
    gone_by_count = _floats(np.bincount(index, weights=ws, minlength=len(counts)))
    by_count = gammaln(r + counts) - gammaln(r) + r * np.log(alpha) + betaln(a, b + counts) - betaln(a, b)
    logs_once = _dot(w_once, log_t_once)
    total = float(_dot(per_count, by_count) + _dot(w, whole) - r * logs_once)
    n = float(per_count.sum())
    d_r = _dot(per_count, psi(r + counts)) - n * (psi(r) - np.log(alpha))
    d_r -= _dot(w - ws, log_t) + _dot(ws, log_tx) + logs_once
    d_alpha = n * r / alpha - _dot(r + x, (w - ws) / till_now + ws / till_last) - r * _dot(w_once, 1 / till_now_once)
    tail = _dot(per_count, psi(a + b) - psi(a + b + counts))
    d_a = tail + float(ws.sum()) / a
    d_b = tail + _dot(per_count, psi(b + counts) - psi(b)) - _dot(gone_by_count, 1 / rest)
    return total, np.array([d_r * r, d_alpha * alpha, d_a * a, d_b * b])


def _gamma_gamma(  # noqa: PLR0917
    theta: Array, x: Array, mean: Array, w: Array, counts: Array, index: Any, per_count: Array
) -> tuple[float, Array]:
    """Log-likelihood and its gradient by log-parameter."""
    from scipy.special import gammaln, psi

    p, q, gamma = np.exp(theta)
    log_mean, log_x = np.log(mean), np.log(counts)
    both = np.log(gamma + x * mean)
    n = float(w.sum())
    by_count = gammaln(p * counts + q) - gammaln(p * counts) + p * counts * log_x
    spread = _dot(w, (p * x - 1) * log_mean - (p * x + q) * both)
    total = float(_dot(per_count, by_count) + n * (q * np.log(gamma) - gammaln(q)) + spread)
    digamma = psi(p * counts + q)
    d_p = _dot(per_count, counts * (digamma - psi(p * counts) + log_x)) + _dot(w * x, log_mean - both)
    d_q = _dot(per_count, digamma) + n * (np.log(gamma) - psi(q)) - _dot(w, both)
    d_gamma = n * q / gamma - _dot(w, (p * x + q) / (gamma + x * mean))
    return total, np.array([d_p * p, d_q * q, d_gamma * gamma])


def _fit(
    score: Callable[[Array], tuple[float, Array]],
    names: tuple[str, ...],
    *,
    middle: Array,
    start: Fit | None,
    n: int,
    grown: float,
) -> Fit:
    """The maximum of `score`; with the weak prior around `middle` where the maximum alone runs away or is flat."""
    begin, bend = middle, None
    if start is not None and start.is_identified:
        begin, bend = np.log(np.array(start.values)), np.linalg.inv(np.array(start.covariance)) * (n / grown / start.n)
    theta, total, information = _climb(score, middle, begin=begin, bend=bend, precision=0.0)
    if _holds(theta - middle, information):
        return _made(names, theta, total, information, n=n, grown=grown, is_identified=True)
    theta, _, information = _climb(score, middle, begin=middle, bend=None, precision=PRIOR_SD**-2)
    return _made(names, theta, score(theta)[0], information, n=n, grown=grown, is_identified=False)


def _climb(
    score: Callable[[Array], tuple[float, Array]], middle: Array, *, begin: Array, bend: Array | None, precision: float
) -> tuple[Array, float, Array]:
    """The maximum, its value, and the information (the curvature) there. From a near start Newton's steps do."""
    from scipy.optimize import minimize

    size = max(1.0, abs(score(middle)[0]))

    def down(theta: Array) -> tuple[float, Array]:
        theta = np.clip(theta, middle - 12, middle + 12)
        total, gradient = score(theta)
        away = theta - middle
        return -float(total - precision / 2 * away @ away) / size, -(gradient - precision * away) / size

    theta, curve, is_there = begin, np.eye(len(begin)), False
    if bend is not None:
        theta, curve, is_there = _polish(down, begin, bend=bend / size)
    if not is_there:
        found = minimize(down, theta, jac=True, method="BFGS", options={"maxiter": 300, "gtol": 1e-5})
        theta, curve, _ = _polish(down, found.x, bend=_curvature(lambda t: down(t)[1], found.x))
    return theta, -float(down(theta)[0]) * size, curve * size


def _polish(down: Callable[[Array], tuple[float, Array]], theta: Array, *, bend: Array) -> tuple[Array, Array, bool]:
    """Newton's last steps, few and exact, the curvature there, and whether they came to rest.

    `bend` is a curvature from near by; it is measured again only where the steps do not shrink fast.
    """
    value, gradient = down(theta)
    before = np.inf
    for _ in range(40):
        if np.linalg.eigvalsh(bend)[0] <= 0:
            break
        move = np.linalg.solve(bend, gradient)
        far = float(np.max(np.abs(move)))
        if far > 1:
            break
        if far < 1e-7:
            return theta, _curvature(lambda t: down(t)[1], theta, known=gradient), True
        if far > before / 4:
            bend, before = _curvature(lambda t: down(t)[1], theta), np.inf
            continue
        lower, slope = down(theta - move)
        if lower > value:  # no lower by rounding only, if the step was small
            return theta, _curvature(lambda t: down(t)[1], theta, known=gradient), far < 1e-4
        theta, value, gradient, before = theta - move, lower, slope, far
    return theta, bend, False


def _curvature(gradient: Callable[[Array], Array], theta: Array, *, known: Array | None = None) -> Array:
    """The slopes of `gradient` at `theta`: to both sides, or, where it is `known` there, to one, at half the cost.

    One side errs by about the step, which standard errors do not notice: they are told to two digits.
    """
    step = 1e-4 if known is None else 1e-5
    rows = []
    for i in range(len(theta)):
        move = np.zeros_like(theta)
        move[i] = step
        ahead = gradient(theta + move)
        rows.append((ahead - gradient(theta - move)) / (2 * step) if known is None else (ahead - known) / step)
    matrix = np.array(rows)
    return (matrix + matrix.T) / 2


def _holds(away: Array, information: Array) -> bool:
    """Whether the parameters stayed near and are told apart: a log standard error over 2 says they are not."""
    if np.any(np.abs(away) > TOO_FAR) or np.linalg.eigvalsh(information)[0] <= 0:
        return False
    return bool(np.sqrt(np.diag(np.linalg.inv(information))).max() < 2)


def _made(
    names: tuple[str, ...], theta: Array, total: float, information: Array, *, n: int, grown: float, is_identified: bool
) -> Fit:
    covariance = np.linalg.pinv(information)
    rows = tuple(tuple(float(c) for c in row) for row in covariance)
    return Fit(names, tuple(float(v) for v in np.exp(theta)), rows, total * grown, n, is_identified)


def _sampled(first: Array, second: Array, third: Array, w: Array) -> tuple[Array, Array, Array, Array, float]:
    """All rows; beyond two million a fixed sample of 200,000, and by how much the whole is larger."""
    if len(w) <= GROUPS_AT_MOST:
        return first, second, third, w, 1.0
    picked = _picked(len(w), SAMPLE)
    return first[picked], second[picked], third[picked], w[picked], float(w.sum() / w[picked].sum())


def _picked(n: int, many: int) -> NDArray[np.intp]:
    """The places of a fixed sample of `many` among `n` rows."""
    return np.argsort(_hash(np.arange(n, dtype=np.uint64)), kind="stable")[:many]


def _hash(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64 (Steele, Lea and Flood 2014): the same sample on every machine."""
    z = numbers + np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def _dot(left: Array, right: Array) -> float:
    """Their product. Not `np.dot`: its threads spin for work of this size, and slow every other process down."""
    return float(np.einsum("i,i->", left, right))


def _floats(values: Any) -> Array:
    return np.asarray(values, dtype=np.float64)
