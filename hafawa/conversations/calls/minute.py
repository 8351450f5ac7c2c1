"""Can it be read in a minute? Pure: words are counted at the pace people read their language at.

Pace: mean words a minute of connected text read aloud, Trauzettel-Klosinski and Dietz, "Standardized assessment of
reading performance: the new International Reading Speed Texts IReST" (2012): English 228, Arabic 138. Georgian was not
measured there; it is read at the pace of Finnish (161), another language that builds long words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

PACE = {"en": 228, "ar": 138, "ka": 161}
SLOWEST = min(PACE.values())
SECONDS = 60


def pace(language: str) -> int:
    """Words a minute in `language` (BCP 47); the slowest known where it was not measured."""
    return PACE.get(language.split("-", maxsplit=1)[0], SLOWEST)


def most_words(language: str) -> int:
    """How many words of `language` are read in a minute."""
    return pace(language) * SECONDS // 60


def words(texts: Iterable[str]) -> int:
    """How many words `texts` hold together."""
    return sum(len(text.split()) for text in texts)


def seconds(count: int, *, language: str) -> int:
    """How long `count` words of `language` take to read, rounded up."""
    return -(-count * 60 // pace(language))


def cut(text: str, *, most: int) -> str:
    """The first `most` words of `text` on one line, with an ellipsis where there were more."""
    found = text.split()
    return " ".join(found) if len(found) <= most else " ".join(found[:most]) + "…"


def fitting(parts: Sequence[Sequence[str]], *, most: int) -> list[int]:
    """How many lines of each of `parts` fit into `most` words, the first line of every part before any second one.

    A first line is always kept: a brief that is too long says so, and leaves out no kind of thing.
    """
    taken, left = [0] * len(parts), most
    for turn in range(max((len(p) for p in parts), default=0)):
        for place, part in enumerate(parts):
            if taken[place] != turn or len(part) <= turn:
                continue
            cost = words([part[turn]])
            if turn == 0 or cost <= left:
                taken[place] += 1
                left -= cost
    return taken
