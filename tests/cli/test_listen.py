"""`hafawa listen` in real processes: the worker reads what is brought in, and everything is read again beside it."""

from __future__ import annotations

from typing import Any

import pytest

Terminal = Any  # tests/cli/conftest.py
READ = "SELECT count(*) FROM listening_annotation WHERE is_complaint"
N = 40


@pytest.fixture
def brought(terminal: Terminal) -> Terminal:
    """Forty reviews are in, and nobody has read them: `--no-flow` leaves that to a worker."""
    table = terminal.folder.parent / "reviews.csv"
    rows = [f"Ana {n},ana{n}@one.example,1,The parcel never came and nobody answers,2026-03-02" for n in range(N)]
    table.write_text("\n".join(["name,email,rating,review,date", *rows]) + "\n", encoding="utf-8")
    done = terminal.run("import", str(table), "--as", "reviews", "--yes", "--no-flow")
    assert done.returncode == 0, done.stdout + done.stderr
    assert terminal.rows(READ) == [(0,)]
    return terminal


def test_the_worker_reads_what_an_import_brought_without_being_told(brought: Terminal) -> None:
    brought.start_plain("worker")
    brought.wait(lambda: brought.rows(READ) == [(N,)])


def test_everything_is_read_again_beside_the_worker_and_it_says_how_much(brought: Terminal) -> None:
    brought.start_plain("worker")
    brought.wait(lambda: brought.rows(READ) == [(N,)])
    said = brought.run("listen", "--rebuild")
    assert said.returncode == 0, said.stderr
    assert f"{N} messages were read again" in said.stdout
    assert "0 messages were read again" in brought.run("listen").stdout


def test_what_is_unread_is_read_by_hand_too(brought: Terminal) -> None:
    said = brought.run("listen")
    assert f"{N} new messages were read" in said.stdout
    assert brought.rows(READ) == [(N,)]


def test_since_alone_is_refused_in_words(terminal: Terminal) -> None:
    said = terminal.run("listen", "--since", "2026-01-01")
    assert said.returncode == 2
    assert "--rebuild" in said.stderr
