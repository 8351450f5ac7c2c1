"""Does `hafawa import` ask, bring in, go on and take back in a terminal?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def _hafawa(home: Path, *args: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "HAFAWA_DATA_DIR": str(home), "DJANGO_SETTINGS_MODULE": "hafawa.config.settings", "LANG": "C"}
    return subprocess.run(
        [sys.executable, "-m", "hafawa", "import", *args],
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    path.write_text(
        "Order number,Order date,Email,Total,Currency\n1,03/04/2025,a@x.org,5.00,EUR\n2,05/06/2025,b@x.org,1e9,EUR\n"
    )
    return path


def test_without_a_terminal_what_is_ambiguous_is_listed_and_nothing_comes_in(tmp_path: Path, orders: Path) -> None:
    asked = _hafawa(tmp_path / "home", str(orders))
    assert asked.returncode == 2
    assert "--answer dates=dmy" in asked.stderr
    assert "April 3, 2025" in asked.stderr

    dry = _hafawa(tmp_path / "home", str(orders), "--answer", "dates=dmy", "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "1 new event" in dry.stdout
    assert "“1e9”" in dry.stdout

    done = _hafawa(tmp_path / "home", str(orders), "--answer", "dates=dmy", "--no-flow")
    assert done.returncode == 0, done.stderr
    assert "1 new event" in done.stdout
    assert "1 row was left out" in done.stdout

    assert "1e9" in _hafawa(tmp_path / "home", "--rejected", "1").stdout
    assert "already imported" in _hafawa(tmp_path / "home", str(orders)).stdout
    assert "taken back" in _hafawa(tmp_path / "home", "--undo", "1", "--no-flow").stdout
    assert "nothing to undo" in _hafawa(tmp_path / "home", "--undo", "1", "--no-flow").stderr


def test_a_wrong_path_or_file_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"%PDF-1.7")
    for path, words in (("nowhere.csv", "nothing at"), ("a.csv", "PDF")):
        refused = _hafawa(tmp_path / "home", str(tmp_path / path))
        assert refused.returncode == 1
        assert words in refused.stderr
        assert "Traceback" not in refused.stderr


@pytest.mark.real_data
def test_a_folder_of_a_ready_mapping_needs_no_answers(tmp_path: Path, shared_data: Path) -> None:
    done = _hafawa(tmp_path / "home", str(shared_data / "olist-sample"), "--yes", "--no-flow")
    assert done.returncode == 0, done.stderr
    assert "8016 new people" in done.stdout
