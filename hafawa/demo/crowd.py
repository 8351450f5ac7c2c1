"""Who are the many others of the sample shop? Seeded; each keeps a rhythm of their own. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterator

from hafawa.demo import words
from hafawa.demo.goods import EVERYDAY
from hafawa.demo.story import Celebrated, Moments, Story, habit, letter, order, review, says, we
from hafawa.demo.voices import Voices
from hafawa.people.names import first_name

_LANGUAGES = ("ka", "ka", "ka", "ar", "ar", "en", "en")


def crowd(*, people: int, seed: int) -> Iterator[Story]:
    """`people` stories, the same for the same seed. Nobody here is waiting for us: the hand-written cast is."""
    dice = random.Random(seed)
    told, voices = _Words(dice), Voices()
    for n in range(people):
        language = dice.choice(_LANGUAGES)
        name = f"{dice.choice(words.FIRST[language])} {dice.choice(words.LAST[language])}"
        yield Story(
            key=f"guest_{n + 1:03}",
            name=name,
            language=language,
            phone=f"+99555001{n:04}" if dice.random() < 0.5 else "",
            moments=(*_life(dice, told, language, name), *voices.next(language)),
            occasions=(_birthday(dice, language),) if dice.random() < 0.15 else (),
        )


class _Words:
    """Hands out each exchange and review once; None when all are told."""

    def __init__(self, dice: random.Random) -> None:
        self.exchanges = {k: dice.sample(v, len(v)) for k, v in words.EXCHANGES.items()}
        self.reviews = {k: dice.sample(v, len(v)) for k, v in words.REVIEWS.items()}
        self.late = {k: dice.sample(v, len(v)) for k, v in words.LATE.items()}


def _life(dice: random.Random, told: _Words, language: str, name: str) -> Iterator[Moments]:
    kind = dice.choices(("once", "now_and_then", "regular", "gone"), weights=(32, 34, 22, 12))[0]
    first = dice.randint(120, 1000)
    if kind == "once":
        yield order(max(30, first), dice.choice(EVERYDAY), promised=dice.randint(2, 5))
    elif kind == "now_and_then":
        yield from _now_and_then(dice, first)
    else:
        yield from _rhythm(dice, first, language, name, is_gone=kind == "gone")
    if dice.random() < 0.3:
        yield from _said(dice, told, language, ago=dice.randint(35, 380))
    if dice.random() < 0.12:
        yield from _late(dice, told, language, ago=dice.randint(40, 420))
    if dice.random() < 0.25:
        subject, text = words.LETTER[language]
        yield letter(95, text, subject=subject)


def _now_and_then(dice: random.Random, first: int) -> Iterator[Moments]:
    for ago in sorted({dice.randint(20, first) for _n in range(dice.randint(2, 5))}):
        yield order(ago, dice.choice(EVERYDAY), promised=dice.randint(2, 5), took=dice.randint(1, 2))


def _rhythm(dice: random.Random, first: int, language: str, name: str, *, is_gone: bool) -> Iterator[Moments]:
    every = dice.randint(18, 60)
    last = dice.randint(min(first, 430), max(first, 431)) if is_gone else dice.randint(3, every)
    yield habit(max(first, last + 2 * every), last, every=every, goods=tuple(dice.sample(EVERYDAY, 2)))
    if not is_gone:
        text = dice.choice(words.CARE[language]).format(first=first_name(name))
        yield we(dice.randint(30, 110), "12:40", text, by=dice.choice(("Luka", "Salma", "Ana")), thread="care")


def _said(dice: random.Random, told: _Words, language: str, *, ago: int) -> Iterator[Moments]:
    if told.exchanges[language] and dice.random() < 0.6:
        theirs, ours = told.exchanges[language].pop()
        channel = dice.choice(("email", "chat", "social"))
        yield says(ago, "14:02", theirs, channel=channel)
        yield we(ago, "14:31", ours, channel=channel, by=dice.choice(("Luka", "Salma")), kept=ago)
    score, text = told.reviews[language].pop() if told.reviews[language] else (dice.choice((4, 5, 5)), "")
    yield order(ago + 6, dice.choice(EVERYDAY), label="reviewed")
    yield review(ago, score, text, order="reviewed")


def _late(dice: random.Random, told: _Words, language: str, *, ago: int) -> Iterator[Moments]:
    """A parcel promised for the third day came on the fourth or fifth; whoever has words for it wrote, and was answered."""
    if not told.late[language]:
        yield order(ago, dice.choice(EVERYDAY), promised=3, took=5)
        return
    took, theirs, ours = told.late[language].pop()
    said = ago - 4 if took == 4 else ago - 6
    yield order(ago, dice.choice(EVERYDAY), label="late", promised=3, took=took)
    yield says(said, "10:10", theirs, thread="late")
    yield we(said, "11:00", ours, thread="late", by="Ana", kept=said)


def _birthday(dice: random.Random, language: str) -> Celebrated:
    titles = {"en": "Birthday", "ar": "عيد ميلاد", "ka": "დაბადების დღე"}
    return Celebrated(titles[language], in_days=dice.randint(15, 350))
