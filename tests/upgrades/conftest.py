"""Every released state, on each kind of database, as if its shop had run until now."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operations.conftest import Place, new_database

HERE = Path(__file__).parent
RELEASED = sorted(path.name for path in HERE.iterdir() if (path / "counts.json").exists())


class Old(Place):
    """A place in the state `version` left it."""

    version: str

    def counts(self) -> dict[str, int]:
        """Rows a table had when it was released."""
        found: dict[str, int] = json.loads((HERE / self.version / "counts.json").read_text())
        return found

    def restore(self) -> None:
        text = gzip.decompress((HERE / self.version / f"{self.kind}.sql.gz").read_bytes()).decode()
        self.folder.mkdir()
        connection = self.connect()
        if self.url:
            connection.execute(text)
            connection.commit()
        else:
            assert isinstance(connection, sqlite3.Connection)
            connection.executescript(text)
        connection.close()

    @property
    def kind(self) -> str:
        return "postgresql" if self.url else "sqlite"


@pytest.fixture(params=[f"{version}-{kind}" for version in RELEASED for kind in ("sqlite", "postgresql")])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Old]:
    """Not opened yet."""
    version, _, kind = request.param.rpartition("-")
    url = new_database(request.getfixturevalue("postgresql")) if kind == "postgresql" else ""
    made = Old(tmp_path / "data", url=url)
    made.version = version
    made.restore()
    yield made
    made.close()
