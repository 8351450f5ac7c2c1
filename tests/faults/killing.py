"""kill -9 of web, worker or all at any instant, many times, while people work: `bin/faults --kills 1000 --seed 7`.

The driver's journal lies outside the product's folder. At the end the product is started once more, finishes what it
has, is stopped, and what is stored is compared with the journal (tests/faults/oracle.py).
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # imported late: which database they are on is settled first
    from tests.faults.journal import Journal
    from tests.faults.load import Load
    from tests.faults.product import Product

SILENT_SECONDS = 1800
MOVING = "SELECT state, count(*), sum(progress_done) FROM tasks_task GROUP BY state ORDER BY state"
ROUND = ("web", "worker", "web", "worker", "all")  # few in a row, so that none waits long to be started again


@dataclass(frozen=True)
class Report:
    """What was killed, how often, what was asked for and acknowledged, and which promises did not hold."""

    kills: Counter[str]
    asked: int
    acknowledged: int
    faults: list[str]

    def __str__(self) -> str:
        killed = ", ".join(f"{name} {n}" for name, n in sorted(self.kills.items()))
        head = f"{self.kills.total()} kills ({killed}); {self.asked} acts, {self.acknowledged} acknowledged"
        return "\n".join([head, *(self.faults or ["nothing lost, nothing twice, every file is its hash"])])


def run(folder: Path, *, kills: int, seed: int, tell: bool = False) -> Report:
    """Fill `folder` with the sample shop, kill `kills` times under load, and judge."""
    from tests.faults.journal import Journal
    from tests.faults.load import Load
    from tests.faults.product import Product

    chance, product = random.Random(seed), Product(folder)
    begun = time.monotonic()
    filled = product.hafawa("demo", "--no-serve")
    assert filled.returncode == 0, filled.stderr
    journal, killed = Journal(folder.parent / f"{folder.name}.journal"), Counter[str]()
    try:
        product.start()
        product.sign_in()
        load = Load(product, journal, chance)
        while killed.total() < kills:
            what = ROUND[killed.total() % len(ROUND)]
            _under_load(product, load, what, chance, killed)
            if tell:
                print(
                    f"\r{time.monotonic() - begun:.0f} s: {killed.total()} of {kills} kills, {load.done} acts",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
        product.until_up()
        _finish(product, load)
    finally:
        product.stop()
    return _judged(product, journal, killed)


def judge(folder: Path) -> Report:
    """Finish what a run that was stopped had begun in `folder`, and judge."""
    from tests.faults.journal import Journal
    from tests.faults.load import Load
    from tests.faults.product import Product

    product, journal = Product(folder), Journal(folder.parent / f"{folder.name}.journal")
    try:
        product.start()
        product.sign_in()
        _finish(product, Load(product, journal, random.Random(1)))
    finally:
        product.stop()
    return _judged(product, journal, Counter())


def _judged(product: Product, journal: Journal, killed: Counter[str]) -> Report:
    from tests.faults import oracle

    kinds = ("detail", "occasion", "orders", "contacts", "do", "later", "undo")
    asked = [act for kind in kinds for act in journal.asked(kind)]
    return Report(killed, len(asked), sum(act.is_acknowledged for act in asked), oracle.faults(product, journal))


def _under_load(product: Product, load: Load, what: str, chance: random.Random, killed: Counter[str]) -> None:
    """Acts, one after the other, until a kill at a random instant has happened; then up again."""
    after = chance.random() * 0.8
    killer_chance = random.Random(chance.random())
    done = threading.Event()

    def kill() -> None:
        time.sleep(after)
        if product.kill(what, killer_chance):
            killed[what] += 1
        done.set()

    killer = threading.Thread(target=kill)
    killer.start()
    while not done.is_set():
        load.act()
    killer.join()
    if what == "all":
        product.start()
    elif what == "web":
        product.until_up()


def _finish(product: Product, load: Load) -> None:
    """Wait until nothing waits any more: for hours, as long as something moves."""
    from tests.faults.load import STOPPED
    from tests.faults.product import NeverCame

    load.start_again()
    moved, seen = time.monotonic(), None
    while True:
        tasks = product.rows(MOVING)
        if tasks != seen:
            moved, seen = time.monotonic(), tasks
        if not product.rows("SELECT 1 FROM tasks_task WHERE state IN ('waiting', 'running') LIMIT 1"):
            if not product.rows(f"SELECT 1 FROM channels_importrun WHERE {STOPPED} LIMIT 1"):
                return
            load.start_again()
        if time.monotonic() - moved > SILENT_SECONDS:
            raise NeverCame(f"nothing moved for {SILENT_SECONDS} s: {tasks}")
        time.sleep(0.5)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bin/faults", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument(
        "--judge", type=Path, metavar="FOLDER", help="finish and judge what a stopped run left (SQLite)"
    )
    options = parser.parse_args()
    if options.judge is not None:
        report = judge(options.judge / "data")
        print(report)
        return 1 if report.faults else 0
    folder, server = Path(tempfile.mkdtemp(prefix="hafawa-faults-")), None
    if options.database == "postgresql":
        from tests import postgresql

        server = postgresql.start(options="")  # as durable as it is for a shop
        os.environ["HAFAWA_TEST_SERVER"] = server.url
    try:
        report = run(folder / "data", kills=options.kills, seed=options.seed, tell=True)
    finally:
        if server is not None:
            server.remove()
    print(f"\nseed {options.seed}, {options.database}: {report}")
    if report.faults:
        print(f"the folder is kept: {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
