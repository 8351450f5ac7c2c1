"""What does this shop call routine, in one language? Its own examples over the shipped ones, fitted and tried. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hafawa.listening.routine.cutting import NUMBER, cut
from hafawa.listening.routine.fitting import BACKGROUND, Fitted, Guess, HeldOut, fit_and_try
from hafawa.listening.routine.grams import Ids, ids, of_word
from hafawa.listening.routine.shipped import Shipped

LEAST_SURE = {"": 0.85, "ar": 0.8}  # Arabic's examples spread over dialects: see docs/reference/routine.md


@dataclass(frozen=True, eq=False)
class Local:
    """How one shop hears one language: its matters and what is known in it.

    A matter is believed from `floor` on, and surer than the surest mistake made for it (`least_sure`).
    """

    language: str
    fitted: Fitted
    floor: float
    least_sure: Mapping[str, float]
    known: frozenset[int]
    own: Ids
    answered: frozenset[str]
    tried: tuple[HeldOut, ...]

    def is_sure(self, guess: Guess) -> bool:
        """Whether what was guessed is believed. Held out, what is believed is right 98 to 99 times in a hundred."""
        return bool(guess.intent) and guess.sureness > max(self.floor, self.least_sure.get(guess.intent, 0.0))

    def is_known(self, word: str) -> bool:
        """Whether routine questions, here or anywhere, have this word."""
        return word == NUMBER or of_word(word) in self.known


def build(
    language: str,
    examples: Iterable[tuple[str, str]],
    *,
    shipped: Shipped,
    answered: Collection[str],
    shipped_matters: Collection[str],
) -> Local:
    """For `language`, from (what it is about, text) pairs; "" is a message this shop's people say is for a person.

    Shipped examples of the matters in `shipped_matters` count beside the shop's own. Only `answered` matters are ever
    handled by a machine; the others are told apart from them.
    """
    rows: list[Ids] = []
    told: list[str] = []
    own: list[Ids] = []
    words: set[int] = set()
    for intent, text in examples:
        spoken = cut(text, language=language).words
        if not spoken:
            continue
        rows.append(ids(spoken))
        told.append(intent)
        if intent != BACKGROUND:
            own.append(rows[-1])
            words.update(of_word(word) for word in spoken)
    for row in shipped.rows:
        if row.language == language and (row.intent == BACKGROUND or row.intent in shipped_matters) and len(row.found):
            rows.append(row.found)
            told.append(row.intent)
    fitted, tried = fit_and_try(rows, told)
    return Local(
        language=language,
        fitted=fitted,
        floor=LEAST_SURE.get(language, LEAST_SURE[""]),
        least_sure=_least_sure(tried),
        known=shipped.words.get(language, frozenset()) | words,
        own=np.unique(np.concatenate(own)) if own else np.zeros(0, np.int32),
        answered=frozenset(answered),
        tried=tuple(tried),
    )


def _least_sure(tried: Sequence[HeldOut]) -> dict[str, float]:
    """From how sure on each matter is believed: surer than the surest mistake made for it."""
    least: dict[str, float] = {}
    for held in tried:
        name = held.guess.intent
        if name and name != held.told:
            least[name] = max(least.get(name, 0.0), held.guess.sureness)
    return least
