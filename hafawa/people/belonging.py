"""How is it noted who lives with whom, works where, and is whose mother? Each verb can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.kernel.text import fold
from hafawa.people import clusters, differing
from hafawa.people.models import (
    Audience,
    Company,
    CompanyMember,
    DetailSource,
    Household,
    HouseholdMember,
    NotSame,
    Person,
    Relation,
    RelationKind,
)
from hafawa.people.transliteration import words
from hafawa.team.models import User

MOST_AT_HOME = 100
INVERSE = {
    RelationKind.SPOUSE: RelationKind.SPOUSE,
    RelationKind.PARENT: RelationKind.CHILD,
    RelationKind.CHILD: RelationKind.PARENT,
    RelationKind.SIBLING: RelationKind.SIBLING,
    RelationKind.FRIEND: RelationKind.FRIEND,
    RelationKind.COLLEAGUE: RelationKind.COLLEAGUE,
    RelationKind.GIVES_GIFTS_TO: RelationKind.GETS_GIFTS_FROM,
    RelationKind.GETS_GIFTS_FROM: RelationKind.GIVES_GIFTS_TO,
    RelationKind.OTHER: RelationKind.OTHER,
}


class NotTwo(Refused):
    """Somebody related to themselves."""


class NoName(Refused):
    """A company without a name."""


class NoSuchKind(Refused):
    """The list of relations does not have it, or the source or the audience."""


class NotThere(Refused):
    """It was removed before, or one of the people is gone."""


@dataclass(frozen=True)
class Removed:
    """What `restore` needs to bring back a relation or a membership: which table, and its values."""

    what: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Near:
    """Somebody near a person, as read from that person's side: what they are to them."""

    relation: Relation
    other: Person
    kind: str


def live_together(one: Person, other: Person, *, now: datetime, address: str = "") -> Household:
    """Put both in one household: that of either, or a new one named after them. NotTwo."""
    _two(one, other)
    with transaction.atomic():
        home = _home(one) or _home(other)
        if home is None:
            home = Household.objects.create(name=_family(one, other), address=address.strip()[:500], created_at=now)
        elif address.strip():
            home.address = address.strip()[:500]
            home.save(update_fields=["address"])
        for person in (one, other):
            HouseholdMember.objects.get_or_create(household=home, person=person)
    return home


def household_not_same(one: Person, other: Person, *, by: User | None, now: datetime) -> tuple[Household, NotSame]:
    """They are two people of one household: noted as both, so that nobody suggests merging them again."""
    with transaction.atomic():
        return live_together(one, other, now=now), differing.never_match(one.pk, other.pk, by=by, now=now)


def works_at(person: Person, company: str, *, now: datetime, role: str = "") -> CompanyMember:
    """Note where somebody works; one company a name, however it is spelt. NoName."""
    company = " ".join(company.split())[:200]
    if not company:
        raise NoName(_("The company has no name, so nothing was kept. Write its name."))
    with transaction.atomic():
        values = {"name": company, "created_at": now}
        found, _new = Company.objects.get_or_create(folded_name=fold(company)[:200], defaults=values)
        member, _new = CompanyMember.objects.update_or_create(
            company=found, person=person, defaults={"role": role.strip()[:100]}
        )
    return member


def relate(
    person: Person,
    other: Person,
    kind: str,
    *,
    now: datetime,
    words: str = "",
    source: str = DetailSource.SAID,
    audience: str = Audience.KNOW,
    by: User | None = None,
) -> Relation:
    """Note that `other` is `person`'s `kind` (RelationKind); from either side once. NotTwo, NoSuchKind."""
    _two(person, other)
    if kind not in INVERSE or source not in DetailSource.values or audience not in Audience.values:
        raise NoSuchKind(_("Choose what they are to each other from the list. Nothing was kept."))
    said = Relation.objects.filter(person=other, other=person, kind=INVERSE[RelationKind(kind)]).first()
    if said is not None:
        return said
    values = {"words": words.strip()[:100], "source": source, "audience": audience, "noted_by": by, "created_at": now}
    return Relation.objects.get_or_create(person=person, other=other, kind=kind, defaults=values)[0]


