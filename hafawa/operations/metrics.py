"""What can be counted while running, for Prometheus, over all processes of this machine?

Off, and its library not even loaded, unless HAFAWA_METRICS_TOKEN is set. Each process writes its counts into a small
memory-mapped file below the data folder (`metrics/`); whoever is asked adds them up. Labels are names of routes,
methods and status codes: a bounded number, and nothing about anybody.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Counted(NamedTuple):
    """The two that every request moves."""

    requests: Any
    seconds: Any


def is_on() -> bool:
    """Whether anything is counted."""
    return bool(settings.HAFAWA_METRICS_TOKEN)


def count_request(*, route: str, method: str, status: int, seconds: float) -> None:
    """One more request, and how long it took."""
    if is_on():
        counted = _counted()
        _child(counted.requests, route, method, str(status)).inc()
        _child(counted.seconds, route).observe(seconds)


def exposition() -> bytes:
    """Everything, in Prometheus' text format: what all processes counted, and what the database says now."""
    _counted()
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    from hafawa.operations.measures import Measures

    registry = CollectorRegistry()
    MultiProcessCollector(registry, path=str(_folder()))  # type: ignore[no-untyped-call]
    registry.register(Measures())
    return generate_latest(registry)


def clean() -> int:
    """Remove what processes that are gone left behind; how many files. Done when `hafawa run` starts."""
    gone = [path for path in _folder().glob("*.db") if not _is_alive(path)]
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


@functools.cache
def _counted() -> Counted:
    _folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_folder())  # read once, when the library is first loaded
    from prometheus_client import CollectorRegistry, Counter, Histogram

    own = CollectorRegistry()
    return Counted(
        Counter("hafawa_requests", "Requests answered", ["route", "method", "status"], registry=own),
        Histogram("hafawa_request_seconds", "Time until the answer began", ["route"], buckets=_BUCKETS, registry=own),
    )


@functools.lru_cache(maxsize=2048)
def _child(metric: Any, *labels: str) -> Any:
    return metric.labels(*labels)


def _folder() -> Path:
    folder: Path = settings.HAFAWA_DATA_DIR / "metrics"
    return folder


def _is_alive(path: Path) -> bool:
    pid = path.stem.rpartition("_")[2]
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
