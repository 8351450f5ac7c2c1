"""What does a process load that only starts? Each command of a person's, each backup's proof, each worker waits for it."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import Terminal, opened, terminal

__all__ = ["opened", "terminal"]

#: Take longer to load than all the rest together, and are of no use before there is something to read or to count.
HEAVY = ("numpy", "scipy", "duckdb", "pyarrow", "playwright", "hafawa.listening.annotate")
LOADED = """
import json, sys
from hafawa.cli.main import main
try:
    main(sys.argv[1:], prog_name="hafawa")
except SystemExit as left:
    print(json.dumps(sorted(sys.modules)), left.code)
"""


@pytest.mark.same_on_any_database
@pytest.mark.parametrize("command", [["status", "--json"], ["tasks"], ["today", "--help"]])
def test_a_command_that_reads_no_words_does_not_load_what_reads_them(terminal: Terminal, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *command], env=terminal.env, capture_output=True, text=True, check=True
    )
    modules, code = done.stdout.splitlines()[-1].rsplit(" ", 1)
    assert code in {"0", "None"}, done.stderr
    loaded = set(json.loads(modules))
    assert "django" in loaded
    assert not loaded & set(HEAVY)
