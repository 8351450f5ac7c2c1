"""Whose are these keys? Pure: which known person an arrival belongs to, and which of its keys are free to take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hafawa.people.names import differ

PRIORITY = ("email", "phone", "customer_id", "handle")
Key = tuple[str, str]  # kind, normal value


@dataclass(frozen=True)
class Known:
    """A person some of the keys lead to, with every key they hold."""

    person_id: int
    name: str
    keys: frozenset[Key]


@dataclass(frozen=True)
class Match:
    """The person found (None: somebody new), the keys nobody holds yet, and those that lead to somebody else."""

    person_id: int | None
    free: tuple[Key, ...]
    of_others: tuple[Key, ...]


def match(keys: Sequence[Key], *, name: str, holders: Mapping[Key, Known]) -> Match:
    """Decide by the first key, in order of priority, that leads to one person.

    A phone is often shared by a household, so it decides only where nothing speaks against it: no other email address
    or customer number of the same system than the one given here, and (where another key is given that can hold a new
    person) no name of somebody else. Two known people are never joined: keys that lead elsewhere stay there.
    """
    ordered = sorted(dict.fromkeys(keys), key=lambda k: PRIORITY.index(k[0]))
    found = next((h for k in ordered if (h := holders.get(k)) and _decides(k, h, ordered, name)), None)
    person_id = found.person_id if found else None
    return Match(
        person_id=person_id,
        free=tuple(k for k in ordered if k not in holders),
        of_others=tuple(k for k in ordered if k in holders and holders[k].person_id != person_id),
    )


def _decides(key: Key, holder: Known, keys: Sequence[Key], name: str) -> bool:
    if key[0] != "phone":
        return True
    others = [k for k in keys if k[0] != "phone"]
    if any(_contradicts(k, holder.keys) for k in others):
        return False
    return not (others and differ(name, holder.name))


def _contradicts(key: Key, held: frozenset[Key]) -> bool:
    """Whether `held` has another value where a person has usually one: an address, a number of the same system."""
    if key in held:
        return False
    if key[0] == "email":
        return any(kind == "email" for kind, _value in held)
    system = key[1].partition(":")[0]
    return key[0] == "customer_id" and any(k == "customer_id" and v.partition(":")[0] == system for k, v in held)
