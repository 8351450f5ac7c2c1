"""Writing meanwhile, a full disk, kill -9 at any instant: an old state intact, or a new state whole, and nothing half."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hafawa.backups import swap
from tests.backups.conftest import House, Kept, in_sqlite
from tests.conftest import absent

WRITES = """
import itertools, pathlib, sys
from django.db import transaction
from hafawa.people.models import Person, Detail
from hafawa.kernel import clock
for n in itertools.count():
    with transaction.atomic():
        p = Person.objects.create(name=f"ledger {n}", created_at=clock.now())
        Detail.objects.create(person=p, text=f"one of two {n}", source="said", learned_on="2026-01-01")
        Detail.objects.create(person=p, text=f"two of two {n}", source="said", learned_on="2026-01-01")
    print(n, flush=True)
"""
LEDGER = "SELECT text FROM people_detail WHERE text LIKE '%of two%' ORDER BY id"


def test_a_backup_made_while_the_product_writes_is_a_consistent_prefix(house: House, tmp_path: Path) -> None:
    code = f"import django; django.setup()\n{WRITES}"
    writer = subprocess.Popen([sys.executable, "-c", code], env=house.env, stdout=subprocess.PIPE, text=True)
    house.processes.append(writer)  # type: ignore[arg-type]
    assert writer.stdout is not None
    while int(writer.stdout.readline()) < 20:
        pass
    path = house.backup()
    written = int(writer.stdout.readline())
    while written < 40:
        written = int(writer.stdout.readline())
    writer.kill()
    writer.wait()
    then = House(tmp_path / "then")
    house.ok("restore", path, "--into", then.folder)
    ledger = [row[0] for row in then.rows(LEDGER)]
    people = [row[0] for row in then.rows("SELECT name FROM people_person WHERE name LIKE 'ledger %' ORDER BY id")]
    assert len(people) > 20
    assert people == [f"ledger {n}" for n in range(len(people))]
    assert ledger == [f"{which} of two {n}" for n in range(len(people)) for which in ("one", "two")]
    assert len(ledger) < len(house.rows(LEDGER))  # the product was not kept waiting until it was done


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """300 kB, of which none is enough."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=300k,mode=700", "tmpfs", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        absent("the right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("lock", [False, True])
def test_a_full_disk_leaves_nothing_half_and_is_said_in_words(
    sqlite_house: House, small_disk: Path, tmp_path: Path, *, lock: bool
) -> None:
    words = tmp_path / "words"
    words.write_text("one long sentence nobody knows")
    (sqlite_house.folder / "raw" / "large.bin").write_bytes(os.urandom(600_000))
    locks = ["--passphrase-file", words] if lock else []
    said = sqlite_house.refused("backup", "--to", small_disk, *locks)
    assert "not enough room" in said
    assert not list(small_disk.iterdir())
    assert sqlite_house.rows("SELECT state, error_key FROM backups_backup") == [("failed", "no_room")]


@in_sqlite
def test_a_full_disk_during_a_restore_changes_nothing(kept: Kept, small_disk: Path) -> None:
    assert "not enough room" in kept.house.refused("restore", kept.backup, "--into", small_disk / "data")
    assert [p.name for p in (small_disk / "data").iterdir()] == ["locks"]


@pytest.mark.parametrize("after", [0.0, 0.05, 0.1, 0.15])
def test_killed_while_it_backs_up_nothing_half_is_left_and_the_next_one_is_whole(house: House, after: float) -> None:
    (house.folder / "raw" / "large.bin").write_bytes(os.urandom(30_000_000))
    process = house.start("backup")
    folder = house.folder / "backups"
    house.wait(lambda: (folder.is_dir() and any(folder.iterdir())) or process.poll() is not None)
    time.sleep(after)
    _kill(process)
    whole = [p for p in folder.iterdir() if not p.name.startswith(".")]
    path = house.backup()
    assert {p.name for p in folder.iterdir()} == {p.name for p in [*whole, path]}
    states = {row[0] for row in house.rows("SELECT state FROM backups_backup")}
    assert states <= {"failed", "done"}


@pytest.mark.parametrize(
    "after", [0.0, 0.4, 0.8, 1.2, 2.0, 4.0]
)  # it takes about two seconds; at each step of its end: below
def test_killed_while_it_restores_the_old_state_is_intact_or_the_new_one_whole(kept: Kept, after: float) -> None:
    house, path = kept
    old_then = house.content()
    house.rows("UPDATE people_person SET name = 'Someone else'")
    (house.folder / "raw" / "later.txt").write_text("came later")
    now = house.content()
    process = house.start("restore", path)
    house.wait(lambda: list(house.folder.glob(".restoring-*")) or process.poll() is not None)
    time.sleep(after)
    _kill(process)
    if house.database_url:
        alone = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        house.wait(lambda: house.rows(alone) == [(1,)])
    house.ok("status")
    assert house.content() in (old_then, now)
    house.ok("restore", path)
    assert house.content() == old_then
    assert not list(house.folder.glob(".restoring-*"))


@pytest.mark.parametrize("step", range(9))
def test_killed_at_any_step_of_the_exchange_it_is_carried_to_its_end(tmp_path: Path, step: int) -> None:
    folder, staged = tmp_path, tmp_path / ".staged"
    staged.mkdir()
    for name in ("a", "b", "c"):
        (folder / name).write_text("old")
        (staged / name).write_text("new")
    (staged / "d").write_text("new")
    swap.prepare(folder, staged=staged, aside="before-restore-x")
    if not (child := os.fork()):
        _die_at(step, folder)
    os.waitpid(child, 0)
    swap.carry_out(folder)
    assert {p.name: p.read_text() for p in folder.iterdir() if p.is_file()} == dict.fromkeys("abcd", "new")
    aside = folder / "before-restore-x"
    assert {p.name: p.read_text() for p in aside.iterdir() if p.name != swap.ABOUT} == dict.fromkeys("abc", "old")
    assert not staged.exists()


def _die_at(step: int, folder: Path) -> None:
    """A process that is gone before its `step`-th rename."""
    done, rename = 0, Path.rename

    def dying(self: Path, target: Path) -> Path:
        nonlocal done
        if done == step:
            os._exit(9)
        done += 1
        return rename(self, target)

    Path.rename = dying  # type: ignore[method-assign,assignment]
    try:
        swap.carry_out(folder)
    finally:
        os._exit(0)


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The command and the process that loads for it, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
