"""How long does an answer take to an open bubble, with a thousand of them in one process, and what does it hold?

    python benchmarks/chat.py [--widgets 1000] [--answers 200] [--database postgresql://...]

A real `hafawa run` on an empty folder; each widget is a connection as the bubble's own, read by one asyncio program
here. Messages are sent by the widgets over HTTP and answers by `chat.actions.say` in a process of their own; taken is
the time from just before that call's transaction to the line's arrival, on one clock (both run on this machine).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

import psutil

ORIGIN = "https://shop.example"
SET_UP = """
import sys, django; django.setup()
from django.db import transaction
from hafawa.channels.chat import door, site
from hafawa.channels.chat.door import Said
from hafawa.kernel import clock
from hafawa.team.models import Shop, User
Shop.get()
now = clock.now()
User.objects.create_user(email="ana@shop.example", password="-" * 12, name="Ana", role="owner")
site.change(is_on=True, origins=[sys.argv[1]], greetings={}, away_words={}, takes_files=True, by=None, now=now)
with transaction.atomic():
    for n in range(int(sys.argv[2])):
        door.write(f"{n:043}", "", Said(key="key-000001", text="hello"), address=f"10.0.{n // 200}.{n % 200}", now=now)
"""
ANSWER = """
import sys, time, django; django.setup()
from hafawa.channels.chat import actions
from hafawa.channels.models import ChatVisitor
from hafawa.kernel import clock
refs = [v.ref for v in ChatVisitor.objects.order_by("id")]
for n in range(int(sys.argv[1])):
    actions.say(refs[(n * 7919) % len(refs)], f"T{time.time()!r}", by=None, now=clock.now())
    time.sleep(float(sys.argv[2]))
"""


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="hafawa-chat-") as folder:
        environment = _environment(Path(folder), asked.database)
        _run(environment, ["-m", "hafawa", "status"])
        _run(environment, ["-c", SET_UP, ORIGIN, str(asked.widgets)])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "-m", "hafawa", "run", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL
        )
        try:
            _wait(port)
            print(json.dumps(asyncio.run(_measure(asked, port, server.pid, environment)), indent=2))
        finally:
            server.terminate()
            server.wait(30)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--widgets", type=int, default=1000)
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--pause", type=float, default=0.05, help="seconds between two answers")
    parser.add_argument("--database", default="", help="postgresql://…; without: SQLite")
    return parser.parse_args()


async def _measure(asked: argparse.Namespace, port: int, pid: int, environment: dict[str, str]) -> dict[str, Any]:
    process = _serving(pid, port)
    before = process.memory_full_info().pss
    taken: list[float] = []
    ready = [asyncio.Event() for _n in range(asked.widgets)]
    ears = []
    for n in range(asked.widgets):
        ears.append(asyncio.create_task(_widget(n, port, ready[n], taken)))
        if n % 50 == 49:
            await asyncio.gather(*(one.wait() for one in ready[: n + 1]))
    await asyncio.gather(*(one.wait() for one in ready))
    held = process.memory_full_info().pss
    cpu = process.cpu_times()
    began = time.monotonic()
    saying = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ANSWER, str(asked.answers), str(asked.pause), env=environment
    )
    await saying.wait()
    await asyncio.sleep(2)
    spent = process.cpu_times()
    for ear in ears:
        ear.cancel()
    taken.sort()
    return {
        "widgets": asked.widgets,
        "answers": asked.answers,
        "arrived": len(taken),
        "p50_ms": round(1000 * statistics.median(taken), 1),
        "p99_ms": round(1000 * taken[min(len(taken) - 1, int(len(taken) * 0.99))], 1),
        "most_ms": round(1000 * taken[-1], 1),
        "memory_without_mb": round(before / 2**20, 1),
        "memory_with_mb": round(held / 2**20, 1),
        "kb_each": round((held - before) / 1024 / asked.widgets, 1),
        "cpu_share": round((sum(spent[:2]) - sum(cpu[:2])) / (time.monotonic() - began), 3),
        "load_of_the_machine": os.getloadavg(),
        "cores": os.cpu_count(),
    }


async def _widget(n: int, port: int, ready: asyncio.Event, taken: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(
        f"GET /chat/live/ HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: {ORIGIN}\r\n"
        f"Authorization: Bearer {n:043}\r\n\r\n".encode()
    )
    while line := await reader.readline():
        ready.set()
        if found := re.search(rb'"text":"T([0-9.]+)"', line):
            taken.append(time.time() - float(found[1]))


def _serving(pid: int, port: int) -> psutil.Process:
    """The process that serves: of the children that hold the socket, the one with the threads of the bridge."""
    for child in psutil.Process(pid).children():
        if any(c.laddr.port == port for c in child.net_connections("tcp")) and child.num_threads() > 1:
            return child
    raise SystemExit("no process serves")


def _wait(port: int) -> None:
    for _try in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz").read()
            break
        except OSError:
            time.sleep(0.1)


def _environment(folder: Path, database: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HAFAWA_")}
    return kept | {
        "HAFAWA_DATA_DIR": str(folder / "data"),
        "HAFAWA_DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "hafawa.config.settings",
    }


def _run(environment: dict[str, str], command: list[str]) -> None:
    subprocess.run([sys.executable, *command], env=environment, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
