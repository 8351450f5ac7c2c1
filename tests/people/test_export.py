"""Memorable details leave as CSV and come back unchanged."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest

from hafawa.people import actions
from hafawa.people.export import NotOurDetails, bring_in, details_csv
from hafawa.people.models import Detail

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_export_then_import_is_the_identity_even_for_formulas_and_many_lines() -> None:
    person, _ = actions.find_or_make([("email", "layla@example.com", "x")], name="=Layla", language="", now=NOW)
    for text in (
        "=1+1",
        "-5 degrees is her weather",
        "'quoted'",
        'says "hello", twice',
        "تحب القهوة بالهيل",
        "უყვარს შავი ყავა",
    ):
        actions.add_detail(
            person, text=text, subject="+sister", source="said", audience="may_say", makes_happy=True,
            learned_on=NOW.date(), expires_on=date(2026, 9, 1),
        )  # fmt: skip
    fields = ("text", "subject", "makes_happy", "source", "audience", "learned_on", "expires_on")
    before = sorted(Detail.objects.values_list(*fields))
    written = "".join(details_csv())
    assert "\r\n=1+1" not in written
    assert ",=1+1" not in written
    Detail.objects.all().delete()
    assert bring_in(io.StringIO(written, newline="")).new == 6
    assert sorted(Detail.objects.values_list(*fields)) == before
    again = bring_in(io.StringIO(written, newline=""))
    assert (again.new, again.known) == (0, 6)


def test_rows_that_cannot_be_understood_are_left_out_with_the_reason() -> None:
    actions.find_or_make([("email", "layla@example.com", "x")], name="Layla", language="", now=NOW)
    header = "person,name,text,subject,makes_happy,source,audience,learned_on,expires_on\r\n"
    brought = bring_in(
        io.StringIO(
            header
            + "email:nobody@example.com,,likes tea,,no,said,know,2026-01-01,\r\n"
            + "email:layla@example.com,,likes tea,,no,dreamt,know,2026-01-01,\r\n"
            + "email:layla@example.com,,likes tea,,no,said,know,1 May,\r\n"
            + "email:layla@example.com,,,,no,said,know,2026-01-01,\r\n"
            + "email:layla@example.com,,likes tea,,no,said,know,2026-01-01,\r\n",
            newline="",
        )
    )
    assert (brought.new, brought.left_out) == (1, ((2, "person"), (3, "word"), (4, "date"), (5, "text")))


def test_another_table_is_refused() -> None:
    with pytest.raises(NotOurDetails):
        bring_in(["a,b,c\n"])
