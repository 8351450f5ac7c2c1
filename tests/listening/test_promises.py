"""Are promises found in what staff write, with the right day, and nothing else taken for one?"""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from hafawa.listening.extraction.promises import find
from tests.listening.hand_written import LANGUAGES, SAID_AT, ZONE, cases, due_in, promise_in

FLOOR = {"dev": 0.9, "test": 0.8}


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_promises_are_found_with_what_and_when(language: str, split: str) -> None:
    rows = cases(f"promises_{language}", split=split)
    right = [
        row
        for row in rows
        if (found := promise_in(row["text"], language), row["what"])[1] == (found.what if found else None)
        and row["due"] == due_in(found)
    ]
    assert len(right) / len(rows) >= FLOOR[split]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_promise_is_not_taken_for_one(language: str) -> None:
    rows = [row for split in ("dev", "test") for row in cases(f"promises_{language}", split=split)]
    others = [row["text"] for row in rows if row["what"] is None]
    taken = [text for text in others if promise_in(text, language)]
    assert len(taken) / len(others) <= 0.1, taken


def test_days_are_counted_in_the_shops_zone() -> None:
    late_in_utc = datetime(2026, 3, 4, 22, tzinfo=UTC)  # the 5th already, in Tbilisi
    found = find("We will call you tomorrow.", said_at=late_in_utc, zone=ZONE, language="en")
    assert due_in(found[0]) == "2026-03-06T18:00"


def test_a_day_without_an_hour_is_due_when_the_shop_closes() -> None:
    found = find("We will call you today.", said_at=SAID_AT, zone=ZONE, language="en", closes_at=time(21, 30))
    assert due_in(found[0]) == "2026-03-04T21:30"


def test_working_days_are_those_of_the_shop() -> None:
    sunday_to_thursday = (6, 0, 1, 2, 3)
    found = find(
        "سيتم استرجاع المبلغ خلال ثلاثة أيام عمل",
        said_at=SAID_AT,
        zone=ZONE,
        language="ar",
        open_weekdays=sunday_to_thursday,
    )
    assert due_in(found[0]) == "2026-03-09T18:00"  # Thursday, Sunday, Monday


def test_the_same_weekday_is_next_weeks() -> None:
    found = find("I'll call you on Wednesday.", said_at=SAID_AT, zone=ZONE, language="en")
    assert due_in(found[0]) == "2026-03-11T18:00"


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "We will call you the day after tomorrow."), ("ar", "بنتصل عليك بعد بكرة"), ("ka", "ზეგ დაგირეკავთ")],
)
def test_the_day_after_tomorrow_is_not_tomorrow(language: str, text: str) -> None:
    assert due_in(promise_in(text, language)) == "2026-03-06T18:00"


def test_of_a_range_of_days_the_last_counts() -> None:
    assert due_in(promise_in("We'll refund you within 5-7 business days.", "en")) == "2026-03-13T18:00"


def test_a_date_gone_by_this_year_is_next_years() -> None:
    found = find("We will deliver it on 2 January.", said_at=SAID_AT, zone=ZONE, language="en")
    assert due_in(found[0]) == "2027-01-02T18:00"


def test_the_span_is_where_the_clause_stands() -> None:
    text = "Sorry about that. We will call you tomorrow. Have a nice day!"
    found = find(text, said_at=SAID_AT, zone=ZONE, language="en")
    assert [text[slice(*p.span)] for p in found] == [p.text for p in found] == ["We will call you tomorrow"]


def test_the_clock_change_keeps_the_hour_on_the_wall() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    said_at = datetime(2026, 3, 28, 10, tzinfo=berlin)
    found = find("We will call you tomorrow.", said_at=said_at, zone=berlin, language="en")
    assert found[0].due_at == datetime(2026, 3, 29, 18, tzinfo=berlin)


def test_a_language_without_rules_yields_nothing() -> None:
    assert find("Ligaremos amanhã.", said_at=SAID_AT, zone=ZONE, language="pt") == []
