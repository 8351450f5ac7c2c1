"""A shop on each kind of database, real processes on it, and its content as a stranger to the product reads it."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests import patterns
from tests.tasks.conftest import Place

HAFAWA = [sys.executable, "-m", "hafawa"]
IGNORED = ("django_", "auth_", "sqlite_", "cache", "backups_", "team_audit", "tasks_", "search_")
DERIVED = ("analytics_", "playbooks_leftout", "playbooks_lastrun", "timeline_cursor")


class House(Place):
    """A shop: `hafawa ...` on it, and what its tables hold."""

    def __init__(self, folder: Path, *, database_url: str = "") -> None:
        super().__init__(folder, database_url=database_url)
        kept = {k: v for k, v in self.env.items() if not k.startswith(("LC_", "LANG"))}
        self.env = kept | {"HAFAWA_ANALYTICS_THREADS": "1"}

    def run(self, *args: object, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*HAFAWA, *map(str, args)], env=self.env | env, capture_output=True, text=True, timeout=240, check=False
        )

    def ok(self, *args: object, **env: str) -> str:
        done = self.run(*args, **env)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def refused(self, *args: object, **env: str) -> str:
        done = self.run(*args, **env)
        assert done.returncode == 1, done.stderr + done.stdout
        assert "Traceback" not in done.stderr
        return done.stderr

    def start(self, *args: object) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [*HAFAWA, *map(str, args)],
            env=self.env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.processes.append(process)
        return process

    def start_worker(self) -> None:
        """`hafawa worker`, which has opened the folder when this returns."""
        self.start("worker")
        self.wait(self._is_held)

    def _is_held(self) -> bool:
        with (self.folder / "locks" / "use").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def backup(self, *args: object) -> Path:
        return Path(self.ok("backup", *args).splitlines()[0])

    def content(self) -> dict[str, str]:
        """Each table that a backup holds, hashed by plain code; files as well."""
        found = {t: self._hash(t) for t in self.tables() if not t.startswith(IGNORED + DERIVED)}
        for path in sorted((self.folder / "raw").rglob("*")):
            if path.is_file():
                found[str(path.relative_to(self.folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def tables(self) -> list[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table'"
        if self.database_url:
            sql = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return sorted(row[0] for row in self.rows(sql))

    def _hash(self, table: str) -> str:
        rows = sorted(repr([_plain(cell) for cell in row]) for row in self.rows(f'SELECT * FROM "{table}"'))
        return f"{len(rows)} {hashlib.sha256(''.join(rows).encode()).hexdigest()}"

    def today(self) -> Any:
        """The cards, without the instant they were asked for."""
        cards = json.loads(self.ok("today", "--json"))
        assert cards
        return [{name: value for name, value in card.items() if name != "as_of"} for card in cards]


class Kept(NamedTuple):
    """A shop, and the backup of what it holds."""

    house: House
    backup: Path


def _plain(cell: Any) -> Any:
    """JSON without the order of its keys, which PostgreSQL does not keep either."""
    if isinstance(cell, str) and cell[:1] in {"{", "["}:
        with contextlib.suppress(ValueError):
            return json.dumps(json.loads(cell), sort_keys=True)
    return json.dumps(cell, sort_keys=True) if isinstance(cell, dict | list) else cell


@pytest.fixture(scope="session")
def sample() -> Path:
    """The sample shop with an imported file, in SQLite; to be copied."""
    return patterns.made("imported", _import)


def _import(folder: Path) -> None:
    house = House(patterns.copy(patterns.sample(), folder))
    orders = folder.parent / "orders.csv"
    rows = "".join(f"X-{n},2026-11-0{n % 9 + 1},ann{n}@example.org,Ann {n},{n}.50,GEL\n" for n in range(1, 40))
    orders.write_text("Order number,Order date,Email,Name,Total,Currency\n" + rows, encoding="utf-8")
    house.ok("import", str(orders), "--yes")
    house.ok("status")


@pytest.fixture(scope="session")
def sample_postgresql(sample: Path, postgresql: str) -> str:
    """The same in PostgreSQL, as a template; moved there by the command under test."""

    def move(folder: Path) -> None:
        shutil.copytree(sample, folder)
        House(folder).ok("move-database", "--to", _create(postgresql, "sample"))

    patterns.made("moved", move)
    return postgresql


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, sample: Path, tmp_path: Path) -> Iterator[House]:
    """The sample shop, on each kind of database."""
    made = _copied(request, sample, tmp_path, template="sample" if request.param == "postgresql" else "")
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, sample: Path, tmp_path: Path) -> Iterator[Kept]:
    """The same after a backup, for what is about the backup: made once for all of them."""
    is_postgresql = request.param == "postgresql"

    def back_up(folder: Path) -> None:
        made = _copied(request, sample, folder, template="sample" if is_postgresql else "", becomes="kept")
        made.backup()

    folder = patterns.made(f"kept-{request.param}", back_up) / "data"
    made = _copied(request, folder, tmp_path, template="kept" if is_postgresql else "")
    made.rows(f"UPDATE backups_backup SET folder = '{made.folder / 'backups'}'")
    [path] = (made.folder / "backups").iterdir()
    yield Kept(made, path)
    made.close()


#: Of `kept`, the one in SQLite only.
in_sqlite = pytest.mark.parametrize("kept", ["sqlite"], indirect=True)


def _copied(request: pytest.FixtureRequest, source: Path, home: Path, *, template: str, becomes: str = "") -> House:
    """A house in `home`, as `source` is; on PostgreSQL with a database (called `becomes`) as `template` is."""
    shutil.copytree(source, home / "data")
    if not template:
        return House(home / "data")
    for path in (home / "data").glob("hafawa.sqlite3*"):
        path.unlink()
    server = request.getfixturevalue("sample_postgresql")
    return House(home / "data", database_url=_create(server, becomes or f"h{os.urandom(6).hex()}", template=template))


@pytest.fixture
def sqlite_house(sample: Path, tmp_path: Path) -> Iterator[House]:
    """The sample shop in SQLite only: for what does not touch the database."""
    shutil.copytree(sample, tmp_path / "data")
    made = House(tmp_path / "data")
    yield made
    made.close()


@pytest.fixture
def new_database(postgresql: str) -> Callable[[], str]:
    """Makes empty PostgreSQL databases."""
    return lambda: _create(postgresql, f"n{os.urandom(6).hex()}")


def _create(server: str, name: str, *, template: str = "template0") -> str:
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())  # of one that came to no end
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return f"{server}/{name}"
