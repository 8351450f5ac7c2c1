"""Do the rules tell thanks, praise, complaint, question, anger, order status and request apart, in three languages?"""

from __future__ import annotations

import pytest

from hafawa.listening.reading import ANGRY_FROM, BAD_KINDS, Reader
from hafawa.listening.rules import VERSION, RuleReader
from tests.listening.hand_written import LABELS, LANGUAGES, cases, f1, feeling_of

read = RuleReader().read
FLOOR = {"dev": 0.85, "test": 0.75}


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_stays_separable(language: str, split: str) -> None:
    rows = cases(f"readings_{language}", split=split)
    scores = {label: f1(rows, label) for label in LABELS}
    assert min(scores.values()) >= FLOOR[split], scores


@pytest.mark.parametrize("split", ["dev", "test"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_kind_of_bad_experience_and_the_feeling_are_read(language: str, split: str) -> None:
    rows = cases(f"readings_{language}", split=split)
    bad = [row for row in rows if row["bad_kind"]]
    assert {row["bad_kind"] for row in bad} <= set(BAD_KINDS)
    assert sum(read(row["text"]).bad_kind == row["bad_kind"] for row in bad) / len(bad) >= 0.85
    assert sum(feeling_of(row["text"]) == row["feeling"] for row in rows) / len(rows) >= 0.85


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
def test_thanks_said_in_scorn_is_a_complaint_and_no_thanks(text: str) -> None:
    found = read(text)
    assert not found.is_thanks
    assert not found.is_praise
    assert found.is_complaint
    assert found.anger >= ANGRY_FROM


def test_ma_sha_allah_is_praise_unless_it_is_said_in_anger() -> None:
    assert (read("ما شاء الله المكان جميل").feeling or 0) > 0
    assert (read("ما شاء الله عليكم كل يوم تأخير").feeling or 0) < 0


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
    assert (found.feeling or 0) < 0
    assert "grief" in {label for label, _ in found.evidence}


@pytest.mark.parametrize("text", ["ok", "Thanks, bye", "👍", "تمام", "شكراً", "კარგი", "მადლობა", ""])
def test_a_bare_word_that_ends_a_conversation_needs_no_answer(text: str) -> None:
    assert not read(text).needs_answer


@pytest.mark.parametrize(
    "text", ["not late at all", "no problem with the delivery, all good", "ما فيه أي مشكلة", "პრობლემა არ ყოფილა"]
)
def test_what_is_denied_is_not_complained_of(text: str) -> None:
    found = read(text)
    assert not found.is_complaint
    assert found.bad_kind == ""


def test_what_is_only_supposed_is_not_complained_of() -> None:
    found = read("What happens if the parcel arrives damaged?")
    assert found.is_question
    assert found.bad_kind == ""


def test_a_question_about_what_might_be_bad_is_no_complaint() -> None:
    found = read("Can I get a refund if it's too small?")
    assert found.needs_answer
    assert not found.is_complaint


def test_a_demand_in_capitals_is_angry() -> None:
    assert read("I WANT MY MONEY BACK NOW").anger >= ANGRY_FROM
    assert read("I want my money back now").anger < ANGRY_FROM


def test_what_comes_after_but_weighs_more() -> None:
    assert (read("The room was nice but the food was awful").feeling or 0) < 0
    assert (read("The room was awful but the food was amazing").feeling or 0) > 0


def test_clitics_and_spellings_of_arabic_words_are_found() -> None:
    for text in ("والطلب متأخر", "الطلبية متاخرة", "طلبي تأخّر"):
        assert read(text).bad_kind == "late_delivery", text


@pytest.mark.parametrize(
    "text",
    [
        "مرحباً، أريد تغيير عنوان الاشتراك وأفضل أن أشرح لكم بالهاتف.",
        "أرجو تحديث عنوان اشتراكنا، وأفضّل استلام الطرد في المكتب.",
        "بدي غيّر عنوان الاشتراك، وبفضّل التواصل بالهاتف.",
    ],
)
def test_to_prefer_is_not_to_praise_though_it_is_spelt_like_best(text: str) -> None:
    found = read(text)
    assert (found.is_praise, found.is_request, found.needs_answer) == (False, True, True)


def test_georgian_in_latin_letters_is_read_like_georgian() -> None:
    assert read("amanati ar mosula").bad_kind == read("ამანათი არ მოსულა").bad_kind == "missing_delivery"


def test_other_languages_are_named_and_their_feeling_is_not_guessed() -> None:
    found = read("Recebi bem antes do prazo, produto muito bom, recomendo!")
    assert found.language == "pt"
    assert found.feeling is None
    assert found.confidence == 0
    assert not found.is_praise


def test_words_quoted_from_an_earlier_message_are_not_read() -> None:
    assert not read("ok thanks\n> this is a disgrace, never again").is_complaint


def test_evidence_names_the_words_each_reading_rests_on() -> None:
    found = read("The vase arrived broken, I want a refund.")
    assert ("damaged", "arrived broken") in found.evidence
    assert any(label == "request" for label, _ in found.evidence)


def test_an_automatic_message_is_told_by_its_words() -> None:
    found = read("Out of office: I am away, your order is late?")
    assert found.is_automatic
    assert not found.needs_answer


def test_the_rules_are_a_reader_of_their_own() -> None:
    reader: Reader = RuleReader()
    assert reader.version == VERSION
    assert reader.read_many(["thank you so much"]) == [read("thank you so much")]


def test_every_kind_read_is_a_kind_of_strike() -> None:
    from hafawa.analytics.strikes import KINDS

    assert set(BAD_KINDS) <= set(KINDS)


@pytest.mark.parametrize(
    "text",
    ["أنا غاضبة جداً من تعاملكم", "أنا غاضب جدا", "أين طلبي؟ تأخر كثيراً وأنا غاضبة", "أغضبتموني فعلاً", "أنا مستاءة جداً"],
)
def test_anger_said_plainly_in_standard_arabic_is_read(text: str) -> None:
    found = read(text)
    assert found.anger >= ANGRY_FROM
    assert found.needs_answer


def test_not_being_angry_is_not_anger() -> None:
    assert read("لست غاضبة، شكراً لكم").anger < ANGRY_FROM
