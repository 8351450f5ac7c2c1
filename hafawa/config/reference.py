"""Which settings are there, by default and within which bounds? Writes docs/reference/settings.md from settings.py."""

from __future__ import annotations

import re
import sys
from pathlib import Path

SETTINGS = Path(__file__).with_name("settings.py")
_DECLARED = re.compile(r"^#: (?P<means>.+)\n(?P<name>HAFAWA_\w+) = (?P<made>.+(?:\n    .+|\n\))*)", re.MULTILINE)
_NUMBER = re.compile(r'_number\("\w+", (?P<default>\d+), low=(?P<low>\d+), high=(?P<high>\d+)\)')
_FLAG = re.compile(r'_flag\("\w+", default=(?P<default>\w+)\)')
_ONE_OF = re.compile(r'_one_of\("\w+", "(?P<default>\w+)", allowed=\((?P<allowed>[^)]+)\)\)')
_TEXT = re.compile(r'_text\("\w+", "(?P<default>[^"]*)"\)')
_HOME = "`~/.local/share/hafawa`"


def markdown() -> str:
    """The page: one row a variable."""
    rows = [_row(m["name"], m["means"], m["made"]) for m in _DECLARED.finditer(SETTINGS.read_text(encoding="utf-8"))]
    head = (
        "# Settings\n\nWritten by `bin/reference` from `hafawa/config/settings.py`. Each is an environment variable; "
        "a wrong value stops the start and says so.\n\n| variable | means | default | bounds |\n|---|---|---|---|\n"
    )
    return head + "".join(rows)


def _row(name: str, means: str, made: str) -> str:
    default, bounds = "", ""
    if found := _NUMBER.search(made):
        default, bounds = found["default"], f"{found['low']} to {found['high']}"
    elif found := _FLAG.search(made):
        default, bounds = ("yes" if found["default"] == "True" else "no"), "yes or no"
    elif found := _ONE_OF.search(made):
        default, bounds = found["default"], found["allowed"].replace('"', "")
    elif "Path.home()" in made:
        default = _HOME
    elif found := _TEXT.search(made):
        default = found["default"]
    return f"| `{name}` | {means} | {default} | {bounds} |\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
