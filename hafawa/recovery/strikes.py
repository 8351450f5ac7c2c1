"""How does a person of the team note a bad experience, or that it was put right?"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from hafawa.analytics.strikes import KINDS
from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import StrikeNoted, StrikeRepaired
from hafawa.timeline.models import Event

SOURCE = "hafawa"


class NoSuchKind(Refused):
    """The list of bad experiences does not have it."""


class NothingToRepair(Refused):
    """The event is not theirs, or is not there."""


class RepairNeedsWords(Refused):
    """A repair says what was done."""


class AlreadyRepaired(Refused):
    """It was put right before."""


def note(
    person: Person,
    *,
    bad: str,
    text: str,
    by: User | None,
    now: datetime,
    about_id: int | None = None,
    ref: str = "",
) -> Event:
    """Write down a bad experience of kind `bad` (see `analytics.strikes.KINDS`); NoSuchKind."""
    if bad not in kinds():
        raise NoSuchKind(_("Choose one of the kinds of bad experience. Nothing was written."))
    what = StrikeNoted(bad=bad, about_id=about_id, ref=ref, text=text, by=str(by or ""))
    key = f"strike:{person.id}:{about_id}:{bad}" if about_id else f"strike:{uuid4()}"
    entry = log.Entry(what, now, SOURCE, key, person.id)
    return log.append(entry, now=now) or Event.objects.get(source=SOURCE, external_id=key)


def repair(
    person: Person,
    *,
    about_id: int | None,
    text: str,
    by: User | None,
    now: datetime,
    suggestion_id: int | None = None,
) -> Event:
    """Note what was done to put it right; NothingToRepair, RepairNeedsWords, AlreadyRepaired.

    `about_id` is the event that went wrong; None repairs all that is open.
    """
    if not text.strip():
        raise RepairNeedsWords(_("Say in a few words what was done to put it right. Nothing was written."))
    about = Event.objects.filter(id=about_id, person_id__in=clusters.ids_of(person.id)).first() if about_id else None
    if about_id is not None and about is None:
        raise NothingToRepair(_("What went wrong is not in this person's story any more. Load the page again."))
    what = StrikeRepaired(about_id=about_id, text=text, by=str(by or ""), suggestion_id=suggestion_id)
    key = f"strike:{about_id}:repaired" if about_id is not None else f"strikes:{person.id}:{uuid4()}"
    whose = about.person_id if about else person.id  # with whom it happened: a merge taken apart leaves it there
    event = log.append(log.Entry(what, now, SOURCE, key, whose), now=now)
    if event is None:
        raise AlreadyRepaired(_("This was marked as put right before. Nothing was changed."))
    return event


def kinds() -> set[str]:
    """The keys of the bad experiences there are."""
    return set(KINDS)
