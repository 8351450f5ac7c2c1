"""Folders that take long to make, made once a run by whichever worker asks first, and copied by all.

Each with its database, of the kind the run is on (tests/databases.py). Nobody uses a pattern itself.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests import databases

_COMMANDS = {"opened": ["status"], "sample": ["demo", "--no-serve"]}


def opened() -> Path:
    """A folder opened once: all migrations are through."""
    return _made("opened")


def sample() -> Path:
    """The sample shop, as `hafawa demo` fills it."""
    return _made("sample")


def copy(pattern: Path, folder: Path) -> Path:
    """`folder` (not there yet), with its database, as `pattern` is."""
    databases.copy(pattern, folder)
    return folder


def made(name: str, make: Callable[[Path], None]) -> Path:
    """The folder `name`, which `make` made (it is not there when it is called) when it was first asked for."""
    home = Path(os.environ["HAFAWA_TEST_RUN"]) / "patterns"
    home.mkdir(exist_ok=True)
    folder, is_whole = home / name, home / f"{name}.whole"
    with (home / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not is_whole.exists():
            shutil.rmtree(folder, ignore_errors=True)
            make(folder)
            is_whole.touch()
    return folder


def _made(name: str) -> Path:
    def run(folder: Path) -> None:
        command = [sys.executable, "-m", "hafawa", *_COMMANDS[name]]
        environment = databases.environment(folder) | {"HAFAWA_ANALYTICS_THREADS": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    return made(name, run)
