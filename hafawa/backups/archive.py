"""What does the file of a backup look like?

A tar that any tar program opens, written and read in one go: `header.json` (which version, which changes of the schema,
which tables), `tables/<table>/<n>.jsonl.gz`, `secret_key` (only where the whole is encrypted), `files/...`, and
`manifest.json` (rows and SHA-256 of each table, size and SHA-256 of each part). Behind the tar's end stands one line
with the SHA-256 of all bytes before it: no bit can change without being found, and no end can be missing.
"""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Protocol

from hafawa.backups.errors import cut_short, damaged

FORMAT = 1
HEADER, MANIFEST, SECRET_KEY = "header.json", "manifest.json", "secret_key"
TABLES, FILES = "tables/", "files/"
_SEAL = b"hafawa-sha256 "
SEAL_BYTES = len(_SEAL) + 64 + 1
_CHUNK = 1 << 20
_PART_BYTES = 4 << 20
_open: Any = tarfile.open  # its stubs ask of a stream more than it does


class Sink(Protocol):
    """Takes bytes, in order."""

    def write(self, data: bytes, /) -> Any: ...


class Source(Protocol):
    """Gives bytes, in order; fewer than asked for only at the end."""

    def read(self, size: int, /) -> bytes: ...


@dataclass
class Counted:
    """What a table came to: rows, parts, and the SHA-256 of its lines."""

    rows: int = 0
    parts: int = 0
    sha256: str = ""


class Writer:
    """Writes an archive to `sink`; `taken_at` (seconds since 1970) is the time its parts carry."""

    def __init__(self, sink: Sink, *, taken_at: int) -> None:
        self._sealed = _Sealing(sink)
        self._tar: tarfile.TarFile = _open(fileobj=self._sealed, mode="w|", format=tarfile.PAX_FORMAT, bufsize=_CHUNK)
        self._taken_at = taken_at
        self.parts: dict[str, list[Any]] = {}

    def add(self, name: str, data: bytes) -> None:
        """A part from memory."""
        self._tar.addfile(self._info(name, len(data)), io.BytesIO(data))
        self.parts[name] = [len(data), hashlib.sha256(data).hexdigest()]

    def add_file(self, name: str, file: IO[bytes], *, size: int) -> None:
        """A part from an open file of `size` bytes."""
        hashed = _Hashed(file)
        self._tar.addfile(self._info(name, size), hashed)
        self.parts[name] = [size, hashed.digest.hexdigest()]

    def add_table(self, label: str, lines: Iterator[bytes], *, told: Callable[[int], None]) -> Counted:
        """All lines of a table, in parts of a few megabytes; `told` hears how many rows each brought."""
        found, digest, waiting, size, before = Counted(), hashlib.sha256(), [], 0, 0
        for line in lines:
            waiting.append(line)
            size += len(line)
            found.rows += 1
            if size >= _PART_BYTES:
                self._add_part(label, found, digest, waiting)
                told(found.rows - before)
                waiting, size, before = [], 0, found.rows
        if waiting:
            self._add_part(label, found, digest, waiting)
            told(found.rows - before)
        found.sha256 = digest.hexdigest()
        return found

    def close(self, manifest: dict[str, Any]) -> None:
        """The manifest, the end of the tar, the seal."""
        self.add(MANIFEST, to_json(manifest | {"parts": self.parts}))
        self._tar.close()
        self._sealed.seal()

    def abandon(self) -> None:
        """Nothing more is written, not even the end that a tar writes when it is let go."""
        self._sealed.is_over = True

    def _add_part(self, label: str, found: Counted, digest: Any, lines: list[bytes]) -> None:
        data = b"".join(lines)
        digest.update(data)
        found.parts += 1
        self.add(f"{TABLES}{label}/{found.parts:06}.jsonl.gz", squeeze(data))

    def _info(self, name: str, size: int) -> tarfile.TarInfo:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, self._taken_at
        return info


