"""Who is given a new conversation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hafawa.conversations.assigning import Colleague, choose, given

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)


def test_whoever_keeps_the_relation_gets_it_however_much_waits_with_them() -> None:
    assert choose([Colleague(1, 40), Colleague(2, 0)], owner_id=1) == 1


def test_an_owner_who_does_not_answer_is_passed_over() -> None:
    assert choose([Colleague(1, 4), Colleague(2, 0)], owner_id=9) == 2


def test_the_one_with_least_then_the_one_whose_turn_is_longest_ago() -> None:
    rested = Colleague(3, 1, NOW - timedelta(hours=5))
    assert choose([Colleague(1, 2), Colleague(2, 1, NOW), rested]) == 3


def test_ten_conversations_go_round() -> None:
    team, got = [Colleague(1, 0), Colleague(2, 0), Colleague(3, 0)], []
    for n in range(9):
        got.append(choose(team))
        team = given(team, got[-1], at=NOW + timedelta(seconds=n))
    assert got == [1, 2, 3] * 3


def test_nobody_is_nobody() -> None:
    assert choose([]) is None
