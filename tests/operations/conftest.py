"""Real processes on a folder of their own, on each kind of database, and direct looks into it."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.cli.conftest import Terminal, bare, opened, terminal  # noqa: F401

HERE = Path(__file__).parent


class Place(Terminal):
    """A folder and a new database, `hafawa ...` on them."""

    def __init__(self, folder: Path, *, url: str = "") -> None:
        super().__init__(folder)
        self.env |= {"HAFAWA_DATABASE_URL": url, "PYTHONPATH": str(HERE), "HAFAWA_ANALYTICS_THREADS": "1"}
        self.url = url
        self.hafawa = [sys.executable, "-m", "hafawa"]

    def run(self, *args: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.hafawa, *args], env=self.env | env, capture_output=True, text=True, timeout=240, check=False
        )

    def start(self, *args: str, **env: str) -> subprocess.Popen[str]:
        with (self.folder.parent / "said").open("w") as said:
            process = subprocess.Popen(
                [*self.hafawa, *args, "--port", str(self.port)],
                env=self.env | env, stdout=said, stderr=subprocess.STDOUT, text=True, start_new_session=True,
            )  # fmt: skip
        self.started.append(process)
        return process

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What `sql` finds; what it changes is kept."""
        with contextlib.closing(self.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(sql.replace("?", "%s") if self.url else sql, values or None if self.url else values)
            found = [tuple(row) for row in cursor.fetchall()] if cursor.description else []
            connection.commit()
            return found

    def connect(self) -> Any:
        if self.url:
            import psycopg

            return psycopg.connect(self.url)
        return sqlite3.connect(self.folder / "hafawa.sqlite3", timeout=20)


class Opened(NamedTuple):
    """A folder opened once, on SQLite, and the name of a database opened once on PostgreSQL; to be copied."""

    folder: Path
    database: str


@pytest.fixture(scope="session")
def opened_on_both(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    folder, other = (tmp_path_factory.mktemp("opened") / name for name in ("sqlite", "postgresql"))
    url = new_database(postgresql)
    for made in (Place(folder), Place(other, url=url)):
        done = made.run("status")
        assert done.returncode == 0, done.stderr
    return Opened(folder, url.rpartition("/")[2])


def new_database(server: str, *, more: str = "") -> str:
    """The address of an empty database."""
    import psycopg

    name = f"place_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {more}")
    return f"{server}/{name}"


@pytest.fixture(params=["sqlite", "postgresql"])
def opened_place(
    request: pytest.FixtureRequest, postgresql: str, opened_on_both: Opened, tmp_path: Path
) -> Iterator[Place]:
    """Opened already, with nothing in it."""
    shutil.copytree(opened_on_both.folder, tmp_path / "data")
    url = ""
    if request.param == "postgresql":
        for path in (tmp_path / "data").glob("hafawa.sqlite3*"):
            path.unlink()
        url = new_database(postgresql, more=f"TEMPLATE {opened_on_both.database}")
    made = Place(tmp_path / "data", url=url)
    made.env["HAFAWA_PORT"] = str(made.port)
    yield made
    made.close()


@pytest.fixture
def folder_place(opened_on_both: Opened, tmp_path: Path) -> Iterator[Place]:
    """On SQLite, in a folder already opened."""
    shutil.copytree(opened_on_both.folder, tmp_path / "data")
    made = Place(tmp_path / "data")
    made.env["HAFAWA_PORT"] = str(made.port)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Nothing there yet."""
    url = new_database(request.getfixturevalue("postgresql")) if request.param == "postgresql" else ""
    made = Place(tmp_path / "data", url=url)
    yield made
    made.close()
