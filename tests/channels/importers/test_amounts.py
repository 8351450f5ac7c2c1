"""Money is read as it is written, in many countries' hands, or not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.channels.importers import amounts
from hafawa.channels.importers.amounts import DECIMALS, NotAnAmount, amount

WRITTEN = {
    "1234.50": ".", "1,234.50": ".", "1234,50": ",", "1.234,50": ",", "1 234,50": ",", "1\u00a0234,50": ",", "1\u202f234,50": ",",
    "1'234.50": ".", "1’234.50": ".", "١٬٢٣٤٫٥٠": ".", "۱٬۲۳۴٫۵۰": ".", "₾1,234.50": ".", "1.234,50€": ",", "US$ 1,234.50": "",
    "GEL1234.50": ".", "1234.50GEL": ".", "R$1.234,50": ",", "1 234,50 zł": ",", "１２３４.50": ".",
}  # fmt: skip


@pytest.mark.parametrize("cell", [cell for cell, decimal in WRITTEN.items() if decimal])
def test_thousands_and_decimals_of_many_countries_are_one_amount(cell: str) -> None:
    assert amount(cell, decimal=WRITTEN[cell]) == Decimal("1234.50")
    assert WRITTEN[cell] in amounts.possible_decimals([cell])


@pytest.mark.parametrize(
    "cell", ["-1234.50", "(1,234.50)", "1234.50-", "−1234.50", "$-1234.50", "-$1,234.50", "(1234.50 USD)"]
)
def test_whichever_way_less_than_nothing_is_written(cell: str) -> None:
    assert amount(cell, decimal=".") == Decimal("-1234.50")


@pytest.mark.parametrize(
    "cell",
    [
        "12€34", "12EUR34", "1$2", "1USD2.50", "12 lei 34", "5.-", "1e9", "1E5", "NaN", "inf", "-inf", "Infinity", "1e400", "0x10",
        "1_000", "10^6", "½", "²", "1/2", "--5", "-(5)", "(-5)", "+-5", "5--", "()", "-", "$", "€€5", "1.2.3", "1,2,3", ".5", "5.",
        "1234567890123456", "1" * 400, "٪5", "5%", "12:30", "=1+1", "1\u200b2", "\0", "1 2", "12 34", "1\n2", "５．５．５", "",
    ],
)  # fmt: skip
def test_what_is_not_plainly_an_amount_is_not_guessed(cell: str) -> None:
    for decimal in DECIMALS:
        with pytest.raises(NotAnAmount):
            amount(cell, decimal=decimal)


@given(st.text(alphabet="0123456789.,' -+()€$GELeE٣۴٫٬½²_x", max_size=20), st.sampled_from(DECIMALS))
def test_whatever_is_written_an_amount_has_the_digits_of_its_cell(cell: str, decimal: str) -> None:
    try:
        found = amount(cell, decimal=decimal)
    except NotAnAmount:
        return
    assert found.is_finite()
    told = "".join(str(int(c)) for c in cell if c.isdecimal())
    assert told.strip("0") == "".join(c for c in f"{found:f}" if c.isdigit()).strip("0")
