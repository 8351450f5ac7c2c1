"""A minute is a minute in every language, and leaves out no kind of thing."""

from __future__ import annotations

from hafawa.conversations.calls import minute


def test_a_minute_holds_fewer_words_of_a_language_that_is_read_slower() -> None:
    assert minute.most_words("ar") < minute.most_words("ka") < minute.most_words("en")
    assert minute.most_words("xx") == minute.most_words("ar")
    for language in ("en", "ar", "ka", "en-GB"):
        assert minute.seconds(minute.most_words(language), language=language) == 60


def test_a_cut_text_shows_that_it_was_cut() -> None:
    assert minute.cut("one  two\nthree", most=3) == "one two three"
    assert minute.cut("one two three four", most=3) == "one two three…"


def test_every_kind_has_its_first_line_before_any_has_its_second() -> None:
    parts = [["a " * 10, "b " * 10], ["c " * 10], [], ["d " * 10, "e " * 2]]
    assert minute.fitting(parts, most=32) == [1, 1, 0, 2]
    assert minute.fitting(parts, most=1000) == [2, 1, 0, 2]
    assert minute.fitting(parts, most=0) == [1, 1, 0, 1]


def test_a_line_left_out_lets_no_later_one_of_its_kind_in() -> None:
    assert minute.fitting([["a", "b " * 50, "c"]], most=5) == [1]
