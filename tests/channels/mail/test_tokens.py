"""Does an id of ours prove its conversation, and no other?"""

from __future__ import annotations

import pytest

from hafawa.channels.mail import threading, tokens
from hafawa.channels.mail.threading import Conversation, Node, number

OLD, NEW = b"an earlier secret", b"the present secret"
KEY = 0x0123456789ABCDEF
OURS = tokens.message_id(KEY, nonce="a1b2", domain="shop.example", secret=NEW)


def test_what_was_made_is_recognised_also_under_an_earlier_secret() -> None:
    assert tokens.key_of(OURS, secrets=[NEW]) == KEY
    assert tokens.key_of(OURS, secrets=[b"another", NEW]) == KEY
    root = tokens.root(KEY, domain="shop.example", secret=OLD)
    assert tokens.keys([root, "else@x", OURS, root], secrets=[NEW, OLD]) == (KEY,)


@pytest.mark.parametrize(
    "forged",
    [
        OURS.replace(f"{KEY:016x}", f"{KEY ^ 1:016x}"),
        OURS.replace(OURS.split(".")[2][:4], "0000"),
        OURS.partition("@")[0],
        OURS.upper(),
        "." + OURS,
        "",
        "a" * 100_000,
    ],
)
def test_what_was_changed_proves_nothing(forged: str) -> None:
    assert tokens.key_of(forged, secrets=[NEW]) is None


def test_one_of_another_installation_proves_nothing() -> None:
    assert tokens.key_of(OURS, secrets=[OLD]) is None
    assert tokens.key_of(OURS, secrets=[]) is None


LAYLA, MALLORY, SHOP = number("layla@x"), number("mallory@x"), number("shop@shop")


def node(own: str, sender: int, *, parents: tuple[str, ...] = (), token: int | None = KEY, ours: bool = False) -> Node:
    outside = (LAYLA,) if ours else (sender,)
    keys = () if token is None else (token,)
    return Node(number(own), tuple(map(number, parents)), sender, outside, ours, 0.0, keys)


def known() -> dict[int, list[Conversation]]:
    return {KEY: [Conversation(KEY, {LAYLA})]}


def test_a_token_joins_who_takes_part_and_nobody_else() -> None:
    assert threading.keys([node("a", LAYLA)], known=known()) == [KEY]
    assert threading.keys([node("a", MALLORY)], known=known()) != [KEY]
    assert threading.keys([node("a", LAYLA, token=None)], known=known()) != [KEY]


def test_a_stranger_with_the_token_of_a_conversation_nobody_knows_does_not_get_its_key() -> None:
    assert threading.keys([node("a", MALLORY)]) != [KEY]


def test_our_own_message_says_itself_which_conversation_it_began() -> None:
    assert threading.keys([node("a", SHOP, parents=("root",), ours=True)]) == [KEY]
    both = [node("a", SHOP, ours=True), node("b", LAYLA, parents=("another id",))]
    assert threading.keys(both) == [KEY, KEY]


def test_a_key_is_read_from_a_mail_ref_only() -> None:
    assert threading.key_in(threading.ref(KEY)) == KEY
    assert threading.key_in("chat:abc") is None
    assert threading.key_in(threading.ref(KEY) + "0") is None
