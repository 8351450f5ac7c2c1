"""Does a worker live? Each one says so every quarter of a minute; nobody has to ask its process."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from django.db.models import Max

from hafawa.tasks.models import WorkerSeen

EVERY_SECONDS = 15.0
FRESH = timedelta(seconds=60)
_FORGOTTEN_AFTER = timedelta(days=1)


def beat(*, now: datetime) -> None:
    """This process, a worker, lives; those not seen for a day are forgotten."""
    WorkerSeen.objects.update_or_create(name=_name(), defaults={"seen_at": now})
    WorkerSeen.objects.filter(seen_at__lt=now - _FORGOTTEN_AFTER).delete()


def leave() -> None:
    """This process stops working in good order."""
    WorkerSeen.objects.filter(name=_name()).delete()


def last_seen_at() -> datetime | None:
    """When any worker last said that it lives; None when none ever did."""
    seen: datetime | None = WorkerSeen.objects.aggregate(last=Max("seen_at"))["last"]
    return seen


def is_fresh(*, now: datetime) -> bool:
    """Whether one said so within `FRESH`; a mark as far in the future is as stale: the clock was set back."""
    return WorkerSeen.objects.filter(seen_at__gte=now - FRESH, seen_at__lte=now + FRESH).exists()


def _name() -> str:
    return f"{socket.gethostname()[:80]}:{os.getpid()}"
