"""How long is each kind of data kept, what would go, and how does it go? Nothing goes until an owner says so.

Removed in short transactions from the oldest on, so that it can stop anywhere and go on; what went is written down.
What is technical rubbish (sessions that have ended, exports that have expired) goes without being asked.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.privacy.models import Removal, Retention
from hafawa.privacy.retention_kinds import KINDS, Kind
from hafawa.tasks import enqueue
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline import log

MONTHS_MOST = 600
BATCH = 1000
Progress = Callable[[int, int | None], None]


class NotSoLong(Refused):
    """A number of months nobody can mean."""


@dataclass(frozen=True)
class Would:
    """What carrying out the retention would take of one kind; `oldest` is the date of the oldest there is."""

    kind: Kind
    months: int | None
    before: datetime | None
    count: int
    total: int
    oldest: datetime | None


def months_before(now: datetime, months: int) -> datetime:
    """The same time of day `months` earlier; the last day of the month where it is shorter."""
    place = now.year * 12 + now.month - 1 - months
    year, month = divmod(place, 12)
    return now.replace(year=max(year, 1), month=month + 1, day=min(now.day, monthrange(max(year, 1), month + 1)[1]))


def months() -> dict[str, int | None]:
    """How many months each kind is kept; None is for good."""
    said = dict(Retention.objects.values_list("kind", "months"))
    return {key: said.get(key) for key in KINDS}


def dry_run(wanted: Mapping[str, int | None], *, now: datetime) -> list[Would]:
    """What would go if the kinds were kept `wanted` months; nothing is changed."""
    return [_would(kind, wanted.get(key), now=now) for key, kind in KINDS.items()]


def keep(wanted: Mapping[str, int | None], *, by: User | None, now: datetime) -> None:
    """Keep each kind so many months from now on; the next carrying out removes what is older. Raises `NotSoLong`."""
    if any(m is not None and not 1 <= m <= MONTHS_MOST for m in wanted.values()):
        raise NotSoLong(_("Data is kept from 1 month to 50 years, or for good. Nothing was changed."))
    with transaction.atomic():
        for key in wanted.keys() & KINDS.keys():
            Retention.objects.update_or_create(kind=key, defaults={"months": wanted[key], "set_by": by, "set_at": now})
        audit.note(by=by, what="privacy.retention_set", facts={k: wanted[k] for k in sorted(wanted)}, now=now)


def carry_out(*, now: datetime, progress: Progress | None = None) -> dict[str, int]:
    """Remove what is older than it is to be kept; how many of each kind. Can be called again at any time."""
    gone: dict[str, int] = {}
    for key, wanted in months().items():
        if wanted is None:
            continue
        if count := _remove(KINDS[key], months_before(now, wanted), now=now, progress=progress):
            gone[key] = count
    _clear_rubbish(now=now)
    if any(KINDS[key].is_derived_from for key in gone):
        log.note_removal(now=now)
        enqueue("hafawa.flow.daily_now", key="flow.daily")
    return gone


def _would(kind: Kind, wanted: int | None, *, now: datetime) -> Would:
    before = months_before(now, wanted) if wanted is not None else None
    every = kind.old(now)
    oldest = every.aggregate(oldest=Min(kind.at))["oldest"]
    count = kind.old(before).count() if before else 0
    return Would(kind, wanted, before, count, every.count(), oldest)


def _remove(kind: Kind, before: datetime, *, now: datetime, progress: Progress | None) -> int:
    """A batch a transaction, with its line in the journal, so that both say the same after a crash."""
    total = 0
    while some := list(kind.old(before).order_by(kind.at, "pk")[:BATCH]):
        with transaction.atomic():
            if kind.remove is not None:
                kind.remove(some, now)
            else:
                type(some[0])._base_manager.filter(pk__in=[row.pk for row in some]).delete()  # noqa: SLF001
            _write_down(kind, len(some), before=before, now=now)
        total += len(some)
        if progress:
            progress(total, None)
    return total


def _write_down(kind: Kind, count: int, *, before: datetime, now: datetime) -> None:
    """One line a carrying out."""
    line, _is_new = Removal.objects.get_or_create(kind=kind.key, at=now, before=before, defaults={"removed": 0})
    Removal.objects.filter(pk=line.pk).update(removed=line.removed + count)


def _clear_rubbish(*, now: datetime) -> None:
    Session.objects.filter(expire_date__lt=now).delete()
