"""Keys find the same person however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.people.identifiers import normal_customer_id, normal_email, normal_phone


@pytest.mark.parametrize(
    "typed", ["Layla@Example.COM", " layla@example.com ", "<layla@example.com>", "ｌayla@example.com"]
)
def test_an_address_is_one_however_it_is_typed(typed: str) -> None:
    assert normal_email(typed) == "layla@example.com"


@pytest.mark.parametrize(
    "typed", ["", "layla", "layla@", "@example.com", "a@b", "two@x.com, three@x.com", "a" * 250 + "@x.com"]
)
def test_what_is_no_address_is_none(typed: str) -> None:
    assert normal_email(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "lay\u200bla@example.com", "layla@example.com\u200b", "\u202alayla@example.com\u202c", "la\u00adyla@example.com",
        "\ufefflayla@example.com", "layla@exam\u2060ple.com", "layla\ufe0f@example.com", "l\U000e0061ayla@example.com",
        "\u202elayla@example.com", "layla@example.com.", "<layla@example.com >",
    ],
)  # fmt: skip
def test_what_nobody_sees_makes_no_other_address(typed: str) -> None:
    assert normal_email(typed) == "layla@example.com"


@pytest.mark.parametrize(
    "typed",
    [
        "l\u0430yla@example.com",
        "layla@ex\u0430mple.com",
        "l\u0251yla@example.com",
        "layla@example.com\u0307",
        "laylä@example.com",
    ],
)
def test_an_address_of_letters_that_only_look_alike_is_another(typed: str) -> None:
    assert normal_email(typed) not in {None, "layla@example.com"}


def test_the_turkish_letters_i_stay_apart() -> None:
    assert len({normal_email(f"{letter}@x.org") for letter in ("i", "ı", "İ")}) == 3


@pytest.mark.parametrize(
    ("one", "other"), [("é@x.org", "e\u0301@x.org"), ("a@bücher.de", "a@xn--bcher-kva.de"), ("ᲜᲘᲜᲝ@x.ge", "ნინო@x.ge")]
)
def test_two_ways_to_write_the_same_letters_are_one_address(one: str, other: str) -> None:
    assert normal_email(one) == normal_email(other) is not None


@pytest.mark.parametrize(
    "typed",
    ["a\x01@x.org", "a\0@x.org", "a\ud800@x.org", "a\u0378@x.org", "a\ue000@x.org", "\u200b@x.org", "a@\u200b.org"],
)
def test_what_is_no_letter_is_in_no_key(typed: str) -> None:
    assert normal_email(typed) is None
    if "\u200b" not in typed:
        assert normal_customer_id(typed, source="shop") is None


@given(st.emails())
def test_the_normal_form_of_an_address_is_its_own_normal_form(address: str) -> None:
    once = normal_email(address)
    if once is not None:
        assert normal_email(once) == once


@pytest.mark.parametrize(
    "typed", ["0555 12 34 56", "+995 555 12 34 56", "00995 555123456", "٠٥٥٥ ١٢ ٣٤ ٥٦", "(0555) 12-34-56",
     "\u202a+995 555 12 34 56\u202c", "۰۵۵۵ ۱۲ ۳۴ ۵۶", "+995\u200b555\u2066123456", "\u00ad0555123456"]
)  # fmt: skip
def test_a_phone_is_one_however_it_is_typed(typed: str) -> None:
    assert normal_phone(typed, country="GE") == "+995555123456"


@pytest.mark.parametrize("typed", ["", "call me", "12", "0555 12 34 56"])
def test_a_local_number_of_no_country_is_none(typed: str) -> None:
    assert normal_phone(typed, country="") is None


@given(st.integers(10**7, 10**9 - 1), st.sampled_from(["GE", "AE", "GB", "EG"]))
def test_the_normal_form_of_a_phone_is_its_own_normal_form(number: int, country: str) -> None:
    once = normal_phone(str(number), country=country)
    if once is not None:
        assert normal_phone(once, country="") == once


def test_customer_numbers_of_two_systems_never_meet() -> None:
    assert normal_customer_id("١٢", source="till") == "till:12"
    assert normal_customer_id("12", source="shop") != normal_customer_id("12", source="till")
    assert normal_customer_id("  ", source="till") is None


def test_a_customer_number_is_one_whatever_nobody_sees_in_it() -> None:
    assert (
        normal_customer_id("A\u200b-1\u202e", source="till") == normal_customer_id("Ａ-1", source="till") == "till:A-1"
    )


def test_two_long_customer_numbers_are_never_cut_to_one() -> None:
    """Cut, they would be one person."""
    long = "7" * 320
    assert normal_customer_id(f"{long}1", source="till") is None
    assert normal_customer_id("7" * 315, source="till") is not None


@given(st.text(max_size=60))
def test_whatever_is_typed_a_key_is_its_own_normal_form_and_can_be_seen(text: str) -> None:
    for found in (normal_email(text), normal_email(f"{text}@x.org")):
        assert found is None or (normal_email(found) == found and found.isprintable())
    number = normal_customer_id(text, source="till")
    assert number is None or normal_customer_id(number.removeprefix("till:"), source="till") == number
