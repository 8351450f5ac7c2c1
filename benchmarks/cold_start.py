"""How long from an empty folder to the first page, and how much memory does the whole product hold when idle?

    .venv/bin/python benchmarks/cold_start.py [--seconds 30]

Memory is the proportional set size (PSS): what several processes share is divided among them, so the sum is what the
machine gives. The sum of resident sizes (RSS), which counts shared pages once a process, stands beside it. Bytecode is
there, as after an installation; the machine's caches are as they are.
"""

from __future__ import annotations

import argparse
import compileall
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

PACKAGE = Path(__file__).resolve().parent.parent / "hafawa"
AIM_SECONDS, AIM_MB = 5.0, 200.0


def main() -> int:
    """Measure and print the table; 1 when an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30, help="idle time before memory is read")
    idle = parser.parse_args().seconds
    compileall.compile_dir(str(PACKAGE), quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        cold, rows = measure(Path(folder) / "data", idle_seconds=idle)
    pss, rss, cpu = (sum(row[n] for row in rows) for n in (1, 2, 3))
    print(f"{'process':<10} {'PSS MB':>8} {'RSS MB':>8} {'CPU % idle':>11}")
    for name, *numbers in rows:
        print(f"{name:<10} {numbers[0]:>8.1f} {numbers[1]:>8.1f} {numbers[2]:>11.2f}")
    print(f"{'all':<10} {pss:>8.1f} {rss:>8.1f} {cpu:>11.2f}   aim: at most {AIM_MB:.0f} MB PSS")
    print(f"empty folder to first page answered: {cold:.2f} s   aim: at most {AIM_SECONDS:.0f} s")
    return int(cold > AIM_SECONDS or pss > AIM_MB)


def measure(folder: Path, *, idle_seconds: float) -> tuple[float, list[tuple[str, float, float, float]]]:
    """Seconds to the first page, and per process: name, PSS, RSS (MB), CPU in percent of one core while idle."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "hafawa", "run", "--port", str(port)],
        env={**os.environ, "HAFAWA_DATA_DIR": str(folder), "PYTHONDONTWRITEBYTECODE": ""},
        stdout=subprocess.DEVNULL,
    )
    try:
        _first_page(f"http://127.0.0.1:{port}/", process)
        cold = time.perf_counter() - begun
        time.sleep(2)
        before = {p.pid: _cpu(p) for p in _family(process.pid)}
        time.sleep(idle_seconds)
        rows = [_row(p, before.get(p.pid, 0.0), idle_seconds) for p in _family(process.pid)]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    return cold, rows


def _first_page(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=30) as page:
                page.read()
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.02)
    raise SystemExit("hafawa run ended before its first page")


def _family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _cpu(process: psutil.Process) -> float:
    return process.cpu_times().user + process.cpu_times().system


def _row(process: psutil.Process, before: float, seconds: float) -> tuple[str, float, float, float]:
    memory = process.memory_full_info()
    name = process.name().removeprefix("hafawa ") if process.name().startswith("hafawa ") else "parent"
    return name, memory.pss / 1e6, memory.rss / 1e6, 100 * (_cpu(process) - before) / seconds


if __name__ == "__main__":
    raise SystemExit(main())
