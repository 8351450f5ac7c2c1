"""Only a few things stop words from going out, in three languages; everything near them passes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.conversations.composing.shut import Known, is_bare_apology, shut

NOW = datetime(2026, 11, 27, 10, tzinfo=UTC)


def kinds(text: str, **known: object) -> list[str]:
    return [gate.kind for gate in shut(text, Known(now=NOW, **known))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["Here is what we found about your account.", "هذا ما وجدناه عن حسابك.", "აი, რა ვიპოვეთ თქვენს ანგარიშზე."]
)
def test_a_confidential_matter_never_goes_by_mail_and_may_go_by_chat(text: str) -> None:
    assert kinds(text, is_confidential=True, channel="email") == ["confidential"]
    assert kinds(text, is_confidential=True, channel="chat") == []
    assert kinds(text, channel="email") == []


@pytest.mark.parametrize(
    ("secret", "told", "near"),
    [
        ("red bicycle", "The red bicycle is ready for you.", "The red scarf is ready for you."),
        ("دراجة حمراء", "الدراجة الحمراء جاهزة.", "السترة الحمراء جاهزة."),
        ("წითელი ველოსიპედი", "წითელი ველოსიპედი უკვე მზადაა.", "წითელი ქუდი უკვე მზადაა."),
    ],
)
def test_a_secret_is_not_told_and_what_is_only_like_it_is(secret: str, told: str, near: str) -> None:
    [gate] = shut(told, Known(secrets=(secret,), now=NOW))
    assert gate.kind == "secret"
    assert gate.words
    assert told[gate.start : gate.end] == gate.words
    assert kinds(near, secrets=(secret,)) == []
    assert kinds(told) == []


SORRY = {
    "en": "We are very sorry about that.",
    "ar": "نعتذر منك كثيراً على ما حصل.",
    "ka": "ძალიან ვწუხვართ ამის გამო.",
}
MENDED = {
    "en": "We are sorry. We've refunded the whole amount this morning.",
    "ar": "نعتذر منك. رجعنا لك المبلغ كاملاً هذا الصباح.",
    "ka": "ვწუხვართ. თანხა დღეს დილით უკვე დაგიბრუნეთ.",
}
PROMISED = {
    "en": "We are sorry. We will send a new one tomorrow.",
    "ar": "نعتذر منك. سنرسل لك واحدة جديدة غداً.",
    "ka": "ვწუხვართ. ახალს ხვალ გამოგიგზავნით.",
}


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_a_second_apology_needs_something_put_right_with_it(language: str) -> None:
    asked = {"language": language}
    assert kinds(SORRY[language], apologies=0, **asked) == []
    assert kinds(SORRY[language], apologies=1, **asked) == ["apology"]
    assert kinds(MENDED[language], apologies=1, **asked) == []
    assert kinds(PROMISED[language], apologies=2, **asked) == []


@pytest.mark.parametrize("text", ["Your order left today.", "طلبك خرج اليوم.", "თქვენი შეკვეთა დღეს გავიდა."])
def test_words_without_an_apology_pass_however_often_we_said_sorry(text: str) -> None:
    assert kinds(text, apologies=5) == []


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_an_apology_that_carries_its_repair_is_no_bare_one(language: str) -> None:
    assert is_bare_apology(SORRY[language], language=language, now=NOW)
    assert not is_bare_apology(MENDED[language], language=language, now=NOW)
    assert not is_bare_apology("", language=language)


REPLIES = {
    "en": "Hello {first_name}, your order {order} is on its way. Warmly, {me}",
    "ar": "مرحباً {first_name}، طلبك {order} في الطريق. مع المودّة، {me}",
    "ka": "გამარჯობა {first_name}, თქვენი შეკვეთა {order} გზაშია. სითბოთი, {me}",
}
FILLED = {
    "en": "Hello Layla, your order HF-1 is on its way. Warmly, Nino",
    "ar": "مرحباً ليلى، طلبك HF-1 في الطريق. مع المودّة، نينو",
    "ka": "გამარჯობა გიორგი, თქვენი შეკვეთა HF-1 გზაშია. სითბოთი, ნინო",
}


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_a_saved_reply_goes_unchanged_to_one_person_once(language: str) -> None:
    text, before = FILLED[language], FILLED[language].replace("HF-1", "HF-7")
    known = {"replies": (REPLIES[language],)}
    assert kinds(text, **known) == []
    assert kinds(text, before=("Something else.",), **known) == []
    assert kinds(text, before=(before,), **known) == ["same"]
    assert kinds(text + " ☕ See you on Sunday!", before=(before,), **known) == []


@pytest.mark.parametrize(
    "text", ["Hello {first_name}!", "مرحباً {first_name}!", "გამარჯობა, {First Name}!", "Order {{order}}"]
)
def test_a_place_left_empty_does_not_go_out(text: str) -> None:
    [gate] = shut(text, Known(now=NOW))
    assert gate.kind == "place"
    assert text[gate.start : gate.end].startswith("{")


@pytest.mark.parametrize("text", ["Sizes {36, 38}", "a } b {", "{}", "{ }", "{12}", "{" * 5000, "🙂" * 3000, ""])
def test_braces_that_are_no_places_and_any_other_words_pass(text: str) -> None:
    assert kinds(text) == []


def test_the_gravest_is_told_first() -> None:
    text = "So sorry, {first_name}, about the red bicycle."
    known = {"is_confidential": True, "channel": "email", "secrets": ("red bicycle",), "apologies": 1}
    assert kinds(text, **known) == ["confidential", "secret", "place", "apology"]
