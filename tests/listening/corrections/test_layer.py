"""Does the layer say what the shipped reader says until it is taught, learn what is plain, and stand a wrong teacher?"""

from __future__ import annotations

import dataclasses
import random
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hafawa.listening import door
from hafawa.listening.corrections import layer, stance
from hafawa.listening.corrections.layer import Learned
from hafawa.listening.corrections.lessons import Example
from hafawa.listening.reading import KINDS, Reading

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
    read = [stance.read_heads(layer.adjust(e.text, e.read, learned)) for e in examples]
    return float(
        np.mean([r["pos"] == e.said["pos"] and r["neg"] == e.said["neg"] for r, e in zip(read, examples, strict=True)])
    )


def test_without_corrections_the_shipped_reader_speaks_alone() -> None:
    found = door.read("Where is my order?")
    assert layer.adjust("Where is my order?", found, layer.learn([])) is found


def test_a_few_corrections_are_remembered_and_teach_nothing_of_other_messages() -> None:
    few = gushes(layer.LEAST - 1)
    learned = layer.learn(few)
    assert not learned.heads
    assert right(learned, few) > 0.95
    found = Reading(feeling=0.0)
    assert layer.adjust("my sister says that lamps are unreal", found, learned) is found


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
    assert right(learned, [dataclasses.replace(e, read=sure(e)) for e in gushes(300)]) > 0.95


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


def test_one_correction_holds_for_messages_that_say_nearly_the_same() -> None:
    text = "Hello, my order 1234 came but the box was empty when I opened it"
    said = Example(text, Reading(feeling=0.0), {"neg": True, "pos": False, "complaint": True})
    learned = layer.learn([said])
    for alike in (text, text.upper(), "hello my order 98765 came, but the box was empty when I opened it!"):
        found = layer.adjust(alike, Reading(feeling=0.0), learned)
        assert (found.feeling or 0) < -0.25
        assert found.is_complaint
    other = "Hello, my order 1234 came and the box was lovely when I opened it"
    assert layer.adjust(other, Reading(feeling=0.8), learned).feeling == 0.8


def test_what_was_said_to_be_mixed_is_mixed_where_it_is_said_again() -> None:
    text = "lovely cake but the box was crushed again when it came"
    learned = layer.learn([Example(text, Reading(feeling=0.8), {"neg": True, "pos": True})])
    assert layer.adjust(text, Reading(feeling=0.8), learned).feeling == -0.1


def test_nothing_is_copied_where_the_shipped_reader_sees_a_difference() -> None:
    said = Example("the soup was good tonight and the bread as well", Reading(feeling=0.8), {"pos": False, "neg": True})
    learned = layer.learn([said])
    other = Reading(feeling=-0.8)
    assert layer.adjust("the soup was not good tonight and the bread as well", other, learned) is other


def test_two_who_disagree_of_the_same_words_leave_it_as_it_was() -> None:
    text, read = "just what I needed after a day like this", Reading(feeling=0.0)
    learned = layer.learn([Example(text, read, {"pos": pos, "neg": not pos}) for pos in (True, False)])
    assert layer.adjust(text, read, learned) is read


def test_of_a_word_or_two_one_correction_is_not_enough() -> None:
    once = Example("ok", Reading(), {"complaint": True})
    assert not layer.adjust("ok", Reading(), layer.learn([once])).is_complaint
    assert layer.adjust("ok", Reading(), layer.learn([once, once])).is_complaint


def test_a_correction_taken_back_leaves_what_was_learned_without_it() -> None:
    taught = gushes(80)
    without = layer.learn(taught[:40] + taught[41:])
    assert layer.version(layer.learn(taught)) != layer.version(without)
    assert layer.dump(layer.learn(taught[:40] + taught[41:])) == layer.dump(without)


def unsure(n: int, *, share: float) -> list[Example]:
    """Messages in words that tell nothing, of which the shipped reader thinks one in three a complaint and says none."""
    chances = dict.fromkeys(KINDS, 0.02) | {"positive": 0.5, "neutral": 0.9, "angry": 0.02, "complaint": 0.35}
    found = Reading(chances=chances, cuts=dict.fromkeys((*KINDS, "angry"), 0.6))
    texts = [" ".join(DICE.sample(OPENERS + GOODS, 6)) for _ in range(n)]
    return [Example(t, found, {"complaint": i < share * n}, is_checked=True) for i, t in enumerate(texts)]


@pytest.mark.parametrize(("share", "is_claimed"), [(0.9, True), (0.1, False)])
def test_a_shop_where_a_thing_is_common_claims_it_sooner(share: float, is_claimed: bool) -> None:
    taught = unsure(200, share=share)
    DICE.shuffle(taught)
    learned = layer.learn(taught)
    claimed = [layer.adjust(e.text, e.read, learned).is_complaint for e in unsure(100, share=0.5)]
    assert (np.mean(claimed) > 0.8) == is_claimed
    assert (np.mean(claimed) < 0.2) != is_claimed


def test_messages_turned_round_do_not_make_rare_things_common() -> None:
    """One message in ten is said to be everything it is not: a complaint is still none."""
    taught = [Example(e.text, sure(e), truth(e), is_checked=True) for e in gushes(300)]
    wrong = [
        dataclasses.replace(e, said={h: not v for h, v in e.said.items()}) if n % 10 == 0 else e
        for n, e in enumerate(taught)
    ]
    learned = layer.learn(wrong)
    after = [layer.adjust(e.text, sure(e), learned) for e in gushes(200)]
    assert not any(found.is_complaint or found.kinds for found in after)


def sure(example: Example) -> Reading:
    """What a reader says that is right, and calm about the kinds."""
    positive = 0.9 if example.said["pos"] else 0.1
    chances = dict.fromkeys(KINDS, 0.02) | {"positive": positive, "neutral": 0.1, "angry": 0.02}
    cuts = dict.fromkeys((*KINDS, "angry"), 0.5)
    return Reading(feeling=0.8 if example.said["pos"] else -0.8, chances=chances, cuts=cuts)


def truth(example: Example) -> dict[str, bool]:
    return dict.fromkeys(KINDS, False) | {"angry": False} | dict(example.said)


def test_a_thousand_corrections_are_learned_in_a_moment() -> None:
    taught = [Example(e.text, sure(e), truth(e), is_checked=True) for e in gushes(1000)]
    began = time.process_time()
    layer.learn(taught)
    assert time.process_time() - began < 5  # about 0.8 s where nothing else runs


LEARNED = layer.learn(gushes(60))


@given(st.text(max_size=300))
def test_no_text_makes_it_raise(text: str) -> None:
    found = door.read(text)
    after = layer.adjust(text, found, LEARNED)
    assert after.feeling is None or -1 <= after.feeling <= 1
