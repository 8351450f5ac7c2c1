"""Money is whole minor units, whatever the currency's decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.kernel.money import from_minor, minor_digits, show, to_minor


@pytest.mark.parametrize(
    ("currency", "digits"), [("GEL", 2), ("JPY", 0), ("KWD", 3), ("EUR", 2), ("JOD", 3), ("XYZ", 2)]
)
def test_each_currency_has_its_own_minor_unit(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        ("12.34", "GEL", 1234),
        ("1234", "JPY", 1234),
        ("1.234", "KWD", 1234),
        ("0.125", "GEL", 12),
        ("0.135", "GEL", 14),
        ("-5.50", "GEL", -550),
    ],
)
def test_amounts_become_whole_minor_units_half_to_even(amount: str, currency: str, minor: int) -> None:
    assert to_minor(Decimal(amount), currency=currency) == minor


@given(st.integers(-(10**15), 10**15), st.sampled_from(["GEL", "JPY", "KWD"]))
def test_minor_units_come_back_unchanged(minor: int, currency: str) -> None:
    assert to_minor(from_minor(minor, currency=currency), currency=currency) == minor


def test_money_is_shown_with_its_decimals_and_the_readers_digits() -> None:
    assert show(123450, currency="GEL", language="en") == "GEL 1,234.50".replace(" ", "\xa0")
    assert "₾" in show(123450, currency="GEL", language="ka")
    assert "1,235" in show(1235, currency="JPY", language="en")
    assert "1.235" in show(1235, currency="KWD", language="en")
    assert "1,234.50" in show(123450, currency="GEL", language="ar")


@pytest.mark.parametrize(("currency", "sign"), [("BRL", "R$"), ("USD", "US$"), ("CAD", "CA$")])
def test_a_sign_stays_behind_its_letters_where_the_line_runs_from_the_right(currency: str, sign: str) -> None:
    assert f"{sign}\u200e" in show(73, currency=currency, language="ar")
    assert "\u200e" not in show(73, currency=currency, language="en")
    assert "\u200e" not in show(73, currency="AED", language="ar")
