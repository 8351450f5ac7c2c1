"""A canary in every declared field is gone after an erasure, from tables, files and freed pages, and stays gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    home = tmp_path_factory.mktemp("canary")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("HAFAWA_")}
    run = subprocess.run(
        [sys.executable, "-m", "tests.privacy.canaries", str(home)],
        cwd=ROOT, env=kept | {"HAFAWA_ANALYTICS_THREADS": "1"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr[-4000:]
    return json.loads(run.stdout.splitlines()[-1])


def test_every_declared_field_of_text_has_a_canary(told: Any) -> None:
    assert sorted(told["planted"]) == told["capable"]
    assert len(told["planted"]) > 20


def test_every_canary_sings_before(told: Any) -> None:
    sung = "\n".join(told["before"])
    assert not [name for name, word in told["planted"].items() if word not in sung]
    for file in (
        "hafawa.sqlite3",
        "exports/one.zip",
        "orders.csv",
        "box.mbox",
        "cards.vcf",
        "letters.zip",
        "reviews.csv",
    ):
        assert file in sung, file
    assert "warehouse/" in sung
    assert "session " in sung


def test_no_canary_sings_after_the_erasure(told: Any) -> None:
    assert told["state"] == "done"
    assert not told["after"], "\n".join(told["after"])
    assert told["person"] not in told["quiet"]


def test_no_canary_comes_back_with_the_same_files(told: Any) -> None:
    assert not told["again"], "\n".join(told["again"])


def test_what_is_somebody_elses_stays(told: Any) -> None:
    assert told["nino"] == 5
    assert told["kept"]["order.placed"] == 1
