"""What every test stands on: a folder of its own, and a loud word for what is not here."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands import migrate
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import override_settings
from django.utils import translation
from hypothesis import settings as hypothesis
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker, blocking_manager_key
from whitenoise.middleware import WhiteNoiseMiddleware

from hafawa.kernel.first_schema import FirstExecutor
from tests.home import HOME

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the tests' thread

# The same examples in every run, however long one takes: nothing hangs on chance, or on who else uses the machine.
hypothesis.register_profile("same", derandomize=True, database=None, deadline=None)
hypothesis.load_profile("same")

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"


#: How long a test of a folder takes, in seconds and roughly: what takes longest begins first, so that no worker is
#: left alone with it at the end. Of all others it is a fifth of a second.
SECONDS = {
    "tests/browser/test_screens": 40, "tests/browser": 5, "tests/deploy": 40, "tests/backups": 8, "tests/upgrades": 10,
    "tests/faults/test_http": 0.5, "tests/faults": 8, "tests/acceptance": 6, "tests/architecture/test_benchmarks": 8,
    "tests/web/test_hostile": 20, "tests/web/test_rights": 15, "tests/operations": 3, "tests/cli": 3, "tests/tasks": 2,
}  # fmt: skip


@pytest.hookimpl(wrapper=True)  # marks before xdist reads them, order after pytest-django made its own
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """A file stays with one worker, and so do all who look at the sample shop, which takes long to fill."""
    is_wanted = _can_differ if config.option.database == "postgresql" else _runs_on_sqlite
    config.hook.pytest_deselected(items=[item for item in items if not is_wanted(item)])
    items[:] = [item for item in items if is_wanted(item)]
    groups: dict[str, list[pytest.Item]] = {}
    for item in items:
        groups.setdefault(_group(item), []).append(item)
    yield
    if hasattr(config, "workerinput"):  # a narrow run keeps the order it was asked in
        if not all("@" in item.nodeid for item in items if not item.get_closest_marker("spread")):
            raise pytest.UsageError(
                "pytest-xdist does not see the groups: each worker would start what one is to start"
            )
        items[:] = [item for group in sorted(groups.values(), key=_turn) for item in group]


def _turn(group: list[pytest.Item]) -> tuple[bool, float]:
    """The longest first; last of all what empties every table behind it, of what migrations put in as well."""
    return any(map(_empties, group)), -sum(map(_seconds, group))


def _empties(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return "transactional_db" in _fixtures(item) or bool(marker and marker.kwargs.get("transaction"))


def _group(item: pytest.Item) -> str:
    """Who is run with it by one worker, one after the other."""
    if (marker := item.get_closest_marker("xdist_group")) is not None:
        return str(marker.args[0])
    if item.get_closest_marker("spread"):
        return item.nodeid
    group = "sample" if "sample_server" in _fixtures(item) else item.nodeid.partition("::")[0]
    item.add_marker(pytest.mark.xdist_group(group))
    return group


def _seconds(item: pytest.Item) -> float:
    return next((seconds for start, seconds in SECONDS.items() if item.nodeid.startswith(start)), 0.2)


def _runs_on_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgresql_only") is None


def _can_differ(item: pytest.Item) -> bool:
    """Whether the kind of database could matter: the test uses it, or starts the product (`on_database`)."""
    if item.get_closest_marker("sqlite_only") or item.get_closest_marker("same_on_any_database"):
        return False
    names = {"db", "transactional_db", "django_db_setup", "on_database"}
    return bool(names & _fixtures(item) or item.get_closest_marker("django_db"))


def _fixtures(item: pytest.Item) -> set[str]:
    return set(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of the run's PostgreSQL server, for tests that need one whatever the run is on."""
    from tests import databases
    from tests import postgresql as server

    if databases.SERVER:
        return databases.SERVER
    if server.programs() is None:
        absent("PostgreSQL")
    return server.of_the_run()


@pytest.fixture(scope="session")
def on_database() -> None:
    """For tests that start the product: they are run on each kind of database. See tests/databases.py."""


