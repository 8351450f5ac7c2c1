"""Do the benchmarks still run? At a size that says nothing about speed."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.spread


@pytest.mark.parametrize(
    ("command", "says"),
    [
        (["benchmarks/standing.py", "--people", "300", "--events", "3000"], "| rows | 300 |"),
        (["benchmarks/intake.py", "500"], "hafawa: all"),
        (["benchmarks/metrics_cost.py", "--rounds", "20"], "| with metrics |"),
        (["benchmarks/search.py", "--people", "300", "--messages", "300", "--questions", "3"], "| very common word |"),
        (["benchmarks/privacy.py", "--people", "1100", "--events", "2000"], "import with tombstones:"),
        (["benchmarks/backup.py", "300"], "| encrypted |"),
        (
            ["benchmarks/api.py", "--people", "80", "--events", "300", "--rounds", "3"],
            "through the API, 1000 a request",
        ),
        (
            ["benchmarks/confidential.py", "--events", "400", "--confidential", "5", "--rounds", "2"],
            "| how many cards |",
        ),
        (["benchmarks/listening.py", "--messages", "600"], "| read again, resumed |"),
        (["benchmarks/chat.py", "--widgets", "20", "--answers", "10"], '"arrived": 10'),
        (
            [
                "-m",
                "benchmarks.inbox",
                "--conversations",
                "60",
                "--messages",
                "200",
                "--people",
                "20",
                "--rounds",
                "2",
                "--agents",
                "3",
                "--rate",
                "6",
                "--seconds",
                "2",
                "--search",
            ],
            "went wrong: 0",
        ),
        (["benchmarks/identity.py", "--people", "300", "--asked", "5"], "| likeness among 300 people |"),
    ],
)
def test_a_benchmark_runs_and_prints_its_table(command: list[str], says: str) -> None:
    outside = {k: v for k, v in os.environ.items() if not k.startswith(("HAFAWA_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=outside, capture_output=True, text=True, timeout=250, check=False
    )
    assert done.returncode == 0, done.stderr
    assert says in done.stdout
