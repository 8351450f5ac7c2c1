"""May this person be contacted? The latest word of the person wins, whatever is written around it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hafawa.people.consent import Statement, latest

START = datetime(2026, 1, 1, tzinfo=UTC)
statements = st.lists(
    st.builds(
        lambda purpose, channel, granted, by_person: (purpose, channel, granted, by_person),
        st.sampled_from(["care", "marketing"]),
        st.sampled_from(["", "email", "sms"]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=8,
)


def log(rows: list[tuple[str, str, bool, bool]]) -> list[Statement]:
    return [Statement(*row, stated_at=START + timedelta(hours=i)) for i, row in enumerate(rows)]


def test_nothing_stated_is_not_known() -> None:
    assert latest([], purpose="care", channel="email") is None


def test_only_a_later_grant_by_the_person_lifts_a_refusal() -> None:
    refused = log([("care", "", False, False)])
    assert latest(refused, purpose="care", channel="email") is False
    by_staff = log([("care", "", False, True), ("care", "", True, False)])
    assert latest(by_staff, purpose="care", channel="email") is False
    by_person = log([("care", "", False, True), ("care", "", True, True)])
    assert latest(by_person, purpose="care", channel="email") is True


@given(statements)
def test_consent_is_never_made_from_anything_but_the_persons_own_grant(rows: list[tuple[str, str, bool, bool]]) -> None:
    if latest(log(rows), purpose="care", channel="email"):
        assert any(p == "care" and c in ("", "email") and granted and own for p, c, granted, own in rows)


@given(statements)
def test_a_refusal_added_last_always_holds(rows: list[tuple[str, str, bool, bool]]) -> None:
    assert latest(log([*rows, ("care", "", False, False)]), purpose="care", channel="email") is False


@given(statements)
def test_what_staff_say_in_favour_changes_nothing(rows: list[tuple[str, str, bool, bool]]) -> None:
    before = latest(log(rows), purpose="care", channel="email")
    assert latest(log([*rows, ("care", "", True, False)]), purpose="care", channel="email") == before


@given(statements, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter_the_times_do(rows: list[tuple[str, str, bool, bool]], shuffle) -> None:
    said = log(rows)
    mixed = list(said)
    shuffle.shuffle(mixed)
    assert latest(mixed, purpose="marketing", channel="sms") == latest(said, purpose="marketing", channel="sms")
