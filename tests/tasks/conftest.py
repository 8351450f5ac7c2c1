"""A place of its own for real workers: a data folder, a database (both kinds), a journal outside the system."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/usr/bin"))


class Place:
    """A folder with a database, real processes on it, and direct looks into the database."""

    def __init__(self, folder: Path, *, database_url: str = "") -> None:
        self.folder, self.database_url = folder, database_url
        self.journal_path = folder / "journal"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.env = os.environ | {
            "HAFAWA_DATA_DIR": str(folder),
            "HAFAWA_DATABASE_URL": database_url,
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
        with contextlib.closing(self._connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(sql)
            found = [tuple(row) for row in cursor.fetchall()] if cursor.description else []
            connection.commit()
            return found

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

    def _connect(self) -> Any:
        if self.database_url:
            import psycopg

            return psycopg.connect(self.database_url)
        import sqlite3

        return sqlite3.connect(self.folder / "hafawa.sqlite3", timeout=20)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests."""
    if not (PROGRAMS / "initdb").exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)("PostgreSQL is absent: run bin/setup --all")
    folder = Path(tempfile.mkdtemp(prefix="hafawa-pg-"))
    as_owner = _as_owner_of(folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    data = folder / "data"
    _quietly([*as_owner, PROGRAMS / "initdb", "-D", data, "-U", "hafawa", "-A", "trust", "-E", "UTF8"])
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    _quietly([*as_owner, PROGRAMS / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"])
    try:
        yield f"postgresql://hafawa@127.0.0.1:{port}"
    finally:
        _quietly([*as_owner, PROGRAMS / "pg_ctl", "-D", data, "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


def _quietly(command: list[Any]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def _as_owner_of(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["runuser", "-u", "postgres", "--"]


def _migrate(place: Place) -> Place:
    place.python("from django.core.management import call_command\ncall_command('migrate', verbosity=0)")
    return place


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _migrate(Place(tmp_path_factory.mktemp("migrated"))).folder


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    import psycopg

    with psycopg.connect(f"{postgresql}/postgres", autocommit=True) as connection:
        connection.execute("CREATE DATABASE migrated")
    _migrate(Place(tmp_path_factory.mktemp("migrated-pg"), database_url=f"{postgresql}/migrated"))
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """An empty, migrated place, on each kind of database."""
    folder = tmp_path / "place"
    url = ""
    if request.param == "sqlite":
        shutil.copytree(request.getfixturevalue("migrated_sqlite"), folder)
    else:
        folder.mkdir()
        url = _copy_database(request.getfixturevalue("migrated_postgresql"), folder)
    made = Place(folder, database_url=url)
    yield made
    made.close()


def _copy_database(server: str, folder: Path) -> str:
    import psycopg

    name = f"place_{abs(hash(str(folder)))}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE migrated".encode())
    return f"{server}/{name}"
