"""How are the rows of a table read from a file, one at a time, whatever the file throws at us?

A row that cannot be told from its neighbours, is too long or damaged comes back with a problem (a key of
`rejections.REASONS`) in place of being guessed. Memory is bounded by `RECORD_MOST`.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused

CELL_MOST = 100_000
LINE_MOST = 1 << 20
RECORD_MOST = 4 << 20
RECORD_LINES_MOST = 2000
COLUMNS_MOST = 1000
UNPACKED_MOST = 64 << 30
RATIO_MOST = 250
_BAD_BYTES = re.compile("[\udc80-\udcff]")

csv.field_size_limit(RECORD_MOST + 1)


class UnpacksTooLarge(Refused):
    """A small archive that holds a huge file."""


class Locked(Refused):
    """An archive with a password, or of a kind we cannot open."""


class TooManyColumns(Refused):
    """The header is wider than any table we read."""


class NoRows(Refused):
    """Nothing in it."""


class Record(NamedTuple):
    """One row: its number in the file (the header is 1), its cells, and what is wrong with it, if anything."""

    number: int
    cells: list[str]
    problem: str = ""
    facts: dict[str, Any] = {}


@dataclass(frozen=True)
class Shape:
    """How a table is written."""

    encoding: str = "utf-8-sig"
    delimiter: str = ","
    has_header: bool = True


@dataclass(frozen=True)
class Table:
    """A table in a file: plain, gzip, or `member` of a folder or zip."""

    path: Path
    shape: Shape
    member: str = ""

    def header(self) -> list[str]:
        """The names of the columns, every one different, "Column 3" where the file has none."""
        with self._stream() as stream:
            first = next((r for r in records(stream, shape=self.shape) if any(r.cells)), None)
        if first is None or first.problem:
            raise NoRows(_("There are no rows in this file. Nothing was brought in; choose another file."))
        if len(first.cells) > COLUMNS_MOST:
            raise TooManyColumns(_("This table has more than a thousand columns, so it is not a list we can read."))
        return names(first.cells if self.shape.has_header else [""] * len(first.cells))

    def rows(self, *, width: int) -> Iterator[Record]:
        """The rows below the header; blank ones left out, ragged ones with a problem."""
        with self._stream() as stream:
            found = (r for r in records(stream, shape=self.shape) if r.problem or any(r.cells))
            if self.shape.has_header:
                next(found, None)
            for record in found:
                yield record if len(record.cells) == width or record.problem else _fitted(record, width=width)

    def _stream(self) -> IO[str]:
        binary = open_binary(self.path, member=self.member)
        encoding = "utf-8-sig" if self.shape.encoding == "utf-8" else self.shape.encoding
        errors = "hafawa.marked" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        return io.TextIOWrapper(binary, encoding=encoding, errors=errors, newline="")


def _marked(error: UnicodeError) -> tuple[str, int]:
    """Where a character of two or four bytes is cut or broken, one that is found as damage: the row is rejected."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


codecs.register_error("hafawa.marked", _marked)


def open_binary(path: Path, *, member: str = "") -> IO[bytes]:
    """The bytes of a file or of `member` of a folder or zip, unpacked where it is gzip."""
    if member and path.is_dir():
        return open_binary(path / member)
    if member:
        return _zip_member(path, member)
    file = path.open("rb")
    start = file.read(2)
    file.seek(0)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if start == b"\x1f\x8b" else file


def records(stream: IO[str], *, shape: Shape) -> Iterator[Record]:
    """Every row of `stream`; one that cannot be told from the next is given up alone and reading goes on below it."""
    lines, number, is_done = _Lines(stream), 0, False
    while not is_done:
        try:
            for cells in csv.reader(lines, delimiter=shape.delimiter, strict=True):
                number += 1
                yield Record(number, cells) if lines.is_plain else _checked(number, cells, lines, shape=shape)
                lines.forget()
            is_done = True
        except (csv.Error, _UnclosedError):
            number += 1
            yield Record(number, [lines.give_up_first()[:CELL_MOST]], "quoting")
        except _LineTooLongError as error:
            number += 1
            yield Record(number, [error.start], "cell_too_long", {"size": error.size, "most": CELL_MOST})


