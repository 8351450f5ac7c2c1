"""A place has a fixed name; what is not known stays to be filled by hand, and nothing is ever run."""

from __future__ import annotations

import pytest

from hafawa.conversations.composing import placeholders, typed
from hafawa.conversations.composing.unchanged import is_unchanged

VALUES = {"first_name": "ليلى", "order": "HF-1", "shop": "Finjan", "me": "", "name": "ليلى حدّاد"}


def test_places_are_filled_and_one_without_a_value_stays() -> None:
    assert placeholders.fill("مرحباً {first_name}، {order} · {me}", VALUES) == "مرحباً ليلى، HF-1 · {me}"
    assert placeholders.fill("{{ First Name }} {ORDER}", VALUES) == "ليلى HF-1"


def test_names_nobody_fills_are_told() -> None:
    assert placeholders.find("{first_name} {order} {order} {coupon}") == ("first_name", "order", "coupon")
    assert placeholders.unknown("{first_name} {coupon} {0.__class__}") == ("coupon",)


@pytest.mark.parametrize("text", ["{0.__class__}", "{self.password}", "%(me)s", "{{7*7}}", "{% now %}"])
def test_nothing_is_run(text: str) -> None:
    assert placeholders.fill(text, VALUES) == text


def test_a_value_with_a_place_in_it_is_not_filled_again() -> None:
    assert placeholders.fill("{name}", {"name": "{me}", "me": "x"}) == "{me}"


@pytest.mark.parametrize(
    ("text", "reply", "is_same"),
    [
        ("Thank you!", "Thank you!", True),
        ("thank  you!\n", "Thank you!", True),
        ("Thank you, Layla!", "Thank you!", False),
        ("Hello Layla, it left.", "Hello {first_name}, it left.", True),
        ("Hello {first_name}, it left.", "Hello {first_name}, it left.", True),
        ("Hello Layla, it left. And I added a card.", "Hello {first_name}, it left.", False),
        ("Hello Layla, " + "I thought of you. " * 20 + ", it left.", "Hello {first_name}, it left.", False),
        ("", "{first_name}", False),
        ("Layla", "{first_name}", False),
        ("نعتذرُ منك", "نعتذر منك", True),
    ],
)
def test_a_reply_is_unchanged_when_only_its_places_were_filled(text: str, reply: str, is_same: bool) -> None:
    assert is_unchanged(text, reply) is is_same


def test_marks_that_only_turn_a_paragraph_are_no_words() -> None:
    assert typed.plain("\u200fiPhone وصل\r\n\u200eabc \u200f x\r") == "iPhone وصل\nabc \u200f x\n"
    assert typed.plain("می\u200cخواهم 👩\u200d🚀") == "می\u200cخواهم 👩\u200d🚀"
