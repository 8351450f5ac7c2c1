"""The sample in a data folder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the sample keeps its files."""
    settings.HAFAWA_DATA_DIR = tmp_path
    return tmp_path
