"""Where does one message end and the next begin: in an mbox file, a folder or a zip of .eml, one .eml?

Nothing is ever held whole but one message; one that is larger than the cap is passed over and told.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from hafawa.channels.mail import limits

_SEPARATOR = re.compile(rb"From [^\r\n]{0,300}(?:\d\d:\d\d|[12]\d{3})[^\r\n]{0,40}\r?\n?")
_ESCAPED = re.compile(rb"(?m)^>(>*From )")
_LINE_BYTES = 1024 * 1024
ENDINGS = (".eml", ".mbox", ".mbx")
MEMBERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Piece:
    """One message's bytes as they lie in `file`, its mbox separator line, or how large it was if that was too much.

    In `file`, unpacked, it begins at byte `start` and takes `size` bytes with its separator (0: to the end).
    """

    raw: bytes
    from_line: str = ""
    file: str = ""
    too_large_bytes: int = 0
    start: int = 0
    size: int = 0


def pieces(path: Path, *, heads_only: bool = False) -> Iterator[Piece]:
    """The messages below `path` in a fixed order; with `heads_only` no more than their header blocks."""
    if path.is_dir():
        for member in sorted(p for p in path.rglob("*") if p.is_file() and not p.is_symlink()):
            if is_mail_name(member.name):
                yield from _file(member, member.relative_to(path).as_posix(), heads_only=heads_only)
    elif zipfile.is_zipfile(path):
        yield from _zip(path, heads_only=heads_only)
    else:
        yield from _file(path, "", heads_only=heads_only)


def is_mail_name(name: str) -> bool:
    """Whether a file in a folder or zip is mail by its name (Maildir's have no ending but a colon or ",S=")."""
    lower = name.lower()
    if lower.startswith((".", "__macosx")):
        return False
    return lower.endswith(ENDINGS) or ":2," in lower or ",s=" in lower


def starts_mbox(head: bytes) -> bool:
    """Whether a file that begins with `head` is an mbox."""
    return bool(_SEPARATOR.match(head.lstrip(b"\xef\xbb\xbf\r\n")[:400]))


def _file(path: Path, name: str, *, heads_only: bool) -> Iterator[Piece]:
    with path.open("rb") as plain:
        start = plain.read(2)
        plain.seek(0)
        source: IO[bytes] = gzip.open(plain) if start == b"\x1f\x8b" else plain  # type: ignore[assignment]  # noqa: SIM115
        yield from _stream(source, name, heads_only=heads_only)


def _zip(path: Path, *, heads_only: bool) -> Iterator[Piece]:
    with zipfile.ZipFile(path) as archive:
        entries = sorted((i for i in archive.infolist() if not i.is_dir()), key=lambda i: i.filename)
        for entry in entries[:MEMBERS]:
            base = entry.filename.rpartition("/")[2]
            if not is_mail_name(base) or entry.filename.startswith("__MACOSX") or entry.flag_bits & 1:
                continue
            try:
                with archive.open(entry) as source:
                    yield from _stream(source, entry.filename, heads_only=heads_only)
            except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError):
                yield Piece(b"", file=entry.filename)


def _stream(source: IO[bytes], name: str, *, heads_only: bool) -> Iterator[Piece]:
    start, first = 0, source.readline(_LINE_BYTES)
    while first.strip(b"\xef\xbb\xbf\r\n") == b"" and first:
        start, first = start + len(first), source.readline(_LINE_BYTES)
    if _SEPARATOR.match(first.removeprefix(b"\xef\xbb\xbf")):
        yield from _mbox(source, first, name, start=start, heads_only=heads_only)
    elif first:
        yield _one(source, first, name, start=start, heads_only=heads_only)


def _one(source: IO[bytes], first: bytes, name: str, *, start: int, heads_only: bool) -> Piece:
    most = limits.HEADER_BLOCK_BYTES if heads_only else limits.MESSAGE_BYTES
    raw = first + source.read(most)
    if heads_only:
        return Piece(_head_of(raw), file=name)
    if len(raw) <= limits.MESSAGE_BYTES:
        return Piece(raw, file=name, start=start)
    size = len(raw)
    while chunk := source.read(_LINE_BYTES):
        size += len(chunk)
        if size > 100 * limits.MESSAGE_BYTES:
            break
    return Piece(b"", file=name, too_large_bytes=size, start=start)


def _head_of(raw: bytes) -> bytes:
    places = [p for p in (raw.find(b"\n\n"), raw.find(b"\n\r\n"), raw.find(b"\r\r")) if p >= 0]
    return raw[: min(places) + 1] if places else raw


def _mbox(source: IO[bytes], first: bytes, name: str, *, start: int, heads_only: bool) -> Iterator[Piece]:
    """A separator is a line "From … date" at the start or after an empty line; "From the start" in a letter is none."""
    lines: list[bytes] = []
    from_line, size = first, 0
    was_empty = in_head = True
    while line := source.readline(_LINE_BYTES):
        if was_empty and line.startswith(b"From ") and _SEPARATOR.fullmatch(line) and lines:
            yield _piece(from_line, lines, size, name, start)
            start += len(from_line) + size
            from_line, lines, size, in_head = line, [], 0, True
        else:
            size += len(line)
            is_kept = size <= limits.MESSAGE_BYTES and (in_head or not heads_only)
            if is_kept:
                lines.append(line)
            elif not heads_only:
                lines = lines[:200]
        was_empty = line in (b"\n", b"\r\n")
        in_head = in_head and not was_empty
    if lines:
        yield _piece(from_line, lines, size, name, start)


def _piece(from_line: bytes, lines: list[bytes], size: int, name: str, start: int) -> Piece:
    shown, whole = from_line.decode("latin-1").strip(), len(from_line) + size
    if size > limits.MESSAGE_BYTES:
        return Piece(b"", shown, name, size, start, whole)
    raw = b"".join(lines)
    if b">From " in raw:
        raw = _ESCAPED.sub(rb"\1", raw)
    return Piece(raw.removesuffix(b"\r\n").removesuffix(b"\n") + b"\n", shown, name, 0, start, whole)


def piece_in(chunk: bytes) -> Piece | None:
    """The one message in `chunk`, the bytes at a piece's `start` and `size`; None where there is none."""
    return next(_stream(io.BytesIO(chunk), "", heads_only=False), None)
