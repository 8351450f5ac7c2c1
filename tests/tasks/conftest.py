"""A place of its own for real workers: a data folder, a database, a journal outside the system."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import databases, patterns

ROOT = Path(__file__).resolve().parent.parent.parent


class Place:
    """A folder with a database, real processes on it, and direct looks into the database."""

    def __init__(self, folder: Path, *, database_url: str | None = None) -> None:
        self.folder, self.database_url = folder, databases.url(folder) if database_url is None else database_url
        self.journal_path = folder / "journal"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.env = databases.environment(folder, database_url=self.database_url) | {
            "HAFAWA_LEASE_SECONDS": "2",
            "DJANGO_SETTINGS_MODULE": "hafawa.config.settings",
            "PYTHONPATH": f"{ROOT}:{Path(__file__).parent}",
            "JOURNAL": str(self.journal_path),
        }

    def python(self, code: str) -> str:
        """What `code`, with Django loaded, prints in a process of its own."""
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(command, env=self.env, check=True, stdout=subprocess.PIPE, text=True).stdout

    def enqueue(self, function: str, *args: Any, key: str = "") -> None:
        """What `hafawa.tasks.enqueue` writes (test_queue_rules), without a process to write it."""
        values = f"'task_jobs.{function}', '{json.dumps(args)}', '{key}', 'waiting', '', 0, 0, 0, '', CURRENT_TIMESTAMP"
        columns = "function, args, key, state, holder, beats, tries, deaths, error, made_at"
        self.rows(f"INSERT INTO tasks_task ({columns}) VALUES ({values})")

    def worker(self) -> subprocess.Popen[bytes]:
        code = "import django; django.setup()\nfrom hafawa.tasks.worker import Worker\nWorker().run()"
        process = subprocess.Popen([sys.executable, "-c", code], env=self.env, start_new_session=True)
        self.processes.append(process)
        return process

    def go(self) -> None:
        Path(f"{self.journal_path}.go").touch()

    def journal(self) -> list[str]:
        """The words written so far, in order, without the process that wrote them."""
        lines = self.journal_path.read_text().splitlines() if self.journal_path.exists() else []
        return [line.rpartition(" ")[0] for line in lines]

    def pids(self, words: str) -> list[int]:
        return [int(line.split()[-1]) for line in self.journal_path.read_text().splitlines() if line.startswith(words)]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return databases.rows(self.folder, sql, database_url=self.database_url)

    def tasks(self, column: str = "state") -> list[Any]:
        sql = f"SELECT {column} FROM tasks_task WHERE function LIKE 'task_jobs.%' ORDER BY id"
        return [row[0] for row in self.rows(sql)]

    def wait(self, until: Callable[[], object], *, seconds: float = 60) -> None:
        """Until it is so; fails loudly, with what there is, when it never is."""
        end = time.monotonic() + seconds
        while not until():
            if time.monotonic() > end:
                pytest.fail(f"never came: journal {self.journal()}, tasks {self.tasks()}, {self.tasks('error')}")
            time.sleep(0.05)

    def close(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.fixture(scope="session")
def migrated(on_database: None) -> Path:
    return patterns.opened()


@pytest.fixture
def place(migrated: Path, tmp_path: Path) -> Iterator[Place]:
    """An empty, migrated place."""
    databases.copy(migrated, tmp_path / "place")
    made = Place(tmp_path / "place")
    yield made
    made.close()
    databases.drop(made.folder)
