"""Which files of the data folder are kept beside the rows, and which may never be rolled back?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hafawa.backups.errors import damaged
from hafawa.kernel import laying

DATABASE = "hafawa.sqlite3"
SECRET_KEY = "secret_key"  # noqa: S105
BACKUPS = "backups"
LOCKS = "locks"
#: Append-only records of what must stay so (erasures): of two states, every line of both holds. Names in the folder.
JOURNALS: set[str] = {"erasures.jsonl"}
_DERIVED = {"warehouse", "exports"}
#: How the folders begin in which a state is set aside, see `asides`.
ASIDE = ("before-restore-", "before-move-", "undone-restore-")
_COMING = ("upload-",)


def kept(folder: Path, *, without: Path | None = None) -> Iterator[tuple[str, Path]]:
    """Every file that belongs to a backup of `folder`: its name below the folder, and where it is.

    All there is, so that what a later version keeps is not forgotten; but not the database itself, what is derived,
    the secret key (it goes its own way), older backups (`without` is their folder), states set aside, and files of
    the moment, whose names begin with a point. A link is not followed.
    """
    for top in sorted(p.name for p in folder.iterdir()):
        if not _is_left_out(top):
            yield from _below(folder / top, folder, without)


def is_moved(name: str) -> bool:
    """Whether the entry `name` of a data folder is a part of its state, put aside when another state comes."""
    return not name.startswith((".", *ASIDE)) and name not in {BACKUPS, LOCKS}


def safe(name: str) -> PurePosixPath:
    """`name` as a path below a folder; Damaged when it would lead out of it or over what a backup never holds."""
    path = PurePosixPath(name)
    unsafe = path.is_absolute() or ".." in path.parts or not path.parts or "\0" in name
    if unsafe or _is_left_out(path.parts[0]):
        raise damaged(name)
    return path


def merge_journals(older: Path, into: Path) -> None:
    """Every line of a journal in the folder `older` that the one in `into` lacks is added to it, on the disk."""
    for name in sorted(JOURNALS):
        present, other = into / name, older / name
        if not other.is_file():
            continue
        lines = present.read_bytes().splitlines(keepends=True) if present.is_file() else []
        have = set(lines)
        missing = [line for line in other.read_bytes().splitlines(keepends=True) if line not in have]
        write(present, b"".join([*lines, *missing]))


def write(path: Path, data: bytes) -> None:
    """`data` in a file only its owner reads, safely on the disk, whole or not at all."""
    coming = path.with_name(f".{path.name}.coming")
    with os.fdopen(os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        flush(file.fileno())
    coming.replace(path)
    laying.flush_folder(path.parent)


def flush(descriptor: int) -> None:
    """What was written is on the disk."""
    os.fsync(descriptor)


def _is_left_out(name: str) -> bool:
    return (
        name.startswith((".", DATABASE, *ASIDE, *_COMING)) or name in {SECRET_KEY, BACKUPS, LOCKS} or name in _DERIVED
    )


def _below(path: Path, folder: Path, without: Path | None) -> Iterator[tuple[str, Path]]:
    if path.is_symlink() or path.name.startswith(".") or path == without:
        return
    if path.is_dir():
        for child in sorted(path.iterdir()):
            yield from _below(child, folder, without)
    elif path.is_file():
        yield path.relative_to(folder).as_posix(), path
