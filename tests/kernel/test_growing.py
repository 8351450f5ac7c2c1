"""ReDoS: does reading what strangers wrote grow with the text, and not with its square? By the processor's clock."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable

import pytest

from tests.kernel.growing import PIECES, WORK

SHORT, LONG = 3_000, 12_000


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    with contextlib.suppress(Exception):  # what it cannot take it refuses; whether it does so soon is asked here
        work(text)
    return time.process_time() - begun


def _is_steep(work: Callable[[str], object], piece: str) -> bool:
    """Four times the text takes more than nine times as long, measured again before it is believed."""
    for _ in range(3):
        short, long = (_seconds(work, (piece * n)[:n]) for n in (SHORT, LONG))
        if long < 9 * max(short, 0.02):
            return False
    return True


@pytest.mark.parametrize("name", WORK)
def test_redos_four_times_the_text_is_about_four_times_the_work(name: str) -> None:
    assert [piece for piece in PIECES if _is_steep(WORK[name], piece)] == []


def test_redos_the_watch_finds_a_square() -> None:
    """The test can fail."""
    assert _is_steep(re.compile(r"\s*\w*\s*[bc]").search, "a")
