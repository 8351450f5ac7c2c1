"""Who gave what to whom, for which occasion? Remembered for the giver; a surprise is kept from whom it is for.

What is noted stands on the giver's page alone. Nothing that is composed for the recipient reads it, in words, in a
reason or in an export, so that what is written here cannot change a letter of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.models import Gift, Person
from hafawa.team.models import User


class NothingGiven(Refused):
    """A gift without a word for it."""


class GivenToThemselves(Refused):
    """Giver and recipient are the same person."""


def note(
    giver: Person,
    *,
    what: str,
    recipient: Person | None = None,
    recipient_name: str = "",
    occasion: str = "",
    given_on: date | None = None,
    is_surprise: bool = True,
    by: User | None = None,
    now: datetime,
) -> Gift:
    """Remember that `giver` gives `what`. Raises `NothingGiven`, `GivenToThemselves`."""
    what = " ".join(what.split())[:300]
    if not what:
        raise NothingGiven(_("Nothing was written, so nothing was kept. Say what the gift is."))
    if recipient is not None and clusters.kept_id(recipient.pk) == clusters.kept_id(giver.pk):
        raise GivenToThemselves(_("That is the same person, so it was not kept as a gift. Choose who receives it."))
    return Gift.objects.create(
        person=giver,
        recipient=recipient,
        recipient_name=recipient_name.strip()[:200],
        what=what,
        occasion=occasion.strip()[:200],
        given_on=given_on,
        is_surprise=is_surprise,
        noted_by=by,
        noted_at=now,
    )


def given_by(ids: Sequence[int]) -> QuerySet[Gift]:
    """What the one whose `ids` these are (`clusters.ids_of`) gave or means to give, newest first."""
    return Gift.objects.filter(person_id__in=ids).select_related("recipient")
