"""Relations, households and companies leave as CSV and come back unchanged."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from hafawa.people import actions, belonging, ties
from hafawa.people.models import Company, Household, HouseholdMember, Person, Relation

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def person(name: str) -> Person:
    key = f"{name}@example.com".lower()
    return actions.find_or_make([("email", key, key)], name=name, language="", now=NOW)[0]


def content() -> list[object]:
    return [
        sorted(Relation.objects.values_list("person__name", "other__name", "kind", "words", "source", "audience")),
        sorted(HouseholdMember.objects.values_list("household__name", "household__address", "person__name")),
        sorted(Company.objects.values_list("name", "members__person__name", "members__role")),
    ]


def test_export_then_import_is_the_identity_even_for_formulas_and_three_scripts() -> None:
    layla, omar, nino = person("Layla"), person("Omar"), person("Nino")
    belonging.relate(layla, omar, "spouse", now=NOW)
    belonging.relate(layla, nino, "other", words='=ნათლია, "عرّابة"', source="told", audience="never_show", now=NOW)
    home = belonging.live_together(layla, omar, address="-12 Rose St", now=NOW)
    belonging.works_at(nino, "+ACME", role="@buyer", now=NOW)
    before, written = content(), "".join(ties.ties_csv())
    assert ",=" not in written
    Relation.objects.all().delete()
    Company.objects.all().delete()
    home.delete()
    assert ties.bring_in(io.StringIO(written, newline=""), now=NOW).new == 5
    assert content() == before
    again = ties.bring_in(io.StringIO(written, newline=""), now=NOW)
    assert (again.new, again.known, Household.objects.count()) == (0, 5, 1)


def test_rows_that_cannot_be_understood_are_left_out_with_the_reason_and_other_tables_refused() -> None:
    person("Layla")
    lines = [
        ",".join(ties.HEADER) + "\r\n",
        "relation,email:layla@example.com,email:nobody@example.com,spouse,,said,know,,,\r\n",
        "relation,email:layla@example.com,email:layla@example.com,spouse,,said,know,,,\r\n",
        "friendship,email:layla@example.com,,,,,,,,\r\n",
    ]
    assert ties.bring_in(lines, now=NOW).left_out == ((2, "person"), (3, "word"), (4, "word"))
    with pytest.raises(ties.NotOurTies):
        ties.bring_in(["a,b\n"], now=NOW)
