"""How do memorable details leave as CSV and come back unchanged?"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.csv_out import rows, unguard
from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.actions import add_detail
from hafawa.people.models import Audience, Detail, DetailSource, Identifier

HEADER = ("person", "name", "text", "subject", "makes_happy", "source", "audience", "learned_on", "expires_on")


class NotOurDetails(Refused):
    """A file that is not a table of details."""


@dataclass(frozen=True)
class Brought:
    """What `bring_in` did: details new, details known already, and rows left out: (number from 2, key of why)."""

    new: int
    known: int
    left_out: tuple[tuple[int, str], ...]


def details_csv(details: Iterable[Detail] | None = None) -> Iterator[str]:
    """The details (all of them by default) as a CSV file; the person is told by a key of theirs, `kind:value`."""
    if details is None:
        details = Detail.objects.select_related("person").prefetch_related("person__identifiers").order_by("id")
    return rows(HEADER, (_cells(d) for d in details))


def bring_in(lines: Iterable[str]) -> Brought:
    """Read such a file back, all or nothing. A line whose person, source, audience or date is not known is left out."""
    reader = csv.reader(lines)
    header = [cell.removeprefix("\ufeff") for cell in next(reader, [])]
    if header != list(HEADER):
        raise NotOurDetails(_("These are not details as this system writes them; nothing was brought in."))
    new = known = 0
    left_out: list[tuple[int, str]] = []
    with transaction.atomic():
        for number, cells in enumerate(reader, 2):
            made = _bring(dict(zip(HEADER, map(unguard, cells), strict=False)))
            if isinstance(made, str):
                left_out.append((number, made))
            else:
                new, known = new + made, known + (not made)
    return Brought(new=new, known=known, left_out=tuple(left_out))


def _cells(detail: Detail) -> tuple[object, ...]:
    keys = sorted(detail.person.identifiers.all(), key=lambda i: i.id) or _keys_of_the_kept(detail)
    return (
        f"{keys[0].kind}:{keys[0].value}" if keys else f"id:{detail.person_id}",
        detail.person.name,
        detail.text,
        detail.subject,
        "yes" if detail.makes_happy else "no",
        detail.source,
        detail.audience,
        detail.learned_on.isoformat(),
        detail.expires_on.isoformat() if detail.expires_on else "",
    )


def _keys_of_the_kept(detail: Detail) -> list[Identifier]:
    """Somebody without a key of their own is told by one of those they were merged with."""
    return list(Identifier.objects.filter(person_id__in=clusters.ids_of(detail.person_id)).order_by("id")[:1])


def _bring(row: dict[str, str]) -> bool | str:
    """Whether the detail of `row` is new; or the key of why it cannot be."""
    kind, _colon, value = row.get("person", "").partition(":")
    key = Identifier.objects.filter(kind=kind, value=value).select_related("person").first()
    if key is None:
        return "person"
    if row.get("source") not in DetailSource.values or row.get("audience") not in Audience.values:
        return "word"
    try:
        learned_on = date.fromisoformat(row["learned_on"])
        expires_on = date.fromisoformat(row["expires_on"]) if row.get("expires_on") else None
    except (KeyError, ValueError):
        return "date"
    if not row["text"].strip():
        return "text"
    who = clusters.ids_of(key.person_id)
    there = Detail.objects.filter(
        person_id__in=who, subject=row["subject"].strip()[:200], text=" ".join(row["text"].split())
    )
    if there.exists():
        return False
    add_detail(
        key.person,
        text=row["text"],
        subject=row["subject"],
        makes_happy=row["makes_happy"] == "yes",
        source=row["source"],
        audience=row["audience"],
        learned_on=learned_on,
        expires_on=expires_on,
    )
    return True
