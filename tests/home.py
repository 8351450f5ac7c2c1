"""Where does a run of the tests live: which folder, which database? Settled before anything reads the settings.

Loaded with `-p` (see pyproject). Each xdist worker has a data folder of its own below that of the run. With
`--database postgresql` one real server serves the whole run; Django makes a database a worker on it, and processes
that tests start have their own (tests/databases.py).
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
FEW_FILES = 12  # fewer are done before another process has loaded Django and migrated a database
MOST_WORKERS = 8


def _folder() -> str:
    if not WORKER:
        os.environ.pop("HAFAWA_DATABASE_URL", None)
        os.environ.pop("HAFAWA_TEST_SERVER", None)
        os.environ["HAFAWA_TEST_RUN"] = tempfile.mkdtemp(prefix="hafawa-test-")
        return os.environ["HAFAWA_TEST_RUN"]
    folder = Path(os.environ["HAFAWA_TEST_RUN"]) / WORKER
    folder.mkdir()
    return str(folder)


HOME = _folder()
os.environ["HAFAWA_DATA_DIR"] = HOME
OWNER = os.getpid()
signal.signal(signal.SIGTERM, signal.default_int_handler)  # told to end, a run takes its servers with it


@atexit.register
def leave() -> None:
    """Gone with the run that made it, not with a child it forked."""
    if os.getpid() == OWNER:
        if not WORKER:
            from tests import postgresql

            postgresql.remove_that_of_the_run()
        shutil.rmtree(HOME, ignore_errors=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="postgresql: run what can differ on a real PostgreSQL server, started for this run",
    )


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Iterator[None]:
    """A wrapper comes before pytest-django, which loads the settings."""
    if early_config.known_args_namespace.database == "postgresql" and not WORKER:
        from tests import postgresql

        if postgresql.programs() is None:
            raise pytest.UsageError("PostgreSQL is absent: run bin/setup --all")
        server = postgresql.start()
        atexit.register(_stop, server)
        os.environ["HAFAWA_TEST_SERVER"] = server.url
        os.environ["HAFAWA_DATABASE_URL"] = f"{server.url}/hafawa"
    return (yield)


def _stop(server: object) -> None:
    if os.getpid() == OWNER:
        server.remove()  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One a core and one more for a whole run, where many wait for a process of their own; none for a narrow one,
    which would wait longer for workers than for its tests.
    """
    option = config.option
    is_whole = config.args_source == pytest.Config.ArgsSource.TESTPATHS and not option.keyword
    if not is_whole and (option.keyword or option.usepdb or _files(config.args) < FEW_FILES):
        return 0
    return min(len(os.sched_getaffinity(0)) + 1, MOST_WORKERS)


def _files(args: list[str]) -> int:
    paths = [Path(arg.partition("::")[0]) for arg in args]
    return sum(len(list(path.rglob("test_*.py"))) if path.is_dir() else 1 for path in paths)
