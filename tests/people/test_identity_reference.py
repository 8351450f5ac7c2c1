"""The page on likeness is what the evaluation prints."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import ROOT


def test_the_figures_on_likeness_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "evaluation/identity.py"],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "PYTEST_XDIST_WORKER"},  # whose folder is there already
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout == (ROOT / "docs" / "reference" / "identity.md").read_text(encoding="utf-8"), (
        "run evaluation/identity.py"
    )
