"""Are words, clauses and windows cut the same in three scripts?"""

from __future__ import annotations

from hafawa.listening.routine.cutting import MOST_WORDS, WINDOW, cut, variety_of


def test_numbers_and_codes_are_one_word() -> None:
    assert cut("Where is order 40331, GC3391?").words == ("where", "is", "order", "#", "#")


def test_words_spelt_with_digits_are_words() -> None:
    assert cut("allah yer7amo 3ayza 8kg se15 2nd x").words == ("allah", "yer7amo", "3ayza", "#", "#", "#", "x")


def test_clauses_end_at_marks_and_lines() -> None:
    found = cut("Hello, are you open? We come\nat eight")
    assert [found.words[a:b] for a, b in found.clauses] == [
        ("hello",), ("are", "you", "open"), ("we", "come"), ("at", "eight"),
    ]  # fmt: skip


def test_every_run_of_six_words_is_a_window() -> None:
    words = cut("one two three four five six seven eight").words
    assert [len(w) for w in cut(" ".join(words)).windows()] == [WINDOW] * 3
    assert cut("just three words").windows() == [("just", "three", "words")]
    assert cut("!?").windows() == []


def test_georgian_is_spelt_one_way_in_both_scripts() -> None:
    assert cut("რა ღირს").words == cut("ra ghirs", language="ka").words


def test_the_variety_tells_the_script() -> None:
    assert variety_of("متى تفتحون") == "ar"
    assert variety_of("emta bteftaho", language="ar") == "ar-Latn"
    assert variety_of("gamarjoba, rodis xart gaxsnili", language="ka") == "ka-Latn"
    assert variety_of("When are you open?") == "en"


def test_a_novel_is_not_read_to_its_end() -> None:
    assert len(cut("word " * 100_000).words) == MOST_WORDS + 1
