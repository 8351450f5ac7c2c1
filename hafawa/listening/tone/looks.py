"""What stands in a draft: its sentences, and in each the words that count, with their places? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.languages import ka as georgian
from hafawa.listening.lexicon import Hit, Lexicon
from hafawa.listening.sentences import LONGEST, Sentence, split
from hafawa.listening.tone.words import ar, en, ka

_RAW_PIECE = re.compile(r"[^\W_]+(?:['’‘`´ʼ][^\W_]+)*|[^\w\s]|_")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FEW = 8  # words: a line too short to tell its language, in plain Latin letters, is looked at as English


@dataclass(frozen=True)
class Place:
    """A label found: where it begins and ends in the text, and in which sentence."""

    label: str
    start: int
    end: int
    sentence: int


@dataclass(frozen=True)
class Draft:
    """A text as it is looked at. `told` is the language it is surely in, `language` the one whose words are sought."""

    text: str
    told: str
    language: str
    sentences: tuple[Sentence, ...]
    places: tuple[Place, ...]

    @cached_property
    def labels(self) -> frozenset[str]:
        """All that was found."""
        return frozenset(place.label for place in self.places)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every word, folded."""
        return tuple(fold(word) for word in _WORD.findall(self.text[:LONGEST]))

    def of(self, label: str) -> Iterator[Place]:
        """Where `label` was found, in order."""
        return (place for place in self.places if place.label == label)

    def has(self, *labels: str, sentence: int | None = None) -> bool:
        """Whether one of `labels` was found (in that sentence)."""
        if sentence is None:
            return not self.labels.isdisjoint(labels)
        return any(place.label in labels and place.sentence == sentence for place in self.places)


@lru_cache(maxsize=64)
def look(text: str, *, language: str = "") -> Draft:
    """`text` looked at; `language` is the writer's (BCP 47) where it is known."""
    told = languages.tell(text)
    sought = told or _by_script(text, language=language)
    lexicon = _lexicon(sought, is_latin=languages.is_latin(text))
    sentences = tuple(split(text))
    if lexicon is None:
        return Draft(text, told, sought, sentences, ())
    is_mixed = languages.is_mixed(text)
    places: list[Place] = []
    for n, sentence in enumerate(sentences):
        own = _own(text[sentence.start : sentence.end]) if is_mixed else None
        places += _placed(text, sentence, n, (own or lexicon).find(sentence.pieces))
    return Draft(text, told, sought, sentences, tuple(places))


def _by_script(text: str, *, language: str) -> str:
    if languages.is_latin(text):
        known = language[:2] if language[:2] in ("en", "ka") else ""
        return known or ("en" if text.isascii() and len(_WORD.findall(text[:LONGEST])) <= _FEW else "")
    return language[:2]


def _placed(text: str, sentence: Sentence, n: int, hits: list[Hit]) -> Iterator[Place]:
    raw = list(_RAW_PIECE.finditer(text, sentence.start, sentence.end))
    fits = len(raw) == len(sentence.pieces)  # folding may join or part words; then the sentence stands for its words
    for hit in hits:
        if fits:
            yield Place(hit.label, raw[hit.start].start(), raw[hit.end - 1].end(), n)
        else:
            yield Place(hit.label, *_trimmed(text, sentence), n)


def _trimmed(text: str, sentence: Sentence) -> tuple[int, int]:
    said = text[sentence.start : sentence.end]
    start = sentence.start + len(said) - len(said.lstrip())
    return start, max(start, sentence.start + len(said.rstrip()))


_LEXICONS = {
    ("en", True): Lexicon(en.WORDS, forms=en.forms),
    ("ar", False): Lexicon(ar.WORDS, forms=ar.forms, spell=fold),
    ("ka", False): Lexicon(ka.WORDS, forms=ka.forms),
    ("ka", True): Lexicon(ka.WORDS, forms=georgian.latin_forms, spell=georgian.sound),
}


def _own(sentence: str) -> Lexicon | None:
    return _lexicon(languages.tell(sentence), is_latin=languages.is_latin(sentence))


def _lexicon(language: str, *, is_latin: bool) -> Lexicon | None:
    return _LEXICONS.get((language[:2], is_latin))
