"""An exception is told by its kind and place."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection

from hafawa.kernel import faults
from hafawa.team.models import User


def test_words_are_left_out_and_what_is_no_data_stays() -> None:
    assert faults.kind(ValueError("layla@example.com")) == "ValueError"
    assert faults.kind(FileNotFoundError(2, "No such file or directory", "/home/layla")) == (
        "FileNotFoundError (No such file or directory)"
    )
    assert faults.kind(ModuleNotFoundError("x", name="hafawa.none")) == "ModuleNotFoundError (hafawa.none)"


def test_a_broken_constraint_is_named_without_the_value_that_broke_it(db: None) -> None:
    User.objects.create_user(email="layla@example.com", password="a long sentence", name="Layla")
    with pytest.raises(IntegrityError) as caught:
        User.objects.create_user(email="layla@example.com", password="a long sentence", name="Layla")
    told = faults.kind(caught.value)
    assert "layla" not in told
    assert "team_user" in told
    assert connection.vendor == "postgresql" or "email" in told


def test_each_cause_is_told_once_even_in_a_ring() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert list(faults.chain(first)) == [first, second]


def test_a_cause_that_was_silenced_stays_silent() -> None:
    with pytest.raises(KeyError) as caught:
        _silence_a_cause()
    assert [type(e) for e in faults.chain(caught.value)] == [KeyError]


def test_places_are_short_and_lead_inwards() -> None:
    with pytest.raises(KeyError) as caught:
        _silence_a_cause()
    found = faults.places(caught.value.__traceback__)
    assert found[0].startswith("test_faults.py:")
    assert found[-1].endswith("in _silence_a_cause")


def _silence_a_cause() -> None:
    try:
        int("a")
    except ValueError:
        raise KeyError("b") from None
