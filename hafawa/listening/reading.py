"""What does a message say: thanks, praise, complaint, question, anger, where is my order, please do this? Pure.

`read` is the door. A trained reader takes the place of the rules by being another `Reader` with another `version`;
`annotate` notices the version and reads everything again. Kinds of bad experience are the keys of `analytics.strikes`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.feeling import felt, is_negated
from hafawa.listening.languages import ar, en, ka
from hafawa.listening.lexicon import Hit, Lexicon
from hafawa.listening.sentences import Sentence, split

VERSION = "rules-1"

# Where several kinds are told of, the first of these is named: what can be put right in a step comes first.
BAD_KINDS = (
    "refund_delayed",
    "overcharged",
    "missed_discount",
    "damaged",
    "wrong_item",
    "missing_delivery",
    "rude",
    "broken_promise",
    "late_delivery",
    "ignored",
    "clueless",
    "technical",
    "long_wait",
    "poor_quality",
)
ANGRY_FROM = 0.5
OPENING = 4  # pieces
SAYS_SOMETHING = 3  # words beyond those that close: nobody waits in vain because no rule knew what they said
_FIRST_SHOWN = ("scorn", "anger", "grief", "human", *BAD_KINDS, "complaint", "awful", "bad", "love", "good")
_SHOWN = (*_FIRST_SHOWN, "full_thanks", "thanks", "order_status", "request", "question")
_ONLY_IF_NOT_NEGATED = (*BAD_KINDS, "complaint", "anger")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one message was read as. `feeling` is -1 to 1, None where it was not read; `anger` 0 to 1."""

    language: str = ""
    feeling: float | None = None
    anger: float = 0.0
    is_thanks: bool = False
    is_praise: bool = False
    is_complaint: bool = False
    is_question: bool = False
    is_order_status: bool = False
    is_request: bool = False
    needs_answer: bool = False
    is_automatic: bool = False
    bad_kind: str = ""
    evidence: tuple[tuple[str, str], ...] = ()
    confidence: float = 0.0


class Reader(Protocol):
    """Anything that reads messages: the rules here, or a trained model."""

    version: str

    def read(self, text: str, *, language: str | None = None) -> Reading:
        """`text` as a `Reading`; `language` is a BCP 47 tag where the writer's is known already."""
        ...


def read(text: str, *, language: str | None = None) -> Reading:
    """`text` as the reader in use reads it."""
    return READER.read(text, language=language)


@dataclass
class _Found:
    """What has been seen so far in the sentences of one message."""

    words: dict[str, list[str]] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)
    is_question: bool = False
    marks: int = 0
    words_seen: int = 0
    words_closing: int = 0

    @property
    def only_closes(self) -> bool:
        """Nothing but "ok", "thanks", "see you": words that end a conversation."""
        return self.words_seen <= self.words_closing and not self.has("full_thanks")

    @property
    def says_something(self) -> bool:
        """More than a word or two that close: without a rule for it, it is safer answered than left."""
        return self.words_seen - self.words_closing >= SAYS_SOMETHING

    def has(self, *labels: str) -> bool:
        return any(label in self.words for label in labels)


class RuleReader:
    """Reads by lexicon and rules in English, Arabic and Georgian; other languages: their name, a question, no more."""

    version = VERSION

    def read(self, text: str, *, language: str | None = None) -> Reading:
        """See `Reader.read`."""
        language = language or languages.tell(text)
        lexicon = _lexicon(language, is_latin=languages.is_latin(text))
        if lexicon is None:
            asks = "?" in text or "؟" in text
            says = sum(piece.isalpha() for sentence in split(text) for piece in sentence.pieces)
            return Reading(language=language, is_question=asks, needs_answer=asks or says >= SAYS_SOMETHING)
        found = _Found()
        is_mixed = languages.is_mixed(text)
        for sentence in split(text):
            own = _own_lexicon(text[sentence.start : sentence.end]) if is_mixed else None
            _look(sentence, own or lexicon, found)
        _shouting(text, found)
        return _conclude(found, language=language)


def _look(sentence: Sentence, lexicon: Lexicon, found: _Found) -> None:
    pieces = sentence.pieces
    hits = lexicon.find(pieces)
    places = {label: {h.start for h in hits if h.label == label} for label in ("negator", "conditional")}
    hits = [h for h in hits if not _is_cancelled(h, pieces, places)]
    found.words_seen += sum(p.isalnum() for p in pieces)
    found.words_closing += len({i for h in hits if h.label == "closing" for i in range(h.start, h.end)})
    found.marks += pieces.count("!") + max(0, pieces.count("?") + pieces.count("؟") - 1)
    here = {h.label for h in hits}
    for hit in hits:
        found.words.setdefault(hit.label, []).append(" ".join(pieces[hit.start : hit.end]))
    found.weights += [word.weight for word in felt(pieces, hits)]
    asks = "order_status" in here or any(_is_asking(h, pieces) for h in hits)
    found.is_question |= asks and not ("request" in here and not _asks_beside(hits))


def _is_asking(hit: Hit, pieces: tuple[str, ...]) -> bool:
    """A lone question word asks near the beginning; deeper in a sentence it joins ("they know what I want")."""
    return hit.label == "question" and (hit.start < OPENING or hit.end - hit.start > 1 or pieces[hit.start] in "?؟")


def _asks_beside(hits: list[Hit]) -> bool:
    return any(h.label in ("wh", "order_status") for h in hits)


