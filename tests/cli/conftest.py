"""The command line as people run it: real processes on a folder of their own."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from tests import databases, patterns, ports

HAFAWA = [sys.executable, "-m", "hafawa"]


class Terminal:
    """Runs `hafawa ...` on `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []
        self.env = databases.environment(folder)
        self.port = ports.free()

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*HAFAWA, *args], env=self.env | env, capture_output=True, text=True, timeout=120, check=False
        )

    def start(self, *args: str, **env: str) -> subprocess.Popen[str]:
        """`hafawa ARGS --port` of its own, its words in `said`."""
        return self.start_plain(*args, "--port", str(self.port), **env)

    def start_plain(self, *args: str, **env: str) -> subprocess.Popen[str]:
        """`hafawa ARGS`, its words in `said` as well."""
        return self._begin([*HAFAWA, *args], env)

    def start_code(self, code: str, *args: str, **env: str) -> subprocess.Popen[str]:
        return self._begin([sys.executable, "-c", code, *args], env)

    def _begin(self, command: list[str], env: dict[str, str]) -> subprocess.Popen[str]:
        with (self.folder.parent / "said").open("a") as said:
            process = subprocess.Popen(
                command,
                env=self.env | env,
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        self.started.append(process)
        return process

    def rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        return databases.rows(self.folder, sql, values)

    def said(self) -> str:
        return (self.folder.parent / "said").read_text()

    def wait(self, until: Callable[[], object], *, seconds: float = 90) -> None:
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                pytest.fail(f"never came; said: {self.said()}")
            time.sleep(0.05)

    def close(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
        databases.drop(self.folder)


def family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


@pytest.fixture(scope="session")
def opened(on_database: None) -> Path:
    """A folder opened once, to be copied."""
    return patterns.opened()


@pytest.fixture
def terminal(tmp_path: Path, opened: Path) -> Iterator[Terminal]:
    """On an opened, empty folder."""
    databases.copy(opened, tmp_path / "data")
    made = Terminal(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def bare(on_database: None, tmp_path: Path) -> Iterator[Terminal]:
    """On a folder that does not exist yet."""
    made = Terminal(tmp_path / "data")
    yield made
    made.close()
