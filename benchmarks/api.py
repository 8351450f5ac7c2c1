"""How fast do events come in through the API, and how long do its lists take with 100,000 people?

    .venv/bin/python benchmarks/api.py [--people 100000] [--events 200000] [--rounds 200]

A real server (one process, no worker beside it) on a SQLite folder of its own is told the events in bulk, a thousand a
request over one kept connection; the same lines come in as a file through the import door of another folder, in the
same run. Then everyone is judged once, and the lists are asked for. Prints a table; the ratio says more than a time.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
BULK = 1000
MAKE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0); call_command("createcachetable", verbosity=0)
from hafawa.kernel import clock
from hafawa.team import tokens
from hafawa.team.models import User
u = User.objects.create_user(email="o@o.example", password="a long sentence", name="O", role="owner")
print(tokens.make(user=u, name="b", scopes=tokens.all_scopes(), days=1, by=None, now=clock.now())[1])
"""
SERVE = "from hafawa.cli import serving; serving.serve(serving.listen(host='127.0.0.1', port={port}))"
IMPORT = """
import django; django.setup()
import sys, time
from pathlib import Path
from hafawa.channels.importers import runs
from hafawa.kernel import clock
begun = time.perf_counter()
run = runs.receive(Path(sys.argv[1]), name="events.jsonl", by=None, now=clock.now())
runs.carry_out(run, now=clock.now())
print(time.perf_counter() - begun, run.events_new)
"""
JUDGE = (
    "import django; django.setup()\nfrom hafawa import flow\nfrom hafawa.kernel import clock\nflow.daily(clock.now())"
)


def main() -> None:
    """Fill, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hafawa-benchmark-") as folder:
        lines = made(people=asked.people, events=asked.events)
        file = Path(folder) / "events.jsonl"
        file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
        door = imported(Path(folder) / "door", file, expected=len(lines))
        sys.stderr.write(f"imported in {door:.0f} s\n")
        told, waits = asked_of(Path(folder) / "api", lines, rounds=asked.rounds)
    print("| what | measured |\n|---|---|")
    print(f"| events, each with its person | {len(lines):,} by {asked.people:,} people |")
    print(f"| through the API, {BULK} a request | {len(lines) / told:,.0f} events a second |")
    print(f"| the same lines as a file, receive to stored | {len(lines) / door:,.0f} events a second |")
    print(f"| the API beside the file | {door / told:.2f} of its speed |")
    for what, times in waits.items():
        cut = statistics.quantiles(times, n=20)
        print(f"| {what} | p50 {statistics.median(times):.1f} ms, p95 {cut[18]:.1f} ms |")


def made(*, people: int, events: int) -> list[dict[str, Any]]:
    """Orders, and now and then a message, everyone at least once."""
    chance, found = random.Random(7), []
    for n in range(events):
        who = n if n < people else chance.randrange(people)
        at = f"2026-{1 + n % 10:02}-{1 + n % 28:02}T{n % 24:02}:00:00Z"
        person = {"email": f"person{who}@example.com", "name": f"Person {who}"}
        if n % 10:
            said = {"kind": "order.placed", "ref": f"R{n}", "amount_minor": 500 + n % 9000, "currency": "GEL"}
        else:
            said = {"kind": "message.received", "channel": "email", "ref": f"c{n}", "text": "Where is my order?"}
        found.append({**said, "at": at, "id": f"e{n}", "person": person})
    return found


def imported(folder: Path, file: Path, *, expected: int) -> float:
    """Seconds the import door takes for the same lines."""
    environment = prepared(folder)[0]
    command = [sys.executable, "-c", IMPORT, str(file)]
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
    assert int(out[1]) == expected, out
    return float(out[0])


def asked_of(folder: Path, lines: list[dict[str, Any]], *, rounds: int) -> tuple[float, dict[str, list[float]]]:
    """Seconds the API takes for all lines, and the milliseconds of each answer, by what was asked."""
    environment, key = prepared(folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE.format(port=port)], env=environment, cwd=ROOT)
    try:
        ask = asking(port, key)
        begun = time.perf_counter()
        for start in range(0, len(lines), BULK):
            answer = ask("POST", "/events", {"events": lines[start : start + BULK]})
            assert answer["refused"] == answer["known"] == 0, answer["results"][0]
        told = time.perf_counter() - begun
        sys.stderr.write(f"told in {told:.0f} s\n")
        subprocess.run([sys.executable, "-c", JUDGE], env=environment, check=True, cwd=ROOT)
        ask = asking(port, key)  # the one before was let go meanwhile
        middle = ask("GET", "/people?limit=20")["next"]
        paths = {
            "whom to turn to today, 12 cards": "/suggestions",
            "a page of 50 people": f"/people?cursor={middle}",
            "a person": "/people/77",
            "a person found by address": "/people/search?q=person77@example.com",
            "a person's story": "/people/77/events",
        }
        return told, {what: [timed(ask, path) for _ in range(rounds)] for what, path in paths.items()}
    finally:
        server.terminate()
        server.wait(20)


def prepared(folder: Path) -> tuple[dict[str, str], str]:
    """The environment of a fresh folder, and a key to it."""
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_"))}
    ours = {"HAFAWA_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    environment = outer | ours | {"HAFAWA_API_REQUESTS_PER_MINUTE": "1000000", "HAFAWA_ANALYTICS_THREADS": "1"}
    made_key = subprocess.run(
        [sys.executable, "-c", MAKE], env=environment, check=True, capture_output=True, text=True, cwd=ROOT
    )
    return environment, made_key.stdout.strip()


def asking(port: int, key: str) -> Any:
    """Asks over one kept connection, once the server is up."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _try in range(200):
        try:
            connection.connect()
            break
        except OSError:
            time.sleep(0.1)
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}

    def ask(method: str, path: str, body: Any = None) -> Any:
        connection.request(method, f"/api/v1{path}", json.dumps(body) if body else None, headers)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        assert answer.status == 200, said
        return said

    return ask


def timed(ask: Any, path: str) -> float:
    begun = time.perf_counter()
    ask("GET", path)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