@pytest.fixture(autouse=True)
def a_warehouse_of_its_own(settings: Settings) -> None:
    """What a test exported is gone at the next, as its rows are."""
    settings.HAFAWA_DATA_DIR = Path(HOME)
    shutil.rmtree(Path(HOME) / "warehouse", ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> Iterator[None]:
    """A hash that is meant to take a fifth of a second takes it at every sign-in; how strong it is, is not asked here."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """The database of the tests is made as the product makes a new one (tests/kernel/test_first_schema.py).

    SQLite's is a file, as a shop's is: who shares one in memory is refused at once where a shop's would wait its turn.
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(HOME) / "tests.sqlite3")
    usual, migrate.MigrationExecutor = migrate.MigrationExecutor, FirstExecutor
    yield
    migrate.MigrationExecutor = usual


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Between tests all tables are emptied; the audit refuses that, so here its gate stands open (see test_audit)."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("UPDATE team_auditgate SET before_at = '9000-01-01 00:00:00'")
        if connection.vendor == "postgresql":
            cursor.execute(SEQUENCES)
            _sequences[:] = cursor.fetchall()
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            _everybody_left(cursor)


def _everybody_left(cursor: CursorWrapper) -> None:
    """Wait for threads of a server that has answered and not yet let go: a database in use cannot be dropped."""
    end = time.monotonic() + 30
    while True:
        cursor.execute(OTHERS)
        if not (others := cursor.fetchall()):
            return
        if time.monotonic() > end:
            pytest.fail(f"the tests are over, and these still use their database: {others}")
        time.sleep(0.05)


OTHERS = """SELECT pid, backend_start, state, query FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""

SEQUENCES = "SELECT format('%I.%I', schemaname, sequencename), coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
_sequences: list[tuple[str, int, bool]] = []  # as they stood before the first test


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Every test begins with the same ids: PostgreSQL takes back rows, but not the numbers they had (SQLite does both).

    What hangs on an id, as who is left out to compare with, is the same whichever tests came before.
    """
    if _sequences and _can_differ(item):
        restored = ", ".join(f"setval('{name}', {last}, {is_called})" for name, last, is_called in _sequences)
        with item.config.stash[blocking_manager_key].unblock(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {restored}")
            cursor.execute("DELETE FROM search_changed")  # no table of Django's: it empties this one after no test


@pytest.fixture(scope="session", autouse=True)
def static_files_are_looked_for_once() -> Iterator[None]:
    """Each browser of a test starts all middleware; to look through the package's files every time takes most of it."""
    look, found = WhiteNoiseMiddleware.add_files_from_finders, dict[str, Any]()

    def once(self: WhiteNoiseMiddleware) -> None:
        if not found:
            look(self)
            found.update(self.files)
        self.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = once
    yield
    WhiteNoiseMiddleware.add_files_from_finders = look


@pytest.fixture(autouse=True)
def in_english() -> None:
    """No test reads what it says in the language of the one before it."""
    translation.activate("en")


def absent(what: str) -> None:
    """Skip with a clear word; in CI nothing may be absent."""
    if os.environ.get("CI"):
        pytest.fail(f"{what} is absent, and in CI nothing may be skipped")
    pytest.skip(f"{what} is absent: run bin/setup --all, or see README")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project."""
    if not SHARED_DATA.is_dir():
        absent("../shared/data")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def an_open_log_at_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with transactions of its own leaves rows that are emptied afterwards; the consent log refuses that."""
    is_own = _empties(request.node)
    if is_own:
        request.getfixturevalue("transactional_db")
    yield
    if is_own:
        from hafawa.people.consent_log import opened
        from hafawa.people.models import Consent

        with opened("erasure"):
            Consent.objects.all().delete()


@pytest.fixture(autouse=True)
def nobody_was_erased() -> None:
    """Files of the data folder that outlive a test's rows."""
    for name in ("erasures.jsonl", "raw", "exports"):
        path = Path(HOME) / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
