"""Which records does a kept file hold, and by which keys could each be somebody's? For taking out, and for export.

A record is a row of a table, a line of JSON, a message, a card. Every one comes with its bytes as they lie there, so
that what is written back without some of them is otherwise the same, byte for byte.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from hafawa.channels.importers import columns, erased, keeping, sniff
from hafawa.channels.importers.table import Shape, names
from hafawa.channels.mail import boxes, limits, ourselves, parse
from hafawa.channels.models import ImportRun
from hafawa.kernel import clock
from hafawa.kernel.errors import Refused
from hafawa.people import tombstones
from hafawa.people.identifiers import normal_email, normal_phone

_FIXED = {
    "customer_unique_id": "customer_id", "CustomerID": "customer_id", "Customer ID": "customer_id",
    "order_id": "ref", "InvoiceNo": "ref", "Invoice": "ref",
}  # fmt: skip
_FIELDS = ("email", "phone", "customer_id", "ref")
_RECORD_LINES = 2000
_LINE = 1 << 20


class Record(NamedTuple):
    """One record: its bytes, what stands in its place when it is taken out, and the keys it may be known by.

    `who` are keys of a person; `other` (an order's number, an event, a whole cell) counts where there is none.
    """

    raw: bytes
    blank: bytes
    who: tuple[tombstones.Key, ...]
    other: tuple[tombstones.Key, ...]
    is_header: bool = False


@dataclass(frozen=True)
class Leaf:
    """One file in what was kept: its name inside (empty for a plain file), and the path of what holds it."""

    path: Path
    member: str
    is_packed: bool

    def open(self) -> IO[bytes]:
        """Its bytes, unpacked where it is gzip."""
        file: IO[bytes] = zipfile.ZipFile(self.path).open(self.member) if self.member else self.path.open("rb")  # noqa: SIM115
        return cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if self.is_packed else file


def leaves(path: Path) -> Iterator[Leaf]:
    """The files kept at `path`: itself, those of a folder, those of a zip."""
    if path.is_dir():
        yield from (Leaf(p, "", _is_packed(p)) for p in sorted(path.rglob("*")) if p.is_file())
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            members = [i.filename for i in archive.infolist() if not i.is_dir()]
        yield from (Leaf(path, member, member.endswith(".gz")) for member in members)
    elif path.exists():
        yield Leaf(path, "", _is_packed(path))


def records(leaf: Leaf, run: ImportRun, *, country: str) -> Iterator[Record]:
    """The records of one file of `run`, in order; their `raw` put together are the file."""
    if run.importer == "mail":
        yield from _messages(leaf, run)
    elif run.importer == "vcard":
        yield from _cards(leaf, country)
    elif run.importer == "jsonl":
        yield from _lines(leaf, country)
    else:
        yield from _rows(leaf, run, country)


def path_of(run: ImportRun) -> Path:
    """Where the bytes of `run` are."""
    return keeping.path_of(run.path)


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _rows(leaf: Leaf, run: ImportRun, country: str) -> Iterator[Record]:
    shape = _shape(leaf, run)
    encoding = "utf-8" if shape.encoding == "utf-8-sig" else shape.encoding
    with leaf.open() as binary:
        text = io.TextIOWrapper(binary, encoding=encoding, errors="surrogateescape", newline="")
        places: dict[int, str] | None = None if shape.has_header else {}
        is_first = True
        for lines in _whole_rows(text):
            raw = lines.encode(_plain(encoding, is_first=is_first), "surrogateescape")
            is_first = False
            cells = _cells(lines, shape.delimiter)
            if places is None:
                places = _places(cells, run.answers)
                yield Record(raw, raw, (), (), is_header=True)
                continue
            end = re.search(r"[\r\n]*$", lines)
            blank = (end[0] if end else "").encode(_plain(encoding, is_first=False))
            yield Record(raw, blank, *_row_keys(cells, places, country))


def _plain(encoding: str, *, is_first: bool) -> str:
    """UTF-16 marks its order once, at the beginning; what follows is written without."""
    return "utf-16-le" if encoding == "utf-16" and not is_first else encoding


def _shape(leaf: Leaf, run: ImportRun) -> Shape:
    answers = run.answers
    if "encoding" in answers and "delimiter" in answers and run.importer not in ("olist", "online_retail"):
        delimiter = {"tab": "\t"}.get(answers["delimiter"], answers["delimiter"])
        return Shape(answers["encoding"], delimiter, answers.get("header", "yes") == "yes")
    try:
        return sniff.sniff(leaf.path, member=leaf.member, answers={}).shape
    except Refused:
        return Shape("latin-1")


def _whole_rows(text: IO[str]) -> Iterator[str]:
    """Rows with the line ends inside their quotation marks; a mark that is not closed within reason ends its line."""
    taken: list[str] = []
    quotes = 0
    while line := text.readline(_LINE):
        taken.append(line)
        quotes += line.count('"')
        if quotes % 2 == 0:
            yield "".join(taken)
        elif len(taken) > _RECORD_LINES:
            yield from taken
        else:
            continue
        taken, quotes = [], 0
    yield from taken


def _cells(lines: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(lines.replace("\0", "")), delimiter=delimiter), [])
    except csv.Error:
        return lines.split(delimiter)


def _places(header: list[str], answers: Mapping[str, str]) -> dict[int, str]:
    """Column -> the key it holds, by what was answered, by what is fixed, by what it is called."""
    called = names([cell.removeprefix("\ufeff") for cell in header])
    found = {called.index(n): k[7:] for k, n in answers.items() if k[7:] in _FIELDS and n in called}
    fixed = {place: _FIXED[n] for place, n in enumerate(called) if n in _FIXED and place not in found}
    guessed = {called.index(n): k for k, n in columns.guess(called, fields=_FIELDS).items() if n in called}
    return {**({} if found else guessed), **fixed, **found}


def _row_keys(
    cells: list[str], places: Mapping[int, str], country: str
) -> tuple[tuple[tombstones.Key, ...], tuple[tombstones.Key, ...]]:
    who: list[tombstones.Key] = []
    other: list[tombstones.Key] = [key for key in erased.cell_keys(cells, country=country) if key[0] == "cell"]
    for place, kind in places.items():
        cell = cells[place].strip() if place < len(cells) else ""
        if kind == "email" and (email := normal_email(cell)):
            who.append(("email", email))
        elif kind == "phone" and (phone := normal_phone(cell, country=country)):
            who.append(("phone", phone))
        elif kind == "customer_id" and (number := erased.number_key(cell)):
            who.append(number)
        elif kind == "ref" and cell:
            other.append(("ref", cell[:300]))
    if not places or not who:
        who += [key for key in erased.cell_keys(cells, country=country) if key[0] != "cell"]
    return tuple(who), tuple(other)


def _lines(leaf: Leaf, country: str) -> Iterator[Record]:
    with leaf.open() as binary:
        while line := binary.readline():
            try:
                found = json.loads(line.decode("utf-8", "replace").removeprefix("\ufeff"))
                texts = list(_texts(found))
            except (ValueError, RecursionError):
                found, texts = None, [line.decode("utf-8", "replace")]
            keys = list(erased.cell_keys(texts, country=country))
            if isinstance(found, dict):
                keys += [("ref", str(found[n])) for n in ("ref", "order_ref") if found.get(n)]
                keys += [key for n in _numbers(found) if (key := erased.number_key(str(n)))]
            who = tuple(key for key in keys if key[0] not in {"cell", "ref"})
            other = tuple(key for key in keys if key[0] in {"cell", "ref"})
            yield Record(line, b"\n", who, other)


def _texts(found: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list) and depth < 20:
        for value in found.values() if isinstance(found, dict) else found:
            yield from _texts(value, depth + 1)


def _numbers(found: Mapping[str, Any]) -> Iterator[Any]:
    for value in (found, found.get("person")):
        if isinstance(value, dict) and value.get("customer_id"):
            yield value["customer_id"]


def _cards(leaf: Leaf, country: str) -> Iterator[Record]:
    with leaf.open() as binary:
        taken: list[bytes] = []
        while line := binary.readline(_LINE):
            taken.append(line)
            if line.strip().upper() == b"END:VCARD":
                yield _card(b"".join(taken), country)
                taken = []
        if taken:
            yield _card(b"".join(taken), country)


def _card(raw: bytes, country: str) -> Record:
    lines = raw.decode("utf-8", "replace").replace("\0", "").splitlines()
    values = [line.rpartition(":")[2].removeprefix("tel:").strip() for line in lines[:_RECORD_LINES]]
    keys = list(erased.cell_keys(values, country=country))
    who = tuple(key for key in keys if key[0] != "cell")
    return Record(raw, b"", who, tuple(key for key in keys if key[0] == "cell"))


def _messages(leaf: Leaf, run: ImportRun) -> Iterator[Record]:
    us = ourselves.stated(run.answers.get("us", "").split(","))
    with leaf.open() as binary:
        for raw in _letters(binary):
            yield Record(raw, b"", *_message_keys(raw, us, run.source or "mail"))


def _letters(binary: IO[bytes]) -> Iterator[bytes]:
    """The messages of an mbox with their separators; a file without any is one message."""
    taken: list[bytes] = []
    was_empty = True
    while line := binary.readline(_LINE):
        if was_empty and taken and line.startswith(b"From ") and boxes.starts_mbox(line):
            yield b"".join(taken)
            taken = []
        taken.append(line)
        was_empty = line in (b"\n", b"\r\n")
    if taken:
        yield b"".join(taken)


def _message_keys(
    raw: bytes, us: ourselves.Us, source: str
) -> tuple[tuple[tombstones.Key, ...], tuple[tombstones.Key, ...]]:
    first, _end, rest = raw.partition(b"\n") if raw.startswith(b"From ") else (b"", b"", raw)
    try:
        message = parse.read(rest[: limits.MESSAGE_BYTES], now=clock.now(), from_line=first.decode("latin-1").strip())
    except parse.Unreadable:
        cells = rest[:4000].decode("utf-8", "replace").splitlines()[:40]
        return tuple(key for key in erased.cell_keys(cells, country="") if key[0] == "email"), ()
    envelope = message.envelope
    event = (erased.event_key(source, message.external_id),)
    if envelope.sender and not us.has(envelope.sender.email):
        return (("email", envelope.sender.email),), event
    outside = [a.email for a in envelope.recipients if not us.has(a.email)]
    return tuple(("email", email) for email in outside[:1]), event
