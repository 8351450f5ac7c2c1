"""How do two people become one, and two again? A merge points; it moves nothing, so taking it apart is exact.

Both acts are appended to `Merge` and to the audit log, in one transaction with the pointer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import clusters, leaving
from hafawa.people.models import Merge, NotSame, Person
from hafawa.team import audit
from hafawa.team.models import User


class NobodyThere(Refused):
    """One of the two is not on record."""


class AlreadyOne(Refused):
    """The two count as one person already."""


class SaidToDiffer(Refused):
    """Somebody said that these two are not the same."""


class ChangedMeanwhile(Refused):
    """Somebody else merged one of them in the same moment."""


class NotMerged(Refused):
    """The merge was taken apart before, or never was."""


def merge(kept_id: int, absorbed_id: int, *, by: User | None, now: datetime, why: Sequence[Any] = ()) -> Merge:
    """Let `absorbed_id` count as `kept_id` from now on; whoever was merged into one of them before comes along.

    Raises NobodyThere, AlreadyOne, SaidToDiffer, ChangedMeanwhile, IsToBeErased; nothing is changed then.
    """
    with transaction.atomic():
        leaving.in_turn()
        ends = clusters.kept_of([kept_id, absorbed_id])
        kept, absorbed = ends[kept_id], ends[absorbed_id]
        _refuse_one(kept, absorbed)
        people = _held(kept, absorbed)
        if any(p.merged_into_id for p in people.values()):  # another came first; what this one saw is no longer so
            _refuse_one(*clusters.kept_of([kept, absorbed]).values())
            raise ChangedMeanwhile(_("Somebody merged one of them a moment ago. Nothing was changed; look again."))
        leaving.refuse([*clusters.ids_of(kept), *clusters.ids_of(absorbed)])
        if said_to_differ(kept, absorbed):
            raise SaidToDiffer(
                _("It was noted that these two are not the same person. Take that note back first, then merge them.")
            )
        Person.objects.filter(id=absorbed).update(merged_into=kept)
        made = Merge.objects.create(kept_id=kept, absorbed_id=absorbed, by=by, made_at=now, why=list(why))
        audit.note(by=by, what="people.merged", about=f"person:{kept}", facts={"absorbed": absorbed}, now=now)
    return made


def take_apart(merge_id: int, *, by: User | None, now: datetime) -> Merge:
    """Undo a merge: each is as if it had never been, with what came to them meanwhile. NotMerged, IsToBeErased."""
    found = Merge.objects.filter(id=merge_id).first()
    if found is None:
        raise _not_merged()
    with transaction.atomic():
        leaving.in_turn()
        _held(found.kept_id, found.absorbed_id)
        leaving.refuse(clusters.ids_of(found.absorbed_id))
        undone = Merge.objects.filter(id=merge_id, undone_at__isnull=True).update(undone_at=now, undone_by=by)
        if not undone:
            raise _not_merged()
        Person.objects.filter(id=found.absorbed_id, merged_into=found.kept_id).update(merged_into=None)
        facts = {"absorbed": found.absorbed_id}
        audit.note(by=by, what="people.taken_apart", about=f"person:{found.kept_id}", facts=facts, now=now)
    found.refresh_from_db()
    return found


def standing_merges(ids: Sequence[int]) -> list[Merge]:
    """The merges that hold in the cluster of these `ids` (`clusters.ids_of`), the last first."""
    found = Merge.objects.filter(absorbed_id__in=ids, undone_at__isnull=True)
    return list(found.select_related("absorbed", "kept", "by").order_by("-made_at", "-id"))


def let_go(person_ids: Collection[int], *, now: datetime) -> None:
    """Take apart every merge one of `person_ids` is in: they are about to be taken away, the others are to stay."""
    wanted = list(person_ids)
    for side in ("kept_id__in", "absorbed_id__in"):
        for merge_id in Merge.objects.filter(**{side: wanted}, undone_at__isnull=True).values_list("id", flat=True):
            take_apart(merge_id, by=None, now=now)


def said_to_differ(one: int, other: int) -> bool:
    """Whether somebody said of anyone counted as `one` that they are not anyone counted as `other`."""
    mine, theirs = clusters.ids_of(one), clusters.ids_of(other)
    there = NotSame.objects.filter(low_id__in=mine, high_id__in=theirs)
    return there.exists() or NotSame.objects.filter(low_id__in=theirs, high_id__in=mine).exists()


def _held(*person_ids: int) -> dict[int, Person]:
    """The rows, locked in one order, so that two who merge the same people wait for each other."""
    rows = Person.objects.select_for_update().filter(id__in=person_ids).order_by("id").in_bulk()
    if len(rows) < len(set(person_ids)):
        raise NobodyThere(_("One of them is not on record any more. Nothing was changed."))
    return rows


def _refuse_one(kept: int, absorbed: int) -> None:
    if kept == absorbed:
        raise AlreadyOne(_("They are one person already. Nothing was changed."))


def _not_merged() -> NotMerged:
    return NotMerged(_("This merge was taken apart before. Nothing was changed."))
