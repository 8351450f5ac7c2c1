"""How does a team correct? Each takes the messages it meets and gives what it says of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

from evaluation.corrections.shops import Message
from hafawa.listening.corrections.lessons import Example
from hafawa.listening.corrections.stance import FEELING, read_heads

NOISE = 0.1
Team = Callable[[Sequence[Message], random.Random], list[Example]]


def checks_all(messages: Sequence[Message], _chance: random.Random) -> list[Example]:
    """Checks every message it meets: what is right is confirmed, what is wrong corrected."""
    return [_checked(m, m.truth) for m in messages]


def only_wrong(messages: Sequence[Message], _chance: random.Random) -> list[Example]:
    """Corrects what it sees to be wrong and says nothing of the rest."""
    made = []
    for m in messages:
        read = read_heads(m.read)
        wrong = {head: is_so for head, is_so in m.truth.items() if read[head] != is_so}
        if set(FEELING) & set(wrong):
            wrong |= {head: m.truth[head] for head in FEELING if head in m.truth}
        if wrong:
            made.append(Example(m.text, m.read, wrong))
    return made


def turned_round(messages: Sequence[Message], chance: random.Random) -> list[Example]:
    """Checks all; one message in ten is said to be the contrary of what it is, in every head."""
    return [_checked(m, _contrary(m.truth) if chance.random() < NOISE else m.truth) for m in messages]


def slips(messages: Sequence[Message], chance: random.Random) -> list[Example]:
    """Checks all; of one message in ten, one thing is missed and another said that it is not."""
    return [_checked(m, _slipped(m.truth, chance) if chance.random() < NOISE else m.truth) for m in messages]


TEAMS: Mapping[str, Team] = {
    "checks all": checks_all,
    "only what is wrong": only_wrong,
    "one in ten turned round": turned_round,
    "one in ten a slip": slips,
}


def _checked(message: Message, said: dict[str, bool]) -> Example:
    return Example(message.text, message.read, said, is_checked=True)


def _contrary(truth: dict[str, bool]) -> dict[str, bool]:
    return {head: not is_so for head, is_so in truth.items()}


def _slipped(truth: dict[str, bool], chance: random.Random) -> dict[str, bool]:
    holds = [head for head, is_so in truth.items() if is_so]
    missed = {chance.choice(holds): False} if holds else {}
    return truth | missed | {chance.choice(list(truth)): True}
