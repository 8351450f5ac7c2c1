"""Are promises found in Georgian notes after calls and in mails that sum up a call, and nothing else taken for one?"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hafawa.listening.extraction.promises import FoundPromise, find

ZONE = ZoneInfo("Asia/Tbilisi")
SAID_AT = datetime(2026, 3, 4, 10, tzinfo=ZONE)  # a Wednesday


def _found(text: str, *, is_note: bool = True) -> list[FoundPromise]:
    return find(text, said_at=SAID_AT, zone=ZONE, language="ka", is_note=is_note)


def _due(text: str, *, is_note: bool = True) -> list[str | None]:
    return [f"{p.due_at:%m-%d}" if p.due_at else None for p in _found(text, is_note=is_note)]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ვუთხარი რომ დაურეკავენ.", [None]),  # done for them, no day told
        ("სანდრო დაურეკავს და დროს შეუთანხმებს.", [None, None]),
        ("ბუღალტერი ნახავს და სამშაბათამდე მისწერს.", ["03-10"]),  # somebody of ours, third person
        ("მზომავი ზეგ 3-ზე მიდის.", ["03-06"]),
        ("სასტუმროს ვაუჩერს ხვალ ატვირთავს ჩვენი კოლეგა.", ["03-05"]),
        ("ანგარიში ხვალ გაეგზავნება.", ["03-05"]),  # passive
        ("დღესვე გასაგზავნია.", ["03-04"]),  # to be done
        ("ლელამ გაარკვიოს პარასკევამდე.", ["03-06"]),  # a colleague is told to
        ("ანგარიშფაქტურა თვის ბოლოს.", ["03-31"]),  # no verb at all
        ("გადავიტანეთ 11-ში.", ["03-11"]),  # put off to a day
        ("ხუთშ. დილით დავურეკავ.", ["03-05"]),  # shortened days
        ("პარ-ს 1 საათამდე მივუტანთ.", ["03-06"]),
        ("5 სამ. დღეში შევაფასებთ.", ["03-11"]),
        ("48 სთ-ში მივწერთ.", ["03-06"]),
        ("xval 12mde mivutant", ["03-05"]),
    ],
)
def test_what_we_take_on_is_found_in_a_note(text: str, due: list[str | None]) -> None:
    assert _due(text)[-len(due) :] == due


@pytest.mark.parametrize(
    "text",
    [
        "დღეს დილით გადავურიცხე.",  # done
        "ფოტოებს ხვალ გამოგზავნის.",  # by the customer
        "ხვალ გადაიხდის, ასე მითხრა.",
        "შაბათს მოვა მეუღლესთან ერთად.",
        "იმედოვნებს შაბათამდე მიიღებს.",  # hoped
        "ითხოვს რომ დღესვე მივუტანოთ.",  # wished
        "ჯერ არ გაუსინჯავს.",
        "წვიმის შემთხვევაში თანხას დავუბრუნებთ.",  # on a condition
        "მესამე ზარი ამ კვირაში.",
        "პასუხს ველოდები 10-მდე.",  # waited for
        "არავის დაურეკავს.",
        "გაგზავნილია 11:20-ზე.",
    ],
)
def test_what_is_done_hoped_or_theirs_is_no_promise_in_a_note(text: str) -> None:
    assert not _found(text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("როგორც შევთანხმდით: ძრავას ხვალ გამოვგზავნით, თქვენ კი ძველს კურიერს გაატანთ.", ["03-05"]),
        ("ვაჯამებ საუბარს:\n- ხარჯთაღრიცხვა 12 მარტს\n- თქვენ: ავანსს ჩარიცხავთ პარასკევამდე", ["03-12"]),
        ("პოლისის ახალ ვერსიას მიიღებთ 9 მარტამდე.", ["03-09"]),  # a word that begins as "cannot" does
        ("ესე იგი: ინვოისს ხვალ შევასწორებთ და იმავე დღეს გამოგიგზავნით.", ["03-05", "03-05"]),
        ("საბაჟოს ხარჯს დაგიბრუნებთ, ვადას დაგიზუსტებთ და ნიმუშს ხვალ მოგიტანთ.", [None, None, "03-05"]),
    ],
)
def test_what_a_summary_of_a_call_promises_is_found(text: str, due: list[str | None]) -> None:
    assert _due(text, is_note=False) == due


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ხელოსანი მოვა პარასკევს 11-სა და 2-ს შორის", "03-06T14:00"),
        ("პარასკევს მზად იქნება, ხუთის ნახევარზე", "03-06T16:30"),
        ("კვირა დილით მოგიტანთ", "03-08T12:00"),
        ("16 მარტზე გადავიტანთ", "03-16T18:00"),
        ("მომავალი კვირის დასაწყისში დაგირეკავთ", "03-09T18:00"),
        ("მომავალი კვირის პარასკევს დაგირეკავთ", "03-13T18:00"),
    ],
)
def test_the_hour_belongs_to_the_day_told_before_it(text: str, due: str) -> None:
    (promise,) = _found(text, is_note=False)
    assert promise.due_at
    assert f"{promise.due_at:%m-%dT%H:%M}" == due


def test_whoever_is_named_does_it() -> None:
    assert _found("გია ხვალ მივა.")[0].who == "გია"
    assert not _found("ბ-ნი ზაზა ხვალ წავა.")  # a customer
