"""How does a backup become the present state, how is that undone, and what if it is cut off in between?

The new state is built beside the old one and proven there: every count and hash is compared, erasures are carried out
again, what waited is set aside. Only then does it take the old one's place; the old one is kept until it is let go.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hafawa.backups import after_restore, envelope, files, schemas, swap
from hafawa.backups.envelope import Keys
from hafawa.backups.errors import NothingToUndo, in_words
from hafawa.backups.feeding import Loading, Progress
from hafawa.backups.taking import key_mark
from hafawa.kernel import laying, locks

_STAGING = ".restoring-"


@dataclass(frozen=True)
class RestoredState:
    """What is there now, and where the state before it is kept (empty where there was none).

    `is_other_key`: the backup was made with another secret key than the one in use now, and did not bring its own.
    """

    taken_at: datetime
    rows: int
    files: int
    was_older: bool
    aside: str
    is_other_key: bool
    hooks: list[str]


@dataclass(frozen=True)
class _Place:
    """Where a state is built, and where the one before it goes."""

    folder: Path
    url: str
    staged: Path
    aside: str
    schema: str


def restore(
    path: Path, *, keys: Keys, now: datetime, into: Path | None = None, progress: Progress | None = None
) -> RestoredState:
    """Put the backup at `path` in the place of what the data folder (or the folder `into`, as SQLite) holds.

    Raises FolderInUse while the product runs on it, Damaged, Locked, Newer, NoRoom: then nothing was changed.
    """
    folder = into or settings.HAFAWA_DATA_DIR
    url = "" if into else settings.HAFAWA_DATABASE_URL
    path = path.absolute()
    envelope.is_locked(path)  # NotABackup, before anything is touched
    with in_words(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with to_oneself(folder, url):
            stamp = f"{now:%Y%m%d-%H%M%S}"
            aside = _free(folder, f"before-restore-{stamp}")
            staged = _staging(folder)
            place = _Place(folder, url, staged, aside, _schema(aside) if url else "")
            try:
                found = _load(path, keys=keys, now=now, place=place, progress=progress)
                if not url:
                    _flush(staged)
                    swap.prepare(folder, staged=staged, aside=aside, keep=_kept(path, folder))
                swap.carry_out(folder)
            finally:
                if swap.written_down(folder) is None:
                    shutil.rmtree(staged, ignore_errors=True)
    is_other = not found["has_secret_key"] and found["key_mark"] != key_mark(_key(folder))
    is_kept = any(p.name != swap.ABOUT for p in (folder / aside).iterdir())
    return RestoredState(
        taken_at=datetime.fromisoformat(found["taken_at"]),
        rows=found["rows"],
        files=found["files"],
        was_older=found["is_older"],
        aside=aside if is_kept or url else "",
        is_other_key=is_other,
        hooks=found["hooks"],
    )


def undo(*, now: datetime) -> str:
    """Bring back the state that the last restore set aside; where the restored one is kept now. NothingToUndo."""
    folder, url = settings.HAFAWA_DATA_DIR, settings.HAFAWA_DATABASE_URL
    with in_words(folder), to_oneself(folder, url):
        if not (found := swap.asides(folder)):
            raise NothingToUndo(_("No earlier state is kept here, so there is nothing to go back to."))
        back = found[-1]
        instead = _free(folder, f"undone-restore-{now:%Y%m%d-%H%M%S}")
        files.merge_journals(folder, back)
        after_restore.owe(folder)  # people were perhaps erased since: carried out again when the folder is opened
        schema = _schema(instead) if url else ""
        swap.prepare(folder, staged=back, aside=instead, schema=schema, keep=_dot_free(folder))
        if url:
            _bring_back(swap.about(back).schema, instead=schema)
        swap.carry_out(folder)
        return instead


def finish_interrupted() -> None:
    """Carry on, or take back, a restore that was cut off. To be called before the data folder is used.

    Raises FolderBeingReplaced while another process is at it.
    """
    folder = settings.HAFAWA_DATA_DIR
    if swap.written_down(folder) is None:
        return
    try:
        with locks.alone(folder):
            _finish(folder, settings.HAFAWA_DATABASE_URL)
    except locks.FolderInUse:
        return  # another process is at it, or has done it: `note_use` will say


def _finish(folder: Path, url: str) -> None:
    note = swap.written_down(folder)
    if note is None:
        return
    if note.schema and url and not schemas.exists(note.schema):  # it was never committed
        swap.drop(folder)
        return
    swap.carry_out(folder)


@contextlib.contextmanager
def to_oneself(folder: Path, url: str) -> Iterator[None]:
    """Hold `folder` and its database (empty: SQLite) with nobody else in them. Raises FolderInUse."""
    with locks.alone(folder):
        if url:
            _refuse_connected()
        _finish(folder, url)
        for left in folder.glob(f"{_STAGING}*"):  # of a process that was killed
            shutil.rmtree(left, ignore_errors=True)
        yield


def _refuse_connected() -> None:
    if others := schemas.others_connected():
        raise locks.FolderInUse(
            ngettext(
                "%(n)d other program is connected to the database. Nothing was changed. Stop Hafawa, and whatever "
                "else uses the database, then try again.",
                "%(n)d other programs are connected to the database. Nothing was changed. Stop Hafawa, and whatever "
                "else uses the database, then try again.",
                others,
            )
            % {"n": others}
        )


def _load(path: Path, *, keys: Keys, now: datetime, place: _Place, progress: Progress | None) -> dict[str, Any]:
    if place.schema:  # holds only if its transaction is committed
        swap.prepare(
            place.folder, staged=place.staged, aside=place.aside, schema=place.schema, keep=_kept(path, place.folder)
        )
    try:
        with envelope.opened(path, keys) as source:
            loading = Loading(
                mode="restore",
                now=now.isoformat(),
                folder=place.staged,
                url=place.url,
                aside=place.schema,
                current=place.folder,
            )
            return loading.feed(source, progress=progress)
    except BaseException:
        if place.schema and not schemas.exists(place.schema):
            swap.drop(place.folder)
        raise


def _bring_back(schema: str, *, instead: str) -> None:
    from django.db import transaction

    with transaction.atomic():
        schemas.bring_back(schema, instead=instead)


def _key(folder: Path) -> str:
    """The secret key that will be used there; empty is the one in the environment."""
    if "HAFAWA_SECRET_KEY" in os.environ:
        return ""
    return (folder / files.SECRET_KEY).read_text().strip()


def _staging(folder: Path) -> Path:
    """An empty folder beside the old state, with the secret key in use until the backup brings another."""
    staged = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    key = folder / files.SECRET_KEY
    if key.is_file():
        shutil.copy2(key, staged / files.SECRET_KEY)
    return staged


def _kept(path: Path, folder: Path) -> frozenset[str]:
    """The entry of the folder in which the backup itself lies stays where it is."""
    is_inside = path.is_relative_to(folder)
    return frozenset({path.relative_to(folder).parts[0]} if is_inside else ()) | _dot_free(folder)


def _dot_free(folder: Path) -> frozenset[str]:
    """Files of the moment stay."""
    return frozenset(p.name for p in folder.glob("upload-*"))


def _free(folder: Path, name: str) -> str:
    names = (name if n == 1 else f"{name}-{n}" for n in range(1, 1000))
    return next(n for n in names if not (folder / n).exists())


def _schema(aside: str) -> str:
    return aside.replace("-", "_")


def _flush(staged: Path) -> None:
    for path in staged.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
        else:
            laying.flush_folder(path)