def remove(what: str, row_id: int, *, ids: Sequence[int], may_see_all: bool) -> Removed:
    """Take off a `relation`, `household` or `company` membership of the one whose `ids` these are (`clusters.ids_of`).

    What comes back undoes it. NotThere, also where a relation is never to be shown and they may not see all.
    """
    model = _MODELS.get(what)
    row = model.objects.filter(id=row_id).first() if model else None
    hidden = not may_see_all and getattr(row, "audience", "") == Audience.NEVER_SHOW
    if row is None or hidden or not {row.person_id, getattr(row, "other_id", 0)} & set(ids):
        raise NotThere(_("This was removed before. Nothing was changed."))
    fields = [f.attname for f in row._meta.concrete_fields if not f.primary_key]  # noqa: SLF001
    values = {name: getattr(row, name) for name in fields}
    row.delete()
    return Removed(what, values)


def restore(removed: Removed) -> None:
    """Bring back what `remove` took off; once is enough. NotThere where one of the people is gone."""
    model = _MODELS[removed.what]
    people = [v for k, v in removed.values.items() if k in {"person_id", "other_id"}]
    if Person.objects.filter(id__in=people).count() < len(set(people)):
        raise NotThere(_("One of them is not on record any more, so this cannot be brought back."))
    keys = {
        k: v for k, v in removed.values.items() if k in {"person_id", "other_id", "kind", "household_id", "company_id"}
    }
    model.objects.get_or_create(**keys, defaults={k: v for k, v in removed.values.items() if k not in keys})


def near(ids: Sequence[int]) -> list[Near]:
    """Everybody related to the one whose `ids` these are (`clusters.ids_of`), each from this side."""
    rows = list(Relation.objects.filter(Q(person_id__in=ids) | Q(other_id__in=ids)).order_by("id"))
    said_here = [(r, r.other_id, str(r.kind)) for r in rows if r.person_id in ids]
    said_there = [(r, r.person_id, str(INVERSE[RelationKind(r.kind)])) for r in rows if r.person_id not in ids]
    sides = [*said_here, *said_there]
    kept = clusters.kept_of([i for _r, i, _k in sides])
    people = Person.objects.in_bulk(set(kept.values()))
    found: dict[tuple[int, str], Near] = {}
    for relation, other, kind in sides:
        if kept[other] not in ids:
            found.setdefault((kept[other], kind), Near(relation, people[kept[other]], kind))
    return list(found.values())


def homes(ids: Sequence[int]) -> list[tuple[HouseholdMember, list[Person]]]:
    """The households of the one whose `ids` these are, with who else is of each (at most `MOST_AT_HOME`)."""
    rows = {m.household_id: m for m in HouseholdMember.objects.filter(person_id__in=ids).select_related("household")}
    found = []
    for member in rows.values():
        everybody = HouseholdMember.objects.filter(household=member.household).order_by("id")
        some = list(everybody.values_list("person_id", flat=True)[: MOST_AT_HOME + len(ids)])
        kept = set(clusters.kept_of(some).values()) - {ids[0]}
        found.append((member, list(Person.objects.filter(id__in=kept).order_by("id"))))
    return found


def jobs(ids: Sequence[int]) -> list[CompanyMember]:
    """Where the one whose `ids` these are works; each company once."""
    rows = CompanyMember.objects.filter(person_id__in=ids).select_related("company")
    return list({m.company_id: m for m in rows.order_by("-id")}.values())


def relation_words(kind: str, said: str = "") -> str:
    """What somebody is to the person whose page it is: as it was said, or the name of the kind."""
    return said if said and kind == RelationKind.OTHER else str(RelationKind(kind).label)


def _two(one: Person, other: Person) -> None:
    if clusters.kept_id(one.pk) == clusters.kept_id(other.pk):
        raise NotTwo(_("That is the same person. Choose somebody else; nothing was kept."))


def _home(person: Person) -> Household | None:
    row = HouseholdMember.objects.filter(person_id__in=clusters.ids_of(person.pk)).order_by("id").first()
    return row.household if row else None


def _family(one: Person, other: Person) -> str:
    """A household is called by the family name both have, else by both names."""
    last = [p.name.split()[-1] for p in (one, other) if p.name.split()]
    if len(last) == 2 and words(last[0]) == words(last[1]):
        return last[0]
    return " · ".join(p.name for p in (one, other) if p.name) or gettext("A household")


_KEYS = {"person_id", "other_id", "kind", "household_id", "company_id"}
_MODELS: dict[str, Any] = {"relation": Relation, "household": HouseholdMember, "company": CompanyMember}
