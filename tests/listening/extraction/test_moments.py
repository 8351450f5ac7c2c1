"""Is the day right: at the ends of months and years, when the clocks change, in another zone, on the shop's own week?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.listening.extraction import moments
from hafawa.listening.extraction.moments import Shop
from hafawa.listening.extraction.promises import LANGUAGES
from hafawa.listening.extraction.writing import clauses

TBILISI, BERLIN = ZoneInfo("Asia/Tbilisi"), ZoneInfo("Europe/Berlin")
SAID_AT = datetime(2026, 3, 4, 10, tzinfo=TBILISI)  # a Wednesday
GULF = (6, 0, 1, 2, 3)  # Sunday to Thursday


def _due(
    text: str, language: str = "en", *, at: datetime = SAID_AT, zone: ZoneInfo = TBILISI, days: tuple[int, ...] = ()
) -> str | None:
    name = "arabizi" if language == "arabizi" else language
    shop = Shop(zone, time(18), days)
    told = "ar" if language == "arabizi" else language
    found = [moments.find(c.line, LANGUAGES[name][1], said_at=at, shop=shop) for c in clauses(text, told)]
    due = next((m.due for m in found if m and m.due), None)
    return f"{due:%Y-%m-%dT%H:%M}" if due else None


@pytest.mark.parametrize(
    ("said", "text", "due"),
    [
        ("2026-01-31T10:00", "in a month", "2026-02-28T18:00"),
        ("2028-01-31T10:00", "in a month", "2028-02-29T18:00"),
        ("2026-12-31T10:00", "tomorrow", "2027-01-01T18:00"),
        ("2026-12-30T10:00", "by the 2nd", "2027-01-02T18:00"),
        ("2026-12-29T10:00", "by Friday", "2027-01-01T18:00"),
        ("2026-01-31T10:00", "on the 31st", "2026-01-31T18:00"),
        ("2026-04-01T10:00", "on the 31st", "2026-05-31T18:00"),
        ("2026-12-10T10:00", "by the end of the month", "2026-12-31T18:00"),
        ("2026-12-10T10:00", "next month", "2027-01-31T18:00"),
        ("2026-02-20T10:00", "by the end of the month", "2026-02-28T18:00"),
        ("2026-06-01T10:00", "on 29 February", None),
        ("2027-06-01T10:00", "on 29 February", "2028-02-29T18:00"),
        ("2026-03-04T10:00", "on 2 March", "2027-03-02T18:00"),
        ("2026-03-04T10:00", "on 4 March", "2026-03-04T18:00"),
        ("2026-03-04T10:00", "on 31 April", None),
        ("2026-12-15T10:00", "in 3 weeks", "2027-01-05T18:00"),
    ],
)
def test_months_and_years_end_where_they_end(said: str, text: str, due: str | None) -> None:
    assert _due(text, at=datetime.fromisoformat(said).replace(tzinfo=TBILISI)) == due


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "on Wednesday"), ("ar", "يوم الأربعاء"), ("ka", "ოთხშაბათს"), ("arabizi", "yom el arb3a")],
)
def test_the_weekday_of_today_is_the_next_one(language: str, text: str) -> None:
    assert _due(text, language) == "2026-03-11T18:00"


@pytest.mark.parametrize(
    ("days", "text", "due"),
    [
        ((), "in 3 business days", "2026-03-09T18:00"),
        (GULF, "in 3 business days", "2026-03-09T18:00"),  # Thursday, Sunday, Monday
        (GULF, "in 2 business days", "2026-03-08T18:00"),
        (GULF, "next week", "2026-03-12T18:00"),  # its last working day is Thursday
        ((), "next week", "2026-03-13T18:00"),
        (GULF, "by the end of the week", "2026-03-07T18:00"),
        ((), "by the end of the week", "2026-03-08T18:00"),
        (GULF, "before the weekend", "2026-03-05T18:00"),
        ((), "before the weekend", "2026-03-06T18:00"),
        ((0, 1, 2, 3, 4, 5), "next week", "2026-03-14T18:00"),
        ((0, 1, 2, 3, 4, 5, 6), "in 3 business days", "2026-03-07T18:00"),
    ],
)
def test_weeks_and_working_days_are_the_shops_own(days: tuple[int, ...], text: str, due: str) -> None:
    assert _due(text, days=days) == due


def test_hours_are_counted_on_the_clock_of_the_world_when_the_clocks_change() -> None:
    before = datetime(2026, 3, 28, 20, tzinfo=BERLIN)  # at 2 o'clock it is 3
    assert _due("within 24 hours", at=before, zone=BERLIN) == "2026-03-29T21:00"
    assert _due("tomorrow at 8 pm", at=before, zone=BERLIN) == "2026-03-29T20:00"
    autumn = datetime(2026, 10, 24, 20, tzinfo=BERLIN)
    assert _due("within 24 hours", at=autumn, zone=BERLIN) == "2026-10-25T19:00"


def test_tomorrow_is_the_writers() -> None:
    late = datetime(2026, 3, 4, 22, tzinfo=UTC)  # the 5th already in Tbilisi, the 4th still in New York
    assert _due("tomorrow", at=late) == "2026-03-06T18:00"
    assert _due("tomorrow", at=late, zone=ZoneInfo("America/New_York")) == "2026-03-05T18:00"


@pytest.mark.parametrize(
    ("language", "text", "due"),
    [
        ("en", "at 3", "15:00"), ("en", "at 8", "08:00"), ("en", "at 9 tonight", "21:00"), ("en", "at half past two", "14:30"),
        ("en", "at quarter to five", "16:45"), ("en", "by noon", "12:00"), ("en", "between 12 and 4", "16:00"),
        ("en", "at 12 am", "00:00"), ("en", "by 17:45", "17:45"), ("ar", "الساعة ٣:٣٠ عصراً", "15:30"),
        ("ar", "الساعة السابعة مساءً", "19:00"), ("ar", "بين ٣ و ٥", "17:00"), ("ka", "ხუთის ნახევარზე", "16:30"),
        ("ka", "დილის 11-მდე", "11:00"), ("ka", "20:15-მდე", "20:15"), ("ka", "საღამოს შვიდზე", "19:00"),
        ("arabizi", "el sa3a 6", "18:00"),
    ],
)  # fmt: skip
def test_an_hour_is_the_likely_one(language: str, text: str, due: str) -> None:
    tomorrow = {"en": "tomorrow ", "ar": "بكرة ", "ka": "ხვალ ", "arabizi": "bokra "}[language]
    assert _due(tomorrow + text, language) == f"2026-03-05T{due}"


def test_an_hour_gone_by_today_is_tomorrows() -> None:
    assert _due("at 9 am") == "2026-03-05T09:00"
    assert _due("at 4 pm") == "2026-03-04T16:00"


@pytest.mark.parametrize(
    "text", ["soon", "as soon as possible", "yesterday", "last Friday", "two weeks ago", "one day"]
)
def test_what_names_no_day_to_come_gives_none(text: str) -> None:
    assert _due(text) is None


def test_hours_of_ramadan_are_not_invented() -> None:
    """The shop's own closing hour is the only one known; a day of Ramadan is due by it as any other."""
    assert _due("بكرة", "ar", at=datetime(2026, 2, 20, 10, tzinfo=TBILISI)) == "2026-02-21T18:00"


@settings(max_examples=200, deadline=None)
@given(
    st.datetimes(SAID_AT.replace(year=1990, tzinfo=None), SAID_AT.replace(year=2090, tzinfo=None)),
    st.sampled_from(
        [
            "tomorrow",
            "by Friday",
            "in 2 hours",
            "next week",
            "on the 12th",
            "by the end of the month",
            "in 3 business days",
        ]
    ),
)
def test_what_is_to_come_is_never_behind_and_never_far(at: datetime, text: str) -> None:
    said = at.replace(tzinfo=BERLIN)
    due = _due(text, at=said, zone=BERLIN)
    assert due
    when = datetime.fromisoformat(due).replace(tzinfo=BERLIN)
    assert said.date() <= when.date() <= (said + timedelta(days=62)).date()
