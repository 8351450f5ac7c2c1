"""How long does a copy of one person take, and an erasure, in a large shop? And what do tombstones cost an import?

    .venv/bin/python benchmarks/privacy.py --people 100000 --events 1000000

The person has a thousand events. The files as they came are part of it: one of all orders is searched through.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

os.environ["HAFAWA_DATA_DIR"] = tempfile.mkdtemp(prefix="privacy-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafawa.config.settings")
NOW = datetime(2026, 1, 5, tzinfo=UTC)
HEADER = "Order number,Order date,Email,Name,Total,Currency\n"


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--people", type=int, default=100_000)
    asked.add_argument("--events", type=int, default=1_000_000)
    size = asked.parse_args()
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    person = fill(people=size.people, events=size.events)
    from hafawa.people import tombstones
    from hafawa.privacy import erasing, exporting

    print(f"{size.people:,} people, {size.events:,} events; the person has 1,000\n")
    print("| what | seconds |\n|---|---|")
    plain = timed("import of 20,000 orders, nobody erased", lambda: orders(20_000, "a"))
    copy = exporting.ask(person, language="en", by=None, now=NOW)
    timed("a copy of one person, made", lambda: exporting.make(copy, now=NOW))
    seen = timed_value("an erasure looked at", lambda: erasing.preview(person))
    erasure = erasing.ask(person, typed=seen.confirm_with, by=None, now=NOW)
    timed("an erasure carried out", lambda: erasing.carry_out(erasure, now=NOW + timedelta(days=2)))
    tombstones.lay([tombstones.digest("bench", f"{n}") for n in range(100_000)], at=NOW)
    later = timed("import of 20,000 orders, 100,000 tombstones", lambda: orders(20_000, "b"))
    print(f"\nimport with tombstones: {later / plain:.2f} times the time without")


def fill(*, people: int, events: int) -> int:
    """People who wrote, spread evenly; the first wrote a thousand times."""
    from hafawa.people.models import Identifier, Person
    from hafawa.team.models import Shop
    from hafawa.timeline import log
    from hafawa.timeline.events import MessageReceived

    Shop.objects.create(id=1, currency="EUR", set_up_at=NOW)
    made = [
        Person(name=f"Given{n} Family{n}", folded_name=f"given{n} family{n}", created_at=NOW) for n in range(people)
    ]
    Person.objects.bulk_create(made, batch_size=5000)
    ids = list(Person.objects.order_by("id").values_list("id", flat=True))
    keys = [
        Identifier(person_id=i, kind="email", value=f"p{i}@x.org", as_typed=f"p{i}@x.org", created_at=NOW) for i in ids
    ]
    Identifier.objects.bulk_create(keys, batch_size=5000)
    chance = random.Random(1)
    for start in range(0, events, 10_000):
        log.append_many(
            [
                log.Entry(
                    MessageReceived(
                        channel="email",
                        ref=f"m{n}",
                        text=f"Where is it? Ask {chance.choice(made).name}",
                    ),
                    NOW - timedelta(minutes=n % 500_000),
                    "bench",
                    f"{n}",
                    ids[0] if n < 1000 else ids[n % people],
                )
                for n in range(start, min(start + 10_000, events))
            ],
            now=NOW,
        )
    return int(ids[0])


def orders(count: int, mark: str) -> None:
    """One file, brought in."""
    from hafawa.channels.importers import runs

    path = Path(os.environ["HAFAWA_DATA_DIR"]).parent / f"orders-{os.getpid()}-{mark}.csv"
    rows = (f"{mark}{n},2025-03-01 10:00:00,{mark}{n % 5000}@y.org,N{n},5.00,EUR\n" for n in range(count))
    path.write_text(HEADER + "".join(rows))
    runs.carry_out(runs.receive(path, name=path.name, by=None, now=NOW), now=NOW)
    path.unlink()


def timed(what: str, work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    took = time.perf_counter() - start
    print(f"| {what} | {took:.1f} |", flush=True)
    return took


def timed_value(what: str, work: Callable[[], Any]) -> Any:
    found: list[Any] = []
    timed(what, lambda: found.append(work()))
    return found[0]


if __name__ == "__main__":
    main()
