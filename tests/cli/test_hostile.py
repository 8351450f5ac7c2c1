"""Whatever is typed in a terminal: words and an exit code of 0, 1 or 2, never a traceback, never a fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests import databases
from tests.faults.hostile import HEADER, ROW
from tests.faults.test_bad_inputs import IN_TURN

NO_TEXT = "\udcff"  # how a byte that is no UTF-8 comes in from a terminal
LONG = "9" * 40
ANY = (
    "",
    " ",
    NO_TEXT,
    LONG,
    "-1",
    "²",
    "٣",
    "%",
    "'\"*NEAR(-",
    "\u202e",
    "[/red]",
    "x" * 10_000,
    "../..",
    "{0}",
    "%s",
    "--",
)
COMMANDS: dict[str, list[list[str]]] = {
    "find": [["find", "--", word] for word in ANY] + [["find", "--json", NO_TEXT], ["find", "x", "--limit", LONG]],
    "privacy": [["privacy", "export", "--", word] for word in ANY]
    + [["privacy", "export", "1", "--to", "/nowhere/x.zip"], ["privacy", "verify", "{odd}"], ["privacy", "verify", "{deep}"], ["privacy", "verify", "/dev/null"]],
    "token": [["token", "make", "--user", word, "--name", "x"] for word in ANY[:-1]]
    + [["token", "revoke", "--", word] for word in ANY] + [["token", "make", "--user", "a@b.c", "--name", "x", "--days", LONG]],
    "tasks": [["tasks", "retry", "--", word] for word in ANY] + [["tasks", "discard", "--", word] for word in ANY] + [["tasks", "--json"]],
    "links": [["password-link", "--", word] for word in ANY],
    "today": [["today", "--as-of", d] for d in ("9999-12-31", "0001-01-01", "2026-02-30", "x", "")]
    + [["today", "--limit", LONG], ["today", "--minutes", "0"], ["today", "--language", NO_TEXT]],
    "import": [["import", "--no-flow", "--yes", "--", path] for path in ("", NO_TEXT, "/proc/self/mem", "/proc/self/environ", "/dev/null", "{locked}")]
    + [["import", f"--{what}", n] for what in ("undo", "rejected") for n in (LONG, "-1", "0", "x")]
    + [["import", "--answer", a, "--dry-run", "{good}"] for a in ("x", "=", f"encoding={NO_TEXT}", "scale=x", f"{NO_TEXT}=x", "dates=x", "delimiter=ab")]
    + [["import", "--as", NO_TEXT, "--dry-run", "{good}"], ["import", "--as", "nope", "--dry-run", "{good}"]],
    "backup": [["backup", "--to", "/dev/null"], ["backup", "--to", "/proc/x"], ["backup", "--encrypt-to", NO_TEXT], ["backup", "--encrypt-to", "x"],
     ["backup", "--passphrase-file", "{odd}"], ["backup", "verify", "{odd}"], ["backup", "verify", "{odd}", "--identity", "{odd}"], ["backup", "verify", "/dev/null"]],
    "restore": [["restore"], ["restore", "{odd}"], ["restore", "{odd}", "--identity", "{odd}"], ["restore", "--undo", "--let-go"], ["restore", "--undo"]],
    "move": [["move-database", "--to", to] for to in (NO_TEXT, "", "mysql://x", "postgresql://[::1", "postgresql://x:99999/y", "postgresql://", "sqlite:///x")],
    "serve": [["run", "--host", NO_TEXT], ["run", "--host", "999.1.1.1"], ["run", "--host", "x" * 10_000], ["run", "--port", "0"], ["web", "--host", "\x01"], ["run", "--workers", LONG]],
    "other": [["nope"], [NO_TEXT], ["status", "x"], ["search", "--rebuild", "x"], ["figures", NO_TEXT], ["doctor", NO_TEXT], ["demo", "--port", "x"]],
}  # fmt: skip


@pytest.fixture(scope="module")
def shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("typed") / "data"
    (folder.parent / "good.csv").write_text(HEADER + ROW.format(n=1))
    (folder.parent / "odd").write_bytes(bytes(range(256)) * 50)
    (folder.parent / "deep").write_text("[" * 200_000)
    yield folder
    databases.drop(folder)


def typed(folder: Path, *commands: Sequence[str], input_: str | None = None, **environ: str) -> list[tuple[int, str]]:
    """Exit code and words of `hafawa COMMAND` for each, one after the other in one process: starting takes the longest."""
    done = subprocess.run(
        [sys.executable, "-c", IN_TURN, json.dumps(commands)], cwd=folder.parent,
        env=databases.environment(folder) | {"LANG": "C.UTF-8", "HAFAWA_PORT": "1"} | environ,
        capture_output=True, timeout=240, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    lines = [json.loads(line) for line in done.stdout.decode().splitlines() if line.startswith("[")]
    assert len(lines) == len(commands)
    return [(code, words + done.stderr.decode("utf-8", "replace")) for code, words in lines]


def _meant(command: Sequence[str], folder: Path) -> list[str]:
    there = {"{good}": folder.parent / "good.csv", "{odd}": folder.parent / "odd", "{deep}": folder.parent / "deep"}
    return [str(there.get(word, word)) for word in command if word != "{locked}"]


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_is_typed_is_answered_in_words(shop: Path, name: str) -> None:
    commands = [_meant(c, shop) for c in COMMANDS[name]]
    for command, (code, words) in zip(commands, typed(shop, *commands), strict=True):
        assert code in (0, 1, 2), (command, words[-2000:])
        assert "Traceback" not in words, (command, words[-2000:])
        assert "by a fault" not in words, (command, words[-2000:])
        assert words.strip(), command


@pytest.mark.parametrize("language", ["C", "POSIX", "xx_YY.nonsense", "ar_EG.UTF-8", "ka_GE.UTF-8"])
def test_any_language_of_a_terminal_and_no_home_are_answered(shop: Path, language: str) -> None:
    code, words = typed(shop, ["find", "nobody at all"], ["status"], LANG=language, HOME="/nowhere")[0]
    assert code == 0
    assert "Traceback" not in words


def test_a_file_whose_name_is_no_text_comes_in_and_is_listed(shop: Path, tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\xff\xfe.csv"
    with open(file, "w") as found:  # noqa: PTH123 - a path of bytes
        found.write(HEADER + ROW.format(n=5))
    told = typed(shop, ["import", "--no-flow", "--yes", os.fsdecode(file)], ["status"], ["doctor", "--full"])
    assert [code for code, _words in told][:2] == [0, 0], told


def test_our_own_folder_is_not_brought_into_itself(shop: Path) -> None:
    """Its key would lie among the files that came, and in a backup that says it has none."""
    for path in (shop, shop / "secret_key", shop / "raw", shop.parent / "data" / ".." / "data"):
        [(code, words)] = typed(shop, ["import", "--no-flow", "--yes", str(path)])
        assert code == 1
        assert "its own data" in words


def test_a_name_with_signs_of_markup_is_printed_as_it_is(shop: Path, tmp_path: Path) -> None:
    """What the terminal's library takes for a colour is somebody's name."""
    (tmp_path / "[").mkdir()
    path = tmp_path / "[" / "red].csv"
    path.write_text(HEADER + "M1,2026-01-05,m@x.org,[/red] [bold]M,1.00,EUR\n")
    told = typed(shop, ["import", "--no-flow", "--yes", str(path)], ["search"], ["find", "bold"], ["status"])
    assert [code for code, _words in told] == [0, 0, 0, 0], told
    assert "[/red] [bold]M" in told[2][1]


@pytest.mark.parametrize(
    "command",
    [
        ["today", "--json", "--all"],
        ["find", "--json", "good"],
        ["import", "--rejected", "1"],
        ["status"],
        ["token", "list"],
    ],
)
def test_whoever_stops_reading_gets_no_traceback(shop: Path, command: list[str]) -> None:
    run = subprocess.Popen(
        [sys.executable, "-m", "hafawa", *command], env=databases.environment(shop) | {"LANG": "C.UTF-8"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()
    said = run.stderr.read().decode()
    assert "Traceback" not in said
    assert run.wait(120) in (0, 1, 2)
    assert "by a fault" not in said


def test_a_folder_and_a_fault_with_signs_of_markup_are_listed(on_database: None, tmp_path: Path) -> None:
    folder = tmp_path / "[" / "red]"
    folder.parent.mkdir()
    assert typed(folder, ["status"])[0][0] == 0
    databases.rows(
        folder,
        "INSERT INTO tasks_task (function, args, key, state, holder, beats, tries, deaths, error, made_at) "
        "VALUES ('x', '[]', '', 'parked', '', 0, 3, 0, '[/tmp/x] [red]gone', '2026-01-01 00:00:00')",
    )
    code, words = typed(folder, ["status"])[0]
    assert code == 0, words
    assert "[/tmp/x] [red]gone" in words.replace("\n", "")
    databases.drop(folder)
