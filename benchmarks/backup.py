"""How fast is a backup made and proven, in how much memory? `python benchmarks/backup.py [events]`, or a million.

Prints a table: a plain copy of the database file (the least any backup could do, and no snapshot), the backup, the same
encrypted, and its proof by a restore into scratch; with the peak memory of each process.
"""

from __future__ import annotations

import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILL = """
import random, sys
from datetime import UTC, datetime, timedelta
from hafawa.people.models import Person
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced
events = int(sys.argv[1])
chance, now = random.Random(7), datetime(2026, 11, 1, tzinfo=UTC)
people = [Person(name=f"Person {n} ليلى", created_at=now) for n in range(max(events // 10, 1))]
Person.objects.bulk_create(people, batch_size=5000)
for begins in range(0, events, 50_000):
    entries = []
    for n in range(begins, min(begins + 50_000, events)):
        at, who = now - timedelta(minutes=chance.randrange(1_000_000)), chance.randrange(len(people)) + 1
        what = OrderPlaced(ref=f"A-{n}", amount_minor=chance.randrange(100_000), currency="GEL")
        if n % 5 == 0:
            what = MessageReceived(channel="email", ref=f"t{n}", text=f"Where is my order {n}? أين طلبي؟ " * 3)
        entries.append(log.Entry(what, at, "benchmark", str(n), who))
    log.append_many(entries, now=now)
"""
TAKE = """
import sys
from hafawa.backups import taking
from hafawa.backups.envelope import Keys
from hafawa.kernel import clock
print(taking.take(taking.Path(sys.argv[1]), now=clock.now(), keys=Keys(passphrase=sys.argv[2])).path)
"""
PROVE = """
import sys
from hafawa.backups import proving
from hafawa.backups.envelope import Keys
from hafawa.kernel import clock
print(proving.verify(proving.Path(sys.argv[1]), keys=Keys(), now=clock.now()).rows)
"""


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="hafawa-benchmark-") as made:
        folder = Path(made)
        os.environ |= {"HAFAWA_DATA_DIR": str(folder / "data"), "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
        os.environ["PYTHONPATH"] = str(ROOT)
        python("from django.core.management import call_command; call_command('migrate', verbosity=0)")
        python(FILL, str(events))
        database = folder / "data" / "hafawa.sqlite3"
        megabytes = database.stat().st_size / 1e6
        copy = timed(lambda: copied(database, folder / "copy"))
        plain = timed(lambda: python(TAKE, str(folder / "out"), ""))
        sealed = timed(lambda: python(TAKE, str(folder / "out"), "a long sentence of words"))
        path = next((folder / "out").glob("*.tar"))
        proof = timed(lambda: python(PROVE, str(path)))
        size = path.stat().st_size / 1e6
    print(f"\n{events} events, database {megabytes:.0f} MB, backup {size:.0f} MB; {machine()}\n")
    print("| what | seconds | MB/s of database | times a plain copy |\n|---|---|---|---|")
    for name, seconds in (("plain copy and fsync", copy), ("backup", plain), ("encrypted", sealed), ("proof", proof)):
        print(f"| {name} | {seconds:.1f} | {megabytes / seconds:.0f} | {seconds / copy:.1f} |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\npeak memory of any of its processes: {peak:.0f} MB (the passphrase alone takes 128)")


def copied(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def python(code: str, *args: str) -> str:
    """What `code`, with Django loaded, prints in a process of its own."""
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}", *args]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def timed(work: Callable[[], object]) -> float:
    begins = time.perf_counter()
    work()
    return time.perf_counter() - begins


def machine() -> str:
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores, load {load:.1f}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
