"""How are hundreds of people found, or made, at once? For imports: a few statements a batch, not a few a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from hafawa.people import bulk, likely, tombstones
from hafawa.people.matching import PRIORITY, Key, Known, match
from hafawa.people.models import Identifier, Person
from hafawa.people.names import first_name, folded


class Wanted(NamedTuple):
    """Someone a file speaks of: `keys` as (kind, normal value, as typed), the strongest first."""

    keys: tuple[tuple[str, str, str], ...]
    name: str = ""
    first_name: str = ""
    language: str = ""
    said_at: datetime | None = None  # the date of what speaks of them; None: not known, or of no date


@dataclass(frozen=True)
class Intake:
    """What came of a batch: the person of each one wanted (None without keys), and what was added.

    `filled_in` are (person id, field, value) of people known before whose empty name or language the batch supplied.
    """

    person_ids: list[int | None]
    made: set[int]
    known: set[int]
    filled_in: list[tuple[int, str, str]] = field(default_factory=list)
    erased: int = 0  # how many of those wanted were somebody who asked to be forgotten since, and are nobody's now


def find_or_make_many(wanted: Sequence[Wanted], *, now: datetime, import_run_id: int | None = None) -> Intake:
    """Find each of `wanted` as `people.matching` would, or make them; keys not seen before are added.

    A key that belongs to someone else already stays with them. What comes out is the same whether they come in one
    batch or in several. Somebody who was erased after what speaks of them was said is found by nothing and not made
    again (`tombstones`). Call it inside a transaction.
    """
    wanted, erased = _without_erased(wanted)
    book = _Book(wanted)
    refs = [book.place(w) for w in wanted]
    ids = bulk.make_people([_person(g) for g in book.newcomers], now=now, import_run_id=import_run_id)
    bulk.add_keys([(_id(ref, ids), *key) for ref, key in book.fresh], now=now, import_run_id=import_run_id)
    bulk.note_shared([(_id(ref, ids), *short) for ref, short in book.shared], now=now, import_run_id=import_run_id)
    person_ids = [_id(ref, ids) for ref in refs]
    made = set(ids)
    filled_in = _fill_in(wanted, person_ids, made=made, import_run_id=import_run_id)
    return Intake(person_ids, made, {i for i in person_ids if i is not None} - made, filled_in, erased)


def _without_erased(wanted: Sequence[Wanted]) -> tuple[Sequence[Wanted], int]:
    """`wanted`, with nobody in the place of those who were erased since; and how many these are."""
    gone = tombstones.erased_at(key[:2] for w in wanted for key in w.keys) if tombstones.are_any() else {}
    if not gone:
        return wanted, 0
    kept = [_nobody_if_erased(w, gone) for w in wanted]
    return kept, sum(old.keys != new.keys for old, new in zip(wanted, kept, strict=True))


def _nobody_if_erased(w: Wanted, gone: dict[Key, datetime]) -> Wanted:
    gone_at = tombstones.decides([key[:2] for key in w.keys], gone)
    is_back = gone_at is None or (w.said_at is not None and w.said_at > gone_at)
    return w if is_back else Wanted(())


class _Book:
    """Who holds which key, while a batch goes through: known people by their id, those yet to be made by -1, -2..."""

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.newcomers: list[list[Wanted]] = []
        self.fresh: list[tuple[int, tuple[str, str, str]]] = []
        self.shared: dict[tuple[int, Key], None] = {}
        self._owners = _owners(wanted)
        self._names: dict[int, str] = {}
        self._keys: dict[int, set[Key]] = {}
        self._has_phones = any(kind == "phone" for w in wanted for kind, _value, _typed in w.keys)
        if self._has_phones:
            self._learn(set(self._owners.values()))

    def place(self, w: Wanted) -> int | None:
        """Whose `w` is; their free keys are theirs from now on."""
        if not w.keys:
            return None
        if len(w.keys) == 1:
            return self._take(w, self._owners.get(w.keys[0][:2]))
        keys = [k[:2] for k in w.keys]
        if all(kind != "phone" for kind, _ in keys):
            ref = next((self._owners[k] for k in _ranked(keys) if k in self._owners), None)
        else:
            holders = {k: self._known(self._owners[k]) for k in keys if k in self._owners}
            ref = match(keys, name=w.name, holders=holders).person_id
        return self._take(w, ref)

    def _take(self, w: Wanted, ref: int | None) -> int:
        if ref is None:
            self.newcomers.append([])
            ref = -len(self.newcomers)
        if ref < 0:
            self.newcomers[-ref - 1].append(w)
            self._names[ref] = self._names.get(ref) or w.name
        for key in w.keys:
            if (short := key[:2]) not in self._owners:
                self._owners[short] = ref
                if self._has_phones:  # what else somebody holds is asked about phones only
                    self._keys.setdefault(ref, set()).add(short)
                self.fresh.append((ref, key))
            elif self._owners[short] != ref:
                self.shared[ref, short] = None
        return ref

    def _known(self, ref: int) -> Known:
        return Known(ref, self._names.get(ref, ""), frozenset(self._keys.get(ref, ())))

    def _learn(self, person_ids: set[int]) -> None:
        self._names.update(Person.objects.filter(id__in=person_ids).values_list("id", "name"))
        held = Identifier.objects.filter(person_id__in=person_ids).values_list("person_id", "kind", "value")
        for person_id, kind, value in held:
            self._keys.setdefault(person_id, set()).add((kind, value))


def _owners(wanted: Iterable[Wanted]) -> dict[Key, int]:
    by_kind: dict[str, set[str]] = {}
    for w in wanted:
        for kind, value, _typed in w.keys:
            by_kind.setdefault(kind, set()).add(value)
    found: dict[Key, int] = {}
    for kind, values in by_kind.items():
        found.update({(kind, value): person_id for value, person_id in bulk.holders(kind, values)})
    return found


def _ranked(keys: list[Key]) -> list[Key]:
    return sorted(keys, key=lambda k: PRIORITY.index(k[0]))


def _id(ref: int | None, ids: list[int]) -> int | None:
    return ids[-ref - 1] if ref is not None and ref < 0 else ref


def _person(group: list[Wanted]) -> bulk.Newcomer:
    name = next((w.name for w in group if w.name), "")[:300]
    first = next((w.first_name for w in group if w.first_name), "") or first_name(name)
    language = next((w.language for w in group if w.language), "")[:8]
    return bulk.Newcomer(name, folded(name), first[:150], language)


def _fill_in(
    wanted: Sequence[Wanted], person_ids: list[int | None], *, made: set[int], import_run_id: int | None
) -> list[tuple[int, str, str]]:
    """Give people known before the name or language they lacked; what they have is never overwritten."""
    offered: dict[int, Wanted] = {}
    for w, person_id in zip(wanted, person_ids, strict=True):
        if person_id is not None and person_id not in made and (w.name or w.language):
            offered.setdefault(person_id, w)
    lacking = bulk.lacking("name", [i for i, w in offered.items() if w.name])
    lacking |= bulk.lacking("language", [i for i, w in offered.items() if w.language])
    changed, filled_in = [], []
    for person in Person.objects.filter(id__in=lacking) if lacking else ():
        w = offered[person.pk]
        fields = [f for f in ("name", "language") if not getattr(person, f) and getattr(w, f)]
        if not fields:
            continue
        if "name" in fields:
            person.name, person.folded_name = w.name[:300], folded(w.name)
            person.first_name = person.first_name or (w.first_name or first_name(w.name))[:150]
        person.language = person.language or w.language[:8]
        changed.append(person)
        if import_run_id is None or person.met_by_import_id != import_run_id:
            filled_in += [(person.pk, f, getattr(person, f)) for f in fields]
    Person.objects.bulk_update(changed, ["name", "folded_name", "first_name", "language"])
    likely.look_again([p.pk for p in changed])
    return filled_in
