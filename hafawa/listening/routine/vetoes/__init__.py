"""Which words keep a machine out of a message, whatever else it says? Pure, linear in the text.

A veto is broad on purpose: a routine question that mentions a hospital in passing goes to a person, and nothing is lost
but a minute. A word is told as it was found, so that the screen can say why.
"""

from __future__ import annotations

import functools

from hafawa.kernel.text import fold
from hafawa.listening.language import tell
from hafawa.listening.languages import ar as arabic
from hafawa.listening.languages import en as english
from hafawa.listening.languages import ka as georgian
from hafawa.listening.lexicon import Lexicon
from hafawa.listening.routine.vetoes import ar, en, ka, marks
from hafawa.listening.sentences import split

LABELS = (
    "person", "threat", "abuse", "law", "health", "grief", "hardship", "charged_twice", "again", "mock_praise",
    "secret", "anger", "distress", "arranged",
)  # fmt: skip
MARKS = ("faces", "emphasis", "shouted")


def found(text: str) -> tuple[tuple[str, str], ...]:
    """Each label whose words stand in `text`, with those words; those in `LABELS` first, in that order, then marks.

    All languages are looked for in every text: anger in one language inside a question in another is anger. Only plain
    English is spared the words of others in Latin letters ("tray" sounds like an insult).
    """
    hits: dict[str, str] = {}
    is_english = tell(text) == "en"
    for sentence in split(text):
        for lexicon in _lexicons(_scripts(sentence.pieces), is_english=is_english):
            for hit in lexicon.find(sentence.pieces):
                hits.setdefault(hit.label, " ".join(sentence.pieces[hit.start : hit.end]))
    label, piece = marks.found(text)
    told = [(name, hits[name]) for name in LABELS if name in hits]
    return tuple(told + ([(label, piece)] if label else []))


def in_other_tongues(spoken: tuple[str, ...], strange: frozenset[str]) -> list[tuple[str, str]]:
    """What stands in a message in English after all: Arabic or Georgian in Latin letters, a `strange` word in it."""
    hits: list[tuple[str, str]] = []
    for lexicon in (_arabizi(), _georgian_in_latin()):
        for hit in lexicon.find(spoken):
            words = spoken[hit.start : hit.end]
            if strange.intersection(words) and all(word.isascii() for word in words):
                hits.append((hit.label, " ".join(words)))
    return hits


def _scripts(pieces: tuple[str, ...]) -> tuple[bool, bool, bool]:
    """Whether there are words in Latin, Arabic, Georgian letters."""
    letters = {("a" <= p[0] <= "z", "\u0600" <= p[0] <= "\u06ff", "\u10a0" <= p[0] <= "\u10ff") for p in pieces}
    has_latin = any(a for a, _, _ in letters) or any(p[0].isdigit() and len(p) > 2 for p in pieces)  # 7aram, 3eib
    return has_latin, any(b for _, b, _ in letters), any(c for _, _, c in letters)


@functools.cache
def _lexicons(scripts: tuple[bool, bool, bool], *, is_english: bool) -> tuple[Lexicon, ...]:
    is_latin, is_arabic, is_georgian = scripts
    return (
        *((_english(),) if is_latin else ()),
        *((_arabizi(), _georgian_in_latin()) if is_latin and not is_english else ()),
        *((_arabic(),) if is_arabic else ()),
        *((_georgian(),) if is_georgian else ()),
    )


@functools.cache
def _english() -> Lexicon:
    return Lexicon(en.WORDS, forms=english.forms, spell=fold)


@functools.cache
def _arabic() -> Lexicon:
    return Lexicon(ar.WORDS, forms=arabic.forms, spell=fold)


@functools.cache
def _arabizi() -> Lexicon:
    return Lexicon(ar.LATIN, forms=_itself)


@functools.cache
def _georgian() -> Lexicon:
    return Lexicon(ka.WORDS, forms=georgian.forms)


@functools.cache
def _georgian_in_latin() -> Lexicon:
    return Lexicon(ka.WORDS, forms=georgian.latin_forms, spell=georgian.sound)


def _itself(word: str) -> tuple[str, ...]:
    return (word,)
