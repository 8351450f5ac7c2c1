"""Of which topics does a message speak, and is each loved or going wrong? Pure; by clause, and silent where unsure.

A word that says a topic and which way ("overpriced") decides alone; a word that says only the topic ("the soup") takes
its sign from the feeling of its clause, else of its sentence, else of the message. Where neither is felt the topic has
no sign: it was only spoken of. A clause the words say nothing about may still be told by the trained part.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.feeling import is_negated
from hafawa.listening.languages import ar, en, ka
from hafawa.listening.lexicon import Hit, Lexicon
from hafawa.listening.rules import RuleReader
from hafawa.listening.sentences import split
from hafawa.listening.themes.clauses import Clause, clauses
from hafawa.listening.themes.lexicons import ar as ar_topics
from hafawa.listening.themes.lexicons import en as en_topics
from hafawa.listening.themes.lexicons import ka as ka_topics
from hafawa.listening.themes.topics import LOVED, TOPICS, WRONG

VERSION = "topics-1"
FELT = 0.15  # a clause warmer or colder than this has a feeling of its own
FELT_WHOLE = 0.5  # so warm or cold must a whole message be to colour a clause that says nothing itself
SHORT = 200  # letters: in a longer message its feeling may be about anything
SURE, LIKELY, GUESSED = 0.9, 0.7, 0.55
MOST_PLAIN = 2  # topics one clause may speak of without a word that says which way
SCORN_FROM = 0.5
LEAST_WORDS = 4  # of a clause the trained part is asked about
_ASKS = frozenset("?؟")  # a question praises nothing, and complains only where its words say so
_READER = RuleReader()


@dataclass(frozen=True, kw_only=True)
class Told:
    """A topic spoken of: which way ("loved", "wrong", "" for neither), in which clause, by which words, how surely."""

    topic: str
    sign: str
    start: int
    end: int
    why: str
    confidence: float


class Signs(Protocol):
    """What of a reading decides: `Reading` has it, and so has the row it is kept in."""

    feeling: Any
    irony: Any
    is_complaint: Any
    evidence: Any


@dataclass(frozen=True, kw_only=True)
class Own:
    """A topic of the shop's own: words that name it, as they are typed, and examples."""

    key: str
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()


class Classifier:
    """Tells topics. `topics` are those in use; `own` are the shop's; `guess` is the trained part, where there is one.

    `guess(text, language)` gives how likely a clause is of each topic; what it is not sure of it leaves out.
    """

    def __init__(
        self,
        *,
        topics: Iterable[str] = TOPICS,
        own: Sequence[Own] = (),
        guess: Callable[[str, str], Mapping[str, float]] | None = None,
    ) -> None:
        self._topics = frozenset(topics) | {topic.key for topic in own}
        self._own = tuple(own)
        self._guess = guess

    def tell(self, text: str, *, language: str | None = None, feeling: float | None = None) -> tuple[Told, ...]:
        """The topics of `text`, each sign of each once, where it is said most surely.

        `feeling` is the whole message's, -1 to 1, where it was read. A language without words of its own: nothing.
        """
        language = (language or languages.tell(text))[:2]
        if language not in _WORDS:
            return ()
        best: dict[tuple[str, str], Told] = {}
        for clause in clauses(text):
            for told in self._of_clause(text, clause, language=language, whole=feeling):
                kept = best.get((told.topic, told.sign))
                if kept is None or told.confidence > kept.confidence:
                    best[told.topic, told.sign] = told
        signed = {topic for topic, sign in best if sign}
        return tuple(t for (topic, sign), t in best.items() if sign or topic not in signed)

    def _of_clause(self, text: str, clause: Clause, *, language: str, whole: float | None) -> list[Told]:
        words = text[clause.start : clause.end]
        found = self._by_words(words, language=language)
        is_asked = not _ASKS.isdisjoint(text[clause.sentence[0] : clause.sentence[1]])
        if not found and self._guess and len(words.split()) >= LEAST_WORDS:
            return self._guessed(text, clause, language=language, whole=whole)
        felt = "" if is_asked or not found else _felt(text, clause, language=language, whole=whole)
        return [
            Told(
                topic=topic,
                sign="" if is_asked and sign == LOVED else sign or felt,
                start=clause.start,
                end=clause.end,
                why=why,
                confidence=SURE if sign else LIKELY,
            )
            for topic, sign, why in found
        ]

    def _guessed(self, text: str, clause: Clause, *, language: str, whole: float | None) -> list[Told]:
        """What no word tells. Weights say what is spoken of, not which way (docs/reference/themes.md says why)."""
        assert self._guess is not None
        felt = _felt(text, clause, language=language, whole=whole)
        return [
            Told(
                topic=topic,
                sign="" if topic in TOPICS else felt,
                start=clause.start,
                end=clause.end,
                why="",
                confidence=GUESSED,
            )
            for topic in self._guess(text[clause.start : clause.end], language)
            if topic in self._topics
        ]

    def _by_words(self, words: str, *, language: str) -> list[tuple[str, str, str]]:
        """Topic, sign and the words that say so; signs said outright where there are any."""
        signed: dict[str, dict[str, tuple[int, str]]] = {}
        plain: dict[str, str] = {}
        for sentence in split(words):
            for hit, is_flipped in self._hits(sentence.pieces, language=language, words=words):
                topic, sign = _parse(hit.label, is_flipped=is_flipped)
                why = " ".join(sentence.pieces[hit.start : hit.end])
                if topic not in self._topics:
                    continue
                if not sign:
                    plain.setdefault(topic, why)
                elif hit.letters > signed.setdefault(topic, {}).get(sign, (0, ""))[0]:
                    signed[topic][sign] = (hit.letters, why)
        if signed:
            longest = ((topic, max(signs.items(), key=lambda pair: pair[1])) for topic, signs in signed.items())
            own = [(topic, "", why) for topic, why in plain.items() if topic not in TOPICS and topic not in signed]
            return [(topic, sign, why) for topic, (sign, (_n, why)) in longest] + own
        return [(topic, "", why) for topic, why in list(plain.items())[:MOST_PLAIN]]

    def _hits(self, pieces: tuple[str, ...], *, language: str, words: str) -> Iterable[tuple[Hit, bool]]:
        lexicon = _lexicon(language, is_latin=languages.is_latin(words))
        hits = lexicon.find(pieces)
        negators = {h.start for h in hits if h.label == "negator"}
        turned = [h for h in hits if h.label[-1] in "+-" and is_negated(h.start, pieces, negators)]
        for hit in hits:
            if hit.label != "negator" and not _spans(hit, turned):
                yield hit, hit in turned
        if self._own:
            for own in _own_lexicon(self._own, language, languages.is_latin(words)).find(pieces):
                yield own, False


