"""Whom may the undo of an import not take away, because somebody has since done something with or for them?

A package above `people` that keeps such work says so once, from its `AppConfig.ready`:

    holds.register("playbooks", lambda ids: set(Suggestion.objects.filter(person_id__in=ids, closed_by__isnull=False)
                                                .values_list("person_id", flat=True)))
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from hafawa.people import clusters

Find = Callable[[Collection[int]], set[int]]
_finders: dict[str, Find] = {}


def register(name: str, find: Find) -> None:
    """Have `find` asked which of some person ids are held; `name` says by whom, and is registered once."""
    _finders[name] = find


def held(person_ids: Collection[int]) -> set[int]:
    """Those of `person_ids` somebody holds: who is held, and everybody who counts as the same person."""
    if not person_ids:
        return set()
    together = clusters.together(person_ids)
    everybody = {member for members in together.values() for member in members}
    found = set().union(*(find(everybody) for find in _finders.values()))
    return {person_id for person_id, members in together.items() if not found.isdisjoint(members)}
