"""Is a message joined to a conversation only by someone who takes part in it, whatever the order of the files?"""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.channels.mail.threading import Conversation, Node, keys, number

LAYLA, GIORGI, STRANGER, SHOP = (number(x) for x in ("layla@x.example", "giorgi@x.example", "s@evil.example", "shop"))


def message(
    own: int,
    *parents: int,
    sender: int = LAYLA,
    outside: tuple[int, ...] | None = None,
    ours: bool = False,
    at: float = 0,
) -> Node:
    """A node; one of ours goes to Layla unless said otherwise."""
    return Node(own, parents, sender, outside or ((LAYLA,) if ours else (sender,)), ours, at or own)


STORY = [
    message(1),
    message(2, 1, sender=SHOP, ours=True),
    message(3, 2, 1),
    message(4, sender=GIORGI),
    message(5, 4, sender=SHOP, outside=(GIORGI,), ours=True),
    message(6, 3, 2, 1, sender=STRANGER),
]


def test_an_answer_joins_the_conversation_it_answers() -> None:
    found = keys(STORY)
    assert found[0] == found[1] == found[2]
    assert found[3] == found[4] != found[0]


def test_a_stranger_who_quotes_an_id_starts_a_conversation_of_their_own() -> None:
    found = keys(STORY)
    assert found[5] not in found[:5]


def test_the_order_of_the_files_does_not_matter() -> None:
    expected = dict(zip([n.own_id for n in STORY], keys(STORY), strict=True))
    for seed in range(20):
        mixed = random.Random(seed).sample(STORY, len(STORY))
        assert dict(zip([n.own_id for n in mixed], keys(mixed), strict=True)) == expected


def test_a_parent_with_a_clock_ahead_is_still_placed_first() -> None:
    first, second = message(1, at=99), message(2, 1, at=5)
    assert len(set(keys([second, first]))) == 1


def test_someone_in_copy_may_answer() -> None:
    found = keys([message(1, outside=(LAYLA, GIORGI)), message(2, 1, sender=GIORGI)])
    assert found[0] == found[1]


def test_what_we_write_joins_only_when_it_goes_to_someone_in_it() -> None:
    found = keys([message(1), message(2, 1, sender=SHOP, outside=(GIORGI,), ours=True)])
    assert found[0] != found[1]


def test_answers_to_a_message_that_is_missing_find_one_another() -> None:
    found = keys([message(8, 7, 1), message(9, 7, 1), message(10, 7, 1, sender=STRANGER)])
    assert found[0] == found[1] == 1
    assert found[2] not in found[:2]


def test_the_root_that_comes_in_later_gets_the_key_its_answers_have() -> None:
    early = keys([message(8, 1)])
    late = keys([message(1)], known={1: [Conversation(early[0], {LAYLA})]})
    assert early == late


def test_the_root_of_someone_else_does_not_take_their_conversation() -> None:
    early = keys([message(8, 1, sender=STRANGER)])
    assert keys([message(1)], known={1: [Conversation(early[0], {STRANGER})]}) != early


def test_a_conversation_in_the_timeline_goes_on_for_those_in_it() -> None:
    known = {5: [Conversation(77, {LAYLA})]}
    assert keys([message(8, 5), message(9, 5, sender=STRANGER)], known=known)[0] == 77
    assert keys([message(9, 5, sender=STRANGER)], known=known) != [77]


def test_messages_that_answer_one_another_in_a_ring_are_placed() -> None:
    assert len(set(keys([message(1, 2), message(2, 1)]))) == 1


def test_a_line_of_ten_thousand_answers_is_one_conversation() -> None:
    line = [message(n, *([n - 1] if n > 1 else []), at=20_000 - n) for n in range(1, 10_001)]
    assert set(keys(line)) == {1}


NODES = st.builds(
    message,
    st.integers(1, 12),
    st.integers(1, 12),
    sender=st.sampled_from([LAYLA, GIORGI, STRANGER]),
    at=st.floats(1, 50),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(NODES, max_size=25))
def test_every_message_has_a_conversation_and_no_one_is_let_into_anothers(nodes: list[Node]) -> None:
    found = keys(nodes)
    assert len(found) == len(nodes)
    for one, key in zip(nodes, found, strict=True):
        others = [n for n, k in zip(nodes, found, strict=True) if k == key]
        assert all(n.sender == one.sender for n in others)  # nobody here has anybody in copy
