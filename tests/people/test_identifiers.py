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


@given(st.emails())
def test_the_normal_form_of_an_address_is_its_own_normal_form(address: str) -> None:
    once = normal_email(address)
    if once is not None:
        assert normal_email(once) == once


@pytest.mark.parametrize(
    "typed", ["0555 12 34 56", "+995 555 12 34 56", "00995 555123456", "٠٥٥٥ ١٢ ٣٤ ٥٦", "(0555) 12-34-56"]
)
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
