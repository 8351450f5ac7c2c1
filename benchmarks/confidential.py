"""What does it cost that some conversations are confidential? The same questions, as a manager and as an agent.

    .venv/bin/python benchmarks/confidential.py --events 1000000 --confidential 2000

A manager's queries carry no condition, an agent's carry that of `team.narrow`: the difference is what it costs. On
SQLite, in a folder that is gone afterwards; each question is asked `--rounds` times in turns, the median is told.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
EACH = 20  # events a person


def main() -> None:
    """Fill, ask, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--confidential", type=int, default=2000, help="conversations")
    asked.add_argument("--rounds", type=int, default=15)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="hafawa-confidential-") as folder:
        os.environ |= {"HAFAWA_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        users = fill(options.events, options.confidential)
        print(
            f"{options.events} events, {options.confidential} confidential conversations, load {os.getloadavg()[0]:.1f}"
        )
        print("| question | manager, ms | agent, ms |\n|---|---|---|")
        for name, question in questions().items():
            took: dict[str, list[float]] = {role: [] for role in users}
            for _round in range(options.rounds):
                for role, user in users.items():
                    begun = time.perf_counter()
                    question(user)
                    took[role].append((time.perf_counter() - begun) * 1000)
            print(f"| {name} | " + " | ".join(f"{statistics.median(took[role]):.1f}" for role in users) + " |")


def fill(events: int, confidential: int) -> dict[str, object]:
    """People, their messages, one open card each; the manager and the agent who ask."""
    from django.db import connection

    from hafawa.people.models import Person
    from hafawa.playbooks.models import Suggestion
    from hafawa.team.models import User
    from hafawa.timeline import confidential as kept_narrow
    from hafawa.timeline import insert

    people = max(1, events // EACH)
    Person.objects.bulk_create(
        (Person(name=f"P {n}", folded_name=f"p {n}", created_at=NOW) for n in range(people)), batch_size=5000
    )
    first = Person.objects.order_by("id").values_list("id", flat=True)[0]
    at = [NOW - timedelta(hours=n) for n in range(EACH)]
    for start in range(0, events, 10_000):
        rows = []
        for n in range(start, min(start + 10_000, events)):
            person, place = first + n // EACH, n % EACH
            row = [None] * len(insert.FIELDS)
            row[:9] = [
                person,
                "message.received",
                at[place],
                at[place].date(),
                NOW,
                "b",
                str(n),
                "email",
                f"mail:{n // 4}",
            ]
            row[11], row[-1] = "", {"text": "hello"}
            rows.append(tuple(row))
        insert.rows(rows)
    from hafawa.timeline.models import Event

    ids = list(Event.objects.filter(external_id__endswith="0").order_by("id").values_list("id", "person_id"))[::2]
    Suggestion.objects.bulk_create(
        (
            Suggestion(
                person_id=person, playbook="answer_now", action="answer", reason_key=str(i), evidence=[i], minutes=5,
                urgency=i % 100, made_at=NOW,
            )
            for i, person in ids
        ),
        batch_size=5000,
    )  # fmt: skip
    made = {
        role: User.objects.create_user(email=f"{role}@x.example", password="x" * 12, name=role, role=role)
        for role in ("manager", "agent")
    }
    step = max(1, events // 4 // max(1, confidential))
    for n in range(confidential):
        kept_narrow.turn_on(f"mail:{n * step}", why="", by=made["manager"], now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def questions() -> dict[str, object]:
    """What pages ask most."""
    from hafawa.people.models import Person
    from hafawa.playbooks.models import Suggestion
    from hafawa.timeline.models import Event

    some = Person.objects.order_by("-id")[0].pk
    found = list(Event.objects.order_by("-id").values_list("id", flat=True)[:25])
    return {
        "a page of a story": lambda to: list(
            Event.objects.visible_to(to).filter(person_id=some).order_by("-occurred_at", "-id")[:26]
        ),
        "25 events a search found": lambda to: Event.objects.visible_to(to).in_bulk(found),
        "the newest 300 messages": lambda to: list(
            Event.objects.visible_to(to).filter(kind="message.received").order_by("-occurred_at").values("id")[:300]
        ),
        "the 48 most urgent cards": lambda to: list(
            Suggestion.objects.visible_to(to).filter(state="open").order_by("-urgency").values("id")[:48]
        ),
        "how many cards": lambda to: Suggestion.objects.visible_to(to).filter(state="open").count(),
        "how many events there are": lambda to: Event.objects.visible_to(to).count(),
    }


if __name__ == "__main__":
    main()
