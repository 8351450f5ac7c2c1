"""When something was, as short as the place allows and never in doubt."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from hafawa.kernel import clock
from hafawa.web.templatetags.page import file_size, moment, near_moment

NOW = datetime(2026, 11, 28, 20, 30, tzinfo=UTC)  # half past midnight of the 29th in Tbilisi


@pytest.fixture(autouse=True)
def in_tbilisi(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (datetime(2026, 11, 28, 20, 5, tzinfo=UTC), "en", "12:05\u202fAM"),
        (datetime(2026, 11, 28, 19, 5, tzinfo=UTC), "en", "Nov 28, 11:05\u202fPM"),
        (datetime(2026, 11, 28, 19, 5, tzinfo=UTC), "ka", "28 ნოე, 23:05"),
        (datetime(2026, 11, 28, 19, 5, tzinfo=UTC), "ar", "28 نوفمبر، 11:05 م"),
        (datetime(2025, 12, 31, 19, 5, tzinfo=UTC), "en", "Dec 31, 2025, 11:05\u202fPM"),
        (datetime(2025, 12, 31, 20, 5, tzinfo=UTC), "en", "Jan 1, 12:05\u202fAM"),
        (None, "en", ""),
    ],
)
def test_a_moment_in_little_room_is_told_by_what_differs_from_now(
    value: datetime | None, language: str, shown: str
) -> None:
    with translation.override(language), timezone.override("Asia/Tbilisi"):
        assert near_moment(value) == shown


def test_one_instant_is_told_by_each_clock() -> None:
    at = datetime(2026, 11, 20, 19, 5, tzinfo=UTC)
    for zone, near, whole in (
        ("Asia/Tbilisi", "Nov 20, 11:05\u202fPM", "Nov 20, 2026, 11:05\u202fPM"),
        ("Europe/London", "Nov 20, 7:05\u202fPM", "Nov 20, 2026, 7:05\u202fPM"),
    ):
        with translation.override("en"), timezone.override(zone):
            assert (near_moment(at), moment(at)) == (near, whole)


def test_an_instant_is_told_in_each_language() -> None:
    at = datetime(2025, 11, 20, 19, 5, tzinfo=UTC)
    with timezone.override("Asia/Tbilisi"):
        told = set()
        for language in ("en", "ar", "ka"):
            with translation.override(language):
                told.add(moment(at))
    assert len(told) == 3


@pytest.mark.parametrize(
    ("size", "language", "shown"),
    [
        (0, "en", "0\u00a0B"), (999, "en", "999\u00a0B"), (5_400_000, "en", "5.4\u00a0MB"), (2 * 10**12, "en", "2,000\u00a0GB"),
        (5_400_000, "ka", "5,4\u00a0მბ"), (12_000, "ka", "12\u00a0კბ"), (5_400_000, "ar", "5.4\u00a0ميغابايت"),
    ],
)  # fmt: skip
def test_a_files_size_is_told_in_the_readers_units(size: int, language: str, shown: str) -> None:
    with translation.override(language):
        assert file_size(size) == shown
