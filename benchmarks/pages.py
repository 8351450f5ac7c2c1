"""(c) How long does the server take for Today and a person's page with 100,000 people and a million events?

    python -m benchmarks.pages [--people 100000] [--events 1000000] [--rounds 100]

Seeds a SQLite database of its own in bulk, asks for each page in this process, and prints p50 and p95 in milliseconds.
The aim is a p95 under 100 ms.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

KINDS = ("order.placed", "delivery.arrived", "message.received", "message.sent", "review.posted")
WORDS = ("The coffee was lovely, thank you.", "أين طلبي؟ لم يصل بعد.", "როდის მოვა შეკვეთა?")


def main() -> None:
    """Seed, ask, print."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"HAFAWA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
        os.environ.pop("HAFAWA_DATABASE_URL", None)
        import django

        django.setup()
        began = time.perf_counter()
        _seed(people=asked.people, events=asked.events)
        sys.stderr.write(f"seeded in {time.perf_counter() - began:.0f} s\n")
        _print(_measure(people=asked.people, rounds=asked.rounds), asked)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=100)
    return parser.parse_args()


def _seed(*, people: int, events: int) -> None:
    from django.core.management import call_command

    from hafawa.analytics.models import Standing
    from hafawa.kernel import clock
    from hafawa.listening.models import Annotation
    from hafawa.people.models import Identifier, Person
    from hafawa.timeline.models import Event

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    now, rng = clock.now(), random.Random(7)
    _put(Person, (_person(i, now) for i in range(1, people + 1)))
    _put(Identifier, (_identifier(i, now) for i in range(1, people + 1)))
    _put(Event, (_event(i, people, now, rng) for i in range(1, events + 1)))
    _put(Annotation, _annotations(events, now))
    _put(Standing, (_standing(i, now) for i in range(1, people + 1)))
    _seed_cards(people, now, rng)


def _put(model: Any, rows: Iterator[Any]) -> None:
    from itertools import islice

    from django.db import transaction

    while chunk := list(islice(rows, 20_000)):
        with transaction.atomic():
            model.objects.bulk_create(chunk, batch_size=2000)


def _person(i: int, now: datetime) -> Any:
    from hafawa.people.models import Person

    return Person(
        id=i, name=f"Person {i}", folded_name=f"person {i}", first_name="Person", language="en", created_at=now
    )


def _identifier(i: int, now: datetime) -> Any:
    from hafawa.people.models import Identifier

    value = f"person{i}@example.com"
    return Identifier(person_id=i, kind="email", value=value, as_typed=value, created_at=now)


def _event(i: int, people: int, now: datetime, rng: random.Random) -> Any:
    from hafawa.timeline.models import Event

    kind = KINDS[i % len(KINDS)]
    at = now - timedelta(minutes=rng.randrange(60, 2 * 365 * 1440))
    is_words = kind.startswith(("message", "review"))
    return Event(
        id=i, person_id=_who(i, people), kind=kind, occurred_at=at, occurred_date=at.date(), recorded_at=now,
        source="b", external_id=str(i), channel="email" if kind.startswith("message") else "", ref=f"R-{i // 5}",
        amount_minor=rng.randrange(500, 50_000) if kind == "order.placed" else None, currency="EUR",
        score=rng.randrange(1, 6) if kind == "review.posted" else None,
        data={"text": WORDS[i % 3]} if is_words else {},
    )  # fmt: skip


def _who(i: int, people: int) -> int:
    """Every person has some; the first hundred have a thousand more."""
    return 1 + i % 100 if i % 10 == 0 else 1 + i % people


def _annotations(events: int, now: datetime) -> Iterator[Any]:
    from hafawa.listening.models import Annotation

    for i in range(1, events + 1):
        if KINDS[i % len(KINDS)] in {"message.received", "review.posted"}:
            yield Annotation(event_id=i, version="b", language="en", feeling=0.4, is_praise=i % 7 == 0, read_at=now)


def _standing(i: int, now: datetime) -> Any:
    from hafawa.analytics.models import Standing

    row = {
        "orders": 4, "first_order_at": "2024-02-03T10:00:00", "first_order_event_id": i, "strikes": 1,
        "strikes_open": 1, "strike_event_ids": [i],
        "currency": "EUR", "spend_minor": 40_000, "unanswered": 1, "unanswered_event_id": i,
        "rhythm_days": 30.0, "days_since_order": 70, "overdue_ratio": 2.3, "unknown": "margin,deliveries",
    }  # fmt: skip
    return Standing(person_id=i, version="b", judged_at=now, row=row)


def _seed_cards(people: int, now: datetime, rng: random.Random) -> None:
    from hafawa.playbooks.models import LastRun, Suggestion
    from hafawa.playbooks.registry import playbooks
    from hafawa.team.models import Role, Shop, User

    User.objects.create_user(email="b@example.com", password="-", name="B", role=Role.OWNER)
    Shop.get()
    Shop.objects.update(set_up_at=now, name="Bench", currency="EUR")
    names = [p for p in playbooks().values() if set(p.uses) <= set(_facts(now.date(), now))]
    chosen = rng.sample(range(1, people + 1), min(5000, people))
    Suggestion.objects.bulk_create(
        Suggestion(
            person_id=person, playbook=p.name, action=p.action, reason_key="b", facts=_facts(now.date(), now),
            evidence=[person], channel="email", minutes=p.minutes, value_minor=10_000, currency="EUR",
            urgency=rng.random() * 100, made_at=now,
        )
        for n, person in enumerate(chosen)
        for p in [names[n % len(names)]]
    )  # fmt: skip
    LastRun.objects.create(id=1, made_at=now, judged_at=now, people=people, unknown={}, quiet=[1])


def _facts(day: date, now: datetime) -> dict[str, Any]:
    """A value for every standing column, of its type, as stored with a suggestion."""
    from hafawa.analytics.standing_columns import COLUMNS

    by_type: dict[str, Any] = {
        "BIGINT": 1, "INTEGER": 3, "DOUBLE": 1.5, "BOOLEAN": True, "VARCHAR": "email", "DATE": day.isoformat(),
        "TIMESTAMP": now.astimezone(UTC).isoformat(), "BIGINT[]": [1],
    }  # fmt: skip
    return {c.name: by_type[c.type] for c in COLUMNS}


def _measure(*, people: int, rounds: int) -> dict[str, list[float]]:
    from django.test import Client
    from django.test.utils import setup_test_environment

    from hafawa.team.models import User

    setup_test_environment()
    client, rng = Client(), random.Random(11)
    client.force_login(User.objects.get())
    pages: dict[str, Callable[[], str]] = {
        "Today": lambda: "/",
        "Today, 60 minutes": lambda: "/?minutes=60",
        "a person": lambda: f"/people/{rng.randrange(101, people)}/",
        "a person with a thousand events": lambda: f"/people/{rng.randrange(1, 101)}/",
        "people, found by name": lambda: f"/people/?q=person+{rng.randrange(1, people)}",
    }
    return {name: [_ask(client, address()) for _ in range(rounds)][2:] for name, address in pages.items()}


def _ask(client: Any, address: str) -> float:
    began = time.perf_counter()
    answer = client.get(address)
    took = (time.perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return took


def _print(found: dict[str, list[float]], asked: argparse.Namespace) -> None:
    print(f"| page ({asked.people:,} people, {asked.events:,} events, SQLite) | p50 ms | p95 ms |")
    print("|---|---:|---:|")
    for name, times in found.items():
        print(f"| {name} | {statistics.median(times):.0f} | {statistics.quantiles(times, n=20)[18]:.0f} |")


if __name__ == "__main__":
    main()
