"""How is it noted that two people are not the same, for good, and how is that taken back?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import clusters, leaving
from hafawa.people.merging import AlreadyOne, NobodyThere
from hafawa.people.models import NotSame, Person
from hafawa.team import audit
from hafawa.team.models import User


class NotNoted(Refused):
    """Nobody said so, or it was taken back."""


def never_match(one: int, other: int, *, by: User | None, now: datetime) -> NotSame:
    """Note that `one` and `other` are two people: they are never suggested and never merged. Noted once."""
    with transaction.atomic():
        leaving.in_turn()
        if clusters.kept_id(one) == clusters.kept_id(other):
            raise AlreadyOne(_("They count as one person. Take the merge apart first; nothing was changed."))
        if Person.objects.filter(id__in=[one, other]).count() < 2:
            raise NobodyThere(_("One of them is not on record any more. Nothing was changed."))
        low, high = sorted((one, other))
        said, is_new = NotSame.objects.get_or_create(low_id=low, high_id=high, defaults={"by": by, "said_at": now})
        if is_new:
            audit.note(by=by, what="people.never_match", about=f"person:{low}", facts={"other": high}, now=now)
    return said


def take_back(said_id: int, *, by: User | None, now: datetime) -> None:
    """Forget that they differ; they may be suggested again. NotNoted."""
    with transaction.atomic():
        said = NotSame.objects.filter(id=said_id).first()
        if said is None:
            raise NotNoted(_("This was taken back before. Nothing was changed."))
        audit.note(
            by=by, what="people.may_match", about=f"person:{said.low_id}", facts={"other": said.high_id}, now=now
        )
        said.delete()


def said_of(ids: Sequence[int]) -> list[NotSame]:
    """What was said of the one whose `ids` these are (`clusters.ids_of`), the last first."""
    said = NotSame.objects.filter(Q(low_id__in=ids) | Q(high_id__in=ids))
    return list(said.select_related("low", "high", "by").order_by("-id"))
