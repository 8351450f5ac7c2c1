"""Does a text touch what is confidential, a competitor, or the price? Pure, clause by clause.

Confidential is what a reader of the team need not know: health, law, trouble with money, a loss, a secret surprise,
data of others. `says["kind"]` tells which. Competitors are those the shop has named, and "another shop" in general.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hafawa.kernel.text import fold
from hafawa.listening.extraction.mattering import ar, arabizi, en, ka
from hafawa.listening.extraction.writing import Clause
from hafawa.listening.reading import Found

CONFIDENTIAL = ("health", "law", "money", "loss", "secret", "data")
TABLES = {"en": en.MATTERS, "ar": ar.MATTERS, "arabizi": arabizi.MATTERS, "ka": ka.MATTERS}
MOST_COMPETITORS = 200


def find(clause: Clause, text: str, manner: str, *, competitors: Sequence[str] = ()) -> Iterator[Found]:
    """What `clause` (of `text`, written out in `manner`) touches; `competitors` are names the shop has set."""
    for kind, pattern in TABLES[manner].items():
        if match := pattern.search(clause.line):
            what = "confidential" if kind in CONFIDENTIAL else kind
            says = {"kind": kind} if what == "confidential" else {}
            yield _found(clause, text, match, what=what, says=says, sure=0.7)
    named = _named(tuple(competitors[:MOST_COMPETITORS]))
    if named and (match := named.search(clause.line)):
        yield _found(clause, text, match, what="competitor", says={"name": match[0]}, sure=0.9)


def _found(clause: Clause, text: str, match: re.Match[str], *, what: str, says: dict[str, str], sure: float) -> Found:
    start, end = clause.span(match.start(), match.end())
    return Found(what=what, words=text[start:end], start=start, end=end, says=says, confidence=sure)


@lru_cache(maxsize=64)
def _named(competitors: tuple[str, ...]) -> re.Pattern[str] | None:
    names = [re.escape(folded) for name in competitors if (folded := fold(name))]
    return re.compile(rf"(?<= )[وفبلك]?(?:{'|'.join(names)})(?:'s|ის|ში|ს|თან)?(?= )") if names else None
