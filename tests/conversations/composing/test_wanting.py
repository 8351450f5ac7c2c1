"""Whether somebody wants to be heard, helped, or both is guessed from how and what they wrote, as it is read."""

from __future__ import annotations

import dataclasses

import pytest

from hafawa.conversations.composing import apathy, wanting
from hafawa.listening import door, extraction


def wants(text: str) -> str:
    read = door.read(text)
    found = [dataclasses.asdict(piece) for piece in extraction.find(text, language=read.language)]
    asks = read.is_question or read.is_request or read.is_order_status
    return wanting.wants(
        anger=read.anger, intensity=read.intensity, emotions=read.emotions, kinds=read.kinds, asks=asks,
        is_complaint=read.is_complaint, found=found,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I am so angry and disappointed with you. Nobody cared at all.", "heard"),
        ("أنا غاضبة جداً ومحبطة منكم. لم يهتم بي أحد.", "heard"),
        ("Could you send me the invoice for my order, please?", "fixed"),
        ("هل يمكنكم إرسال الفاتورة من فضلكم؟", "fixed"),
        ("შეგიძლიათ ინვოისი გამომიგზავნოთ?", "fixed"),
        ("I am furious, the cup came broken! Please send me a new one.", "both"),
        ("Thank you, all is well.", ""),
    ],
)
def test_they_are_heard_helped_or_both(text: str, expected: str) -> None:
    assert wants(text) == expected


def test_their_own_words_for_what_would_put_it_right_are_shown() -> None:
    found = [
        {"what": "fix", "words": "please send me a new one"},
        {"what": "amount", "words": "5 GEL"},
        {"what": "fix"},
    ]
    assert wanting.put_right(found) == ("please send me a new one",)


MESSAGES = {
    "en": (
        "The blue teapot I ordered for my grandmother's birthday arrived yesterday with a broken handle and no card",
        "Thank you for writing to us. We value your feedback and will look into this matter.",
        "Thank you for writing to us, Margaret. A teapot for a birthday should not come with a broken handle.",
    ),
    "ar": (
        "إبريق الشاي الأزرق الذي طلبته لعيد ميلاد جدتي وصل أمس ومقبضه مكسور وبدون بطاقة معه إطلاقاً",
        "شكراً لتواصلكم معنا، رأيكم يهمنا وسوف يتم النظر في الموضوع قريباً.",
        "شكراً ليلى، إبريق لعيد ميلاد لا يجوز أن يصل ومقبضه مكسور، معك حق تماماً.",
    ),
    "ka": (
        "ლურჯი ჩაიდანი, რომელიც ბებიაჩემის დაბადების დღისთვის შევუკვეთე, გუშინ გატეხილი სახელურით და ბარათის გარეშე მოვიდა",
        "გმადლობთ მოწერისთვის, თქვენი აზრი ჩვენთვის მნიშვნელოვანია და საკითხს განვიხილავთ.",
        "გმადლობთ, გიორგი. დაბადების დღის ჩაიდანი გატეხილი სახელურით არ უნდა მოსულიყო.",
    ),
}
NAMES = {"en": "Margaret", "ar": "ليلى", "ka": "გიორგი"}


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_a_reply_that_could_go_to_anybody_is_remarked(language: str) -> None:
    message, cold, warm = MESSAGES[language]
    seen = apathy.look(cold, message=message, name=NAMES[language], language=language)
    found = apathy.remark(cold, seen)
    assert found is not None
    assert (found.kind, found.words) == ("apathy", cold)
    assert apathy.remark(warm, apathy.look(warm, message=message, name=NAMES[language], language=language)) is None


def test_one_sign_alone_is_none_and_so_is_what_is_not_known() -> None:
    message, cold, _warm = MESSAGES["en"]
    assert apathy.remark(cold, apathy.look(cold, message=message, language="en")) is None, "no name is known"
    assert apathy.remark(cold, apathy.look(cold, message=message, name="Margaret")) is None, "no language is"
    assert apathy.remark("Hi", apathy.look("Hi", message=message, name="Margaret", language="en")) is None, "too short"
    twice = apathy.look(cold, message=message, language="en", recent=[cold])
    assert twice.signs == 2
    assert apathy.remark(cold, twice) is not None
