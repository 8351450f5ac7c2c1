"""A call is suggested where writing does not settle it, and never to somebody who asked not to be called."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hafawa.conversations.calls import rather
from hafawa.conversations.calls.rather import ANGRY, CONFIDENTIAL, LONG, MANY, Thread, reasons
from hafawa.playbooks.registry import playbooks

PLAIN = Thread(exchanges=2, is_unresolved=True)


@pytest.mark.parametrize(
    ("thread", "found"),
    [
        (PLAIN, ()),
        (replace(PLAIN, exchanges=7), ()),
        (replace(PLAIN, exchanges=8), (MANY,)),
        (replace(PLAIN, exchanges=40, is_unresolved=False), ()),
        (replace(PLAIN, anger=0.5), (ANGRY,)),
        (replace(PLAIN, feeling=-0.6), (ANGRY,)),
        (replace(PLAIN, feeling=-0.5), ()),
        (replace(PLAIN, anger=0.9, is_unresolved=False), ()),
        (replace(PLAIN, tenure_days=5000), ()),
        (replace(PLAIN, tenure_days=730, exchanges=4), (MANY, LONG)),
        (replace(PLAIN, tenure_days=729, exchanges=4), ()),
        (replace(PLAIN, anger=0.9, exchanges=4), (MANY, ANGRY)),
        (replace(PLAIN, is_confidential=True, is_unresolved=False), (CONFIDENTIAL,)),
        (Thread(9, is_unresolved=True, anger=1, tenure_days=900, is_confidential=True), rather.REASONS),
    ],
)
def test_each_sign_counts_as_it_is_written(thread: Thread, found: tuple[str, ...]) -> None:
    assert reasons(thread) == found


def test_nobody_is_called_against_their_word_or_without_a_number() -> None:
    loud = Thread(40, is_unresolved=True, anger=1, is_confidential=True)
    assert reasons(loud)
    assert reasons(replace(loud, refuses_calls=True)) == ()
    assert reasons(replace(loud, has_number=False)) == ()


def test_the_playbook_asks_for_the_same_number_of_exchanges() -> None:
    assert f"exchanges >= {rather.EXCHANGES} " in playbooks()["call_after_many_exchanges"].who
