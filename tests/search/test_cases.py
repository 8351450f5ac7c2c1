"""What somebody types finds what they mean: the hand-written questions, and what was reached does not slip."""

from __future__ import annotations

import pytest

from tests.search import hand_written

pytestmark = pytest.mark.django_db


def test_what_was_meant_comes_first() -> None:
    made = hand_written.fill()
    for split, first, five in (("dev", 0.98, 0.98), ("test", 0.93, 0.93)):
        asked = hand_written.questions(split)
        places = [hand_written.place(question, hand_written.answers(question, made)) for question in asked]
        assert sum(place == 1 for place in places) / len(asked) >= first
        assert sum(place > 0 for place in places) / len(asked) >= five


def test_the_questions_are_enough_and_each_means_something_that_is_there() -> None:
    asked, things = hand_written.questions(), {row[0] for row in hand_written.rows("shop.txt")}
    assert len(asked) >= 150
    assert all(question.meant and question.meant <= things for question in asked)
    assert len({(question.sort, question.text) for question in asked}) == len(asked)
