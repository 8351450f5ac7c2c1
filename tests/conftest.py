"""What every test stands on: a folder of its own, and a loud word for what is not here."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from tests.home import HOME

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in the tests' thread

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def a_warehouse_of_its_own(settings: Settings) -> None:
    """What a test exported is gone at the next, as its rows are."""
    settings.HAFAWA_DATA_DIR = Path(HOME)
    shutil.rmtree(Path(HOME) / "warehouse", ignore_errors=True)


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
