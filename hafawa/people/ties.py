"""How do relations, households and companies leave as CSV and come back unchanged?"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.csv_out import rows, unguard
from hafawa.kernel.errors import Refused
from hafawa.people import belonging, clusters
from hafawa.people.models import (
    Audience,
    CompanyMember,
    DetailSource,
    Household,
    HouseholdMember,
    Identifier,
    Person,
    Relation,
)

HEADER = ("tie", "person", "other", "kind", "words", "source", "audience", "group", "name", "address")


class NotOurTies(Refused):
    """A file that is not a table of ties."""


@dataclass(frozen=True)
class Brought:
    """What `bring_in` did: ties new, ties known already, and rows left out: (number from 2, key of why)."""

    new: int
    known: int
    left_out: tuple[tuple[int, str], ...]


def ties_csv() -> Iterator[str]:
    """Every relation, household and company as a CSV file; people are told by a key of theirs, `kind:value`."""
    return rows(HEADER, _lines())


def bring_in(lines: Iterable[str], *, now: datetime) -> Brought:
    """Read such a file back, all or nothing. A line whose people or words are not known is left out. NotOurTies."""
    reader = csv.reader(lines)
    header = [cell.removeprefix("\ufeff") for cell in next(reader, [])]
    if header != list(HEADER):
        raise NotOurTies(_("These are not ties as this system writes them; nothing was brought in."))
    made = {"new": 0, "known": 0}
    left_out: list[tuple[int, str]] = []
    homes: dict[str, Household] = {}
    with transaction.atomic():
        for number, cells in enumerate(reader, 2):
            came = _bring(dict(zip(HEADER, map(unguard, cells), strict=False)), homes, now=now)
            if came in made:
                made[came] += 1
            else:
                left_out.append((number, came))
    return Brought(new=made["new"], known=made["known"], left_out=tuple(left_out))


def _lines() -> Iterator[tuple[object, ...]]:
    for r in Relation.objects.order_by("id"):
        yield "relation", _key(r.person_id), _key(r.other_id), r.kind, r.words, r.source, r.audience, "", "", ""
    for m in HouseholdMember.objects.select_related("household").order_by("household_id", "id"):
        home = m.household
        yield "household", _key(m.person_id), "", "", "", "", "", str(home.pk), home.name, home.address
    for c in CompanyMember.objects.select_related("company").order_by("id"):
        yield "company", _key(c.person_id), "", "", c.role, "", "", "", c.company.name, ""


def _key(person_id: int) -> str:
    """A key of their own, else one of whom they were merged with."""
    own = Identifier.objects.filter(person_id=person_id).order_by("id").first()
    found = own or Identifier.objects.filter(person_id__in=clusters.ids_of(person_id)).order_by("id").first()
    return f"{found.kind}:{found.value}" if found else f"id:{person_id}"


def _bring(row: dict[str, str], homes: dict[str, Household], *, now: datetime) -> str:
    """`new`, `known`, or the key of why it cannot be."""
    person = _person(row.get("person", ""))
    if person is None:
        return "person"
    if row["tie"] == "relation":
        return _relation(row, person, now=now)
    if row["tie"] == "household":
        return _household(row, person, homes, now=now)
    if row["tie"] == "company" and row["name"].strip():
        before = CompanyMember.objects.count()
        belonging.works_at(person, row["name"], role=row["words"], now=now)
        return "new" if CompanyMember.objects.count() > before else "known"
    return "word"


def _relation(row: dict[str, str], person: Person, *, now: datetime) -> str:
    other = _person(row["other"])
    if other is None:
        return "person"
    if row["kind"] not in belonging.INVERSE or row["source"] not in DetailSource.values:
        return "word"
    if row["audience"] not in Audience.values or clusters.kept_id(person.pk) == clusters.kept_id(other.pk):
        return "word"
    before = Relation.objects.count()
    belonging.relate(
        person, other, row["kind"], words=row["words"], source=row["source"], audience=row["audience"], now=now
    )
    return "new" if Relation.objects.count() > before else "known"


def _household(row: dict[str, str], person: Person, homes: dict[str, Household], *, now: datetime) -> str:
    """The rows of one `group` are one household: that of the first of them who has one, or a new one."""
    own = HouseholdMember.objects.filter(person=person).select_related("household").first()
    if row["group"] not in homes:
        values = {"name": row["name"][:200], "address": row["address"][:500], "created_at": now}
        homes[row["group"]] = own.household if own else Household.objects.create(**values)
    _member, is_new = HouseholdMember.objects.get_or_create(household=homes[row["group"]], person=person)
    return "new" if is_new else "known"


def _person(key: str) -> Person | None:
    kind, _colon, value = key.partition(":")
    found = Identifier.objects.filter(kind=kind, value=value).select_related("person").first()
    return found.person if found else None
