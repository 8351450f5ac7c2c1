"""Who is one and the same once people were merged."""

from __future__ import annotations

from datetime import UTC, datetime

from hafawa.people import clusters
from hafawa.people.models import Person

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_whoever_was_merged_counts_as_the_one_kept_however_often(db: None) -> None:
    kept, first, second, other = (Person.objects.create(created_at=NOW) for _ in range(4))
    Person.objects.filter(id=second.pk).update(merged_into=first)
    Person.objects.filter(id=first.pk).update(merged_into=kept)
    assert {clusters.kept_id(p.pk) for p in (kept, first, second)} == {kept.pk}
    assert clusters.ids_of(second.pk) == [kept.pk, first.pk, second.pk]
    assert clusters.ids_of(other.pk) == [other.pk]
