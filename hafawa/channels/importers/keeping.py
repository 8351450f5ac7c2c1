"""Where are the raw bytes of an import kept, and have they come before? Raw first: bytes, hash, then rows."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hafawa.kernel import clock
from hafawa.kernel.errors import Refused

_CHUNK = 1 << 20
_LEFT_SECONDS = 86_400
_NAME_BYTES = 150  # disks allow 255, and a copy on its way has a longer name
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]')


class NothingThere(Refused):
    """The path leads nowhere, or to an empty folder."""


class CannotBeRead(Refused):
    """The machine does not let us read it, or somebody is still writing it."""


@dataclass(frozen=True)
class Kept:
    """Bytes safely stored: the path below the data folder, what they hash to, how many they are."""

    path: str
    sha256: str
    size_bytes: int


def keep(path: Path, *, name: str) -> Kept:
    """Copy a file or folder (links left out) below the data folder; the same bytes are kept once.

    A folder's hash is that of its files' names and hashes. Raises `NothingThere`, `CannotBeRead`.
    """
    files = list(_files(path))
    if not files:
        raise NothingThere(
            _("There is nothing at %(path)s to bring in. Check the name and try again.") % {"path": path}
        )
    raw = settings.HAFAWA_DATA_DIR / "raw"
    raw.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sweep(raw, now=clock.now())
    with tempfile.TemporaryDirectory(dir=raw, prefix=".coming-") as coming:
        target = Path(coming) / safe_name(name)
        sha256, size = _copy_folder(path, target) if path.is_dir() else _copy_file(path, target)
        home = raw / sha256[:2] / sha256
        if not home.exists():
            home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _move(Path(coming), home)
        kept = next(p for p in home.iterdir())
    return Kept(str(kept.relative_to(settings.HAFAWA_DATA_DIR)), sha256, size)


def let_go(kept: Kept) -> None:
    """Remove bytes that no import names: a file that was refused is not ours to keep."""
    home = path_of(kept.path).parent
    shutil.rmtree(home, ignore_errors=True)
    with suppress(OSError):  # others lie there, too
        home.parent.rmdir()


def sha256_of(path: Path) -> str:
    """The hash of a file or folder as `keep` counts it."""
    if not path.is_dir():
        return _hash(path)
    digest = hashlib.sha256()
    for file in _files(path):
        digest.update(f"{file.relative_to(path).as_posix()}\0{_hash(file)}\n".encode())
    return digest.hexdigest()


def path_of(kept: str) -> Path:
    """The full path of bytes kept at `kept`."""
    return Path(settings.HAFAWA_DATA_DIR) / kept


def hash_of(path: Path) -> str:
    """What the bytes at `path`, a file or folder, hash to now, as `keep` reckons it; OSError when they are gone."""
    if not path.is_dir():
        return _hash_file(path)
    digest = hashlib.sha256()
    for file in _files(path):
        digest.update(f"{file.relative_to(path).as_posix()}\0{_hash_file(file)}\n".encode())
    return digest.hexdigest()


def safe_name(name: str) -> str:
    """`name` as a file may be called on any system: no path, no control or direction characters."""
    cleaned = _UNSAFE.sub("_", Path(name).name).strip(" .")
    if len(cleaned.encode()) > _NAME_BYTES:  # its ending says what it is, and stays
        stem, dot, ending = cleaned.rpartition(".")
        ending = dot + ending if stem and len(ending.encode()) < 20 else ""
        room = _NAME_BYTES - len(ending.encode())
        cleaned = cleaned.encode()[:room].decode(errors="ignore").strip(" .") + ending
    return cleaned or "file"


def _sweep(raw: Path, *, now: datetime) -> None:
    """Remove what a process that was killed had half kept, a day later: nothing names it."""
    for left in (*raw.glob(".coming-*"), *raw.glob("??/.*")):
        with suppress(FileNotFoundError):
            if now.timestamp() - left.stat().st_mtime > _LEFT_SECONDS:
                shutil.rmtree(left, ignore_errors=True)


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (p for p in sorted(path.rglob("*")) if p.is_file() and not p.is_symlink())
    elif path.is_file():
        yield path


def _copy_folder(path: Path, target: Path) -> tuple[str, int]:
    digest, total = hashlib.sha256(), 0
    for file in _files(path):
        place = file.relative_to(path)
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        sha256, size = _copy_file(file, target / place)
        digest.update(f"{place.as_posix()}\0{sha256}\n".encode())
        total += size
    return digest.hexdigest(), total


def _hash_file(path: Path) -> str:
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _copy_file(path: Path, target: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with _opened(path) as source, target.open("wb") as copy:
        before = os.fstat(source.fileno())
        while size <= before.st_size and (chunk := _read(source, path)):
            digest.update(chunk)
            copy.write(chunk)
            size += len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
        after = os.fstat(source.fileno())
    if size != before.st_size or (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        words = _("“%(name)s” is still being written. Nothing was brought in; bring it again when it is done.")
        raise CannotBeRead(words % {"name": path.name})
    return digest.hexdigest(), size


def _opened(path: Path) -> IO[bytes]:
    try:
        return path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error


def _read(source: IO[bytes], path: Path) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> CannotBeRead:
    words = _("“%(name)s” cannot be read: %(error)s. Nothing was brought in.")
    return CannotBeRead(words % {"name": path.name, "error": error.strerror})


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _move(coming: Path, home: Path) -> None:
    staged = home.with_name(f".{home.name}-{os.getpid()}")
    staged.mkdir(mode=0o700)
    for part in coming.iterdir():
        shutil.move(part, staged / part.name)
    try:
        staged.rename(home)
    except OSError:  # the same bytes arrived at the same time: one copy is enough
        shutil.rmtree(staged)
