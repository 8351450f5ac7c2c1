"""The command line as people run it: real processes on a folder of their own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

HAFAWA = [sys.executable, "-m", "hafawa"]


class Terminal:
    """Runs `hafawa ...` on `folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.started: list[subprocess.Popen[str]] = []
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_", "LC_", "LANG"))}
        self.env["HAFAWA_DATA_DIR"] = str(folder)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*HAFAWA, *args], env=self.env | env, capture_output=True, text=True, timeout=120, check=False
        )

    def start(self, *args: str, **env: str) -> subprocess.Popen[str]:
        """`hafawa ARGS --port` of its own, its words in `said`."""
        with (self.folder.parent / "said").open("w") as said:
            process = subprocess.Popen(
                [*HAFAWA, *args, "--port", str(self.port)],
                env=self.env | env,
                stdout=said,
                stderr=subprocess.STDOUT,
                text=True,
                start_new_session=True,
            )
        self.started.append(process)
        return process

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


def family(pid: int) -> list[psutil.Process]:
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder opened once, to be copied."""
    terminal = Terminal(tmp_path_factory.mktemp("opened") / "data")
    assert terminal.run("status").returncode == 0
    return terminal.folder


@pytest.fixture
def terminal(tmp_path: Path, opened: Path) -> Iterator[Terminal]:
    """On an opened, empty folder."""
    made = Terminal(tmp_path / "data")
    shutil.copytree(opened, made.folder)
    yield made
    made.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Terminal]:
    """On a folder that does not exist yet."""
    made = Terminal(tmp_path / "data")
    yield made
    made.close()
