"""What do rules and word lists read in a message in English, Arabic and Georgian? Pure.

The first reader: it names the words it rests on, and what it has no word for it does not see. The trained one
(`listening.trained`) stands on it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.feeling import felt, is_negated
from hafawa.listening.languages import ar, en, ka
from hafawa.listening.lexicon import Hit, Lexicon
from hafawa.listening.reading import BAD_KINDS, Reading
from hafawa.listening.sentences import Sentence, split

VERSION = "rules-1"

OPENING = 4  # pieces
SAYS_SOMETHING = 3  # words beyond those that close: nobody waits in vain because no rule knew what they said
_FIRST_SHOWN = ("scorn", "anger", "grief", "human", *BAD_KINDS, "complaint", "awful", "bad", "love", "good")
_SHOWN = (*_FIRST_SHOWN, "full_thanks", "thanks", "order_status", "request", "question")
_ONLY_IF_NOT_NEGATED = (*BAD_KINDS, "complaint", "anger")


@dataclass
class Seen:
    """What the word lists show in one message: its sentences, the words found by label, and how they weigh.

    `is_read` is False where there is no word list for its language: nothing but `sentences` is filled then.
    """

    language: str = ""
    sentences: Sequence[Sentence] = ()
    is_read: bool = False
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
        """Whether words of any of `labels` were found."""
        return any(label in self.words for label in labels)


class RuleReader:
    """Reads by lexicon and rules in English, Arabic and Georgian; other languages: their name, a question, no more."""

    version = VERSION

    def read(self, text: str, *, language: str | None = None) -> Reading:
        """See `Reader.read`."""
        return conclude(look(text, language=language), text)

    def read_many(self, texts: Sequence[str]) -> list[Reading]:
        """See `Reader.read_many`."""
        return [self.read(text) for text in texts]


def look(text: str, *, language: str | None = None) -> Seen:
    """What the word lists show in `text`; sentences of another script are looked up in the list of their own."""
    language = language or languages.tell(text)
    seen = Seen(language=language, sentences=split(text))
    lexicon = _lexicon(language, is_latin=languages.is_latin(text))
    if lexicon is None:
        return seen
    seen.is_read = True
    is_mixed = languages.is_mixed(text)
    for sentence in seen.sentences:
        own = _own_lexicon(text[sentence.start : sentence.end]) if is_mixed else None
        _look(sentence, own or lexicon, seen)
    _shouting(text, seen)
    return seen


def conclude(seen: Seen, text: str) -> Reading:
    """The reading that rests on what was seen in `text`."""
    if seen.is_read:
        return _conclude(seen, language=seen.language)
    asks = "?" in text or "؟" in text
    says = sum(piece.isalpha() for sentence in seen.sentences for piece in sentence.pieces)
    return Reading(language=seen.language, is_question=asks, needs_answer=asks or says >= SAYS_SOMETHING)


def _look(sentence: Sentence, lexicon: Lexicon, found: Seen) -> None:
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


def _shouting(text: str, found: Seen) -> None:
    loud = [w for w in text[:2000].split() if len(w) > 3 and w.isupper() and w.isascii() and w.isalpha()]
    if len(loud) >= 3:
        found.words["loud"] = loud[:5]


def _conclude(found: Seen, *, language: str) -> Reading:
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


def _evidence(found: Seen, *labels: str) -> tuple[tuple[str, str], ...]:
    return tuple((label, words) for label in labels for words in dict.fromkeys(found.words.get(label, [])))[:12]


def _feeling(found: Seen, *, told_bad: bool) -> float:
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


def _is_complaint(found: Seen, *, feeling: float, bad_kind: str) -> bool:
    if bad_kind and feeling < 0.55:
        return True
    if found.has("scorn", "complaint") and feeling < 0.3:
        return True
    return feeling <= -0.3 and not found.has("grief", "human")


def _is_praise(found: Seen, *, feeling: float, is_complaint: bool, asks: bool) -> bool:
    best = max(found.weights, default=0.0)
    enough = best >= 0.9 or (best >= 0.4 and not asks and not found.has("full_thanks"))
    return enough and feeling >= 0.3 and not is_complaint and not found.has("scorn") and not found.only_closes


def _anger(found: Seen, *, is_complaint: bool) -> float:
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


def _confidence(found: Seen, *, feeling: float) -> float:
    if not any(found.has(label) for label in _SHOWN):
        return 0.3
    mixed = min(found.weights, default=0.0) < -0.3 and max(found.weights, default=0.0) > 0.3
    return round(min(0.9, 0.45 + abs(feeling) / 2) - (0.2 if mixed else 0.0), 3)


_LISTS = {  # by language, and whether in Latin letters; each is made ready when the first message asks for it
    ("en", True): lambda: Lexicon(en.WORDS, forms=en.forms),
    ("ar", False): lambda: Lexicon(ar.WORDS, forms=ar.forms, spell=fold),
    ("ka", False): lambda: Lexicon(ka.WORDS, forms=ka.forms),
    ("ka", True): lambda: Lexicon(ka.WORDS, forms=ka.latin_forms, spell=ka.sound),
}


def _own_lexicon(sentence: str) -> Lexicon | None:
    return _lexicon(languages.tell(sentence), is_latin=languages.is_latin(sentence))


def _lexicon(language: str, *, is_latin: bool) -> Lexicon | None:
    short = language[:2]
    for key in ((short, is_latin), (short, False), (short, True)):
        if key in _LISTS:
            return _ready(key)
    return None


@functools.cache
def _ready(key: tuple[str, bool]) -> Lexicon:
    return _LISTS[key]()
