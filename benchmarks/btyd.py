"""How fast is the value model's fit beside `lifetimes`, in the same run, and does it find the same parameters?

    .venv/bin/python benchmarks/btyd.py [--customers 100000]

`lifetimes` is archived and needs pandas < 3 and numpy < 2, so it is put into an environment of its own (.venv-bench,
made at the first run) and asked in a child process. Data: seeded customers who do what BG/NBD and Gamma-Gamma say.
Aims: every parameter within 1%, ten times as fast or better.
"""

# ruff: noqa: E501
from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
BENCH = ROOT / ".venv-bench"
PEER = ["lifetimes==0.11.3", "pandas<3", "numpy<2", "scipy<1.14", "autograd<1.7", "setuptools<80"]
CHILD = """
import json, sys, time, warnings
warnings.filterwarnings("ignore")
import numpy as np
from lifetimes import BetaGeoFitter, GammaGammaFitter
d = np.load(sys.argv[1])
def timed(make):
    took = []
    for _ in range(5):
        begun = time.perf_counter(); fit = make(); took.append(time.perf_counter() - begun)
    return sorted(took)[2], fit
timed(lambda: BetaGeoFitter().fit(d["x"][:500], d["t_x"][:500], d["observed"][:500]))
bg_s, bg = timed(lambda: BetaGeoFitter().fit(d["x"], d["t_x"], d["observed"]))
again = d["x"] > 0
gg_s, gg = timed(lambda: GammaGammaFitter().fit(d["x"][again], d["mean"][again]))
score_s, _ = timed(lambda: bg.conditional_expected_number_of_purchases_up_to_time(52.0, d["x"], d["t_x"], d["observed"]))
print(json.dumps({"seconds": [bg_s, gg_s, score_s], "values": [float(bg.params_[k]) for k in ("r", "alpha", "a", "b")]
    + [float(gg.params_[k]) for k in ("p", "q", "v")]}))
"""


def main() -> None:
    """Simulate, fit with both, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=100_000)
    customers = parser.parse_args().customers
    ready()
    data = simulated(customers)
    with tempfile.NamedTemporaryFile(suffix=".npz") as file:
        np.savez(file.name, **data)
        answer = subprocess.run(
            [str(BENCH / "bin" / "python"), "-c", CHILD, file.name], check=True, capture_output=True, text=True
        )
    theirs = json.loads(answer.stdout.splitlines()[-1])
    report(ours(data), theirs, customers)


def ready() -> None:
    """Make the peer's environment, once."""
    uv = ROOT / ".tools" / "bin" / "uv"
    if not (BENCH / "done").exists():
        print("making .venv-bench ...", file=sys.stderr)
        subprocess.run([str(uv), "venv", "-q", "--clear", "--python", sys.executable, str(BENCH)], check=True)
        subprocess.run([str(uv), "pip", "install", "-q", "--python", str(BENCH / "bin" / "python"), *PEER], check=True)
        (BENCH / "done").touch()


def simulated(n: int) -> dict[str, np.ndarray]:
    """Two years of weeks; amounts by Gamma-Gamma."""
    random = np.random.default_rng(11)
    rate, leave = random.gamma(0.8, 1 / 6.0, n), random.beta(0.9, 3.0, n)
    x, t_x, observed = np.zeros(n), np.zeros(n), random.integers(140, 728, n) / 7
    clock, here = np.zeros(n), np.ones(n, dtype=bool)
    while here.any():
        clock = clock + random.exponential(1, n) / rate
        here &= clock <= observed
        x, t_x = x + here, np.where(here, np.ceil(clock * 7) / 7, t_x)
        here &= random.uniform(size=n) > leave
    t_x = np.minimum(t_x, observed)
    own = random.gamma(4.0, 1 / 15.0, n)  # the rate of each one's amounts
    mean = np.where(x > 0, random.gamma(6.0 * np.maximum(x, 1)) / own / np.maximum(x, 1), 0.0)
    return {"x": x, "t_x": t_x, "observed": observed, "mean": mean}


def ours(data: dict[str, np.ndarray]) -> dict[str, list[float]]:
    """Seconds of the two fits and the scores, and the seven parameters."""
    from hafawa.analytics import btyd

    x, t_x, observed = data["x"], data["t_x"], data["observed"]
    btyd.fit_bg_nbd(x[:500], t_x[:500], observed[:500])  # the libraries are loaded, as the peer's are
    again = x > 0
    fit_s, purchases = timed(lambda: btyd.fit_bg_nbd(x, t_x, observed))
    mean_s, amounts = timed(lambda: btyd.fit_gamma_gamma(x[again], data["mean"][again]))
    score_s, _ = timed(lambda: btyd.expected_purchases(purchases, x, t_x, observed, horizon=52.0))
    return {"seconds": [fit_s, mean_s, score_s], "values": [*purchases.values, *amounts.values]}


def timed(make: Callable[[], Any]) -> tuple[float, Any]:
    """The median seconds of five times, and what came of it; the peer is timed alike."""
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        found = make()
        took.append(time.perf_counter() - begun)
    return sorted(took)[2], found


def report(mine: dict[str, list[float]], theirs: dict[str, list[float]], customers: int) -> None:
    """Print the table; leave with 1 if a parameter is off by more than 1%."""
    print(f"| {customers:,} customers | hafawa | lifetimes | ratio |")
    print("|---|---|---|---|")
    rows = ["BG/NBD fit (s)", "Gamma-Gamma fit (s)", "expected purchases (s)"]
    for name, a, b in zip(rows, mine["seconds"], theirs["seconds"], strict=True):
        print(f"| {name} | {a:.3f} | {b:.3f} | {b / a:.1f}× |")
    both = [sum(found["seconds"][:2]) for found in (mine, theirs)]
    print(f"| both fits (s) | {both[0]:.3f} | {both[1]:.3f} | {both[1] / both[0]:.1f}× (aim 10×) |")
    worst = 0.0
    for name, a, b in zip(("r", "alpha", "a", "b", "p", "q", "gamma"), mine["values"], theirs["values"], strict=True):
        worst = max(worst, abs(a / b - 1))
        print(f"| {name} | {a:.4f} | {b:.4f} | {100 * (a / b - 1):+.2f}% |")
    if worst > 0.01:
        sys.exit(f"a parameter differs by {100 * worst:.1f}%")


if __name__ == "__main__":
    main()
