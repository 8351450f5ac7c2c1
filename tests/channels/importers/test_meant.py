"""What a cell would mean is told to whoever is asked, in their own language, whoever brought the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from hafawa.channels.importers import asking, meant
from hafawa.channels.importers.scanning import Scan


@pytest.mark.parametrize(
    ("language", "day", "number"), [("en", "May 3, 2026", "1,234.5"), ("ka", "3 მაისი, 2026", "1\u00a0234,5")]
)
def test_a_day_and_a_number_are_kept_as_such_and_told_in_the_readers_language(
    language: str, day: str, number: str
) -> None:
    with translation.override("ar"):
        kept = meant.of_day(date(2026, 5, 3)), meant.of_number(Decimal("1234.5"))
    with translation.override(language):
        assert [meant.words(k) for k in kept] == [day, number]


@pytest.mark.parametrize("text", ["4/5", "day:", "day:x", "number:x", "ليلى"])
def test_words_stay_as_they_are(text: str) -> None:
    assert meant.words(text) == text


def test_the_dates_offered_for_an_ambiguous_order_are_in_the_language_of_who_answers() -> None:
    seen = Scan()
    seen.samples["dates"] = ["03/05/2026"]
    seen.orders = {"dmy", "mdy"}
    with translation.override("en"):
        question = asking.which_date_order(seen)
    with translation.override("ka"):
        assert [o.told()[0][1] for o in question.options] == ["3 მაისი, 2026", "5 მარტი, 2026"]
