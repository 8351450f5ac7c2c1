"""How are shares of few stated? Exact intervals (Clopper and Pearson 1934)."""

from __future__ import annotations

from scipy import stats


def interval(hits: int, n: int, *, sure: float = 0.95) -> tuple[float, float]:
    """The exact interval of a share of `hits` in `n`, 0 to 1; the whole for n 0."""
    if n == 0:
        return 0.0, 1.0
    rest = (1 - sure) / 2
    low = 0.0 if hits == 0 else float(stats.beta.ppf(rest, hits, n - hits + 1))
    high = 1.0 if hits == n else float(stats.beta.ppf(1 - rest, hits + 1, n - hits))
    return low, high


def said(hits: int, n: int) -> str:
    """A share with its count and interval, for a table."""
    low, high = interval(hits, n)
    return f"{hits} of {n} = {100 * hits / n:.2f}% ({100 * low:.2f} to {100 * high:.2f})" if n else "n 0"
