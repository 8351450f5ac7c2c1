"""What can go wrong with a backup, in words a person can act on? `key` is how a record remembers it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils.translation import gettext as _

from hafawa.kernel.errors import Refused


class BackupRefused(Refused):
    """Whatever a person can meet here."""

    key = "other"


class Damaged(BackupRefused):
    """The archive is not as it was written."""

    key = "damaged"


class NoRoom(BackupRefused):
    """The disk is full."""

    key = "no_room"


class NotWritable(BackupRefused):
    """The folder for backups cannot be written, or is not there."""

    key = "not_writable"


class NotABackup(BackupRefused):
    """There is no file there, or it is something else."""


class Newer(BackupRefused):
    """Made by a later version of Hafawa."""


class Locked(BackupRefused):
    """Encrypted, and no fitting key was given."""

    key = "locked"


class WrongKey(BackupRefused):
    """What was given is no recipient, identity or passphrase that can be used."""


class CannotHold(BackupRefused):
    """A row that the other kind of database cannot keep."""


class NotEmpty(BackupRefused):
    """There is something at the place to be filled."""


class NothingToUndo(BackupRefused):
    """No state was set aside."""


class Broken(BackupRefused):
    """The process that was to load a backup ended without a word."""


ALL = {c.__name__: c for c in BackupRefused.__subclasses__()}


def damaged(part: str) -> Damaged:
    """The words for an archive whose `part` is not as it was written."""
    return Damaged(
        _(
            "This backup is damaged: %(part)s is not as it was written. Nothing was changed. "
            "Use another backup, and look at the disk this one lies on."
        )
        % {"part": part}
    )


def cut_short() -> Damaged:
    """The words for an archive whose end is missing."""
    return Damaged(
        _(
            "This backup is damaged: its end is missing. Nothing was changed. Perhaps it was copied only in part: "
            "copy it again, or use another backup."
        )
    )


@contextmanager
def in_words(folder: Path) -> Iterator[None]:
    """A full disk, or a folder that cannot be written, becomes NoRoom or NotWritable."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise no_room(folder) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST}:
            raise NotWritable(
                _("The folder %(folder)s cannot be written: %(error)s. Nothing was changed.")
                % {"folder": folder, "error": error.strerror}
            ) from error
        raise


def no_room(folder: Path) -> NoRoom:
    """The words for a full disk."""
    return NoRoom(
        _(
            "There is not enough room on the disk of %(folder)s. Nothing half is left there, and nothing else was "
            "changed. Free some room or choose another place, then try again."
        )
        % {"folder": folder}
    )
