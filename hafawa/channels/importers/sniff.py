"""How is this table written: which encoding, which delimiter, is there a header, and where is that not certain?"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hafawa.channels.importers.amounts import NotAnAmount, amount
from hafawa.channels.importers.dates import looks_like_a_date
from hafawa.channels.importers.registry import Option, Phrase, Question
from hafawa.channels.importers.table import NoRows, Shape, open_binary
from hafawa.kernel.errors import Refused
from hafawa.kernel.text import fold

DELIMITERS = (",", ";", "\t", "|")
SAMPLE_LINES = 200
_CHUNK = 1 << 20
_KEPT_BYTES = 1 << 18
_MAGIC = {
    b"%PDF": "PDF", b"PK\x03\x04": "Excel", b"\xd0\xcf\x11\xe0": "Excel", b"SQLite format 3": "SQLite",
    b"\x89PNG": "PNG", b"\xff\xd8\xff": "JPEG", b"GIF8": "GIF", b"PAR1": "Parquet", b"{\\rtf": "RTF",
}  # fmt: skip
_COMMON = {
    "cp1256": "اليمنورتبهعد",
    "iso8859-6": "اليمنورتبهعد",
    "cp1251": "оеаинтсрвлкм",
    "cp1253": "αοιετσνηυρπκ",
    "cp1255": "יוהלאתמרבשנ",
}
_ODD_CASE = re.compile("\ufffd|(?<=[^\\W\\d_])[А-ЯΑ-Ω]")  # a capital inside a word
_TURKISH, _CENTRAL = set("ğışİĞŞ"), set("ąćęłńśźżčďěňřšťůžőűĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽŐŰ")


class WrongFile(Refused):
    """It is a file of another kind altogether."""


@dataclass(frozen=True)
class Sniffed:
    """What could be told of a table, and what must be asked before it can be read for certain."""

    shape: Shape
    questions: tuple[Question, ...]


def sniff(path: Path, *, member: str = "", answers: Mapping[str, str]) -> Sniffed:
    """How the table is written; whole file for the encoding, its beginning for the rest."""
    refuse_other_kinds(path, member=member)
    encodings, kept = encodings_of(path, member=member)
    encoding = answers.get("encoding") or encodings[0]
    text = kept.decode(encoding, errors="replace").replace("\0", "")
    lines = sample_lines(text)
    delimiters = delimiters_of(lines)
    delimiter = {"tab": "\t"}.get(answers.get("delimiter", ""), answers.get("delimiter") or delimiters[0])
    header = answers.get("header") or ("yes" if has_header(lines, delimiter=delimiter) else "no")
    questions = []
    if len(encodings) > 1 and "encoding" not in answers:
        questions.append(_which_encoding(kept, encodings))
    if len(delimiters) > 1 and "delimiter" not in answers:
        questions.append(_which_delimiter(lines, delimiters))
    return Sniffed(Shape(encoding, delimiter, header == "yes"), tuple(questions))


def refuse_other_kinds(path: Path, *, member: str = "") -> None:
    """Raise `WrongFile` or `NoRows`, with what to do, for what is no text."""
    with open_binary(path, member=member) as file:
        start = file.read(4096)
    if not start.strip(b"\xef\xbb\xbf\r\n\t \0"):
        raise NoRows(_("This file is empty. Nothing was brought in; choose another file."))
    kind = next((name for magic, name in _MAGIC.items() if start.startswith(magic)), None)
    if kind is None and re.match(rb"\s*<(!doctype|html|\?xml)", start, re.IGNORECASE):
        kind = "HTML"
    if kind:
        raise WrongFile(
            _("This is a %(kind)s file, not a table of text. Nothing was brought in; save it as CSV and bring that.")
            % {"kind": kind}
        )


def encodings_of(path: Path, *, member: str = "") -> tuple[list[str], bytes]:
    """The encodings the file may be in, likeliest first (one: it is certain), and bytes to show them by."""
    about = path.stat()
    encodings, kept = _encodings_of(path, member, about.st_mtime_ns, about.st_size)
    return list(encodings), kept


@lru_cache(maxsize=8)
def _encodings_of(path: Path, member: str, mtime_ns: int, size: int) -> tuple[list[str], bytes]:
    """Every importer is asked about a file, but it is read through for its encoding only once."""
    with open_binary(path, member=member) as file:
        start = file.read(_KEPT_BYTES)
        if by_mark := _by_mark(start):
            return [by_mark], start
        decoder, odd, chunk, is_utf8 = codecs.getincrementaldecoder("utf-8")(), b"", start, True
        while chunk:
            if is_utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    is_utf8 = False
            if not chunk.isascii() and len(odd) < _KEPT_BYTES:
                odd += b"".join(line for line in chunk.splitlines(keepends=True) if not line.isascii())
            if not is_utf8 and len(odd) >= _KEPT_BYTES:
                break
            chunk = file.read(_CHUNK)
    if is_utf8 or _is_nearly_utf8(odd):
        return ["utf-8"], start
    return _single_byte(odd), start if not start.isascii() else start[:4096] + b"\n" + odd


def sample_lines(text: str) -> list[str]:
    """The first lines, the last one (it may be cut) left out."""
    lines = io.StringIO(text, newline="").readlines()
    return (lines[:-1] if len(lines) > 1 and not lines[-1].endswith("\n") else lines)[:SAMPLE_LINES]


def delimiters_of(lines: Sequence[str]) -> list[str]:
    """The delimiters under which rows come out equally wide, likeliest first; one: it is certain."""
    marks = {d: _evenness(lines, d) for d in DELIMITERS}
    best = max(marks.values())
    if best == (0.0, 0):
        return [","]
    found = [d for d in DELIMITERS if marks[d][1] > 1 and marks[d][0] >= 0.9]
    if len(found) > 1 and lines:
        by_header = [d for d in found if d in _outside_quotes(lines[0])]
        found = by_header or found
    return sorted(found, key=lambda d: marks[d], reverse=True) if found else [max(marks, key=lambda d: marks[d])]


def has_header(lines: Sequence[str], *, delimiter: str) -> bool:
    """Whether the first row names columns: nothing in it is a number, a date or an address, and nothing is twice."""
    first = next(iter(_parse(lines[:1], delimiter)), [])
    cells = [c.strip() for c in first if c.strip()]
    return bool(cells) and not any(_is_data(c) for c in cells)


def _is_data(cell: str) -> bool:
    if "@" in cell or looks_like_a_date(cell):
        return True
    try:
        amount(cell, decimal=".")
    except NotAnAmount:
        return False
    return True


def _by_mark(start: bytes) -> str:
    if start.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if start.startswith(b"\xef\xbb\xbf"):
        return "utf-8"
    head = start[:2000]
    if head and head[1::2].count(0) > 0.3 * len(head) / 2:
        return "utf-16-le"
    return "utf-16-be" if head and head[::2].count(0) > 0.3 * len(head) / 2 else ""


def _is_nearly_utf8(odd: bytes) -> bool:
    """UTF-8 with a few broken rows: those are rejected one by one, the others must not suffer."""
    good = bad = 0
    for line in odd.splitlines():
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad += 1
    return good > 20 * bad


def _single_byte(odd: bytes) -> list[str]:
    runs = re.findall(rb"[\x80-\xff]+", odd)
    total = sum(map(len, runs))
    in_words = sum(len(r) for r in runs if len(r) >= 3)
    if in_words > 0.6 * total:
        return _alphabets(odd)
    latin = odd.decode("cp1252", errors="replace")
    plain_latin = ["cp1252"]
    if _TURKISH & set(odd.decode("cp1254", errors="replace")) and set(latin) & set("ðýþÐÝÞ"):
        plain_latin.append("cp1254")
    central = set(odd.decode("cp1250", errors="replace")) & _CENTRAL
    if len(central) >= 3 and set(latin) & set("³¹¿œ£Ÿæêñøèìïòùµ"):
        plain_latin.append("cp1250")
    return plain_latin if in_words < 0.2 * total else [*plain_latin, *_alphabets(odd)[:2]]


def _alphabets(odd: bytes) -> list[str]:
    marks, total = {}, max(sum(byte > 127 for byte in odd), 1)
    for encoding, common in _COMMON.items():
        text = odd.decode(encoding, errors="replace")
        letters = Counter(c for c in fold(text) if not c.isascii() and c != " ")
        odd_ones = len(_ODD_CASE.findall(text))
        marks[encoding] = sum(letters[c] for c in common) / total * max(0.0, 1 - 2 * odd_ones / total)
    ranked = sorted(marks, key=lambda e: marks[e], reverse=True)
    return ranked[:1] if marks[ranked[0]] > max(0.5, 1.5 * marks[ranked[1]]) else ranked[:3]


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    widths = Counter(len(row) for row in _parse(lines, delimiter) if row)
    if not widths:
        return (0.0, 0)
    width, count = widths.most_common(1)[0]
    return (round(count / sum(widths.values()), 2), width) if width > 1 else (0.0, 1)


def _parse(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return rows
    return rows


def _outside_quotes(line: str) -> str:
    return re.sub(r'"[^"]*"', "", line)


def _which_encoding(kept: bytes, encodings: Sequence[str]) -> Question:
    odd = [line for line in kept.splitlines() if not line.isascii()][:5]
    options = tuple(
        Option(e, Phrase(e), tuple((line[:80].hex(" "), line.decode(e, errors="replace")[:120]) for line in odd))
        for e in encodings
    )
    return Question("encoding", Phrase(gettext_noop("In which of these can the words be read?")), options)


def _which_delimiter(lines: Sequence[str], delimiters: Sequence[str]) -> Question:
    labels = {
        ",": gettext_noop("Comma"),
        ";": gettext_noop("Semicolon"),
        "\t": gettext_noop("Tab"),
        "|": gettext_noop("Upright line"),
    }
    options = tuple(
        Option(
            "tab" if d == "\t" else d,
            Phrase(labels[d]),
            tuple((line.strip()[:120], " ¦ ".join(row)[:120]) for line, row in zip(lines[:5], _parse(lines[:5], d))),  # noqa: B905
        )
        for d in delimiters
    )
    return Question("delimiter", Phrase(gettext_noop("What stands between two cells?")), options)
