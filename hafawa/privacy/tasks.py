"""What of privacy runs later, in a worker, and what again and again?"""

from __future__ import annotations

from datetime import time

from hafawa.kernel import clock
from hafawa.privacy import erasing, exporting, retention
from hafawa.privacy.models import Erasure, PersonExport
from hafawa.tasks import progress
from hafawa.tasks.schedules import every

EXPIRE_AT, KEEP_AT = time(3, 10), time(3, 30)


def register() -> None:
    """Tell the scheduler of this process what privacy does again and again."""
    every("privacy.expire", "hafawa.privacy.tasks.expire", daily_at=EXPIRE_AT)
    every("privacy.keep_terms", "hafawa.privacy.tasks.keep_terms", daily_at=KEEP_AT)


def erase(erasure_id: int) -> None:
    """Carry out the erasure, unless it was called off."""
    erasing.carry_out(Erasure.objects.get(pk=erasure_id), now=clock.now())


def export(export_id: int) -> None:
    """Make the export; the person may have been erased since it was asked for."""
    found = PersonExport.objects.filter(pk=export_id).first()
    if found is not None:
        exporting.make(found, now=clock.now(), progress=progress.report)


def expire() -> None:
    """Take away exports whose days have passed."""
    exporting.expire(now=clock.now())


def keep_terms() -> None:
    """Remove what is older than it is to be kept."""
    retention.carry_out(now=clock.now(), progress=progress.report)
