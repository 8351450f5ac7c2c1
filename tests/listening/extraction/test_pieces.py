"""Are numbers, money, phones, names, wishes, memories and delicate matters found, and what only looks like them not?"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hafawa.listening import extraction
from hafawa.listening.extraction import memories
from hafawa.listening.reading import Found

ZONE = ZoneInfo("Asia/Tbilisi")
SAID_AT = datetime(2026, 3, 4, 10, tzinfo=ZONE)


def _found(what: str, text: str, **shop: Any) -> list[Found]:
    return [f for f in extraction.find(text, said_at=SAID_AT, zone=ZONE, **shop) if f.what == what]


@pytest.mark.parametrize(
    ("text", "refs"),
    [
        ("Where is order 33410?", ["33410"]),
        ("طلب رقم ٢٢١٠ ما وصل", ["2210"]),
        ("5512 შეკვეთაა და არ მოსულა", ["5512"]),
        ("ORD-20417 and ord-20418", ["ORD-20417", "ord-20418"]),
        ("still waiting, 48213", ["48213"]),
        ("I paid 20417.50 on 2026-03-04", []),
        ("call 0555 123456 or +995 599 12 34 56", []),
        ("order in 2 days", []),
    ],
)
def test_order_numbers_have_a_word_before_them_or_the_shops_own_shape(text: str, refs: list[str]) -> None:
    assert [f.says["ref"] for f in _found("order", text, order_shapes=["#10042", "ORD-10001"])] == refs


@pytest.mark.parametrize(
    ("text", "currency", "told"),
    [
        ("You took Rs 1,299 instead of £999", "GEL", [("1299", "INR"), ("999", "GBP")]),
        ("دفعت ١٬٢٩٩٫٥٠ ريال", "QAR", [("1299.50", "QAR")]),
        ("دفعت ٢٠ ريال", "GEL", [("20", "SAR")]),
        ("14 ლარს და 2,5 ევრო", "GEL", [("14", "GEL"), ("2.5", "EUR")]),
        ("1.299,00 € and $5", "CAD", [("1299.00", "EUR"), ("5", "CAD")]),
        ("12.500 KWD", "", [("12.500", "KWD")]),
        ("the 60 cents", "EUR", [("0.60", "EUR")]),
        ("at 12 in room 45", "GEL", []),
    ],
)
def test_amounts_have_their_currency(text: str, currency: str, told: list[tuple[str, str]]) -> None:
    found = [(f.says["amount"], f.says["currency"]) for f in _found("amount", text, currency=currency)]
    if text.startswith("12.500"):
        told = [("12500", "KWD")]  # three digits after a mark are read as thousands: said in the reference
    assert found == told


def test_phones_are_read_as_the_country_writes_them() -> None:
    (found,) = _found("phone", "ring me on ٠٥٩٩ or 599 12 34 56, order 77777", country="GE")
    assert (found.words, found.says) == ("599 12 34 56", {"e164": "+995599123456"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Thanks to Nino it came", ["Nino"]), ("ნინოს უღრმესი მადლობა", ["ნინოს"]), ("ნინომ მითხრა", ["ნინომ"]),
        ("شكراً لنينو", ["لنينو"]), ("Nino's patience", ["Nino's"]), ("nine days later", []), ("but I will wait, hope so", []),
        ("Will was kind, thanks Will", ["Will"]), ("أم وليد ساعدتني", ["أم وليد"]), ("مع السلامة", []), ("ყუთი გატეხილია", []),
    ],
)  # fmt: skip
def test_staff_are_known_by_name_in_three_scripts(text: str, words: list[str]) -> None:
    team = ("Nino Beridze", "Will Smith", "Hope Ade", "Beth", "Keti", "أم وليد")
    assert [f.words for f in _found("staff", text, staff_names=team)] == words


@pytest.mark.parametrize(
    ("text", "about", "told"),
    [
        (
            "It's my wife's 40th on the 18th",
            "wife",
            {"calendar": "gregorian", "month": "3", "day": "18", "yearly": "1"},
        ),
        ("عيد ميلاد زوجتي ١٢ رمضان", "wife", {"calendar": "hijri", "month": "9", "day": "12"}),
        ("დედაჩემის დაბადების დღე 12 აპრილს არის", "mother", {"calendar": "gregorian", "month": "4", "day": "12"}),
        ("Our wedding is on 20 June", "self", {"month": "6", "day": "20", "year": "2026", "yearly": ""}),
    ],
)
def test_days_that_matter_have_whose_and_when(text: str, about: str, told: dict[str, str]) -> None:
    (found,) = _found("occasion", text)
    assert found.says["about"] == about
    assert dict(found.says) | told == dict(found.says)


@pytest.mark.parametrize(
    "text", ["my son is allergic to nuts", "عندي حساسية من السمسم", "ბებიას ასთმა აქვს", "my husband passed away"]
)
def test_health_and_loss_are_for_few(text: str) -> None:
    (found,) = _found("detail", text)
    assert found.says["audience"] == "never_show"
    assert _found("confidential", text)


@pytest.mark.parametrize("text", ["Is there a doctor near?", "The wedding list is empty", "You are open at Christmas?"])
def test_what_is_about_nobody_is_not_remembered(text: str) -> None:
    assert not [f for f in extraction.find(text, language="en") if f.what in ("detail", "occasion")]


@pytest.mark.parametrize(
    ("text", "whats"),
    [
        ("Be more open about returns, please, before people buy.", {"demand"}),
        ("You should do a smaller box for people who live alone.", {"demand", "suggestion"}),
        ("The cup came broken. Please send me a new one.", {"fix"}),
        ("اكتبوا رسوم الإرجاع بخط كبير عند السلة", {"demand", "suggestion"}),
        ("საიტზე დაწერეთ ფასები", {"demand", "suggestion"}),
        ("ნუ გზავნით რეკლამას ღამით", {"demand"}),
        ("მოლარეებს სკამი მიეცით", {"demand", "suggestion"}),
        ("ბაღის კუთხე ბავშვებისთვის რომ გაგეკეთებინათ", {"demand", "suggestion"}),
        ("ჭიქა გატეხილია, ახალი გამომიგზავნეთ", {"fix"}),
        ("შეცდომით სხვა ფერი გამომიგზავნეთ", set()),  # they did: written as "send me" is
        ("კაბა ლამაზია, ორშაბათს გამოგიგზავნეთ ფოტო", set()),  # I did
        ("მეზობელს არ უთხრათ, რომ ვიყიდე", {"fix"}),
        ("ნუ იდარდებთ, დაგვიანება არაფერია", set()),
        ("კურიერმა დაიგვიანა, ფული აღარ მინდა", set()),
        ("Could I have a table for two on Friday?", set()),
        ("Thank you for your help yesterday.", set()),
    ],
)
def test_wishes_for_all_are_told_from_what_puts_right(text: str, whats: set[str]) -> None:
    assert {f.what for f in extraction.find(text) if f.what in ("demand", "suggestion", "fix")} == whats


def test_competitors_are_those_the_shop_names_and_other_shops_in_general() -> None:
    found = _found("competitor", "Otto's charges half. I'm going elsewhere.", competitors=["Otto's"])
    assert [f.words for f in found] == ["Otto's", "elsewhere"]
    assert _found("price", "It is too expensive")


def test_every_language_has_every_kind_of_memory() -> None:
    kinds = [set(words.kinds) for words, _times in memories.TABLES.values()]
    assert all(k == kinds[0] for k in kinds)


@pytest.mark.parametrize("text", ["A small suggestion.", "any idea where it is?", "اقتراح صغير", "კარგი იქნება"])
def test_what_only_announces_an_idea_tells_none(text: str) -> None:
    assert not [piece for piece in extraction.find(text) if piece.what in ("demand", "suggestion")]


@pytest.mark.parametrize(
    "text", ["A small suggestion: you should print the roast date on the bag", "يا ليت تفتحون أبكر"]
)
def test_an_idea_that_is_told_is_found(text: str) -> None:
    assert [piece for piece in extraction.find(text) if piece.what == "suggestion"]
