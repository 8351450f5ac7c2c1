"""How safe would it be, by what is known now, and how much would it take off people?


Three things are counted, none of which the decision was fitted to. The shop's own examples, each left out once: is it
taken, and for the matter it is? Messages that are a person's (`hard.json`: the corpus's dev split, which nothing
learns from), asked as they are. And outbursts of that split put before, after and inside the shop's own questions.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hafawa.listening.models import Example
from hafawa.listening.routine import shop
from hafawa.listening.routine.deciding import MACHINE
from hafawa.listening.routine.fitting import BACKGROUND
from hafawa.listening.routine.local import Local
from hafawa.listening.routine.shipped import shipped

MOST_WRONG = 0.01
SURE = 0.95
FILE = Path(__file__).with_name("hard.json")
OUTBURSTS_EACH = 3
MOST_QUESTIONS = 60


@dataclass(frozen=True)
class Proof:
    """Counts. Of `asked` of the shop's own examples `taken` for a matter, `mistaken` of those for another. Of `tried`
    messages that are a person's, some of them outbursts within questions, `wrong` would have been taken."""

    language: str
    asked: int
    taken: int
    mistaken: int
    tried: int
    wrong: int

    @property
    def most_wrong(self) -> float:
        """The share of wrong automatic choices that is not exceeded with 95% sureness (Clopper and Pearson); 0 to 1."""
        return _upper(self.wrong, self.tried)

    @property
    def is_safe(self) -> bool:
        """Whether at most 1% can be wrong, by what was counted; and there is something to take at all."""
        return self.tried > 0 and self.most_wrong <= MOST_WRONG and self.taken > 0

    @property
    def share(self) -> float:
        """Of the shop's own routine questions, the share that would be taken; 0 to 1."""
        return self.taken / self.asked if self.asked else 0.0


def prove(language: str) -> Proof:
    """The proof for `language` with the examples kept now; the same is not counted twice."""
    return _prove(language, shop.mark())


@functools.lru_cache(maxsize=8)
def _prove(language: str, mark: tuple[object, ...]) -> Proof:
    heard = shop.hearing()
    local = heard.locals.get(language)
    if local is None:
        return Proof(language, 0, 0, 0, 0, 0)
    asked, taken, mistaken = _left_out(local)
    questions = list(
        Example.objects.filter(language=language, intent__is_answered=True).values_list("text", flat=True)[
            :MOST_QUESTIONS
        ]
    )
    tried = wrong = 0
    for text in _strangers(language, questions):
        tried += 1
        wrong += heard.would(text).who == MACHINE
    return Proof(language, asked, taken, mistaken, tried, wrong)


def _left_out(local: Local) -> tuple[int, int, int]:
    tried = [held for held in local.tried if held.told != BACKGROUND and held.told in local.answered]
    taken = [held for held in tried if local.is_sure(held.guess) and held.guess.intent in local.answered]
    return len(tried), len(taken), sum(held.guess.intent != held.told for held in taken)


def _strangers(language: str, questions: list[str]) -> Iterator[str]:
    held = hard().get(language, {})
    yield from held.get("messages", [])
    outbursts = held.get("outbursts", [])
    if not outbursts:
        return
    for i, question in enumerate(questions):
        words = question.split()
        half = len(words) // 2
        for k in range(OUTBURSTS_EACH):
            burst = outbursts[(i * OUTBURSTS_EACH + k) % len(outbursts)]
            yield f"{burst} {question}"
            yield f"{question} {burst}"
            yield " ".join([*words[:half], burst, *words[half:]])


@functools.cache
def hard() -> dict[str, dict[str, list[str]]]:
    """By language: messages that are a person's, and short outbursts."""
    found: dict[str, dict[str, list[str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def shipped_examples(language: str, intent: str) -> int:
    """How many examples of a shipped matter come with the product."""
    return sum(row.language == language and row.intent == intent for row in shipped().rows)


def _upper(hits: int, n: int) -> float:
    from scipy import stats

    return 1.0 if hits >= n else float(stats.beta.ppf(SURE, hits + 1, n - hits))
