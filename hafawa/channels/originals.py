"""Where are the bytes of a message as it came, and are they the right ones?

An index row says the place (`importers.places`); what is read there is compared with what the timeline knows of the
message before anybody gets it. A place that is wrong (a crash between an erasure's file and its rows, an import from
before there were places) is looked for anew: at once in a small file, by the worker in a large one.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from django.utils.translation import gettext as _

from hafawa.channels.importers import keeping, places
from hafawa.channels.mail import boxes, limits, opened, parse
from hafawa.channels.models import ImportRun, KeptMessage, Outgoing, RejectedRow
from hafawa.kernel.errors import Refused
from hafawa.tasks import enqueue
from hafawa.timeline.models import Event

KINDS = ("message.received", "message.sent")
AT_ONCE_BYTES = 64 * 2**20  # files up to this are looked through while somebody waits
_SEPARATOR_BYTES = 2_000
_CHUNK = 1 << 20


class NotKept(Refused):
    """There are no bytes of this message (any more)."""


class BeingLookedFor(Refused):
    """They lie in a large file, and a worker looks for them."""


def may_have(event: Event) -> bool:
    """Whether `event` is a message whose bytes came with it; cheap, and no promise that they are still there."""
    return event.kind in KINDS and event.channel == "email" and bool(event.data.get("raw_sha256"))


def raw_of(event: Event, *, now: datetime) -> bytes:
    """The message of `event` as it came. Raises NotKept, BeingLookedFor."""
    if not may_have(event):
        raise NotKept(_("This message came without its original: only its words were kept."))
    if (found := _by_place(event) or _sent_from_here(event)) is not None:
        return found
    _look_again(event, now=now)
    if (found := _by_place(event)) is not None:
        return found
    raise NotKept(_why_not(event))


def raw_of_rejected(row: RejectedRow) -> Iterator[bytes]:
    """A message that could not be read, in pieces of bytes, whatever its size. Raises NotKept."""
    place = KeptMessage.objects.filter(import_run=row.import_run, row_number=row.row_number, key=0).first()
    path = keeping.path_of(row.import_run.path)
    if row.import_run.importer != "mail" or place is None or not path.exists():
        raise NotKept(_("The original of this message cannot be found by itself any more."))
    return _chunks_at(path, place)


def _by_place(event: Event) -> bytes | None:
    rows = KeptMessage.objects.filter(key=places.key(event.external_id)).select_related("import_run")
    for place in rows.order_by("-id")[:5]:
        raw = _read(place)
        if raw is not None and _is_it(raw, event):
            return raw
    return None


def _sent_from_here(event: Event) -> bytes | None:
    """Of what we sent, the bytes as they were made, whether or not a copy came back from the Sent folder."""
    sent = Outgoing.objects.filter(external_id=event.external_id).values_list("raw", flat=True).first()
    return bytes(sent) if sent and _is_it(bytes(sent), event) else None


def _read(place: KeptMessage) -> bytes | None:
    path = keeping.path_of(place.import_run.path)
    most = limits.MESSAGE_BYTES + _SEPARATOR_BYTES
    try:
        with _opened(path, place.file) as source:
            source.seek(place.start)
            chunk = source.read(min(place.size, most) if place.size else most)
    except _BROKEN:
        return None
    piece = boxes.piece_in(chunk)
    return piece.raw if piece else None


_BROKEN = (OSError, KeyError, ValueError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


def _is_it(raw: bytes, event: Event) -> bool:
    """The very bytes the timeline names, or another copy of the same letter."""
    if opened.is_same(raw, sha256=str(event.data.get("raw_sha256", ""))):
        return True
    try:
        return parse.external_id(raw, now=event.recorded_at) == event.external_id
    except parse.Unreadable:
        return False


@contextmanager
def _opened(path: Path, file: str) -> Iterator[IO[bytes]]:
    """What lies at `path`, or in it under the name `file`, unpacked where it is gzip."""
    if path.is_dir():
        inside = path / file
        if not inside.resolve().is_relative_to(path.resolve()):
            raise FileNotFoundError(file)
        path, file = inside, ""
    if file:
        with zipfile.ZipFile(path) as archive, archive.open(file) as member:
            yield member
        return
    with path.open("rb") as plain:
        is_packed = plain.read(2) == b"\x1f\x8b"
        plain.seek(0)
        yield cast("IO[bytes]", gzip.GzipFile(fileobj=plain)) if is_packed else plain


def _chunks_at(path: Path, place: KeptMessage) -> Iterator[bytes]:
    """The bytes at `place` without the mailbox's separator line."""
    with _opened(path, place.file) as source:
        source.seek(place.start)
        left = place.size or 2**62
        first = source.readline(_SEPARATOR_BYTES)
        left -= len(first)
        if not boxes.starts_mbox(first):
            yield first
        while left > 0 and (chunk := source.read(min(left, _CHUNK))):
            left -= len(chunk)
            yield chunk


def _look_again(event: Event, *, now: datetime) -> None:
    """Find the places anew of the import that brought the message, where they are wrong or were never noted."""
    run = ImportRun.objects.filter(pk=event.import_run_id or 0, importer="mail", gone_at__isnull=True).first()
    if run is None or not keeping.path_of(run.path).exists():
        return
    noted = KeptMessage.objects.filter(import_run=run)
    if noted.exists() and not noted.filter(key=places.key(event.external_id)).exists():
        return  # whoever it was from has been taken out of the file
    if run.size_bytes <= AT_ONCE_BYTES:
        places.find_again(run, now=now)
        return
    enqueue("hafawa.channels.tasks.find_places", run.pk, key=f"places.{run.pk}")
    raise BeingLookedFor(_("The original lies in a large file and is being looked for. Try again in a few minutes."))


def _why_not(event: Event) -> str:
    run = ImportRun.objects.filter(pk=event.import_run_id or 0).first()
    if run is not None and run.gone_at is not None:
        return _("The original is not kept any more: its time was over. The words stay here.")
    return _("The original of this message is not here: the file it came in was moved or changed. The words stay here.")
