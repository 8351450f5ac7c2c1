"""Do the benchmarks still run? At a size that says nothing about speed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["benchmarks/standing.py", "--people", "300", "--events", "3000"], "| rows | 300 |"),
        (["benchmarks/intake.py", "500"], "hafawa: all"),
    ],
)
def test_a_benchmark_runs_and_prints_its_table(command: list[str], says: str) -> None:
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=outside, capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    assert says in done.stdout
