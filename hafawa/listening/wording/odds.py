"""Which words does one side use more than the other, beyond chance? Pure.

Log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words", eq. 16 to 22),
the prior being how both sides together use the word. What is counted is in how many texts a word stands (of the
customers: of how many people), so that one long letter or one who writes daily does not decide.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from hafawa.kernel.text import fold

PRIOR = 50.0  # words' worth of prior: the more, the more evidence a rare word needs
SHOWN, SURE = 1.28, 1.96  # standard errors from zero: from the first on a hint, from the second on beyond chance
LEAST = 3  # a word fewer than so many used is shown to nobody: it may name one of them
LONGEST_TEXT = 4000
LEAST_LETTERS, MOST_LETTERS = 2, 30
_WORD = re.compile(
    "(?:[^\\W\\d_][\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]*)+(?![-#_]?\\d)"
)  # no part of an order number


@dataclass(frozen=True)
class Told:
    """A word, by how many texts of ours and how many people it is used, and how far from chance (in SE; + is ours)."""

    word: str
    ours: int
    theirs: int
    z: float


def words_in(text: str) -> dict[str, str]:
    """The words of a text, folded, each once, with how it was first written."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text[:LONGEST_TEXT]):
        folded = fold(match.group())
        if LEAST_LETTERS <= len(folded) <= MOST_LETTERS:
            found.setdefault(folded, match.group())
    return found


def compare(ours: Mapping[str, int], theirs: Mapping[str, int], *, most: int = 20) -> tuple[list[Told], list[Told]]:
    """The words most ours and most theirs, at least `SHOWN` from chance and `LEAST` on that side, surest first."""
    n_ours, n_theirs = sum(ours.values()), sum(theirs.values())
    if not n_ours or not n_theirs:
        return [], []
    scored = [
        Told(word, ours.get(word, 0), theirs.get(word, 0), _z(ours.get(word, 0), theirs.get(word, 0), n_ours, n_theirs))
        for word in sorted({*ours, *theirs})
    ]
    we = [t for t in scored if t.z >= SHOWN and t.ours >= LEAST]
    they = [t for t in scored if t.z <= -SHOWN and t.theirs >= LEAST]
    return (
        sorted(we, key=lambda t: (-t.z, t.word))[:most],
        sorted(they, key=lambda t: (t.z, t.word))[:most],
    )


def _z(a: int, b: int, n_a: int, n_b: int) -> float:
    prior = PRIOR * (a + b) / (n_a + n_b)
    one, other = a + prior, b + prior
    odds = math.log(one / (n_a + PRIOR - one)) - math.log(other / (n_b + PRIOR - other))
    return odds / math.sqrt(1 / one + 1 / other)
