"""How is it made sure that what somebody stated about being contacted is never changed or lost? By the database.

Triggers refuse every UPDATE of the log, and every DELETE while no `ConsentLogOpening` stands. A row of that is written
and taken away again in one transaction by the three that may: an erasure, the undo of an import (whose refusals were
the file's claim), and the removal of the sample shop. Another transaction never sees the row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from hafawa.people.models import ConsentLogOpening

WHYS = ("erasure", "import_undone", "sample_removed")


@contextmanager
def opened(why: str) -> Iterator[None]:
    """A transaction in which statements may be taken out of the log; `why` is one of `WHYS`."""
    if why not in WHYS:
        raise KeyError(why)
    with transaction.atomic():
        opening = ConsentLogOpening.objects.create(why=why)
        yield
        ConsentLogOpening.objects.filter(pk=opening.pk).delete()