def names(cells: list[str]) -> list[str]:
    """`cells` as column names: trimmed, none empty, none twice."""
    seen: dict[str, int] = {}
    found = []
    for place, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\ufeff", "").split())[:200] or f"Column {place}"
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


class _UnclosedError(Exception):
    """A quotation mark is not closed within reason."""


class _LineTooLongError(Exception):
    def __init__(self, start: str, size: int) -> None:
        super().__init__()
        self.start, self.size = start, size


class _Lines:
    """Hands lines to the parser and remembers those of the row being read, so that a broken row can be given up."""

    def __init__(self, stream: IO[str]) -> None:
        self._read = stream.readline
        self._again: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self.is_plain = True
        self.problem = ""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._read(LINE_MOST)
        if not line:
            raise StopIteration
        self._taken.append(line)
        self._size += len(line)
        if self._size > CELL_MOST or len(self._taken) > 1:
            self._guard(line)
        if "\0" in line:
            self.is_plain, self.problem = False, "nul"
        elif not line.isascii() and _BAD_BYTES.search(line):
            self.is_plain, self.problem = False, "encoding"
        return line

    def forget(self) -> None:
        self._taken.clear()
        self._size = 0
        self.is_plain, self.problem = True, ""

    def give_up_first(self) -> str:
        """The first line of the broken row; those after it are read again on their own."""
        first, *rest = self._taken or [""]
        self._again.extendleft(reversed(rest))
        self.forget()
        return first

    def _guard(self, line: str) -> None:
        self.is_plain = False
        if len(line) >= LINE_MOST and line[-1] not in "\r\n":
            size = self._skip_rest(len(line))
            start = self._taken[0][:200]
            self.forget()
            raise _LineTooLongError(start, size)
        if self._size > RECORD_MOST or len(self._taken) > RECORD_LINES_MOST:
            raise _UnclosedError

    def _skip_rest(self, size: int) -> int:
        while (more := self._read(LINE_MOST)) and more[-1] not in "\r\n":
            size += len(more)
        return size + len(more)


def _checked(number: int, cells: list[str], lines: _Lines, *, shape: Shape) -> Record:
    if lines.problem:
        return Record(number, cells, lines.problem, {"encoding": shape.encoding} if lines.problem == "encoding" else {})
    longest = max(map(len, cells), default=0)
    if longest > CELL_MOST:
        return Record(number, [c[:200] for c in cells], "cell_too_long", {"size": longest, "most": CELL_MOST})
    return Record(number, cells)


def _fitted(record: Record, *, width: int) -> Record:
    if len(record.cells) > width and not any(record.cells[width:]):
        return Record(record.number, record.cells[:width])
    return Record(record.number, record.cells, "width", {"found": len(record.cells), "expected": width})


def _zip_member(path: Path, member: str) -> IO[bytes]:
    archive = zipfile.ZipFile(path)
    info = archive.getinfo(member)
    if info.file_size > UNPACKED_MOST or info.file_size > RATIO_MOST * max(info.compress_size, 1 << 16):
        archive.close()
        raise UnpacksTooLarge(
            _("This archive unpacks to far more than its size, so it was not opened. Bring the files themselves.")
        )
    try:
        binary = archive.open(info)
    except (RuntimeError, NotImplementedError) as error:  # a password, or a packing nobody here can undo
        archive.close()
        raise Locked(
            _("“%(member)s” in this archive is locked or packed in a way we cannot open. Bring the file itself.")
            % {"member": member}
        ) from error
    return cast("IO[bytes]", gzip.GzipFile(fileobj=binary)) if member.endswith(".gz") else binary
