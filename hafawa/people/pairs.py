"""Which pairs are to be looked at, and what would come together if one were merged?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet

from hafawa.people import clusters
from hafawa.people.likely import differing
from hafawa.people.models import (
    AlikePair,
    Consent,
    Detail,
    HouseholdMember,
    Identifier,
    Occasion,
    Person,
)

_LOOK = 200


@dataclass(frozen=True)
class Shown:
    """A pair as it counts now: the two ends, not said to differ and not one already."""

    pair: AlikePair
    one: Person
    other: Person


@dataclass(frozen=True)
class Preview:
    """What would come together. Counts are of both; `conflicts` are keys of what they disagree on."""

    kept: Person
    absorbed: Person
    identifiers: list[Identifier]
    details: int
    occasions: int
    consents: int
    conflicts: list[str]


def to_look_at(*, limit: int = 20, after: int = 0) -> list[Shown]:
    """The strongest pairs first, each person's ends once; `after` is the id of the last pair already passed over."""
    ends = list(islice(_ends(after), limit))
    ids = {i for _pair, key in ends for i in key}
    people = Person.objects.select_related("standing").prefetch_related("identifiers").in_bulk(ids)
    return [Shown(pair, people[a], people[b]) for pair, (a, b) in ends if a in people and b in people]


def is_any() -> bool:
    """Whether a pair waits to be looked at."""
    return next(_ends(0), None) is not None


def find(one: int, other: int) -> AlikePair | None:
    """What was found of anybody counted as `one` and anybody counted as `other`; the strongest."""
    mine, theirs = clusters.ids_of(one), clusters.ids_of(other)
    rows = AlikePair.objects.filter(low_id__in=mine, high_id__in=theirs)
    rows |= AlikePair.objects.filter(low_id__in=theirs, high_id__in=mine)
    return rows.order_by("-score", "id").first()


def preview(kept: Person, absorbed: Person) -> Preview:
    """What a merge would bring together; nothing is changed."""
    mine, theirs = clusters.ids_of(kept.pk), clusters.ids_of(absorbed.pk)
    both = [*mine, *theirs]
    return Preview(
        kept=kept,
        absorbed=absorbed,
        identifiers=list(Identifier.objects.filter(person_id__in=both).order_by("kind", "id")),
        details=Detail.objects.filter(person_id__in=both).count(),
        occasions=Occasion.objects.filter(person_id__in=both).count(),
        consents=Consent.objects.filter(person_id__in=both).count(),
        conflicts=_conflicts(kept, absorbed, mine, theirs),
    )


def _conflicts(kept: Person, absorbed: Person, mine: list[int], theirs: list[int]) -> list[str]:
    found = []
    if kept.name and absorbed.name and kept.folded_name != absorbed.folded_name:
        found.append("name")
    if kept.language and absorbed.language and kept.language != absorbed.language:
        found.append("language")
    days = [
        set(Occasion.objects.filter(person_id__in=ids, kind="birthday", subject="").values_list("month", "day"))
        for ids in (mine, theirs)
    ]
    if days[0] and days[1] and not days[0] & days[1]:
        found.append("birthday")
    said = [_answers(ids) for ids in (mine, theirs)]
    if any(said[0][k] != said[1][k] for k in said[0].keys() & said[1].keys()):
        found.append("consent")
    return found


def _answers(ids: list[int]) -> dict[tuple[str, str], bool]:
    rows = Consent.objects.filter(person_id__in=ids).order_by("stated_at", "id")
    return {(c.purpose, c.channel): c.granted for c in rows if c.by_person or not c.granted}


def _ends(after: int) -> Iterator[tuple[AlikePair, tuple[int, int]]]:
    """The pairs that wait, with whom their two count as."""
    apart, kept, seen = differing(), clusters.kept_by_id(), set[tuple[int, int]]()
    for pair in _in_order(after):
        ends = kept.get(pair.low_id, pair.low_id), kept.get(pair.high_id, pair.high_id)
        key = (min(ends), max(ends))
        if key[0] == key[1] or key in seen or key in apart or (pair.verdict == "household" and _live_together(*key)):
            continue
        seen.add(key)
        yield pair, key


def _in_order(after: int) -> Iterator[AlikePair]:
    rows: QuerySet[AlikePair] = AlikePair.objects.order_by("-score", "id")
    last = AlikePair.objects.filter(id=after).first() if after else None
    if last is not None:
        rows = rows.filter(score__lt=last.score) | rows.filter(score=last.score, id__gt=last.pk)
    yield from rows.iterator(chunk_size=_LOOK)


def _live_together(one: int, other: int) -> bool:
    homes = HouseholdMember.objects.filter(person_id__in=clusters.ids_of(one)).values("household_id")
    return HouseholdMember.objects.filter(household_id__in=homes, person_id__in=clusters.ids_of(other)).exists()
