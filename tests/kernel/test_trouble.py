"""A fault of the machine is told in words; a bug of ours is not passed off as one."""

from __future__ import annotations

import errno
import sqlite3

import psycopg
import pytest
from django.db import OperationalError
from django.utils import translation

from hafawa.kernel import trouble


def _from(cause: Exception) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "full"),
        (OSError(errno.EROFS, "Read-only file system"), "written"),
        (_from(sqlite3.OperationalError("database or disk is full")), "full"),
        (_from(sqlite3.OperationalError("attempt to write a readonly database")), "written"),
        (_from(sqlite3.OperationalError("database is locked")), "held"),
        (_from(psycopg.OperationalError("server closed the connection unexpectedly")), "does not answer"),
    ],
)
def test_what_the_machine_cannot_do_is_told_with_what_is_safe(error: Exception, word: str) -> None:
    assert word in trouble.words(error)
    assert "safe" in trouble.words(error)


@pytest.mark.parametrize(
    "error", [_from(sqlite3.OperationalError("no such table: x")), ValueError("x"), OSError("x"), None]
)
def test_what_is_a_bug_of_ours_is_no_trouble_of_the_machine(error: Exception | None) -> None:
    assert not trouble.words(error)


def test_a_fault_behind_another_is_found() -> None:
    found = ValueError("could not keep it")
    found.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert "full" in trouble.words(found)


def test_it_is_told_in_the_readers_language() -> None:
    said = {}
    for language in ("en", "ar", "ka"):
        with translation.override(language):
            said[language] = trouble.words(OSError(errno.ENOSPC, "x"))
    assert len(set(said.values())) == 3
