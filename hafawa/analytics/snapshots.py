"""How do people, merges, consents and occasions reach the warehouse? Small tables, written anew when they changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Max, Sum

from hafawa.analytics import manifest, parts, warehouse
from hafawa.analytics.manifest import Manifest
from hafawa.people import clusters
from hafawa.people.models import Audience, Consent, Occasion, Person
from hafawa.people.occasions import next_date

Row = tuple[Any, ...]


def export(files: Manifest, *, on: date) -> None:
    """Write those of the tables that are not what the manifest names; `on` is the day occasions are next to."""
    occasions, merged = _occasions(on), sorted(clusters.kept_by_id().items())
    _renew(files, "people", fingerprint=_people_print(), rows=_people)
    _renew(files, "consents", fingerprint=_consents_print(), rows=_consents)
    _renew(files, "occasions", fingerprint=_digest(occasions), rows=lambda: occasions)
    _renew(files, "merged", fingerprint=_digest(merged), rows=lambda: merged)


def _renew(files: Manifest, table: str, *, fingerprint: str, rows: Callable[[], list[Row]]) -> None:
    if files.parts.get(table) and files.fingerprints.get(table) == fingerprint:
        return
    name = files.next_name(table)
    parts.write_table(manifest.folder() / name, table, rows())
    files.parts[table] = [name]
    files.fingerprints[table] = fingerprint
    manifest.save(files)


def _people() -> list[Row]:
    return list(Person.objects.order_by("id").values_list("id", "language").iterator(chunk_size=10_000))


def _people_print() -> str:
    """Count and sum of ids by language: cheap, and another for anybody added, removed or speaking otherwise."""
    counts = Person.objects.order_by("language").values_list("language").annotate(n=Count("id"), total=Sum("id"))
    return _digest(list(counts))


def _consents() -> list[Row]:
    columns = ("id", "person_id", "purpose", "channel", "granted", "by_person", "stated_at")
    found = Consent.objects.order_by("id").values_list(*columns).iterator(chunk_size=10_000)
    return [(*row[:-1], warehouse.naive(row[-1])) for row in found]


def _consents_print() -> str:
    """The log is append-only, so its count, end and sum of owners say whether it changed."""
    return _digest([tuple(Consent.objects.aggregate(n=Count("id"), last=Max("id"), who=Sum("person_id")).values())])


def _occasions(on: date) -> list[Row]:
    """Those that may be spoken of, with their next date; the Hijri calendar is tabulated, so this is Python's work."""
    found = Occasion.objects.filter(audience=Audience.MAY_SAY).order_by("id")
    return [(o.id, o.person_id, next_date(o, on=on), o.lead_days) for o in found.iterator(chunk_size=10_000)]


def _digest(rows: list[Row]) -> str:
    return hashlib.sha256(repr(rows).encode()).hexdigest()
