"""kill -9 of web, worker or all at any instant: what was acknowledged is there, once, and the product goes on."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faults.killing import run

KILLS = 50


@pytest.mark.timeout(1800)
def test_acknowledged_minus_stored_is_empty_after_fifty_kills_at_any_instant(on_database: None, tmp_path: Path) -> None:
    """Another seed with every commit; HAFAWA_FAULT_SEED repeats one. `bin/faults --kills 1000` goes on for longer."""
    report = run(tmp_path / "data", kills=int(os.environ.get("HAFAWA_FAULT_KILLS", KILLS)), seed=_seed())
    assert not report.faults, f"seed {_seed()}: {report}"
    assert report.acknowledged >= report.kills.total(), report


def _seed() -> int:
    given = os.environ.get("HAFAWA_FAULT_SEED", "")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    return int(given or head[:7] or "1", 10 if given else 16)
