"""Into which words, clauses and windows is a message cut before anyone says whether it is routine? Pure, linear.

Numbers, order numbers and codes are all one word, "#": which number it is says nothing about who may handle it.
Georgian in either script is spelt one way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hafawa.listening.language import is_latin, tell
from hafawa.listening.languages import ka
from hafawa.listening.sentences import is_pause, split

WINDOW = 6  # words
MOST_WORDS = 60  # a longer message is nothing for a machine
NUMBER = "#"
_SPELT_WITH_DIGITS = re.compile(r"(?:[a-z]+[2356789])+[a-z]*|[2356789][a-z]{3,}[a-z2356789]*")  # "yer7amo", "3ayza"


@dataclass(frozen=True)
class Cut:
    """The words of a message, evenly spelt, and where its clauses begin and end among them (end excluded).

    `variety` is the language: "en", "ar", "ka", with "-Latn" after those in Latin letters that have their own.
    """

    words: tuple[str, ...]
    clauses: tuple[tuple[int, int], ...]
    variety: str

    def without(self, leave: Callable[[tuple[str, ...]], bool]) -> Cut:
        """The same without the clauses that `leave` says may go."""
        words: list[str] = []
        clauses: list[tuple[int, int]] = []
        for begin, end in self.clauses:
            if not leave(self.words[begin:end]):
                clauses.append((len(words), len(words) + end - begin))
                words += self.words[begin:end]
        return Cut(tuple(words), tuple(clauses), self.variety)

    def windows(self) -> list[tuple[str, ...]]:
        """Every run of `WINDOW` words; the whole where there are fewer."""
        last = max(0, len(self.words) - WINDOW)
        return [self.words[at : at + WINDOW] for at in range(last + 1)] if self.words else []


def cut(text: str, *, language: str = "") -> Cut:
    """`text` cut; `language` is a BCP 47 tag where it is known. At most one word more than `MOST_WORDS` is kept."""
    variety = variety_of(text, language=language)
    words: list[str] = []
    clauses: list[tuple[int, int]] = []
    begun = 0
    for sentence in split(text):
        for piece in (*sentence.pieces, "\n"):
            if len(words) <= MOST_WORDS and (word := _word(piece, variety)):
                words.append(word)
            elif (is_pause(piece) or piece == "\n") and len(words) > begun:
                clauses.append((begun, len(words)))
                begun = len(words)
    return Cut(tuple(words), tuple(clauses), variety)


def variety_of(text: str, *, language: str = "") -> str:
    """The language of `text` and, for Arabic and Georgian, whether it is in Latin letters; "" where not known."""
    short = (language or tell(text))[:2]
    return f"{short}-Latn" if short in ("ar", "ka") and is_latin(text) else short


def _word(piece: str, variety: str) -> str:
    if not any(c.isalnum() for c in piece):
        return ""
    if any(c.isdigit() for c in piece) and not _SPELT_WITH_DIGITS.fullmatch(piece):
        return NUMBER
    return ka.sound(piece) if variety.startswith("ka") else piece.replace("'", "")
