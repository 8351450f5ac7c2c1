"""How are bytes laid on the disk, so that they are there once that was said, whole or not at all?"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_FIRST = 64  # bytes a kind of file is known by


class Coming:
    """A file on its way into a folder: what came so far, its size and hash, and how it begins."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._digest = file, hashlib.sha256()
        self.size, self.first, self.is_laid = 0, b"", False

    @property
    def sha256(self) -> str:
        """Of all that came, in hexadecimal digits."""
        return self._digest.hexdigest()

    def take(self, chunk: bytes) -> None:
        """The next bytes."""
        self.size += len(chunk)
        self.first += chunk[: _FIRST - len(self.first)]
        self._digest.update(chunk)
        self._file.write(chunk)

    def lay(self, home: Path) -> None:
        """It is whole: it lies at `home` from now on, safely."""
        self._file.flush()
        os.fsync(self._file.fileno())
        home.parent.mkdir(exist_ok=True, mode=0o700)
        Path(self._file.name).replace(home)
        self.is_laid = True
        flush_folder(home.parent)


@contextmanager
def coming(folder: Path) -> Iterator[Coming]:
    """A file that comes into `folder`; what is not laid somewhere in it by the end is gone."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".coming-", delete=False) as file:
        made = Coming(file)
        try:
            yield made
        finally:
            if not made.is_laid:
                Path(file.name).unlink(missing_ok=True)


def flush_folder(folder: Path) -> None:
    """The names in `folder` are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
