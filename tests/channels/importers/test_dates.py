"""A day is read as it is written, whatever marks of direction stand in it, or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.channels.importers.dates import (
    ORDERS,
    NotADate,
    OutOfRange,
    day,
    looks_like_a_date,
    moment,
    possible_orders,
)

BERLIN, TBILISI = ZoneInfo("Europe/Berlin"), ZoneInfo("Asia/Tbilisi")


@pytest.mark.parametrize(
    "cell",
    [
        "٥\u200f/١\u200f/٢٠٢٦",
        "\u200f05/01/2026",
        "05/01/2026\u200e",
        "\u202a5.1.2026\u202c",
        "\ufeff05/01/2026",
        "۵/۱/۲۰۲۶",
    ],
)
def test_marks_of_direction_as_arabic_calendars_write_them_change_no_date(cell: str) -> None:
    assert moment(cell, order="dmy", zone=TBILISI) == datetime(2026, 1, 4, 20, tzinfo=UTC)
    assert looks_like_a_date(cell)
    assert "dmy" in possible_orders([cell])


@pytest.mark.parametrize(
    "cell",
    [
        "1767605400", "1767605400000", "1767605400000000", "2026-02-30", "2026-02-29", "2026-13-01", "2026-00-10", "0000-00-00",
        "2026-01-05T24:01", "2026-01-05T23:59:60", "2026-01-05T10:00+25:00", "2026-01-05 10:00 +99:99", "45000", "45000.5", "1e9",
        "today", "-2026-01-01", "+2026-01-01", "15 Rajab 1447", "2026-01-05 25:00", "13:00 pm", "", "٢٠٢٦", "\0", "2026-01-05\0",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(cell: str) -> None:
    for order in ORDERS:
        with pytest.raises(NotADate):
            moment(cell, order=order, zone=BERLIN)


@pytest.mark.parametrize(
    "cell",
    ["0001-01-01", "9999-12-31", "1969-12-31", "2101-01-01", "1447-07-15", "1970-01-01T00:00+14:00", "2100-12-31T23:59:59-12:00",
     "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "1404/10/15"],
)  # fmt: skip
def test_a_day_no_shop_could_have_is_refused_as_such(cell: str) -> None:
    with pytest.raises(OutOfRange):
        moment(cell, order="ymd", zone=ZoneInfo("UTC"))


def test_an_hour_the_clock_leaves_out_and_one_it_strikes_twice_are_instants_all_the_same() -> None:
    assert moment("2026-03-29 02:30", order="ymd", zone=BERLIN) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert moment("2026-10-25 02:30", order="ymd", zone=BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.text(alphabet="0123456789/-.:T +Zamp٣۴\u200fJanصم", max_size=24), st.sampled_from(ORDERS))
def test_whatever_is_written_the_instant_is_one_a_database_keeps(cell: str, order: str) -> None:
    try:
        found = moment(cell, order=order, zone=TBILISI)
        assert 1 <= day(cell, order=order).year <= 9999
    except NotADate:
        return
    assert 1970 <= found.year <= 2100
    assert found.tzinfo is UTC
