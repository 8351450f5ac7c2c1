"""Whoever asks to be called is heard in every language, with the time they named; whoever says not to is not."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.conversations.calls import asked
from hafawa.listening.extraction.moments import Shop

ZONE = ZoneInfo("Asia/Tbilisi")
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=ZONE)
FIVE = datetime(2026, 11, 28, 17, tzinfo=ZONE)


def find(text: str) -> asked.Asked | None:
    return asked.find(text, language=None, said_at=FRIDAY, shop=Shop(ZONE))


@pytest.mark.parametrize(
    ("text", "due_at"),
    [
        ("Hello. Please call me tomorrow at 5, I am home then.", FIVE),
        (
            "The lamp is broken again. Could you give me a ring on Monday morning?",
            datetime(2026, 11, 30, 12, tzinfo=ZONE),
        ),
        ("I want a call back today", datetime(2026, 11, 27, 18, tzinfo=ZONE)),
        ("Someone ring me please", None),
        ("اتصلوا بي غدا الساعة الخامسة من فضلكم", FIVE),
        ("ممكن تكلموني بكرة الساعة 5؟", FIVE),
        ("დამირეკეთ ხვალ 5 საათზე", FIVE),
        ("გთხოვთ დამირეკოთ ორშაბათს", datetime(2026, 11, 30, 18, tzinfo=ZONE)),
    ],
)
def test_a_wish_to_be_called_is_found_with_the_time_it_names(text: str, due_at: datetime | None) -> None:
    found = find(text)
    assert found is not None
    assert found.due_at == due_at
    assert found.words in text


@pytest.mark.parametrize(
    "text",
    [
        "Don't call me, write.",
        "Please never ring me again.",
        "Nobody calls me back",
        "You called me yesterday.",
        "Where is my order?",
        "I called you twice on Monday.",
        "What do you call this lamp?",
        "لا تتصلوا بي مرة أخرى",
        "لم يتصل بي أحد",
        "اتصلت بكم أمس ولم يرد أحد",
        "ნუ დამირეკავთ",
        "გუშინ დამირეკეთ და მითხარით",
        "რატომ არ დამირეკეთ?",
        "",
    ],
)
def test_what_denies_or_tells_of_a_call_asks_for_none(text: str) -> None:
    assert find(text) is None


def test_a_time_that_is_past_is_none() -> None:
    found = find("Please call me today at 9 am")
    assert found is not None
    assert found.due_at is None


@given(st.text(max_size=300))
def test_no_text_stops_the_reader(text: str) -> None:
    find(text)


def test_the_work_grows_with_the_text_and_not_with_its_square() -> None:
    text = "please do not call me back " * 400
    assert find(text[:200]) is None
    assert find(text) is None
