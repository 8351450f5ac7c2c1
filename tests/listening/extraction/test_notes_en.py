"""English notes after calls and mails that sum up a call: is what we take on found, and what others do left alone?"""

from __future__ import annotations

import pytest

from hafawa.listening.extraction.promises import FoundPromise, find
from tests.listening.hand_written import SAID_AT, ZONE


def _in_note(text: str) -> list[FoundPromise]:
    return find(text, said_at=SAID_AT, zone=ZONE, language="en", is_note=True)


def _in_mail(text: str) -> list[FoundPromise]:
    return find(text, said_at=SAID_AT, zone=ZONE, language="en")


def _days(found: list[FoundPromise]) -> list[str]:
    return [f"{p.due_at:%m-%d}" if p.due_at else "" for p in found]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("told him we'd have it by the 13th", ["03-13"]),
        ("Replacement hose going out this afternoon", ["03-04"]),
        ("Plumber out on the 9th, Gio, new cartridge.", ["03-09"]),
        ("Pads: hem redone free, ready Sat", ["03-07"]),
        ("Remake ordered, back Thurs next wk", ["03-12"]),
        ("ships 10th", ["03-10"]),
        ("Depot to be asked today", ["03-04"]),
        ("Corrected bill by Fri 13/3", ["03-13"]),
        ("Report out EOW", ["03-08"]),
        ("Will check in a day or two", ["03-06"]),
        ("welder there by the weekend", ["03-06"]),
        ("New tickets in his inbox within the hour", ["03-04"]),
        ("Customer informed that the replacement is being dispatched Thursday", ["03-05"]),
        ("She was told that the fabric would be here on Thursday", ["03-05"]),
        ("we call him Friday and text her the same day", ["03-06", "03-06"]),
        ("Accounts to refund her. Marketing to answer her directly.", ["", ""]),
        ("Told her we'd ring.", [""]),
    ],
)
def test_what_a_note_takes_on_is_found_with_its_day(text: str, days: list[str]) -> None:
    assert _days(_in_note(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "sent him the manual today, closed",
        "Rang twice this morning, no answer.",
        "Customer promised to pay the rest by Friday.",
        "She's bringing the coat in on Saturday.",
        "He decides tonight.",
        "Her interview is Fri",
        "Her daughter turns 6 on the 21st.",
        "Said no chance, earliest is Tuesday.",
        "We'd told him Tues.",
        "Third call this week.",
        "Advised cust that refunds take 5-7 days.",
        "Has to be in Batumi by Friday.",
        "Offered Tue or Wed; she must check first.",
        "No parking on the 7th, warned her.",
    ],
)
def test_what_others_do_and_what_is_done_or_refused_is_none(text: str) -> None:
    assert not _in_note(text)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("As agreed on the phone, we send the charger tomorrow, and you keep the old one.", ["03-05"]),
        ("To sum up our call:\n- keys copied by Saturday\n- you move the machine on Friday", ["03-07"]),
        ("Summary of our conversation of today: tank inspected by us on 11 March. Report to you by 13 March.", ["03-11", "03-13"]),
        ("Thanks for ringing! Vako picks the rug up on Saturday.", ["03-07"]),
        ("As discussed: i swap the lenses, you hear from us mid next week", ["", "03-11"]),
    ],
)  # fmt: skip
def test_a_mail_that_sums_up_a_call_promises_in_the_present_and_in_catchwords(text: str, days: list[str]) -> None:
    assert _days(_in_mail(text)) == days


@pytest.mark.parametrize(
    "text",
    [
        "Keys copied by Saturday, they said.",
        "The shop opens at 10 on Saturday.",
        "As discussed, the offer runs until the end of March.",
        "As I told you on the phone the parcel left us on Monday.",
        "As said on the phone: come by any time before 7.",
        "I ask them every morning.",
    ],
)
def test_a_mail_that_only_tells_when_something_is_promises_nothing(text: str) -> None:
    assert not _in_mail(text)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("Tuesday next week", "03-10"),
        ("next week Thursday", "03-12"),
        ("mid next week", "03-11"),
        ("a week on Friday", "03-13"),
        ("a week today", "03-11"),
        ("Tue", "03-10"),
        ("on 12th", "03-12"),
        ("Friday 13th", "03-13"),
        ("Mon 16/3", "03-16"),
        ("Mon 9.30", "03-09"),
        ("by the end of next wk", "03-15"),
        ("by EOW", "03-08"),
        ("by the weekend", "03-06"),
        ("tmrw a.m.", "03-05"),
    ],
)
def test_days_are_named_in_many_short_ways(when: str, day: str) -> None:
    assert _days(_in_note(f"We call him {when}")) == [day]


def test_the_next_week_is_the_shops_own() -> None:
    sunday_to_thursday = (6, 0, 1, 2, 3)
    found = find(
        "We call you Sunday next week.", said_at=SAID_AT, zone=ZONE, language="en", open_weekdays=sunday_to_thursday
    )
    assert _days(found) == ["03-08"]
