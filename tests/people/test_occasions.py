"""When is a day that matters next? Known dates with their sources."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.people.feasts import FEASTS, next_feast, orthodox_easter
from hafawa.people.models import Occasion
from hafawa.people.occasions import is_day, is_moved, next_date, show


def day(month: int, day: int, *, calendar: str = "gregorian", year: int | None = None, yearly: bool = True) -> Occasion:
    return Occasion(calendar=calendar, month=month, day=day, year=year, yearly=yearly)


def test_a_birthday_today_is_today_and_yesterdays_is_next_year() -> None:
    assert next_date(day(5, 20), on=date(2026, 5, 20)) == date(2026, 5, 20)
    assert next_date(day(5, 19), on=date(2026, 5, 20)) == date(2027, 5, 19)


def test_the_29th_of_february_is_kept_on_the_28th_in_common_years_and_says_so() -> None:
    leap = day(2, 29, year=1992)
    assert next_date(leap, on=date(2027, 1, 1)) == date(2027, 2, 28)
    assert is_moved(leap, kept_on=date(2027, 2, 28))
    assert next_date(leap, on=date(2028, 1, 1)) == date(2028, 2, 29)
    assert not is_moved(leap, kept_on=date(2028, 2, 29))


def test_a_single_day_comes_once() -> None:
    party = day(6, 12, year=2026, yearly=False)
    assert next_date(party, on=date(2026, 6, 1)) == date(2026, 6, 12)
    assert next_date(party, on=date(2026, 6, 13)) is None


def test_a_yearly_day_is_not_kept_before_its_first_year() -> None:
    assert next_date(day(3, 3, year=2030), on=date(2026, 1, 1)) == date(2030, 3, 3)


# Umm al-Qura calendar of Saudi Arabia, as published for these years (R. H. van Gent, "The Umm al-Qura Calendar of
# Saudi Arabia", Utrecht University): 1 Ramadan 1445 = 11 March 2024, 1 Shawwal 1446 = 30 March 2025,
# 10 Dhu al-Hijja 1445 = 16 June 2024, 10 Dhu al-Hijja 1446 = 6 June 2025.
@pytest.mark.parametrize(
    ("feast", "on", "expected"),
    [
        ("ramadan", date(2024, 1, 1), date(2024, 3, 11)),
        ("eid_al_fitr", date(2025, 1, 1), date(2025, 3, 30)),
        ("eid_al_adha", date(2024, 1, 1), date(2024, 6, 16)),
        ("eid_al_adha", date(2025, 1, 1), date(2025, 6, 6)),
        ("eid_al_fitr", date(2025, 3, 31), date(2026, 3, 20)),
        # Orthodox Easter as kept: dates published by the Greek and Georgian churches.
        ("orthodox_easter", date(2023, 1, 1), date(2023, 4, 16)),
        ("orthodox_easter", date(2024, 1, 1), date(2024, 5, 5)),
        ("orthodox_easter", date(2025, 1, 1), date(2025, 4, 20)),
        ("orthodox_easter", date(2026, 1, 1), date(2026, 4, 12)),
        ("orthodox_easter", date(2026, 4, 13), date(2027, 5, 2)),
        ("orthodox_christmas", date(2025, 12, 1), date(2026, 1, 7)),
        ("ninooba", date(2026, 1, 8), date(2026, 1, 27)),
        ("tamaroba", date(2026, 1, 8), date(2026, 5, 14)),
        ("giorgoba", date(2026, 1, 8), date(2026, 11, 23)),
    ],
)
def test_feasts_fall_on_their_published_days(feast: str, on: date, expected: date) -> None:
    assert next_feast(feast, on=on) == expected


def test_easter_is_a_sunday_inside_its_window_for_two_centuries() -> None:
    for year in range(1900, 2100):
        easter = orthodox_easter(year)
        assert easter.weekday() == 6
        assert date(year, 4, 3) <= easter <= date(year, 5, 10)


def test_day_30_of_a_hijri_month_of_29_days_is_its_last_day() -> None:
    thirtieth = day(9, 30, calendar="hijri")  # Ramadan 1446 had 29 days: Eid was 30 March 2025
    assert next_date(thirtieth, on=date(2025, 3, 1)) == date(2025, 3, 29)
    assert is_moved(thirtieth, kept_on=date(2025, 3, 29))


@pytest.mark.parametrize("on", [date(1924, 7, 31), date(2077, 11, 17), date(1900, 1, 1), date(2200, 1, 1)])
def test_outside_the_hijri_tables_there_is_no_answer(on: date) -> None:
    assert next_date(day(1, 1, calendar="hijri"), on=on) is None


def test_at_the_end_of_the_hijri_tables_a_day_that_would_come_after_it_is_not_known() -> None:
    assert next_date(day(1, 1, calendar="hijri"), on=date(2077, 11, 1)) is None


@given(
    st.dates(date(1925, 1, 1), date(2075, 1, 1)),
    st.sampled_from(["gregorian", "hijri"]),
    st.integers(1, 12),
    st.integers(1, 30),
)
def test_the_next_date_is_never_past_and_never_a_year_away(on: date, calendar: str, month: int, n: int) -> None:
    if is_day(calendar=calendar, year=None, month=month, day=n):
        found = next_date(day(month, n, calendar=calendar), on=on)
        assert found is not None
        assert 0 <= (found - on).days <= 366


@given(st.sampled_from(FEASTS), st.dates(date(1990, 1, 1), date(2070, 1, 1)))
def test_every_feast_comes_within_thirteen_months(feast: str, on: date) -> None:
    found = next_feast(feast, on=on)
    assert found is not None
    assert 0 <= (found - on).days <= 400


def test_days_are_checked_against_their_calendar() -> None:
    assert is_day(calendar="gregorian", year=None, month=2, day=29)
    assert not is_day(calendar="gregorian", year=2027, month=2, day=29)
    assert not is_day(calendar="gregorian", year=None, month=4, day=31)
    assert not is_day(calendar="hijri", year=None, month=9, day=31)
    assert not is_day(calendar="hijri", year=1446, month=9, day=30)
    assert not is_day(calendar="gregorian", year=None, month=13, day=1)


def test_a_day_is_said_in_three_languages() -> None:
    assert show(day(5, 20), language="en") == "May 20"
    assert "მაისი" in show(day(5, 20), language="ka")
    assert "مايو" in show(day(5, 20), language="ar")
    assert show(day(9, 1, calendar="hijri"), language="en") == "1 Ramadan"
    assert "რამადანი" in show(day(9, 1, calendar="hijri"), language="ka")
    assert "رمضان" in show(day(9, 1, calendar="hijri"), language="ar")
