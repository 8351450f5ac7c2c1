"""How is what comes through a door kept, so that it may be acknowledged? First on the disk, then as a row, then yes.

A crash before the row leaves a file nobody was told of: the sender sends again, and the file is swept up a day later. A
crash after the row has lost only the answer: the same again is known.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from hafawa.channels.models import Arrived, MailDoor
from hafawa.kernel import laying

FOLDER = "mail-in"
KNOWN_FOR = timedelta(days=30)
_STAYS, _LEFT = timedelta(hours=2), timedelta(days=1)


def keep(door: MailDoor, raw: bytes, *, external_id: str = "", content_type: str = "", now: datetime) -> bool:
    """Keep `raw` and say whether it came for the first time; when this returns, it is safe.

    Without an `external_id` it is known by its bytes. A full disk or a database that is away rises as it is
    (`kernel.trouble`), and then nothing may be acknowledged.
    """
    sha256 = hashlib.sha256(raw).hexdigest()
    external_id = external_id or f"sha256-{sha256}"
    if Arrived.objects.filter(door=door, external_id=external_id).exists():
        return False
    path = _write(raw)
    try:
        with transaction.atomic():
            Arrived.objects.create(
                door=door,
                external_id=external_id,
                sha256=sha256,
                size_bytes=len(raw),
                content_type=content_type[:300],
                file=path.name,
                arrived_at=now,
            )
            MailDoor.objects.filter(pk=door.pk).update(came=F("came") + 1, last_came_at=now)
    except IntegrityError:  # the same at the same time: that one is kept
        path.unlink()
        return False
    return True  # after any other fault the row may be there: the file stays, and `sweep` looks who names it


def path_of(arrived: Arrived) -> Path:
    """Where its bytes lie until they are gathered."""
    return _folder() / arrived.file


def sweep(*, now: datetime) -> None:
    """Let go of what was gathered some hours ago, of numbers of a month ago, and of files nobody was told of.

    For those hours the bytes stay: a backup under way holds the rows as they were before, and reads the files after.
    """
    let_go_of_gathered(before=now - _STAYS)
    Arrived.objects.filter(gathered_at__lt=now - KNOWN_FOR).delete()
    old = [p for p in _folder().iterdir() if now.timestamp() - p.stat().st_mtime > _LEFT.total_seconds()]
    named = set(Arrived.objects.filter(file__in=[p.name for p in old]).values_list("file", flat=True))
    for path in old:
        if path.name not in named:
            path.unlink(missing_ok=True)


def let_go_of_gathered(*, before: datetime) -> None:
    """Remove the bytes here of what became imports before that moment: the imports have them."""
    _let_go(Arrived.objects.filter(gathered_at__lte=before))


def let_go_of_erased(run_id: int) -> None:
    """The same for import `run_id` at once, where it left somebody out who asked to be forgotten."""
    _let_go(Arrived.objects.filter(run=run_id, run__rows_erased__gt=0))


def _let_go(gathered: QuerySet[Arrived]) -> None:
    for pk, file in list(gathered.exclude(file="").values_list("pk", "file")):
        (_folder() / file).unlink(missing_ok=True)
        Arrived.objects.filter(pk=pk).update(file="")


def _write(raw: bytes) -> Path:
    """The bytes on the disk under a name of their own, and the name on the disk too."""
    folder = _folder()
    path = folder / secrets.token_hex(16)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        laying.flush_folder(folder)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise
    return path


def _folder() -> Path:
    folder = Path(settings.HAFAWA_DATA_DIR) / FOLDER
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        laying.flush_folder(folder.parent)
    return folder
