"""What is known of many people that may tell them from others? Read in a few statements, for `likeness.compare`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hafawa.kernel.text import fold
from hafawa.people.likeness import Profile
from hafawa.people.models import Calendar, HouseholdMember, Identifier, Occasion, Person, SharedKey

_AT_ONCE = 500
Key = tuple[str, str]


def profiles(person_ids: Iterable[int]) -> dict[int, Profile]:
    """The profile of each of `person_ids` that is there, of their own rows alone."""
    ids = sorted(set(person_ids))
    found: dict[int, Profile] = {}
    for start in range(0, len(ids), _AT_ONCE):
        found |= _some(ids[start : start + _AT_ONCE])
    return found


def _some(ids: list[int]) -> dict[int, Profile]:
    keys: dict[int, set[Key]] = defaultdict(set)
    for person_id, kind, value in Identifier.objects.filter(person_id__in=ids).values_list(
        "person_id", "kind", "value"
    ):
        keys[person_id].add((kind, value))
    shared: dict[int, set[Key]] = defaultdict(set)
    for person_id, kind, value in SharedKey.objects.filter(person_id__in=ids).values_list("person_id", "kind", "value"):
        shared[person_id].add((kind, value))
    days, places = _birthdays(ids), _addresses(ids)
    return {
        person_id: Profile(
            name=name,
            keys=frozenset(keys.get(person_id, ())),
            shared=frozenset(shared.get(person_id, ())),
            birthdays=tuple(days.get(person_id, ())),
            addresses=tuple(places.get(person_id, ())),
        )
        for person_id, name in Person.objects.filter(id__in=ids).values_list("id", "name")
    }


def _birthdays(ids: list[int]) -> dict[int, list[tuple[int, int, int | None]]]:
    """Their own Gregorian birthdays: a day known in another calendar is compared with nothing."""
    found: dict[int, list[tuple[int, int, int | None]]] = defaultdict(list)
    rows = Occasion.objects.filter(person_id__in=ids, kind="birthday", subject="", calendar=Calendar.GREGORIAN)
    for person_id, month, day, year in rows.order_by("id").values_list("person_id", "month", "day", "year"):
        found[person_id].append((month, day, year))
    return found


def _addresses(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = HouseholdMember.objects.filter(person_id__in=ids).exclude(household__address="").order_by("id")
    for person_id, address in rows.values_list("person_id", "household__address"):
        found[person_id].append(fold(address))
    return found
