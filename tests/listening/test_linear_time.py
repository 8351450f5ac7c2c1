"""Does the work of reading grow with the text, not with its square? Counted in steps, not in seconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hafawa.listening.door import read
from hafawa.listening.extraction.promises import find
from hafawa.listening.language import LONGEST as LONGEST_TOLD
from hafawa.listening.language import tell
from hafawa.listening.sentences import LONGEST, split
from tests.listening.hand_written import SAID_AT, ZONE
from tests.listening.work import steps

HOSTILE = (
    "On x ",
    "not ",
    "my order ",
    "where is my ",
    "a",
    "7a3b",
    "?!.",
    "> ",
    "\n",
    "ما وصل الطلب ",
    "والوالوال",
    "არ მოსულა ამანათი ",
    "we will call you in ",
    "' ",
    "🙂",
)


def _steps(work: Callable[[str], object], text: str) -> int:
    return steps(lambda: work(text))


def _promises(text: str) -> object:
    return find(text, said_at=SAID_AT, zone=ZONE, language="en")


@pytest.mark.parametrize("work", [read, _promises, tell], ids=["read", "promises", "tell"])
@pytest.mark.parametrize("piece", HOSTILE)
def test_twice_the_text_is_at_most_about_twice_the_work(work: Callable[[str], object], piece: str) -> None:
    short = piece * (1500 // len(piece))
    work(short + short)  # fill the caches of words
    once, twice = _steps(work, short), _steps(work, short + short)
    assert twice <= 2.6 * once + 200


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_text_without_end_costs_no_more_than_the_longest_that_is_read(piece: str) -> None:
    endless = piece * 200_000
    assert sum(len(" ".join(s.pieces)) for s in split(endless)) <= 3 * LONGEST
    assert tell(endless) == tell(endless[:LONGEST_TOLD])
