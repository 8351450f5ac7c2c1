"""By what is one person known, in rows, in files and in the words of others?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from hafawa.channels.importers import erased
from hafawa.kernel.text import fold
from hafawa.people import clusters, tombstones
from hafawa.people.models import Identifier, Person
from hafawa.people.tombstones import Key
from hafawa.timeline import facts
from hafawa.timeline.models import Event

_LONG_ENOUGH = 6  # letters of a key that is searched for in the words of others


@dataclass(frozen=True)
class Subject:
    """One person over all they were merged from. `needles` are what would name them in a text of somebody else."""

    ids: list[int]
    people: list[Person]
    identifiers: list[Identifier]
    events: list[tuple[str, str, str]] = field(default_factory=list)  # source, external id, kind
    refs: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, person_id: int) -> Subject:
        """Read in four queries."""
        ids = clusters.ids_of(person_id)
        mine = Event.objects.filter(person_id__in=ids)
        placed = mine.filter(kind__in=facts.ORDER_FACTS).exclude(ref="")
        return cls(
            ids=ids,
            people=list(Person.objects.filter(id__in=ids).order_by("id")),
            identifiers=list(Identifier.objects.filter(person_id__in=ids).order_by("id")),
            events=list(mine.order_by("id").values_list("source", "external_id", "kind")),
            refs=sorted(set(placed.values_list("ref", flat=True))),
        )

    @property
    def names(self) -> list[str]:
        """What they are called, the longest first."""
        return sorted({p.name for p in self.people if p.name}, key=lambda n: (-len(n), n))

    @property
    def needles(self) -> list[str]:
        """Addresses, numbers, handles and whole names, the longest first; no single word that others share."""
        found = {text for i in self.identifiers for text in (i.value, i.as_typed) if i.kind != "customer_id"}
        found |= {n for n in self.names if len(n.split()) > 1}
        return sorted((t for t in found if len(t) >= _LONG_ENOUGH), key=lambda t: (-len(t), t))

    def keys(self) -> Iterator[Key]:
        """Every key that must not bring them back."""
        for person in self.people:
            yield person_key(person.pk, person.created_at)
            if person.name:
                yield ("cell", fold(person.name)[:300])
        for i in self.identifiers:
            yield (i.kind, i.value)
            yield from (("cell", fold(text)[:300]) for text in (i.as_typed, i.value))
            if i.kind == "customer_id":
                yield ("number", i.value.partition(":")[2])
        yield from (("ref", ref) for ref in self.refs)
        yield from (erased.event_key(source, known) for source, known, kind in self.events if not _is_fact(kind))

    def record_keys(self, *, at: datetime) -> dict[Key, datetime]:
        """The same for finding their records in kept files, before anything is erased."""
        return dict.fromkeys(self.keys(), at)

    def digests(self) -> list[str]:
        """What is kept in place of `keys`."""
        return sorted({tombstones.digest(*key) for key in self.keys()})


def person_key(person_id: int, created_at: datetime) -> Key:
    """By which the row of a person is known again in an older backup."""
    return ("person", f"{person_id}:{created_at.isoformat()}")


def _is_fact(kind: str) -> bool:
    return facts.is_order_fact(kind)