def _is_cancelled(hit: Hit, pieces: tuple[str, ...], places: dict[str, set[int]]) -> bool:
    supposed = any(at < hit.start for at in places["conditional"])
    if hit.label in ("bad", "awful"):
        return supposed and not {"?", "؟"}.isdisjoint(pieces)
    if hit.label not in _ONLY_IF_NOT_NEGATED:
        return False
    return supposed or is_negated(hit.start, pieces, places["negator"])


def _shouting(text: str, found: _Found) -> None:
    loud = [w for w in text[:2000].split() if len(w) > 3 and w.isupper() and w.isascii() and w.isalpha()]
    if len(loud) >= 3:
        found.words["loud"] = loud[:5]


def _conclude(found: _Found, *, language: str) -> Reading:
    if found.has("automatic"):
        return Reading(
            language=language, feeling=0.0, is_automatic=True, evidence=_evidence(found, "automatic"), confidence=0.9
        )
    bad_kind = next((kind for kind in BAD_KINDS if found.has(kind)), "")
    feeling = _feeling(found, told_bad=bool(bad_kind))
    is_complaint = _is_complaint(found, feeling=feeling, bad_kind=bad_kind)
    anger = _anger(found, is_complaint=is_complaint)
    asks = found.is_question or found.has("request", "order_status")
    is_praise = _is_praise(found, feeling=feeling, is_complaint=is_complaint, asks=asks)
    is_thanks = (
        found.has("thanks") and not found.has("scorn") and (found.has("full_thanks") or not (asks or found.only_closes))
    )
    is_thanks = is_thanks and not (is_complaint and feeling < -0.2)
    return Reading(
        language=language,
        feeling=round(feeling, 3),
        anger=round(anger, 3),
        is_thanks=is_thanks,
        is_praise=is_praise,
        is_complaint=is_complaint,
        is_question=found.is_question,
        is_order_status=found.has("order_status") and bad_kind != "refund_delayed",
        is_request=found.has("request"),
        needs_answer=asks or is_complaint or (found.says_something and not is_thanks and not is_praise),
        bad_kind=bad_kind if is_complaint else "",
        evidence=_evidence(found, *_SHOWN),
        confidence=_confidence(found, feeling=feeling),
    )


def _evidence(found: _Found, *labels: str) -> tuple[tuple[str, str], ...]:
    return tuple((label, words) for label in labels for words in dict.fromkeys(found.words.get(label, [])))[:12]


def _feeling(found: _Found, *, told_bad: bool) -> float:
    total = 0.0 if found.only_closes else math.fsum(found.weights)
    if found.has("scorn"):
        total = -abs(total) - 1.2
    if told_bad or found.has("complaint"):
        total -= 0.7
    if found.has("grief", "human"):
        total -= 0.8
    if found.has("anger"):
        total -= 0.4
    if found.has("full_thanks") and not found.has("scorn"):
        total += 0.8
    return total / math.sqrt(total * total + 1.5)


def _is_complaint(found: _Found, *, feeling: float, bad_kind: str) -> bool:
    if bad_kind and feeling < 0.55:
        return True
    if found.has("scorn", "complaint") and feeling < 0.3:
        return True
    return feeling <= -0.3 and not found.has("grief", "human")


def _is_praise(found: _Found, *, feeling: float, is_complaint: bool, asks: bool) -> bool:
    best = max(found.weights, default=0.0)
    enough = best >= 0.9 or (best >= 0.4 and not asks and not found.has("full_thanks"))
    return enough and feeling >= 0.3 and not is_complaint and not found.has("scorn") and not found.only_closes


def _anger(found: _Found, *, is_complaint: bool) -> float:
    if not is_complaint and not found.has("scorn", "loud") and math.fsum(found.weights) >= 0:
        return 0.0  # "as always" can be said with a smile
    calm = 1.0
    for _ in found.words.get("anger", ()):
        calm *= 0.42
    calm *= 0.42 if found.has("scorn") else 1.0
    calm *= 0.5 if found.has("loud") and found.has("request", "question") else 1.0
    if is_complaint:
        calm *= 0.75 if found.has("awful") else 1.0
        calm *= 0.55 if found.marks >= 2 else 0.9 if found.marks else 1.0
        calm *= 0.6 if found.has("loud") else 1.0
        calm *= 0.9
    return 1.0 - calm


def _confidence(found: _Found, *, feeling: float) -> float:
    if not any(found.has(label) for label in _SHOWN):
        return 0.3
    mixed = min(found.weights, default=0.0) < -0.3 and max(found.weights, default=0.0) > 0.3
    return round(min(0.9, 0.45 + abs(feeling) / 2) - (0.2 if mixed else 0.0), 3)


_LEXICONS = {
    ("en", True): Lexicon(en.WORDS, forms=en.forms),
    ("ar", False): Lexicon(ar.WORDS, forms=ar.forms, spell=fold),
    ("ka", False): Lexicon(ka.WORDS, forms=ka.forms),
    ("ka", True): Lexicon(ka.WORDS, forms=ka.latin_forms, spell=ka.sound),
}


def _own_lexicon(sentence: str) -> Lexicon | None:
    return _lexicon(languages.tell(sentence), is_latin=languages.is_latin(sentence))


def _lexicon(language: str, *, is_latin: bool) -> Lexicon | None:
    short = language[:2]
    return _LEXICONS.get((short, is_latin)) or _LEXICONS.get((short, False)) or _LEXICONS.get((short, True))


READER: Reader = RuleReader()
