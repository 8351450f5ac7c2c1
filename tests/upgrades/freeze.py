"""How is a released state kept, so that every later version can be tried on it? Run once a release, never again for it.

    python -m tests.upgrades.freeze VERSION [COMMIT]

Takes the code of COMMIT (HEAD), has it fill the sample shop on SQLite and on PostgreSQL, and writes into
tests/upgrades/VERSION/ both databases as SQL (gzip), the number of rows in each table, and the hash of each migration.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from tests import postgresql

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
FILL = """
import django; django.setup()
from hafawa.cli import opening; opening.open_folder()
from hafawa import flow
from hafawa.demo import shop
from hafawa.kernel import clock
shop.fill(now=clock.now(), people=30)
flow.daily(clock.now())
from django.core.cache import cache; cache.clear()
"""
COUNT = """
import json, django; django.setup()
from django.db import connection
tables = sorted(t for t in connection.introspection.table_names() if t != "sqlite_sequence")
cursor = connection.cursor()
def rows(table):
    cursor.execute(f'SELECT count(*) FROM "{table}"')
    return cursor.fetchone()[0]
print(json.dumps({t: rows(t) for t in tables}))
"""


def main(version: str, commit: str = "HEAD") -> None:
    """Write the state of `commit` as `version`."""
    home = HERE / version
    home.mkdir()
    with tempfile.TemporaryDirectory() as made:
        code = Path(made) / "code"
        _unpack(commit, code)
        (home / "migrations.json").write_text(_json(_migrations(code)))
        folder = Path(made) / "data"
        (home / "counts.json").write_text(_json(_fill(code, folder, url="")))
        connection = sqlite3.connect(folder / "hafawa.sqlite3")
        _write(home / "sqlite.sql.gz", "\n".join(connection.iterdump()))
        connection.close()
        _write(home / "postgresql.sql.gz", _postgresql(code, Path(made) / "data-pg"))


def migrations_of(code: Path) -> dict[str, str]:
    """The hash of each migration below `code`, by path."""
    return _migrations(code)


def _unpack(commit: str, code: Path) -> None:
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(code, filter="data")
    subprocess.run([sys.executable, code / "hatch_build.py"], cwd=code, check=True)


def _migrations(code: Path) -> dict[str, str]:
    files = sorted(code.glob("hafawa/*/migrations/0*.py"))
    return {path.relative_to(code).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _fill(code: Path, folder: Path, *, url: str) -> dict[str, int]:
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_"))}
    env = outside | {
        "PYTHONPATH": str(code), "DJANGO_SETTINGS_MODULE": "hafawa.config.settings", "HAFAWA_DATA_DIR": str(folder),
        "HAFAWA_DATABASE_URL": url,
    }  # fmt: skip
    subprocess.run([sys.executable, "-P", "-c", FILL], env=env, cwd=code, check=True)
    counted = subprocess.run([sys.executable, "-P", "-c", COUNT], env=env, cwd=code, check=True, capture_output=True)
    found: dict[str, int] = json.loads(counted.stdout)
    return found


def _postgresql(code: Path, folder: Path) -> str:
    import psycopg

    server, programs = postgresql.start(), postgresql.programs()
    try:
        with psycopg.connect(f"{server.url}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE frozen")
        _fill(code, folder, url=f"{server.url}/frozen")
        options = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=200"]
        command = [f"{programs}/pg_dump", *options, f"{server.url}/frozen"]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    finally:
        server.remove()
    return "\n".join(line for line in text.splitlines() if not line.startswith("\\"))  # psql's own words


def _write(path: Path, text: str) -> None:
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _json(found: dict[str, int] | dict[str, str]) -> str:
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    main(*sys.argv[1:])
