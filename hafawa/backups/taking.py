"""How is a backup made: one instant of all tables, the files beside them, whole or not at all?"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import IO, Any

from django.apps import apps
from django.conf import settings

from hafawa.backups import archive, envelope, files, snapshot
from hafawa.backups.archive import Sink, Writer
from hafawa.backups.envelope import Keys
from hafawa.backups.errors import in_words
from hafawa.backups.tables import tables
from hafawa.kernel import laying

Progress = Callable[[int, int], None]  # how much is done, of how much; of one unit only in itself
_FILE_WEIGHT = 2000  # so many bytes of a file take about as long as one row


@dataclass(frozen=True)
class Taken:
    """A backup: where it is, how large, what the bytes of its file hash to, what is in it."""

    path: Path
    size_bytes: int
    sha256: str
    rows: int
    files: int
    has_secret_key: bool


def take(
    folder: Path, *, now: datetime, keys: Keys, progress: Progress | None = None, also: Sink | None = None
) -> Taken:
    """Write a backup into `folder`; it has its name only once it is whole and on the disk.

    `also` gets the archive's bytes as they are before they are locked. Raises NoRoom, NotWritable, WrongKey.
    """
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        target = _free_name(folder, now=now, ending=envelope.ending(keys))
        coming = folder / f".{target.name}.coming"
        try:
            with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                hashed = _Hashed(file)
                with envelope.sealed(hashed, keys) as sink:  # type: ignore[arg-type]
                    to = sink if also is None else _Both(sink, also)
                    found = write(to, now=now, with_key=keys.locks, without=folder, progress=progress)
                file.flush()
                files.flush(file.fileno())
            coming.rename(target)
            laying.flush_folder(folder)
        finally:
            coming.unlink(missing_ok=True)
    return Taken(target, hashed.size, hashed.digest.hexdigest(), found["rows"], found["files"], keys.locks)


def write(
    sink: Sink,
    *,
    now: datetime,
    with_key: bool,
    without: Path | None = None,
    progress: Progress | None = None,
    is_whole: bool = False,
) -> dict[str, int]:
    """Write an archive of the default database to `sink`, and of the data folder's files.

    `is_whole`: all tables, derived ones as well, and no files: what another database gets. Returns counts.
    """
    writer = Writer(sink, taken_at=int(now.timestamp()))
    try:
        return _write(writer, now=now, with_key=with_key, without=without, progress=progress, is_whole=is_whole)
    finally:
        writer.abandon()  # closed long since, unless it was broken off


def _write(
    writer: Writer, *, now: datetime, with_key: bool, without: Path | None, progress: Progress | None, is_whole: bool
) -> dict[str, int]:
    with snapshot.taken() as seen:
        # After the instant of the rows: a file is there before the row that speaks of it.
        listed = [] if is_whole else list(files.kept(settings.HAFAWA_DATA_DIR, without=without))
        found = tables(apps, is_whole=is_whole)
        counts = {t.label: seen.count(t) for t in found}
        told = _Told(progress, sum(counts.values()) + sum(_weight(p) for _n, p in listed))
        header = {
            "format": archive.FORMAT,
            "product": version("hafawa"),
            "taken_at": now.astimezone(UTC).isoformat(),
            "database": seen.vendor,
            "migrations": seen.migrations(),
            "tables": {
                t.label: {"columns": t.columns, "rows": counts[t.label], "last_number": seen.last_number(t)}
                for t in found
            },
        }
        writer.add(archive.HEADER, archive.to_json(header))
        if with_key and (key := _secret_key()):
            writer.add(archive.SECRET_KEY, key)
        content = {t.label: vars(writer.add_table(t.label, seen.lines(t), told=told.add)) for t in found}
    gone = [name for name, path in listed if not _add(writer, name, path, told=told.add)]
    manifest = {"format": archive.FORMAT, "tables": content, "gone_meanwhile": gone, "key_mark": key_mark()}
    writer.close(manifest)
    return {"rows": sum(c["rows"] for c in content.values()), "files": len(listed) - len(gone)}


def key_mark(key: str = "") -> str:
    """Something by which `key` (the one in use) is known again, and from which it cannot be had."""
    return hmac.new((key or settings.SECRET_KEY).encode(), b"hafawa.backups.key_mark", hashlib.sha256).hexdigest()[:16]


def clear(folder: Path) -> None:
    """Take away what a killed backup left in `folder`. Only while no other is being made."""
    for left in folder.glob(".hafawa-*.coming"):
        left.unlink(missing_ok=True)


def _add(writer: Writer, name: str, path: Path, *, told: Callable[[int], None]) -> bool:
    """False when the file went away since it was listed: an import undone, a person erased."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return False
    with file:
        size = os.fstat(file.fileno()).st_size
        writer.add_file(archive.FILES + name, file, size=size)
    told(1 + size // _FILE_WEIGHT)
    return True


def _weight(path: Path) -> int:
    with contextlib.suppress(FileNotFoundError):
        return 1 + path.stat().st_size // _FILE_WEIGHT
    return 0


def _secret_key() -> bytes:
    path = settings.HAFAWA_DATA_DIR / files.SECRET_KEY
    return path.read_bytes() if path.is_file() else b""


def _free_name(folder: Path, *, now: datetime, ending: str) -> Path:
    stem = f"hafawa-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names: Iterator[str] = (stem if n == 1 else f"{stem}-{n}" for n in range(1, 1000))
    return next(p for name in names if not (p := folder / f"{name}{ending}").exists())


class _Told:
    """Adds up how far it is."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress, self._total, self._done = progress, max(total, 1), 0

    def add(self, more: int) -> None:
        self._done += more
        if self._progress:
            self._progress(min(self._done, self._total), self._total)


class _Hashed:
    """Writes through; knows how much, and what it hashes to."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest, self.size = file, hashlib.sha256(), 0

    def write(self, data: Any) -> int:
        self.digest.update(data)
        self.size += len(data)
        return self._file.write(data)

    def flush(self) -> None:
        self._file.flush()


class _Both:
    """Writes to two; one that wants no more is let go, and says later why."""

    def __init__(self, first: Sink, second: Sink) -> None:
        self._first, self._second = first, second
        self._is_second_there = True

    def write(self, data: bytes) -> int:
        self._first.write(data)
        if self._is_second_there:
            try:
                self._second.write(data)
            except BrokenPipeError:
                self._is_second_there = False
        return len(data)
