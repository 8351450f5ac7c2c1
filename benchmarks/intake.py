"""How many orders a second come in from a CSV file? `python benchmarks/intake.py [orders]`, a million by default.

Prints a table: Hafawa's import (sniffing, people, events, indexes, checkpoints, durable commits) beside the least any
program could do, plain `csv` into one SQLite table of the same width without people, with the same durability.
"""

from __future__ import annotations

import csv
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple


class Spent(NamedTuple):
    """Seconds by the clock, and of CPU."""

    seconds: float
    cpu: float


HEADER = ("Order number", "Order date", "Email", "Name", "Total", "Currency", "Promised", "Status")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="hafawa-benchmark-") as folder:
        os.environ["HAFAWA_DATA_DIR"] = str(Path(folder) / "data")
        os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
        path = Path(folder) / "orders.csv"
        write_orders(path, count=count)
        plain = timed(lambda: plain_sqlite(path, Path(folder) / "plain.sqlite3"))
        ours, events = intake(path)
        table(count, path.stat().st_size, plain, ours, events)


def write_orders(path: Path, *, count: int) -> None:
    """Orders of a third as many people over three years."""
    chance = random.Random(7)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for n in range(count):
            day, person = n * 1000 // max(count, 1), chance.randrange(count // 3 + 1)
            month = 1 + day // 28 % 12
            date = f"{2022 + day // 336}-{month:02}-{1 + day % 28:02}"
            out.writerow(
                (
                    f"A{n:08}", f"{date} {n % 24:02}:{n % 60:02}:00", f"person{person}@example.org", f"Person {person}",
                    f"{chance.randrange(100, 30000) / 100:.2f}", "EUR", f"{date} 23:00:00", "completed",
                )
            )  # fmt: skip


def plain_sqlite(path: Path, target: Path) -> None:
    """The floor: every cell of every row into one table with a unique key, in commits of 2,000."""
    database = sqlite3.connect(target)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    columns = ", ".join(f"c{i}" for i in range(len(HEADER)))
    database.execute(f"CREATE TABLE plain (id INTEGER PRIMARY KEY AUTOINCREMENT, {columns}, UNIQUE (c0))")
    marks = ", ".join("?" * len(HEADER))
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        while batch := [row for row, _n in zip(rows, range(2000), strict=False)]:
            with database:
                database.executemany(f"INSERT INTO plain ({columns}) VALUES ({marks})", batch)
    database.close()


def intake(path: Path) -> tuple[dict[str, Spent], int]:
    import django

    django.setup()
    from django.core.management import call_command

    from hafawa.channels.importers import runs
    from hafawa.channels.models import ImportRun
    from hafawa.kernel import clock

    call_command("migrate", verbosity=0)
    found = {"receive": timed(lambda: runs.receive(path, name=path.name, by=None, now=clock.now()))}
    run = ImportRun.objects.get()
    if run.state != "ready":
        raise SystemExit(f"questions were asked: {run.questions}")
    found["carry out"] = timed(lambda: runs.carry_out(run, now=clock.now()))
    run.refresh_from_db()
    if run.rows_rejected or run.state != "done":
        raise SystemExit(f"{run.rows_rejected} rows rejected, {run.state}")
    return found, run.events_new


def timed(work: Callable[[], object]) -> Spent:
    """What `work` took, by the clock and of this process's CPU (the fairer measure on a shared machine)."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - start, time.process_time() - cpu)


def table(count: int, size: int, plain: Spent, ours: dict[str, Spent], events: int) -> None:
    whole = Spent(sum(s.seconds for s in ours.values()), sum(s.cpu for s in ours.values()))
    lines = {"plain csv + executemany": plain, **{f"hafawa: {k}": v for k, v in ours.items()}, "hafawa: all": whole}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} orders, {size / 2**20:.0f} MiB, {events:,} events")
    print(f"{'':28}{'seconds':>10}{'orders/s':>12}{'CPU s':>10}{'orders/CPU s':>14}{'CPU ratio':>11}")
    for name, spent in lines.items():
        print(
            f"{name:28}{spent.seconds:10.1f}{count / spent.seconds:12,.0f}{spent.cpu:10.1f}"
            f"{count / spent.cpu:14,.0f}{spent.cpu / plain.cpu:11.2f}"
        )
    print(f"peak memory {memory:.0f} MiB")


if __name__ == "__main__":
    main()
