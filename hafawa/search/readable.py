"""Which rows may the one who searches read? Every row that a search shows comes through here."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from hafawa.people.models import Detail, Identifier, Occasion, Person
from hafawa.team import narrow
from hafawa.team.models import User
from hafawa.team.permissions import AT_THE_MACHINE, level_of
from hafawa.team.sight import RULES
from hafawa.timeline.models import Event

Reader = User | None  # None: the terminal, whose user holds the data folder itself


def may_see_keys(user: Reader) -> bool:
    """Whether addresses and numbers are shown to `user`."""
    return level_of(user or AT_THE_MACHINE) >= RULES["people.Identifier"].least


def people(user: Reader) -> QuerySet[Person]:
    """The people `user` may know of, with those of their keys that `user` may see."""
    keys = Prefetch("identifiers", Identifier.objects.visible_to(user or AT_THE_MACHINE))
    return Person.objects.visible_to(user or AT_THE_MACHINE).prefetch_related(keys)


def events(user: Reader) -> QuerySet[Event]:
    """What happened that `user` may read, with whom it happened to."""
    return Event.objects.visible_to(user or AT_THE_MACHINE).select_related("person", "annotation")


def kept_back(user: Reader) -> set[int]:
    """Ids of the events that are not for `user` to find: those of confidential conversations."""
    to = user or AT_THE_MACHINE
    return set() if narrow.reads_all(to) else set(narrow.hidden_events(to).values_list("event_id", flat=True))


def bare_events(user: Reader) -> QuerySet[Event]:
    """The same, and nothing fetched along."""
    return Event.objects.visible_to(user or AT_THE_MACHINE)


def details(user: Reader) -> QuerySet[Detail]:
    """Memorable details `user` may read."""
    return Detail.objects.visible_to(user or AT_THE_MACHINE).select_related("person")


def occasions(user: Reader) -> QuerySet[Occasion]:
    """Days that matter, in the same way."""
    return Occasion.objects.visible_to(user or AT_THE_MACHINE).select_related("person")
