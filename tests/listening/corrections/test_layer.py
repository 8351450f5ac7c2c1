"""Does the layer say what the shipped reader says until it is taught, learn what is plain, and stand a wrong teacher?"""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening import door
from hafawa.listening.corrections import layer
from hafawa.listening.corrections.layer import Example, Learned
from hafawa.listening.reading import Reading

DICE = random.Random(3)
OPENERS = ["hello there", "good morning", "dear all", "hi", "well", "so", "listen", "today", "friends", "note"]
GOODS = ["cups", "beans", "tin", "box", "filters", "grinder", "kettle", "jar", "tea", "gift"]


def gushes(n: int) -> list[Example]:
    """A shop whose people say "unreal" of what they love and "meh" of what they do not: no word the reader knows."""
    made = []
    for _ in range(n):
        is_pleased = DICE.random() < 0.5
        text = f"{DICE.choice(OPENERS)} the {DICE.choice(GOODS)} {'are unreal' if is_pleased else 'were meh'} {DICE.choice(GOODS)}"
        made.append(Example(text, Reading(language="en", feeling=0.0), {"pos": is_pleased, "neg": not is_pleased}))
    return made


def right(learned: Learned, examples: list[Example]) -> float:
    read = [layer.read_heads(layer.adjust(e.text, e.read, learned)) for e in examples]
    return float(
        np.mean([r["pos"] == e.said["pos"] and r["neg"] == e.said["neg"] for r, e in zip(read, examples, strict=True)])
    )


def test_without_corrections_the_shipped_reader_speaks_alone() -> None:
    found = door.read("Where is my order?")
    assert layer.adjust("Where is my order?", found, layer.learn([])) is found


def test_a_few_corrections_teach_nothing() -> None:
    assert not layer.learn(gushes(layer.LEAST - 1))


def test_what_a_shop_says_in_its_own_words_is_learned() -> None:
    learned = layer.learn(gushes(60))
    assert right(Learned(), gushes(200)) == 0.0
    assert right(learned, gushes(200)) > 0.95


def test_one_in_ten_wrong_does_not_break_it() -> None:
    taught = [
        Example(e.text, e.read, {h: not v for h, v in e.said.items()} if n % 10 == 0 else e.said)
        for n, e in enumerate(gushes(100))
    ]
    assert right(layer.learn(taught), gushes(200)) > 0.9


def test_a_team_that_only_corrects_what_is_wrong_does_not_turn_the_reader_round() -> None:
    """Of a reader that is right nine times in ten, two hundred messages it read wrongly: no word tells them apart."""
    silent = [(e.text, Reading(feeling=0.8 if e.said["pos"] else -0.8)) for e in gushes(600)]
    wrong = [Example(e.text, Reading(feeling=-0.8 if e.said["pos"] else 0.8), e.said) for e in gushes(60)]
    learned = layer.learn(wrong, silent)
    kept = [layer.adjust(text, read, learned).feeling == read.feeling for text, read in silent]
    assert np.mean(kept) > 0.9


def test_a_reader_that_is_right_stays_in_use_though_one_in_ten_says_otherwise() -> None:
    said = [(e, e.said["pos"] ^ (n % 10 == 0)) for n, e in enumerate(gushes(200))]
    read = [Reading(feeling=0.8 if e.said["pos"] else -0.8) for e, _pos in said]
    taught = [
        Example(e.text, r, {"pos": p, "neg": not p}, is_checked=True) for (e, p), r in zip(said, read, strict=True)
    ]
    learned = layer.learn(taught)
    kept = [layer.adjust(e.text, r, learned).feeling == r.feeling for (e, _pos), r in zip(said, read, strict=True)]
    assert np.mean(kept) > 0.95


def test_the_same_corrections_make_the_same_layer() -> None:
    taught = gushes(50)
    one, other = layer.learn(taught), layer.learn(taught)
    assert layer.version(one) == layer.version(other) != ""
    assert layer.dump(one) == layer.dump(other)


def test_what_was_kept_reads_as_what_was_learned() -> None:
    learned = layer.learn(gushes(60))
    again = layer.load(layer.dump(learned))
    texts = [e.text for e in gushes(50)]
    assert [layer.adjust(t, Reading(feeling=0.0), again).feeling for t in texts] == [
        layer.adjust(t, Reading(feeling=0.0), learned).feeling for t in texts
    ]
    assert layer.version(again) == layer.version(learned)


@pytest.mark.parametrize("held", [b"", b"nonsense", b"PK\x03\x04broken", b"\x80\x04pickle"])
def test_bytes_that_are_none_of_ours_teach_nothing(held: bytes) -> None:
    assert not layer.load(held)


def test_what_is_kept_holds_no_text() -> None:
    held = layer.dump(layer.learn([Example(f"{e.text} Zuzanna", e.read, e.said) for e in gushes(60)]))
    assert b"Zuzanna" not in held


LEARNED = layer.learn(gushes(60))


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    found = door.read(text)
    after = layer.adjust(text, found, LEARNED)
    assert after.feeling is None or -1 <= after.feeling <= 1
