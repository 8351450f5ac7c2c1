"""How do the lines of one order, which most exports give a row each, come together? In bounded memory.

Lines of an order stand together in nearly every file, so they are gathered as they pass. The few orders whose lines are
scattered are found in a first pass that remembers eight bytes an order, and their lines wait in a temporary database.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

Line = tuple[int, str, Any]  # row number, order number (empty: on its own), cells


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one order: their order number, the rows they stand in, their cells in the order of the file."""

    ref: str
    numbers: tuple[int, ...]
    cells: tuple[Any, ...]
    last: int  # the row up to which everything has been handed over when this group has


def groups(read: Callable[[], Iterable[Line]]) -> Iterator[Group]:
    """The orders of a file in the order of their first lines; `read` starts reading it from the beginning."""
    scattered = _scattered(read())
    if not scattered:
        yield from together(read)
        return
    with closing(sqlite3.connect("")) as aside:
        _put_aside(aside, read(), scattered)
        done: set[str] = set()
        for group in together(read):
            if group.ref not in scattered:
                yield group
            elif group.ref not in done:
                done.add(group.ref)
                yield _whole(aside, group)


def together(read: Callable[[], Iterable[Line]]) -> Iterator[Group]:
    """The same where the lines of every order are known to stand together."""
    ref, numbers, cells = "", [0][:0], [None][:0]
    for number, line_ref, line in read():
        if numbers and (line_ref != ref or not ref):
            yield Group(ref, tuple(numbers), tuple(cells), numbers[-1])
            numbers, cells = [], []
        ref = line_ref
        numbers.append(number)
        cells.append(line)
    if numbers:
        yield Group(ref, tuple(numbers), tuple(cells), numbers[-1])


def _scattered(lines: Iterable[Line]) -> set[str]:
    seen: set[int] = set()
    found: set[str] = set()
    for ref, _lines in itertools.groupby(line[1] for line in lines):
        if not ref:
            continue
        mark = hash(ref)
        if mark in seen:
            found.add(ref)
        seen.add(mark)
    return found


def _put_aside(aside: sqlite3.Connection, lines: Iterable[Line], scattered: set[str]) -> None:
    aside.execute("CREATE TABLE line (ref, number, cells)")
    rows = ((ref, number, json.dumps(cells, default=str)) for number, ref, cells in lines if ref in scattered)
    aside.executemany("INSERT INTO line VALUES (?, ?, ?)", rows)
    aside.execute("CREATE INDEX line_by ON line (ref)")


def _whole(aside: sqlite3.Connection, first: Group) -> Group:
    found = aside.execute("SELECT number, cells FROM line WHERE ref = ? ORDER BY number", (first.ref,)).fetchall()
    cells = tuple(json.loads(text) for _number, text in found)
    return Group(first.ref, tuple(number for number, _text in found), cells, first.last)
