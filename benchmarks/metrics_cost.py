"""What does noting a request cost: id, metrics, log line?

    python benchmarks/metrics_cost.py [--rounds 2000]

Asks one cheap page (/healthz) in this process, by turns without the middleware, with it, with metrics and with a log
line as well, each with a shuffled order in every round, and prints medians and ratios. The same machine, the same
minutes: only the ratios say something.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from typing import Any


def main() -> None:
    """Ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=2000)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HAFAWA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
        os.environ.pop("HAFAWA_DATABASE_URL", None)
        import django

        django.setup()
        _print(_measure(rounds), rounds)


def _measure(rounds: int) -> dict[str, list[float]]:
    from django.conf import settings
    from django.test import RequestFactory

    out = logging.StreamHandler(io.StringIO())
    from hafawa.operations import lines

    out.setFormatter(lines.formatter("json"))
    logging.getLogger().handlers = [out]
    ways: dict[str, tuple[Callable[[Any], Any], str, int]] = {
        "bare": (_handler(noted=False), "", logging.WARNING),
        "noted": (_handler(noted=True), "", logging.WARNING),
        "with metrics": (_handler(noted=True), "x" * 16, logging.WARNING),
        "with metrics and a JSON line": (_handler(noted=True), "x" * 16, logging.INFO),
    }
    took: dict[str, list[float]] = {name: [] for name in ways}
    factory, rng = RequestFactory(), random.Random(3)
    for _round in range(rounds):
        for name in rng.sample(list(ways), len(ways)):
            answer, token, level = ways[name]
            settings.HAFAWA_METRICS_TOKEN = token
            logging.getLogger().setLevel(level)
            request = factory.get("/healthz", headers={"host": "localhost"})
            began = time.perf_counter()
            answer(request)
            took[name].append((time.perf_counter() - began) * 1e6)
    return {name: times[rounds // 10 :] for name, times in took.items()}


def _handler(*, noted: bool) -> Callable[[Any], Any]:
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    whole = settings.MIDDLEWARE
    settings.MIDDLEWARE = whole if noted else [m for m in whole if not m.endswith(".Noted")]
    handler = WSGIHandler()
    settings.MIDDLEWARE = whole
    return handler.get_response


def _print(took: dict[str, list[float]], rounds: int) -> None:
    base = statistics.median(took["bare"])
    print(f"| {rounds} requests each, by turns | median µs | more than bare µs | ratio |\n|---|---:|---:|---:|")
    for name, times in took.items():
        middle = statistics.median(times)
        print(f"| {name} | {middle:.0f} | {middle - base:.0f} | {middle / base:.2f} |")


if __name__ == "__main__":
    main()
