"""Whatever the file: a clear word, bounded time and memory, nothing lost, and the next file comes in."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests import databases
from tests.faults.hostile import FILES, HEADER, ROW

IN_TURN = """
import contextlib, io, json, sys, traceback
from hafawa.cli.main import main
for command in json.loads(sys.argv[1]):
    said, code = io.StringIO(), 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            main(command, prog_name="hafawa")
        except SystemExit as left:
            code = left.code or 0
        except BaseException:
            code = 99
            traceback.print_exc()
    print(json.dumps([code, said.getvalue()]))
"""
READ = {
    "bom.csv": 1, "utf16.csv": 1, "utf32.csv": 1, "semicolons.csv": 1, "gzip-called.csv": 1, "windows1256.csv": 20,
    "bom-in-the-middle.csv": 3, "nul-bytes.csv": 1, "cell-of-10-mb.csv": 1, "line-of-150-mb.csv": 1,
    "utf16-odd-byte.csv": 1, "deep.jsonl": 1, "deep-object.jsonl": 1, "line-of-50-mb.jsonl": 1, "nan.jsonl": 1, "huge-int.jsonl": 1,
    "exponent.jsonl": 1, "twice.jsonl": 1, "surrogate.jsonl": 1, "surrogate-bytes.jsonl": 1, "nul.jsonl": 1,
}  # fmt: skip
#: How these begin is what is odd about them: what comes in of them, if anything, is as in any other file.
PACKED = (
    *("zip-", "gzip-", "utf", "bom", "semicolons", "mixed-", "line-of", "one-line", "open-quote", "quotes-", "10000-"),
    *(
        "long-headers",
        "deep",
        "array",
        "not-json",
        "old.",
        "noise",
        "page",
        "picture",
        "all-nul",
        "book",
        "cards",
        "empty",
    ),
    *("letters", "newlines", "only-", "no-header"),
)
MEMORY = 1400 << 20  # address space: the libraries alone take half
SECONDS = 240


@pytest.fixture(scope="module")
def shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad") / "data"
    assert _hafawa(folder, ["status"])[0].code == 0
    return folder


@pytest.fixture
def folder(shop: Path, tmp_path: Path) -> Iterator[Path]:
    databases.copy(shop, tmp_path / "data")
    yield tmp_path / "data"
    databases.drop(tmp_path / "data")


pytestmark = pytest.mark.spread


class Said(NamedTuple):
    """What one command came to."""

    code: int
    words: str


def _hafawa(folder: Path, *commands: Sequence[str]) -> list[Said]:
    """`hafawa COMMAND` for each, one after the other in one process of bounded memory: starting takes the longest."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-c", IN_TURN, json.dumps(commands)],
        env=databases.environment(folder) | {"LANG": "C.UTF-8"},
        capture_output=True, text=True, errors="replace", timeout=SECONDS, check=False,
        stdin=subprocess.DEVNULL, preexec_fn=bounded,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return [Said(*json.loads(line)) for line in done.stdout.splitlines() if line.startswith("[")]


def _import(folder: Path, path: Path | str) -> Said:
    return _hafawa(folder, ["import", "--no-flow", "--yes", "--", str(path)])[0]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=[pytest.mark.same_on_any_database] if n.startswith(PACKED) else []) for n in FILES],
)
def test_a_bad_file_is_answered_in_words_within_bounds_and_the_next_one_comes_in(
    name: str, folder: Path, tmp_path: Path
) -> None:
    bad, good = tmp_path / name, tmp_path / "good-one.csv"
    FILES[name](bad)
    good.write_text(HEADER + ROW.format(n=987))
    told = _hafawa(
        folder,
        ["import", str(bad), "--no-flow", "--dry-run"],
        *([["import", str(p), "--no-flow", "--yes"] for p in (bad, good)]),
    )
    for said in told:
        assert "Traceback" not in said.words, said.words[-3000:]
        assert said.code in (0, 1, 2), said
        assert said.words.strip(), "not a word"
        assert len(said.words) < 100_000, said.words[:1000]
    assert told[-1].code == 0, told[-1].words
    assert databases.rows(folder, "SELECT count(*) FROM timeline_event WHERE ref = 'G987'") == [(1,)]
    _what_came_is_sound(folder)
    if name in READ:
        assert databases.rows(folder, "SELECT count(*) - 1 FROM timeline_event") == [(READ[name],)], told[1].words


def _what_came_is_sound(folder: Path) -> None:
    for amount, year in databases.rows(folder, "SELECT amount_minor, occurred_date FROM timeline_event"):
        assert amount is None or 0 <= amount <= 10**15
        assert 1970 <= int(str(year)[:4]) <= 2100
    for name, folded in databases.rows(folder, "SELECT name, folded_name FROM people_person"):
        assert len(name) <= 300
        assert len(folded) <= 300
        assert "\0" not in name


def test_a_folder_with_a_pipe_and_links_in_a_circle_is_read_without_them(folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / "odd"
    odd.mkdir()
    os.mkfifo(odd / "pipe.csv")
    (odd / "round").symlink_to(odd)
    (odd / "self").symlink_to(odd / "self")
    (odd / "passwd.csv").symlink_to("/etc/passwd")
    (odd / "good.csv").write_text(HEADER + ROW.format(n=1))
    done = _import(folder, odd)
    assert "Traceback" not in done.words, done.words
    assert databases.rows(folder, "SELECT count(*) FROM timeline_event") == [(1,)], done.words
    assert not [p for p in (folder / "raw").rglob("*") if p.is_file() and b"root:" in p.read_bytes()]


@pytest.mark.parametrize("what", ["pipe", "nowhere", "/dev/zero", "self"])
def test_what_is_no_file_is_refused_in_words(what: str, folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    done = _import(folder, what if what.startswith("/") else tmp_path / what)
    assert done.code == 1
    assert "Traceback" not in done.words
    assert done.words.strip()


@pytest.mark.parametrize(
    "name", ["a\u202efdp.csv", "CON.csv", "-rf.csv", "a\nb.csv", "x" * 240 + ".csv", "..csv", "نينو.csv"]
)
def test_a_file_may_be_called_anything(name: str, folder: Path, tmp_path: Path) -> None:
    (tmp_path / name).write_text(HEADER + ROW.format(n=1))
    done = _import(folder, tmp_path / name)
    assert done.code == 0, done.words
    kept = json.dumps([str(p) for p in (folder / "raw").rglob("*")])
    assert "\\u202e" not in kept
    assert "\\n" not in kept