def _spans(hit: Hit, turned: list[Hit]) -> bool:
    """Whether `hit` reaches over a word that a negation inside it turns ("they are never rude")."""
    return any(
        hit.label == other.label and hit.start < other.start and other.end <= hit.end and hit not in turned
        for other in turned
    )


def counted(told: Iterable[Told], reading: Signs) -> Iterator[Told]:
    """Those that say something of the shop, by the whole message's reading: what was only spoken of has no sign.

    Praise in the words of anger praises nothing, and whoever tells of a death complains of nothing.
    """
    labels = {label for label, _words in reading.evidence}
    is_scorn = reading.irony >= SCORN_FROM or "scorn" in labels
    is_grief = "grief" in labels and not reading.is_complaint
    for topic in told:
        if not topic.sign or (is_grief and topic.sign == WRONG):
            continue
        if is_scorn and topic.sign == LOVED and (reading.feeling or 0.0) < 0:
            continue
        yield topic


def _parse(label: str, *, is_flipped: bool) -> tuple[str, str]:
    if label[-1] not in "+-":
        return label, ""
    is_loved = (label[-1] == "+") != is_flipped
    return label[:-1], LOVED if is_loved else WRONG


def _felt(text: str, clause: Clause, *, language: str, whole: float | None) -> str:
    for start, end in dict.fromkeys(((clause.start, clause.end), clause.sentence)):
        feeling = _READER.read(text[start:end], language=language).feeling or 0.0
        if abs(feeling) > FELT:
            return LOVED if feeling > 0 else WRONG
    if whole is not None and abs(whole) >= FELT_WHOLE and len(text) <= SHORT:
        return LOVED if whole > 0 else WRONG
    return ""


_WORDS = {
    "en": en_topics.WORDS | {"negator": en.WORDS["negator"]},
    "ar": ar_topics.WORDS | {"negator": ar.WORDS["negator"]},
    "ka": ka_topics.WORDS | {"negator": ka.WORDS["negator"]},
}


def _make(entries: Mapping[str, str], language: str, *, is_latin: bool) -> Lexicon:
    entries = {label: ", ".join(written_out(block)) for label, block in entries.items()}
    if language == "en":
        return Lexicon(entries, forms=en.forms)
    if language == "ar":
        return Lexicon(entries, forms=ar.forms, spell=fold)
    if is_latin:
        return Lexicon(entries, forms=ka.latin_forms, spell=ka.sound)
    return Lexicon(entries, forms=ka.forms)


def written_out(block: str) -> Iterator[str]:
    """The entries of `block`; where what follows the last gap lists phrases ("~ late|on time"), one entry a phrase."""
    for entry in " ".join(block.split()).replace("| ", "|").replace(" |", "|").split(","):
        head, gap, tail = entry.rpartition("~")
        if gap and "|" in tail and " " in tail.strip():
            yield from (f"{head}~ {phrase.strip()}" for phrase in tail.split("|"))
        else:
            yield entry


@functools.cache
def _lexicon(language: str, *, is_latin: bool) -> Lexicon:
    return _make(_WORDS[language], language, is_latin=is_latin)


@functools.lru_cache(maxsize=16)
def _own_lexicon(own: tuple[Own, ...], language: str, is_latin: bool) -> Lexicon:  # noqa: FBT001
    entries = {topic.key: ", ".join(_entry(word) for word in topic.words) for topic in own if topic.words}
    return _make(entries, language, is_latin=is_latin)


def _entry(word: str) -> str:
    """What a shopkeeper typed, as an entry: longer words stand for all that begin so."""
    pieces = [piece.strip(",|~*") for piece in fold(word).split()]
    return " ".join(piece + "*" if len(piece) > 3 else piece for piece in pieces if piece)
