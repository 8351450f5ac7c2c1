"""How quickly is everything read again, and in how much memory? Builds a shop's messages, reads them twice.

    nice .venv/bin/python benchmarks/listening.py --messages 1000000 --database sqlite
    nice .venv/bin/python benchmarks/listening.py --messages 1000000 --database postgresql

The messages are of the training themes of our own corpus (evaluation/corpus), in three languages, each with a number of
its own, so that no two are the same; nothing of the shop's size is held in memory. First they are read as the worker
reads what comes in, then again as `hafawa listen --rebuild` does, half of it, after which the process is another one,
as after a kill: it goes on where the first stopped. Memory is the peak of a process, its libraries among it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "evaluation" / "corpus")]

from benchmarks.search import served  # noqa: E402

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
BATCH = 5000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--messages", type=int, default=1_000_000)
    options.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    options.add_argument("--step", choices=["fill", "first", "half", "rest"], help="one part, in a process of its own")
    chosen = options.parse_args()
    if chosen.step:
        STEPS[chosen.step](chosen.messages)
        return
    with tempfile.TemporaryDirectory(prefix="hafawa-benchmark-") as folder:
        os.environ["HAFAWA_DATA_DIR"] = str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
        with served(chosen.database, Path(folder)) as address:
            os.environ["HAFAWA_DATABASE_URL"] = address
            print(f"| {chosen.messages} messages, {chosen.database} | messages | messages/s | CPU s | peak MiB |")
            print("|---|---|---|---|---|", flush=True)
            for step in STEPS:
                _run(step, chosen.messages)


def _run(step: str, messages: int) -> None:
    command = [sys.executable, __file__, "--messages", str(messages), "--step", step]
    subprocess.run(command, check=True)


def fill(messages: int) -> None:
    """The shop's messages, appended as an import appends them."""
    _set_up()
    from hafawa.timeline import log

    entries = _entries(messages)
    _measured("appended", lambda: sum(log.append_many(some, now=NOW) for some in _batches(entries)))


def first(_messages: int) -> None:
    """Read for the first time."""
    _set_up()
    from hafawa.listening import annotate

    _measured("read on arrival", lambda: annotate.annotate(now=NOW, limit=10**9))


def half(messages: int) -> None:
    """Begun again, and left half way."""
    _set_up()
    from hafawa.listening import rereading

    rereading.begin(now=NOW)
    steps = max(1, messages // rereading.BATCH // 2)
    _measured("read again, first half", lambda: sum(rereading.step(now=NOW) for _ in range(steps)))


def rest(_messages: int) -> None:
    """Gone on with in another process."""
    _set_up()
    from hafawa.listening import rereading

    told: list[tuple[int, int]] = []
    _measured("read again, resumed", lambda: rereading.go_on(now=lambda: NOW, tell=lambda *at: told.append(at)))
    assert told[-1][0] == told[-1][1], told[-1]
    row = rereading.state()
    assert row is not None
    assert row.done == row.total, (row.done, row.total)


STEPS = {"fill": fill, "first": first, "half": half, "rest": rest}


def _measured(title: str, act: Any) -> None:
    began, cpu = time.perf_counter(), time.process_time()
    n = act()
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"| {title} | {n} | {n / took:.0f} | {cpu:.1f} | {peak:.0f} |", flush=True)


def _set_up() -> None:
    import django

    from hafawa.cli import opening

    django.setup()
    opening.open_folder()


def _entries(messages: int) -> Iterator[Any]:
    import check

    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived

    rows = [row for code in ("en", "ar", "ka") for row in check.rows(code) if row["split"] == "train"]
    for n, row in enumerate(itertools.islice(itertools.cycle(rows), messages)):
        what = MessageReceived(channel="email", ref=f"c{n}", text=f"{row['t']} #{n}")
        yield log.Entry(what, NOW - timedelta(minutes=n), "benchmark", f"m{n}")


def _batches(entries: Iterator[Any]) -> Iterator[list[Any]]:
    while some := list(itertools.islice(entries, BATCH)):
        yield some


if __name__ == "__main__":
    main()
