"""How does only one process at a time do a thing that writes the data folder?"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def only_one(name: str) -> Iterator[None]:
    """Wait until no other process is inside `only_one(name)`, then hold it. A killed process lets go by dying.

    Not re-entrant. It guards the data folder of this machine; rows are guarded by the database.
    """
    folder = settings.HAFAWA_DATA_DIR / "locks"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / name).open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
