"""The rules the code keeps about itself."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [p for p in sorted((ROOT / "hafawa").rglob("*.py")) if "migrations" not in p.parts]
TRACKED = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
TEXT = (".py", ".md", ".toml", ".txt", ".html", ".css", ".js", ".sh", ".yml", ".yaml", ".po", ".cfg", ".sql", "")


def tracked() -> list[Path]:
    if not TRACKED:
        pytest.skip("not a git work tree: an installed copy has nothing to check here")
    return [ROOT / name for name in TRACKED if Path(name).suffix in TEXT and (ROOT / name).is_file()]


def words(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace")


def test_imports_go_one_way() -> None:
    run = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr


def test_every_file_with_code_says_first_what_it_answers() -> None:
    silent = []
    for path in CODE:
        tree = ast.parse(words(path))
        wiring_only = path.name in {"__init__.py", "apps.py", "__main__.py"}
        if tree.body and not wiring_only and not ast.get_docstring(tree):
            silent.append(str(path.relative_to(ROOT)))
    assert not silent


def test_no_file_is_named_after_nothing() -> None:
    forbidden = {"utils", "helpers", "services", "manager", "managers", "common", "misc", "base"}
    assert not [str(p) for p in CODE if p.stem in forbidden or p.parent.name in forbidden]


def test_only_the_clock_asks_the_time() -> None:
    asked = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|timezone\.now|time\.time)\(")
    asking = [p for p in CODE if asked.search(words(p)) and p.relative_to(ROOT) != Path("hafawa/kernel/clock.py")]
    assert not [str(p.relative_to(ROOT)) for p in asking]


def test_only_one_writer_makes_csv() -> None:
    assert not [str(p) for p in CODE if "csv.writer(" in words(p) and p.name != "csv_out.py"]
    assert not [str(p) for p in CODE if "DictWriter" in words(p)]


def test_no_tracked_file_names_a_package_registry() -> None:
    hosts = re.compile(
        "|".join(("pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "index-url" + r"\s*=\s*http"))
    )
    assert not [str(p.relative_to(ROOT)) for p in tracked() if hosts.search(words(p))]


def test_nothing_is_left_to_do_in_the_code() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    assert not [
        str(p.relative_to(ROOT))
        for p in tracked()
        if p.suffix in {".py", ".html", ".css", ".js", ".sql"} and marks.search(words(p))
    ]