@dataclass
class Part:
    """One part while it is being read: read it whole, or chunk by chunk."""

    name: str
    size: int
    _file: IO[bytes]
    digest: Any = field(default_factory=hashlib.sha256)
    seen: int = 0

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, up to a megabyte at a time."""
        while data := _guarded(self.name, lambda: self._file.read(_CHUNK)):
            self.digest.update(data)
            self.seen += len(data)
            yield data

    def whole(self) -> bytes:
        """All of it."""
        return b"".join(self.chunks())


class Reader:
    """Reads an archive from `source`. Every fault in it is `Damaged`, with the part that has it."""

    def __init__(self, source: Source) -> None:
        self._sealed = _Unsealing(source)
        self.seen: dict[str, list[Any]] = {}
        self._last = HEADER

    def parts(self) -> Iterator[Part]:
        """Each part once, in order; what is left of one unread is read past. Then `compare`."""
        tar = _guarded(HEADER, lambda: _open(fileobj=self._sealed, mode="r|", bufsize=_CHUNK))
        while info := _guarded(f"what follows {self._last}", tar.next):
            file = tar.extractfile(info) if info.isreg() else None
            if file is None or info.name in self.seen:
                raise damaged(info.name)
            part = Part(info.name, info.size, file)
            self._last = info.name
            yield part
            for _rest in part.chunks():
                pass
            if part.seen != info.size:
                raise cut_short()
            self.seen[info.name] = [part.seen, part.digest.hexdigest()]
        if not self.seen:
            raise damaged(HEADER)
        self._sealed.finish(last=self._last)

    def compare(self, manifest: dict[str, Any]) -> None:
        """Every part the manifest names was there as it says, and no other; and no byte around them changed."""
        listed = manifest.get("parts", {})
        for name, there in self.seen.items():
            if name != MANIFEST and listed.get(name) != there:
                raise damaged(name)
        for name in listed:
            if name not in self.seen:
                raise damaged(name)
        if not self._sealed.is_whole:
            raise damaged("the seal")


def to_json(value: Any) -> bytes:
    """As the header and the manifest are written."""
    return json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "surrogateescape")


def from_json(part: Part) -> dict[str, Any]:
    """What `to_json` wrote; Damaged where it is not that."""
    try:
        found = json.loads(part.whole().decode("utf-8", "surrogateescape"))
    except ValueError as error:
        raise damaged(part.name) from error
    if not isinstance(found, dict):
        raise damaged(part.name)
    return found


def squeeze(data: bytes) -> bytes:
    """gzip, at its quickest, with no time in it."""
    squeezer = zlib.compressobj(level=1, wbits=31)
    return squeezer.compress(data) + squeezer.flush()


def unsqueeze(part: Part, *, at_most: int = 64 << 20) -> bytes:
    """The lines of a part of a table; Damaged where they cannot be had, or are more than any writer puts there."""
    expander = zlib.decompressobj(wbits=31)
    try:
        data = expander.decompress(part.whole(), at_most)
    except zlib.error as error:
        raise damaged(part.name) from error
    if not expander.eof or expander.unused_data:
        raise damaged(part.name)
    return data


def _guarded(name: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except tarfile.ReadError as error:
        if "unexpected end" in str(error):
            raise cut_short() from error
        raise damaged(name) from error
    except (tarfile.TarError, EOFError, UnicodeError, ValueError, OverflowError) as error:
        raise damaged(name) from error


class _Sealing:
    """Writes through, and in the end the hash of all that went through."""

    def __init__(self, sink: Sink) -> None:
        self._sink, self._digest, self.is_over = sink, hashlib.sha256(), False

    def write(self, data: bytes) -> int:
        if not self.is_over:
            self._digest.update(data)
            self._sink.write(data)
        return len(data)

    def seal(self) -> None:
        self._sink.write(_SEAL + self._digest.hexdigest().encode() + b"\n")


class _Unsealing:
    """Reads through, keeping back the seal at the end."""

    def __init__(self, source: Source) -> None:
        self._source, self._digest = source, hashlib.sha256()
        self._kept, self.is_whole = b"", False

    def read(self, size: int) -> bytes:
        while len(self._kept) < size + SEAL_BYTES and (more := self._source.read(_CHUNK)):
            self._kept += more
        give = self._kept[: max(0, min(size, len(self._kept) - SEAL_BYTES))]
        self._kept = self._kept[len(give) :]
        self._digest.update(give)
        return give

    def finish(self, *, last: str) -> None:
        """What is left is the tar's empty end, and then a seal."""
        is_empty = True
        while rest := self.read(_CHUNK):
            is_empty = is_empty and not rest.strip(b"\0")
        if not is_empty:
            raise damaged(f"what follows {last}")
        if not self._kept.startswith(_SEAL):
            raise cut_short()
        self.is_whole = self._kept == _SEAL + self._digest.hexdigest().encode() + b"\n"


class _Hashed:
    """A file that is hashed while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        return data
