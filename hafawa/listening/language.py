"""In which language is a message written? Pure; says nothing ("") rather than guess.

By script, then by the pieces of words among those in Latin letters (`latin`). Arabic written in Latin letters
and digits is "ar", Georgian in Latin letters is "ka" (`is_latin` tells).
"""

from __future__ import annotations

import re

from hafawa.kernel.text import ARABIC, GEORGIAN, LATIN
from hafawa.kernel.text import direction as writing
from hafawa.listening import latin
from hafawa.listening.reading import Paragraph

LONGEST = 2_000
MOST_PARAGRAPHS = 40
SURE = 0.6  # chance from which a language in Latin letters is told
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

_LETTER = re.compile(r"[^\W\d_]")
_NOT_ARABIC = re.compile(r"[\u067E\u0686\u0698\u06AF\u06A9\u06CC\u06BA\u06BE\u06C1\u06D2\u0679\u0688\u0691]")
_URDU = re.compile(r"[\u06BA\u06BE\u06C1\u06D2\u0679\u0688\u0691]")


def tell(text: str) -> str:
    """The language of `text` as a BCP 47 tag ("en", "ar", "ka", "pt", ...); "" when it cannot be told."""
    text = text[:LONGEST]
    georgian, arabic, latin = (len(p.findall(text)) for p in (GEORGIAN, ARABIC, LATIN))
    if georgian >= max(arabic, latin, 1):
        return "ka"
    if arabic >= max(latin, 1):
        return _in_arabic_letters(text, letters=arabic)
    return _latin(text) if latin > 1 and 2 * latin > len(_LETTER.findall(text)) else ""


def _in_arabic_letters(text: str, *, letters: int) -> str:
    """Arabic, or Persian or Urdu by letters of their own; one or two of those stand in Arabic dialects too."""
    others = len(_NOT_ARABIC.findall(text))
    if others < max(3, 0.05 * letters):
        return "ar"
    return "ur" if len(_URDU.findall(text)) >= max(2, 0.03 * letters) else "fa"


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The language of each line of `text`, where lines differ; at most MOST_PARAGRAPHS are told, lines quoted too."""
    found: list[Paragraph] = []
    at = 0
    for line in text[:LONGEST].splitlines(keepends=True):
        if line.strip() and len(found) < MOST_PARAGRAPHS:
            found.append(Paragraph(start=at, end=at + len(line.rstrip()), language=tell(line)))
        at += len(line)
    return tuple(found) if len({one.language for one in found}) > 1 else ()


def direction(text: str) -> str:
    """`"rtl"` or `"ltr"` by the majority of letters; "" where there are none."""
    text = text[:LONGEST]
    return writing(text) if any(letter.isalpha() for letter in text) else ""


def is_latin(text: str) -> bool:
    """Whether most letters of `text` are Latin."""
    text = text[:LONGEST]
    return len(LATIN.findall(text)) > len(GEORGIAN.findall(text)) + len(ARABIC.findall(text))


def is_mixed(text: str) -> bool:
    """Whether `text` has words in more than one script, so that each sentence may have a language of its own."""
    text = text[:LONGEST]
    return sum(len(p.findall(text)) > 3 for p in (GEORGIAN, ARABIC, LATIN)) > 1


def latin_words(text: str) -> list[str]:
    """The words of `text` that have Latin letters, in lower case: what its language is told by."""
    return [word for word in _WORD.findall(text[:LONGEST].lower().replace("’", "'")) if LATIN.search(word)]


def _latin(text: str) -> str:
    found = latin.chances(latin_words(text))
    best = max(found, key=lambda tag: found[tag])
    return best if found[best] >= SURE else ""
