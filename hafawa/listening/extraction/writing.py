"""Where are the clauses of a text, written out evenly, and where does each of their words stand? Pure, linear.

Rules are regular expressions over `Clause.line`: its words folded, one space before and after each. `Clause.span` gives
back the place in the text, so what is found is always a piece of the text itself.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.sentences import spans

LONGEST = 12_000  # characters looked at, as in `sentences`
WORDS_IN_CLAUSE = 60  # a clause without end is cut: no rule reaches so far
_MARK = "\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c-\u200f"
_APART = re.compile(rf"\d+(?:[.:/٫]\d+)*|[^\W\d_](?:[^\W\d_]|[{_MARK}]|['’‘`´ʼ](?=[^\W\d_]))*")
_TOGETHER = re.compile(r"\d+(?:[.:/]\d+)+|[^\W_](?:[^\W_]|['’‘`´ʼ](?=[^\W_]))*")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'"})
_PAUSE = re.compile(r"[,،;؛:()\[\]«»„“”\"](?=\s|$|[^\W\d_])|[!?؟…]|(?<=\s)[-–—](?=\s)|—|\n|\.(?=\s|$)")
_KA = str.maketrans(
    dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყშჩძჭხჯჰ", "abgdevztiklmnopjrstupkgkscz" + "chjh", strict=True))
    | {"ც": "ts", "წ": "ts"}
)
_KA_LATIN = re.compile(r"tch|ch|tz|sh|zh|dz|gh|kh|th|ph|[cxwqyf']")
_HEARD = {
    "tch": "c", "ch": "c", "tz": "ts", "sh": "s", "zh": "j", "dz": "z", "gh": "g", "kh": "h", "th": "t", "ph": "p",
    "c": "ts", "w": "ts", "x": "h", "q": "k", "y": "k", "f": "p", "'": "",
}  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """A clause: ` word word word `, where each word begins in that line, and where it stands in the text."""

    line: str
    at: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    asks: bool = False  # it, or the sentence it ends, has a question mark
    opens: bool = False  # it is the first of its sentence

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.spans[-1][1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the text of the words that stand at `start` to `end` of `line`."""
        first = max(0, bisect.bisect_right(self.at, start) - 1)
        last = max(first, bisect.bisect_left(self.at, end) - 1)
        return self.spans[first][0], self.spans[last][1]


@dataclass(frozen=True)
class Manner:
    """How a language is written out: `spell` a folded word; digits apart from letters or not; words that join."""

    name: str
    spell: Callable[[str], str]
    pieces: re.Pattern[str] = _APART
    joints: re.Pattern[str] | None = None
    short: re.Pattern[str] | None = None  # a point after a shortened word: it ends no sentence


def heard(word: str) -> str:
    """Georgian in either script as one spelling: "ცხრა", "cxra" and "tskhra" are the same."""
    if word.isascii():
        return _KA_LATIN.sub(lambda m: _HEARD[m[0]], word)
    return word.translate(_KA)


def even(word: str) -> str:
    """A word as it is compared, before any language: folded, apostrophes alike, stretched letters once."""
    return _STRETCHED.sub(r"\1", fold(word.translate(_APOSTROPHES)))


def _starting(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\S)(?:" + "|".join(words) + r")(?!\S)")


EN = Manner("en", str, joints=_starting(r"and(?!\s+\d)", "but", "then", "so", "because", "though", "although", "w/"))
AR = Manner(
    "ar",
    str,
    joints=re.compile(
        r"(?<!\S)(?:و(?=(?:س|ه|ح|ب|را?ح|[أإا](?!ل)|ن|ت|ي)[^\W\d_]{2,})|(?:لكن|بس|ثم|لأن|علشان|عشان|وأنا|وبعدها)(?!\S))"
    ),
)
ARABIZI = Manner("arabizi", str, pieces=_TOGETHER, joints=_starting("w", "wa", "bas", "laken", "3ashan"))
KA = Manner(
    "ka",
    heard,
    joints=_starting(r"და(?!\s+\d)", "მაგრამ", "ოღონდ", "ხოლო", "მანამდე", r"da(?!\s+\d)", "magram", "ogond"),
    short=re.compile(
        r"(?<![^\W\d_])(?:(?:ორ|სამ|ოთხ|ხუთ)შ|პარ|შაბ|სამ|სთ|წთ|ტელ|კლ|შეკვ|ნომ|მაგ|თებ|მარ|აპრ|ლ|ქ|ბ)\.(?=\s+[^\W_])"
    ),
)


def manner(text: str, language: str) -> Manner | None:
    """How `text` of `language` (BCP 47) is written out; None for a language without rules."""
    short = language[:2]
    if short == "ar":
        return ARABIZI if languages.is_latin(text) else AR
    return {"en": EN, "ka": KA}.get(short)


def clauses(text: str, language: str) -> list[Clause]:
    """The clauses of `text`, quoted lines left out; where scripts are mixed each sentence in its own language."""
    return [clause for sentence, _manner in sentences(text, language) for clause in sentence]


def sentences(text: str, language: str) -> list[tuple[list[Clause], Manner]]:
    """The clauses of `text` by sentence, each with how it was written out."""
    text = text[:LONGEST]
    is_mixed = languages.is_mixed(text)
    whole = manner(text, language)
    if whole and whole.short:
        text = whole.short.sub(lambda m: m[0][:-1] + " ", text)
    found: list[tuple[list[Clause], Manner]] = []
    for start, end in spans(text):
        own = whole
        if is_mixed and (told := languages.tell(text[start:end])):
            own = manner(text[start:end], told) or whole
        if own and (made := _in_sentence(text, start, end, own)):
            found.append((made, own))
    return found


def _in_sentence(text: str, start: int, end: int, own: Manner) -> list[Clause]:
    cuts = sorted({start, end, *_cuts(text, start, end, own)})
    asks = "?" in text[max(start, end - 6) : end] or "؟" in text[max(start, end - 6) : end]
    made: list[Clause] = []
    for a, b in itertools.pairwise(cuts):
        made += _clauses(text, a, b, own)
    return [Clause(c.line, c.at, c.spans, asks=asks and i == len(made) - 1, opens=i == 0) for i, c in enumerate(made)]


def _cuts(text: str, start: int, end: int, own: Manner) -> list[int]:
    found = [m.end() for m in _PAUSE.finditer(text, start, end)]
    if own.joints:
        found += [m.start() for m in own.joints.finditer(text, start, end)]
    return found


def _clauses(text: str, start: int, end: int, own: Manner) -> list[Clause]:
    words = [(m, w) for m in own.pieces.finditer(text, start, end) if (w := own.spell(even(m[0])))]
    return [_clause(words[i : i + WORDS_IN_CLAUSE]) for i in range(0, len(words), WORDS_IN_CLAUSE)]


def _clause(words: list[tuple[re.Match[str], str]]) -> Clause:
    at, line = [], " "
    for _place, word in words:
        at.append(len(line))
        line += word + " "
    return Clause(line, tuple(at), tuple(place.span() for place, _word in words))


def joined(one: Clause, other: Clause) -> Clause:
    """Two clauses that follow each other, as one."""
    moved = tuple(a + len(one.line) - 1 for a in other.at)
    return Clause(one.line + other.line[1:], one.at + moved, one.spans + other.spans, asks=other.asks, opens=one.opens)
