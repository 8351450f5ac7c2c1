"""Who is one and the same, once people were merged? Rows stay with whom they came to; reading puts them together.

A merge moves nothing: the one absorbed points at the one kept, and every reader asks here. That is what makes taking
it back exact, whatever happened in between.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q

from hafawa.people.models import Person

_AT_ONCE = 500


def kept_id(person_id: int) -> int:
    """The id of the one `person_id` counts as: their own, or of whom they were merged into, however often."""
    while into := Person.objects.filter(id=person_id).values_list("merged_into_id", flat=True).first():
        person_id = into
    return person_id


def ids_of(person_id: int) -> list[int]:
    """Every id that counts as the same person as `person_id`: the one kept first, then in the order of their ids."""
    near = Person.objects.filter(Q(id=person_id) | Q(merged_into_id=person_id)).values_list("id", "merged_into_id")
    into = dict(near)
    if into.get(person_id) is not None:
        return ids_of(kept_id(person_id))
    found = newest = [absorbed for absorbed in into if absorbed != person_id]
    while newest:  # most were merged with nobody: then one statement told all
        newest = [absorbed for absorbed, _into in _absorbed_by(newest)]
        found = found + newest
    return [person_id, *sorted(found)]


def kept_by_id() -> dict[int, int]:
    """Everybody absorbed, with the one they count as in the end. One statement; a few rows in most shops."""
    into = dict(Person.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id").order_by("id"))
    return {person_id: _end(person_id, into) for person_id in into}


def together(person_ids: Iterable[int]) -> dict[int, list[int]]:
    """For each of `person_ids` every id of their cluster, the one kept first. One statement where nobody was merged."""
    wanted = list(person_ids)
    if not any(_are_merged(some) for some in _chunks(set(wanted))):
        return {p: [p] for p in wanted}
    kept = kept_of(wanted)
    members: dict[int, list[int]] = {k: [] for k in kept.values()}
    root, newest = {k: k for k in members}, list(members)
    while newest:
        rows = _absorbed_by(newest)
        root.update({person_id: root[into] for person_id, into in rows})
        for person_id, _into in rows:
            members[root[person_id]].append(person_id)
        newest = [person_id for person_id, _into in rows]
    return {p: [kept[p], *sorted(members[kept[p]])] for p in wanted}


def kept_of(person_ids: Collection[int]) -> dict[int, int]:
    """For each of `person_ids` the one they count as."""
    found = {p: p for p in person_ids}
    newest = set(found)
    while newest:
        into = {p: to for some in _chunks(newest) for p, to in _pointing(some)}
        found = {p: into.get(end, end) for p, end in found.items()}
        newest = set(into.values())
    return found


def _are_merged(person_ids: list[int]) -> bool:
    either = Q(id__in=person_ids, merged_into__isnull=False) | Q(merged_into_id__in=person_ids)
    return Person.objects.filter(either).exists()


def _pointing(person_ids: Collection[int]) -> list[tuple[int, int]]:
    rows = Person.objects.filter(id__in=person_ids, merged_into__isnull=False).values_list("id", "merged_into_id")
    return [(person_id, into) for person_id, into in rows if into is not None]


def _absorbed_by(person_ids: Collection[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for some in _chunks(person_ids):
        rows = Person.objects.filter(merged_into_id__in=some).values_list("id", "merged_into_id")
        found += [(person_id, into) for person_id, into in rows if into is not None]
    return found


def _end(person_id: int, into: Mapping[int, int | None]) -> int:
    while to := into.get(person_id):
        person_id = to
    return person_id


def _chunks(ids: Collection[int]) -> list[list[int]]:
    ordered = sorted(ids)
    return [ordered[i : i + _AT_ONCE] for i in range(0, len(ordered), _AT_ONCE)]
