"""How long does it take to judge everybody, from Parquet, and how much memory?

    .venv/bin/python benchmarks/standing.py [--people 1000000] [--events 10000000]

Writes a seeded history (orders, arrivals, messages both ways, reviews, promises, readings) as Parquet parts into a
folder of its own, then runs the standing pipeline in a fresh process and prints seconds and peak memory. Aims: 60 s and
4 GB for a million people with ten million events on two cores, the value model's fit, backtest and scores included.
"""

# ruff: noqa: E501
from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from datetime import time as clock

DAY = datetime(2026, 10, 1, 12, tzinfo=UTC)


def main() -> None:
    """Generate, judge in a child, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=10_000_000)
    parser.add_argument("--judge", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.judge:
        judge()
        return
    folder = tempfile.mkdtemp(prefix="hafawa-bench-")
    os.environ["HAFAWA_DATA_DIR"] = folder
    try:
        begun = time.perf_counter()
        generate(people=options.people, events=options.events)
        print(f"history written in {time.perf_counter() - begun:.0f} s", file=sys.stderr)
        command = [sys.executable, __file__, "--judge"]
        answer = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ))
        report(json.loads(answer.stdout.splitlines()[-1]), options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report(found: dict[str, float], options: argparse.Namespace) -> None:
    """Print the table."""
    print(f"| standing of {options.people:,} people, {options.events:,} events | measured | aim |")
    print("|---|---|---|")
    for name, seconds in found.items():
        if name.endswith("_s"):
            print(f"| {name[:-2].replace('_', ' ')} (s) | {seconds:.1f} | {'60' if name == 'all_s' else ''} |")
    print(f"| peak memory (GB) | {found['peak_gb']:.2f} | 4 |")
    print(f"| rows | {found['rows']:,.0f} | |")


def judge() -> None:
    """Run the pipeline over what `generate` wrote, as `refresh` does, without the database behind it."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
    import django

    django.setup()
    from hafawa.analytics import standing, warehouse

    found: dict[str, float] = {}
    begun = time.perf_counter()
    with warehouse.opened() as connection:
        connection.execute(f"SET VARIABLE day = TIMESTAMP '{DAY:%Y-%m-%d %H:%M:%S}'")
        standing.everybody(connection)
        standing.judge(connection, today=DAY.date(), day=DAY, recording=[])
        found["judging_s"] = time.perf_counter() - begun
        warehouse.copy(connection, standing.row_select(), to=warehouse.standing_path())
        found["writing_s"] = time.perf_counter() - begun - found["judging_s"]
    audiences(found)
    found["all_s"] = time.perf_counter() - begun
    found["rows"] = warehouse.query("SELECT count(*) AS n FROM standing")[0]["n"]
    found["peak_gb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(json.dumps(found))


def audiences(found: dict[str, float]) -> None:
    """Choose the audience of every playbook over the rows, as suggesting does before it looks at single people."""
    from hafawa.analytics import warehouse
    from hafawa.playbooks import audience
    from hafawa.playbooks.registry import playbooks
    from hafawa.team.models import Shop

    begun = time.perf_counter()
    moment = audience.Moment.of(Shop(opens_at=clock(9), closes_at=clock(18)), day=DAY)
    with warehouse.opened() as connection:
        for playbook in playbooks().values():
            audience.find(playbook, moment=moment, blocks=[], asked_after=[], connection=connection)
    found[f"audiences_of_{len(playbooks())}_playbooks_s"] = time.perf_counter() - begun


def generate(*, people: int, events: int) -> None:
    """A shop of three years: `events` events of `people` people, seeded."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hafawa.config.settings"
    import django

    django.setup()
    import duckdb

    from hafawa.analytics import manifest, tables

    files = manifest.Manifest(events_through=events, annotations_through=events)
    connection = duckdb.connect()
    connection.execute("SET memory_limit = '3GB'; SELECT setseed(0.42); SET threads = 1")
    for table, sql in {
        "people": _PEOPLE,
        "events": _EVENTS,
        "annotations": _ANNOTATIONS,
        "consents": _CONSENTS,
        "occasions": _OCCASIONS,
    }.items():
        name = files.next_name(table)
        path = manifest.folder() / name
        path.parent.mkdir(parents=True, exist_ok=True)
        typed = ", ".join(f'"{c}"::{t} AS "{c}"' for c, t in tables.TABLES[table].items())
        events_path = manifest.folder() / files.parts["events"][0] if table == "annotations" else ""
        body = sql.format(people=people, events=events, events_path=events_path)
        connection.execute(f"COPY (SELECT {typed} FROM ({body})) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        files.parts[table] = [name]
    manifest.save(files)


# Everybody has a rate of their own (exponential), a day they came and, for some, a day they left.
_PEOPLE = "SELECT range + 1 AS person_id, CASE WHEN range % 3 = 0 THEN '' ELSE ['en', 'ar', 'ka'][1 + range % 3] END AS language FROM range({people})"
_EVENTS = """
WITH drawn AS (
  SELECT
    range AS i,
    1 + ({people} * power(random(), 1.6))::BIGINT % {people} AS person_id,
    random() AS r, random() AS w, random() AS u, random() AS v
  FROM range({events} * 54 // 100)
),
life AS (
  SELECT *,
    hash(person_id * 7919) % 900 AS came,
    1 + hash(person_id * 104729) % 1000 AS stays
  FROM drawn
),
base AS (
  SELECT *, TIMESTAMP '2023-10-01' + to_microseconds(((came + w * least(stays, 1095 - came)) * 86400e6)::BIGINT) AS happened
  FROM life
),
placed AS (
  SELECT i, person_id, 'order.placed' AS kind, happened AS occurred_at, 'O' || i AS ref, (500 + 20000 * u * u)::BIGINT AS amount_minor,
    happened + INTERVAL 8 DAY AS due_at, '' AS outcome, false AS is_sales, NULL::INTEGER AS score, false AS has_words, NULL AS what, NULL AS about, 'shop' AS channel
  FROM base WHERE r < 0.72
),
told AS (
  SELECT * FROM placed
  UNION ALL
  SELECT i, person_id, 'delivery.arrived', occurred_at + to_microseconds(((2 + 8 * (amount_minor % 97) / 97) * 86400e6)::BIGINT), ref, NULL, NULL, '', false, NULL, false, NULL, NULL, ''
  FROM placed WHERE i % 40 <> 0
  UNION ALL
  SELECT i, person_id, 'message.received', happened, 'C' || person_id || '-' || (came + (w * 40)::INTEGER), NULL, NULL, '', false, NULL, true, NULL, NULL, 'email'
  FROM base WHERE r BETWEEN 0.72 AND 0.86
  UNION ALL
  SELECT i, person_id, 'message.sent', happened + to_microseconds((v * v * 5 * 86400e6)::BIGINT), 'C' || person_id || '-' || (came + (w * 40)::INTEGER), NULL, NULL, '', u > 0.8, NULL, true, NULL, NULL, 'email'
  FROM base WHERE r BETWEEN 0.72 AND 0.86 AND v < 0.9
  UNION ALL
  SELECT i, person_id, 'review.posted', happened, '', NULL, NULL, '', false, (1 + floor(5 * sqrt(u)))::INTEGER, v > 0.5, NULL, NULL, 'review'
  FROM base WHERE r BETWEEN 0.86 AND 0.96
  UNION ALL
  SELECT i, person_id, 'call.made', happened, '', NULL, NULL, 'reached', false, NULL, false, NULL, NULL, 'phone'
  FROM base WHERE r BETWEEN 0.96 AND 0.98
  UNION ALL
  SELECT i, person_id, 'promise.made', happened, '', NULL, happened + INTERVAL 2 DAY, '', false, NULL, true, 'call', NULL, ''
  FROM base WHERE r BETWEEN 0.98 AND 0.99
  UNION ALL
  SELECT i, person_id, 'strike.repaired', happened, '', NULL, NULL, '', false, NULL, false, NULL, NULL, ''
  FROM base WHERE r >= 0.99
)
SELECT
  row_number() OVER () AS event_id, person_id, kind, kind IN ('order.placed', 'message.received', 'review.posted') AS by_customer,
  occurred_at, occurred_at::DATE AS occurred_date, occurred_at AS recorded_at, 'shop' AS source, channel, ref, '' AS order_ref, amount_minor,
  NULL AS margin_minor, CASE WHEN amount_minor IS NULL THEN '' ELSE 'EUR' END AS currency, score, due_at, due_at::DATE AS due_date,
  NULL AS about_id, NULL AS suggestion_id, is_sales, false AS is_automatic, has_words, outcome, '' AS purpose, '' AS bad,
  coalesce(what, '') AS what, CASE WHEN what IS NOT NULL THEN 'We will call you' END AS promise_text
FROM told LIMIT {events}
"""
_ANNOTATIONS = """
SELECT event_id, 'r1' AS version, 'en' AS language, (hash(event_id) % 200)::DOUBLE / 100 - 1 AS feeling,
  (hash(event_id) % 100)::DOUBLE / 100 AS anger, hash(event_id) % 7 = 0 AS is_thanks, hash(event_id) % 11 = 0 AS is_praise,
  hash(event_id) % 5 = 0 AS is_complaint, false AS is_question, false AS is_order_status, false AS is_request, hash(event_id) % 2 = 0 AS needs_answer,
  CASE WHEN hash(event_id) % 5 = 0 THEN ['late_delivery', 'damaged', 'rude', ''][1 + (hash(event_id) % 4)::BIGINT] ELSE '' END AS bad_kind,
  occurred_at AS read_at
FROM read_parquet('{events_path}') WHERE has_words AND by_customer
"""
_CONSENTS = "SELECT range AS consent_id, range * 5 + 1 AS person_id, 'marketing' AS purpose, '' AS channel, true AS granted, true AS by_person, TIMESTAMP '2025-01-01' AS stated_at FROM range({people} // 5)"
_OCCASIONS = "SELECT range AS occasion_id, range * 10 + 1 AS person_id, DATE '2026-10-01' + (range % 365)::INTEGER AS next_date, 7 AS lead_days FROM range({people} // 10)"


if __name__ == "__main__":
    main()
