"""What of somebody erased lies outside the tables: files made for them, the warehouse, sessions, freed pages?"""

from __future__ import annotations

import re
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from hafawa.channels.mail_doors import keeping
from hafawa.channels.models import ImportRun
from hafawa.kernel.locks import only_one
from hafawa.privacy import mentions
from hafawa.privacy.models import PersonExport

_STRAY_AFTER = timedelta(days=1)


def exports_folder() -> Path:
    """Where exports lie until they expire."""
    return Path(settings.HAFAWA_DATA_DIR) / "exports"


def remove_exports() -> int:
    """Files in the folder that no row names (any more); how many went."""
    named = {Path(p).name for p in PersonExport.objects.exclude(path="").values_list("path", flat=True)}
    strays = [p for p in exports_folder().glob("*") if p.name not in named] if exports_folder().is_dir() else []
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def remove_strays(*, now: datetime) -> int:
    """Uploads and copies that a crash left half-way, and files no import names, once a day old; how many went."""
    folder = Path(settings.HAFAWA_DATA_DIR)
    before = (now - _STRAY_AFTER).timestamp()
    strays = [p for pattern in ("upload-*", "raw/.coming-*") for p in folder.glob(pattern)]
    named = {Path(path).parent for path in ImportRun.objects.values_list("path", flat=True)}
    strays += [p for p in folder.glob("raw/??/*") if p.relative_to(folder) not in named]
    old = [p for p in strays if p.stat().st_mtime < before]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def remove_gathered_mail(*, now: datetime) -> None:
    """Mail that became imports, where somebody is taken out of it, still lies for some hours as it came."""
    keeping.let_go_of_gathered(before=now)


def empty_warehouse() -> None:
    """It is derived, whole: gone now, and made anew from what is left by the next pass of the flow."""
    with only_one("warehouse"):
        shutil.rmtree(Path(settings.HAFAWA_DATA_DIR) / "warehouse", ignore_errors=True)


def end_sessions_that_mention(found: re.Pattern[str] | None) -> int:
    """A notice waiting in somebody's session may name them: such a session ends; how many did."""
    if found is None:
        return 0
    ended = 0
    for session in Session.objects.iterator(chunk_size=500):
        if mentions.mentions(session.get_decoded(), found):
            session.delete()
            ended += 1
    return ended


def wipe_freed_pages() -> None:
    """Make sure that what was deleted is not in the database's file any more. Outside of any transaction.

    SQLite overwrites what it frees (`secure_delete`, set for every connection); what it moved before is only left out
    by writing the file anew. PostgreSQL keeps dead rows until they are vacuumed.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor != "sqlite":
            return
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.fetchall()
