"""What looks like something about a person is blacked out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.operations.redaction import MOST, redacted


@pytest.mark.parametrize(
    "secret",
    [
        "layla.haddad+shop@example.com", "ليلى@مثال.امارات", "+995 599 12 34 56", "0599-123-456", "(599) 123456",
        "4111111111111111", "ليلى حدّاد", "გიორგი ბერიძე", "'my parcel is late'", '"Where is it?"', "“so sorry”",
    ],
)  # fmt: skip
def test_what_could_be_about_a_person_is_gone(secret: str) -> None:
    said = redacted(f"could not keep {secret} of row 12")
    assert secret.strip("'\"“”") not in said
    assert said.startswith("could not keep [")
    assert said.endswith("of row 12")


def test_the_values_postgresql_quotes_are_gone_and_the_column_stays() -> None:
    said = redacted("duplicate key: DETAIL: Key (email)=(layla at home) already exists.")
    assert "layla" not in said
    assert "(email)" in said


def test_a_text_stays_on_one_line_so_that_nobody_can_forge_one() -> None:
    assert "\n" not in redacted("a\n2026-01-01T00:00:00Z INFO hafawa.requests: forged\r\x1b[2J")


@given(st.text(max_size=2000))
def test_any_text_comes_out_short_and_in_plain_letters(text: str) -> None:
    said = redacted(text)
    assert len(said) <= MOST + 1
    assert said.rstrip("…").isascii()
