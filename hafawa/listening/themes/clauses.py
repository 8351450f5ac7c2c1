"""Where does a message turn from one matter to another? Pure: the clauses of a text, each with its place.

A review that praises the coffee and complains of the post speaks of two matters in one sentence. A sentence ends a
clause, and so do a comma, a dash and a word that turns ("but", "بس", "მაგრამ").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hafawa.listening.sentences import LETTERED, LONGEST, spans

MOST = 60  # clauses looked at in one message
_TURN = re.compile(
    r"[,،;؛:–—]\s+|\s-\s|\s(?=(?:but|however|although|though|yet|except|whereas|while)\s)"
    r"|\s(?=(?:و?لكن\w*|بس|إلا|الا|لولا|إنما|انما|غير\sأن|بينما|bas|lakin|laken)\s)"
    r"|\s(?=(?:მაგრამ|ოღონდ|თუმცა|სამაგიეროდ|ხოლო|magram|ogond|oghond|tumca)\s)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Clause:
    """`text[start:end]`, and the sentence it stands in."""

    start: int
    end: int
    sentence: tuple[int, int]


def clauses(text: str) -> list[Clause]:
    """The clauses of `text` in order, at most MOST; quoted lines and what has no letter in it are left out."""
    text = text[:LONGEST]
    found: list[Clause] = []
    for start, end in spans(text):
        at = start
        for turn in [*_TURN.finditer(text, start, end), None]:
            stop = turn.start() if turn else end
            if LETTERED.search(text, at, stop):
                found.append(_trimmed(text, at, stop, sentence=(start, end)))
            at = turn.end() if turn else end
        if len(found) >= MOST:
            break
    return found[:MOST]


def _trimmed(text: str, start: int, end: int, *, sentence: tuple[int, int]) -> Clause:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Clause(start, start + len(words.strip()), sentence)
