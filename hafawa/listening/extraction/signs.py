"""By what is a promise known in one language? Pure: the table every language fills (`promising`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

NOTHING, ANYTHING = re.compile(r"(?!)"), re.compile("")
WHATS = ("call", "send", "refund", "answer", "check", "fix", "other")


@dataclass(frozen=True, kw_only=True)
class Signs:
    """Patterns over a clause's line.

    `sure` is said of what is to come and promises with a day or without one, if what is to be done is named; `likely`
    promises only with a day; `vows` promises by itself. `carries` is a bare verb that goes on from the clause before.
    `never` takes a clause out whatever else it says, `weakens` takes out what is only `likely`. `asks` opens a
    question, `if_` a condition and `unless_later` one that, said after the promise, leaves it standing. `excepted`
    holds in spite of `never`. In a note after a call "promised her" is itself a promise (`noted`, with a day; its
    group `firm` without one too), and what they will do is none (`theirs`). `sums_up`, anywhere in a message, tells
    that it puts a talk in writing. In a note or such a message `tasks` are what staff take on, with a day or without,
    and any clause that names a day to come promises unless it is `idle` (without such a list: in a message what is not
    weakened, in a note none); `same_day` is the day spoken of last; `yours` is there what `theirs` is in a note. `that`
    goes on from a clause, and is barred with it. `who` has the groups me, us, other.
    """

    sure: re.Pattern[str]
    likely: re.Pattern[str]
    vows: re.Pattern[str]
    carries: re.Pattern[str]
    never: re.Pattern[str]
    excepted: re.Pattern[str]
    weakens: re.Pattern[str]
    asks: re.Pattern[str]
    if_: re.Pattern[str]
    unless_later: re.Pattern[str]
    noted: re.Pattern[str]
    theirs: re.Pattern[str]
    that: re.Pattern[str]
    whats: tuple[tuple[str, re.Pattern[str]], ...]
    who: re.Pattern[str]
    sums_up: re.Pattern[str] = NOTHING
    yours: re.Pattern[str] = NOTHING
    tasks: re.Pattern[str] = NOTHING
    idle: re.Pattern[str] | None = None
    same_day: re.Pattern[str] = NOTHING
