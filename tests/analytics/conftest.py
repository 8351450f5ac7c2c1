"""Each test of standing has a data folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data_folder(settings: object, tmp_path: Path) -> Path:
    settings.HAFAWA_DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path
