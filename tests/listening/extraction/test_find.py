"""Is every piece found a piece of the text itself, on any text at all, with work that grows with the text?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.listening import extraction
from hafawa.listening.extraction.writing import LONGEST, heard
from hafawa.listening.reading import FINDS, Found
from tests.listening.work import steps
from tests.web.hostile_fields import VALUES

ZONE = ZoneInfo("Asia/Tbilisi")
SHOP: dict[str, Any] = {
    "said_at": datetime(2026, 3, 4, 10, tzinfo=ZONE),
    "zone": ZONE,
    "staff_names": ("Nino Beridze", "نور", "Will Smith", "გიორგი"),
    "competitors": ("Otto's", "ნიკორა"),
    "order_shapes": ("#10042", "ORD-20417"),
    "currency": "GEL",
    "country": "GE",
}
LANGUAGES = ("en", "ar", "ka", "", "pt")
_TYPED = (
    "we will call you tomorrow by 5 pm order #10042 price 20 GEL my wife's birthday on the 12th nino refund please "
    "غداً سنتصل بكم خلال ٤٨ ساعة عيد ميلاد زوجتي ٢٠ ريال ხვალ დაგირეკავთ პარასკევამდე 14 ლარი ბებიას ასთმა აქვს გთხოვთ "
    "bukra ha kallemak 7asaseye . , ? ! \n - ' \u200f \u0640 ١٢/٣ 99:99 2026-13-45 +995599123456 if and that რომ და إذا"
)
_WORDS = _TYPED.split(" ")
ANY = st.text(max_size=400) | st.lists(st.sampled_from(_WORDS), max_size=60).map(" ".join)


def _all(text: str, language: str, **more: Any) -> tuple[Found, ...]:
    return extraction.find(text, language=language, by_staff=True, is_note=True, **SHOP | more) + extraction.find(
        text, language=language, **SHOP | more
    )


@settings(max_examples=300, deadline=None)
@given(ANY, st.sampled_from(LANGUAGES))
def test_every_piece_is_a_piece_of_the_text(text: str, language: str) -> None:
    for piece in _all(text, language):
        assert text[piece.start : piece.end] == piece.words != ""
        assert piece.what in FINDS
        assert 0 < piece.confidence <= 1
        assert all(isinstance(v, str) for v in piece.says.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_naughty_strings_raise_nothing(language: str) -> None:
    for text in VALUES:
        _all(text, language)


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_raise_nothing(year: int) -> None:
    at = datetime(year, 12, 31, 23, 59, tzinfo=ZONE)
    for text in (
        "We will call you tomorrow, in 3 weeks, by Friday, next month.",
        "سنتصل بكم بعد شهرين",
        "ზეგ დაგირეკავთ",
    ):
        _all(text, "", said_at=at)


@pytest.mark.parametrize(
    "piece", ["we will call you in ", "my ", "12 ", "،غداً ", "ხვალ ", "7a ", "if ", "+1 ", "a", "#1"]
)
def test_a_megabyte_costs_no_more_than_the_longest_that_is_read(piece: str) -> None:
    endless = piece * (1_000_000 // len(piece))
    assert _steps(endless) <= 1.05 * _steps(endless[:LONGEST]) + 2_000


@pytest.mark.parametrize(
    "piece", ["we will call you in ", "not ", "غداً ونتصل ", "ხვალ და ", "12 13 ", "nino ", "order 1 "]
)
def test_twice_the_text_is_at_most_about_twice_the_work(piece: str) -> None:
    short = piece * (2_000 // len(piece))
    _all(short + short, "")
    assert _steps(short + short) <= 2.6 * _steps(short) + 500


def _steps(text: str) -> int:
    return steps(lambda: extraction.find(text, language="en", by_staff=True, is_note=True, **SHOP))


def test_only_a_text_and_a_language_are_needed() -> None:
    found = extraction.find("My son is allergic to nuts, order 20417.", language="en")
    assert {f.what for f in found} >= {"detail", "order", "confidential"}
    assert all("due" not in f.says for f in extraction.find("We will call you tomorrow.", by_staff=True))


def test_what_customers_say_is_no_promise_and_what_staff_say_no_wish() -> None:
    words = "I will call you tomorrow. Please stop sending paper receipts to everybody."
    assert not [f for f in extraction.find(words, **SHOP) if f.what == "promise"]
    assert {f.what for f in extraction.find(words, by_staff=True, **SHOP)} <= {"promise"}


@pytest.mark.parametrize("word", ["ცხრა", "cxra", "tskhra"])
def test_georgian_is_heard_alike_in_either_script(word: str) -> None:
    assert heard(word) == "tshra"
