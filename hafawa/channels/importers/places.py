"""Where in the kept file does each message of an import lie? Noted as it is read, moved when somebody is taken out.

Derived: whoever uses a place checks that the right message lies there (`channels.originals`), and `find_again` makes
them anew from the file.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from hafawa.channels.importers import keeping
from hafawa.channels.importers.registry import Arrival, Rejection
from hafawa.channels.mail import boxes, parse, threading
from hafawa.channels.mail.parse import Unreadable
from hafawa.channels.models import ImportRun, KeptMessage

Cuts = dict[str, list[tuple[int, int]]]  # by file: the byte at which a record was, and how many bytes went
_AT_ONCE = 2000


def note(rows: Sequence[Arrival | Rejection], *, run: ImportRun) -> None:
    """Keep the places of `rows`; what was kept of the same rows before (an import that began anew) goes."""
    found = [_kept(row, row.place, run) for row in rows if row.place is not None]
    if not found:
        return
    numbers = [one.row_number for one in found]
    there = KeptMessage.objects.filter(import_run=run, row_number__range=(min(numbers), max(numbers)))
    there.delete()
    KeptMessage.objects.bulk_create(found, batch_size=_AT_ONCE)


def move(path: str, cuts: Cuts) -> None:
    """After records went out of the file kept at `path`: theirs are forgotten, those behind them move up."""
    with transaction.atomic():
        for file, spans in cuts.items():
            there = KeptMessage.objects.filter(import_run__path=path, file=file)
            for at, gone in sorted(spans, reverse=True):  # from the end, so that what is before has not moved yet
                there.filter(start__gte=at, start__lt=at + gone).delete()
                KeptMessage.objects.filter(pk__in=there.filter(start__gte=at + gone).values("pk")).update(
                    start=F("start") - gone
                )


def key(external_id: str) -> int:
    """What a message is found by here."""
    return threading.number(external_id)


def find_again(run: ImportRun, *, now: datetime, tell: Callable[[int, int | None], None] | None = None) -> int:
    """Make the places of `run` anew from its file; how many messages lie there. Twice is the same as once."""
    path, total = keeping.path_of(run.path), 0
    KeptMessage.objects.filter(import_run=run, key__gt=0).delete()
    kept = set(KeptMessage.objects.filter(import_run=run).values_list("file", "start"))
    for some in _chunks(_read(run, boxes.pieces(path), now)):
        KeptMessage.objects.bulk_create(one for one in some if (one.file, one.start) not in kept)
        total += len(some)
        if tell:
            tell(total, run.rows_total)
    return total


def _kept(row: Arrival | Rejection, place: tuple[int, int], run: ImportRun) -> KeptMessage:
    number = key(row.said[0].external_id) if isinstance(row, Arrival) and row.said else 0
    start, size = place
    return KeptMessage(import_run=run, row_number=row.number, key=number, file=row.file, start=start, size=size)


def _read(run: ImportRun, pieces: Iterable[boxes.Piece], now: datetime) -> Iterator[KeptMessage]:
    for number, piece in enumerate(pieces, 1):
        try:
            found = key(parse.external_id(piece.raw, now=now, from_line=piece.from_line)) if piece.raw else 0
        except Unreadable:
            found = 0
        yield KeptMessage(
            import_run=run, row_number=number, key=found, file=piece.file, start=piece.start, size=piece.size
        )


def _chunks(found: Iterator[KeptMessage]) -> Iterator[list[KeptMessage]]:
    while some := list(itertools.islice(found, _AT_ONCE)):
        yield some
