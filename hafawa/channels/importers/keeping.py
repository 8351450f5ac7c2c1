"""Where are the raw bytes of an import kept, and have they come before? Raw first: bytes, hash, then rows."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused

_CHUNK = 1 << 20
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]')


class NothingThere(Refused):
    """The path leads nowhere, or to an empty folder."""


@dataclass(frozen=True)
class Kept:
    """Bytes safely stored: the path below the data folder, what they hash to, how many they are."""

    path: str
    sha256: str
    size_bytes: int


def keep(path: Path, *, name: str) -> Kept:
    """Copy a file or folder (links left out) below the data folder; the same bytes are kept once.

    A folder's hash is that of its files' names and hashes. Raises `NothingThere`.
    """
    files = list(_files(path))
    if not files:
        raise NothingThere(
            _("There is nothing at %(path)s to bring in. Check the name and try again.") % {"path": path}
        )
    raw = settings.HAFAWA_DATA_DIR / "raw"
    raw.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.TemporaryDirectory(dir=raw, prefix=".coming-") as coming:
        target = Path(coming) / safe_name(name)
        sha256, size = _copy_folder(path, target) if path.is_dir() else _copy_file(path, target)
        home = raw / sha256[:2] / sha256
        if not home.exists():
            home.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _move(Path(coming), home)
        kept = next(p for p in home.iterdir())
    return Kept(str(kept.relative_to(settings.HAFAWA_DATA_DIR)), sha256, size)


def path_of(kept: str) -> Path:
    """The full path of bytes kept at `kept`."""
    return Path(settings.HAFAWA_DATA_DIR) / kept


def safe_name(name: str) -> str:
    """`name` as a file may be called on any system: no path, no control or direction characters."""
    cleaned = _UNSAFE.sub("_", Path(name).name).strip(" .")[:150]
    return cleaned or "file"


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


def _copy_file(path: Path, target: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as source, target.open("wb") as copy:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            copy.write(chunk)
            size += len(chunk)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest(), size


def _move(coming: Path, home: Path) -> None:
    staged = home.with_name(f".{home.name}-{os.getpid()}")
    staged.mkdir(mode=0o700)
    for part in coming.iterdir():
        shutil.move(part, staged / part.name)
    try:
        staged.rename(home)
    except OSError:  # the same bytes arrived at the same time: one copy is enough
        shutil.rmtree(staged)
