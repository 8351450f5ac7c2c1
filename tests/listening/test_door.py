"""Does the reader in use keep what the product rests on, whoever reads: no false thanks, grief is no complaint, ...?"""

from __future__ import annotations

import dataclasses

import pytest

from hafawa.listening.door import READER, read, read_many
from hafawa.listening.reading import ANGRY_FROM, Reader
from hafawa.listening.rules import VERSION


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for nothing.",
        "Great, thanks a lot for ruining our wedding day.",
        "شكراً على لا شيء",
        "مشكورين ضيعتوا طلبي",
        "მადლობა არაფრისთვის",
    ],
)
def test_thanks_said_in_scorn_is_no_thanks_and_waits_for_an_answer(text: str) -> None:
    found = read(text)
    assert not found.is_thanks
    assert not found.is_praise
    assert found.is_complaint
    assert (found.feeling or 0) < 0


@pytest.mark.parametrize(
    "text",
    [
        "My husband died last week, please cancel the order.",
        "زوجي توفى، أرجو إلغاء الطلب",
        "ქმარი გარდამეცვალა, გთხოვთ გააუქმოთ შეკვეთა",
    ],
)
def test_someone_in_grief_asks_and_does_not_complain(text: str) -> None:
    found = read(text)
    assert found.is_request
    assert found.needs_answer
    assert not found.is_complaint


@pytest.mark.parametrize("text", ["ok", "Thanks, bye", "👍", "تمام", "شكراً", "კარგი", "მადლობა", ""])
def test_a_bare_word_that_ends_a_conversation_needs_no_answer(text: str) -> None:
    assert not read(text).needs_answer


@pytest.mark.parametrize(
    "text", ["not late at all", "no problem with the delivery, all good", "ما فيه أي مشكلة", "პრობლემა არ ყოფილა"]
)
def test_what_is_denied_is_not_complained_of(text: str) -> None:
    assert not read(text).is_complaint


@pytest.mark.parametrize(
    "text", ["What happens if the parcel arrives damaged?", "Can I get a refund if it's too small?"]
)
def test_a_question_about_what_might_be_bad_is_no_complaint(text: str) -> None:
    found = read(text)
    assert found.needs_answer
    assert not found.is_complaint


@pytest.mark.parametrize(
    "text",
    [
        "The vase arrived broken, I want my money back.",
        "I ordered three weeks ago and nothing has come, nobody answers my mails",
        "الطلب وصل مكسور وما حدا بيرد عليي",
        "طلبت من أسبوعين ولسا ما وصل شي",
        "ვაზა გატეხილი მოვიდა და არავინ მპასუხობს",
        "amanati ar mosula da aravin mpasuxobs",
    ],
)
def test_something_that_went_wrong_is_a_complaint_and_waits(text: str) -> None:
    found = read(text)
    assert found.is_complaint
    assert found.needs_answer
    assert (found.feeling or 0) < 0


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much, Nino was wonderful and the cake was delicious!",
        "شكراً جزيلاً، الخدمة كانت رائعة والموظفين لطيفين",
        "დიდი მადლობა, ძალიან გემრიელი იყო და ნინო ულამაზესად დაგვხვდა",
    ],
)
def test_warm_words_are_thanks_and_warm_in_each_language(text: str) -> None:
    found = read(text)
    assert found.is_thanks
    assert (found.feeling or 0) > 0.25
    assert not found.is_complaint
    assert found.anger < ANGRY_FROM


def test_words_quoted_from_an_earlier_message_are_not_read() -> None:
    assert not read("ok thanks\n> this is a disgrace, never again").is_complaint


@pytest.mark.parametrize(
    ("latin", "georgian"),
    [
        ("amanati ar mosula", "ამანათი არ მოსულა"),
        ("dzalian kargi momsaxureba, madloba", "ძალიან კარგი მომსახურება, მადლობა"),
    ],
)
def test_georgian_in_latin_letters_is_read_like_georgian(latin: str, georgian: str) -> None:
    assert dataclasses.replace(read(latin), evidence=()) == dataclasses.replace(read(georgian), evidence=())


def test_any_reader_can_take_the_place_of_another() -> None:
    reader: Reader = READER
    assert reader.version != VERSION
    assert read_many(["thank you so much"]) == [read("thank you so much")]
