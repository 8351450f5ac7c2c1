"""Gives the tests a data folder of their own before anything reads the settings (loaded with `-p`, see pyproject)."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

HOME = tempfile.mkdtemp(prefix="hafawa-test-")
os.environ["HAFAWA_DATA_DIR"] = HOME
OWNER = os.getpid()


@atexit.register
def leave() -> None:
    """Gone with the run that made it, not with a child it forked."""
    if os.getpid() == OWNER:
        shutil.rmtree(HOME, ignore_errors=True)
