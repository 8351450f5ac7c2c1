"""The same content is the same bytes, whichever database it came from; and nothing is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.backups import canonical

COLUMNS = (("a", "text"), ("b", "json"), ("c", "instant"), ("d", "bool"), ("e", "number"), ("f", "float"))


def line(vendor: str, *row: Any) -> bytes:
    return canonical.writer(COLUMNS, vendor=vendor)(row)


def test_a_row_of_either_database_is_the_same_line() -> None:
    sqlite = line("sqlite", "ليلى\n", '{"b": 1, "a": [1.0, -0.0]}', "2026-01-02 03:04:05.600000", 1, 7, 0.5)
    postgresql = line("postgresql", "ليلى\n", '{"a": [1.0, 0.0], "b": 1}', "2026-01-02 03:04:05.6+00", "t", "7", "0.5")
    assert sqlite == postgresql
    assert json.loads(sqlite) == ["ليلى\n", {"a": [1.0, 0.0], "b": 1}, "2026-01-02T03:04:05.600000Z", True, 7, 0.5]


@pytest.mark.parametrize(
    ("sqlite", "postgresql"),
    [
        ("1e+16", "10000000000000000"),
        ("1.5e+300", "15" + "0" * 299),
        ("1e-07", "0.0000001"),
        ("-0.0", "0.0"),
        ("9007199254740993", "9007199254740993"),
    ],
)
def test_a_number_is_the_same_in_the_json_of_both(sqlite: str, postgresql: str) -> None:
    assert line("sqlite", "", sqlite, None, 0, 0, 0.0) == line("postgresql", "", postgresql, None, "f", "0", "0")


@given(
    st.text(),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e15, 1e15, allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    ),
)
def test_what_goes_into_sqlite_comes_back_out_of_it(text: str, value: Any) -> None:
    stored = json.dumps(value)
    first = line("sqlite", text, stored, "2026-01-02 03:04:05", 1, 7, 0.5)
    again = canonical.reader(COLUMNS, vendor="sqlite")(first)
    assert again[0] == text
    assert json.loads(again[1]) == value
    assert again[2] == "2026-01-02 03:04:05"
    assert line("sqlite", *again) == first


@pytest.mark.parametrize("stored", ["null", '{"$json": null}', '{"$json": {"$json": 1}}', None])
def test_the_null_of_json_is_not_the_absence_of_json(stored: str | None) -> None:
    again = canonical.reader(COLUMNS, vendor="sqlite")(line("sqlite", "", stored, None, 1, 7, 0.5))
    assert again[1] == stored


@pytest.mark.parametrize("wrong", [b"[1]\n", b"{}\n", b"\xff\n", b'["a"'])
def test_what_is_no_such_row_is_an_error(wrong: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        canonical.reader(COLUMNS, vendor="sqlite")(wrong)
