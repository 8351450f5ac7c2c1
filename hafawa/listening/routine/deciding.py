"""May a machine handle this message, or does a person? All that is not plainly routine is a person's. Pure.

An allow-list, not "how negative does it sound", which was shown not to work. A message is a machine's only where
nothing says no: no veto; one matter the shop answers, told surely; no window of six words and no clause that sounds of
anything else or holds more unknown words than a name or two; nothing open with the person; the language switched on.
Each refusal has a name; `hafawa/web/words/routine.py` has the words for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from hafawa.listening.reading import ANGRY_FROM, Reading
from hafawa.listening.routine import vetoes
from hafawa.listening.routine.courtesy import only_courteous
from hafawa.listening.routine.cutting import MOST_WORDS, Cut, cut
from hafawa.listening.routine.fitting import BACKGROUND
from hafawa.listening.routine.grams import ids
from hafawa.listening.routine.local import Local
from hafawa.listening.routine.shipped import Shipped

HUMAN, MACHINE = "human", "machine"
OFF, SHADOW, LIVE = "off", "shadow", "live"
SOUNDS_OTHER = 0.75  # chance from which on a window is not routine
NEARER_TO_NONE = 0.2  # by how much a window may be nearer to what is no matter at all than to any matter
UNKNOWN_IN_WINDOW = {"ar": 2}  # words; 1 elsewhere: Arabic joins its small words to the others
MOST_CLAUSES = 4
LONGEST = 600  # letters: a longer message is nothing for a machine

#: Every name a refusal may have, in the order they are told.
REASONS = (
    *vetoes.LABELS, *vetoes.MARKS, "complaint", "angry", "heavy", "ironic", "open_complaint", "overdue_promise",
    "empty", "long", "language", "nothing_known", "sounds_other", "unknown_words", "unsure", "not_routine",
    "two_matters", "not_answered", "off", "shadow",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """What is known besides the words. `states` says of each variety ("en", "ar-Latn") if it is off, tried or live."""

    states: Mapping[str, str] = field(default_factory=dict)
    has_open_complaint: bool = False
    has_overdue_promise: bool = False

    @property
    def open_matters(self) -> list[str]:
        """What is open with the person, by the name of the reason."""
        named = {"open_complaint": self.has_open_complaint, "overdue_promise": self.has_overdue_promise}
        return [name for name, holds in named.items() if holds]


@dataclass(frozen=True)
class Why:
    """A reason by its name, and the words of the message it rests on, where it rests on some."""

    name: str
    words: str = ""


@dataclass(frozen=True)
class Route:
    """Who handles a message, why, and what it is about (empty where that is not sure)."""

    who: str
    why: tuple[Why, ...] = ()
    intent: str = ""
    sureness: float = 0.0

    @property
    def names(self) -> list[str]:
        """The reasons, by name."""
        return [why.name for why in self.why]

    def but(self, *names: str) -> Route:
        """The same, kept from a machine by further reasons."""
        return replace(self, who=HUMAN, why=(*self.why, *(Why(name) for name in names))) if names else self

    @property
    def would_be_machine(self) -> bool:
        """Whether nothing but the shop's own switch keeps it from a machine."""
        return bool(self.intent) and set(self.names) <= {OFF, SHADOW}


def decide(
    text: str,
    *,
    locals_: Mapping[str, Local],
    shipped: Shipped,
    facts: Facts,
    language: str = "",
    read: Reading | None = None,
) -> Route:
    """Who handles `text`, from what the shop hears in each language (`locals_`, by "en", "ar", "ka").

    `language` is a BCP 47 tag where it is known; `read` is the reading of the same text. Never raises on any text.
    """
    why = [Why(*veto) for veto in vetoes.found(text)]
    why += [Why(name) for name in _from_reading(read)] if read else []
    why += [Why(name) for name in facts.open_matters]
    found = _told(cut(text, language=language), locals_)
    intent, sureness = "", 0.0
    if not why:
        why, intent, sureness = _judged(text, found, locals_.get(found.variety[:2]), shipped)
    state = facts.states.get(found.variety, OFF)
    if found.variety and state != LIVE:
        why.append(Why(SHADOW if state == SHADOW else OFF))
    return Route(HUMAN if why else MACHINE, tuple(why), intent, round(sureness, 4))


def _told(found: Cut, locals_: Mapping[str, Local]) -> Cut:
    """A few words of no language that can be told are English where English routine questions have all of them."""
    english = locals_.get("en")
    if found.variety or english is None or not found.words:
        return found
    is_it = all(english.is_known(word) and word.isascii() for word in found.words)
    return replace(found, variety="en") if is_it else found


def _from_reading(read: Reading) -> list[str]:
    emotions = read.emotions
    is_angry = read.anger >= ANGRY_FROM or emotions.get("anger", 0.0) >= ANGRY_FROM
    is_heavy = max((emotions.get(name, 0.0) for name in ("grief", "anxiety", "disappointment")), default=0.0) >= 0.5
    asked = {
        "complaint": read.is_complaint or bool(read.bad_kind) or read.is_automatic,
        "angry": is_angry,
        "heavy": is_heavy,
        "ironic": read.irony >= 0.5,
    }
    return [name for name, holds in asked.items() if holds]


def _judged(text: str, found: Cut, local: Local | None, shipped: Shipped) -> tuple[list[Why], str, float]:
    if not found.words:
        return [Why("empty")], "", 0.0
    if len(found.words) > MOST_WORDS or len(text) > LONGEST or len(found.clauses) > MOST_CLAUSES:
        return [Why("long")], "", 0.0
    if local is None:
        return (
            [Why("language" if not found.variety or found.variety[:2] not in shipped.words else "nothing_known")],
            "",
            0.0,
        )
    if len(local.fitted.matters) < 2:
        return [Why("nothing_known")], "", 0.0
    bare = found.without(lambda clause: only_courteous(clause, language=local.language))
    found = bare if bare.words else found
    why = _of_windows(found, local, shipped)
    guess = local.fitted.guess(ids(found.words))
    if not local.is_sure(guess):
        return [*why, Why("unsure")], "", guess.sureness
    why += _of_clauses(found, guess.intent, local)
    if guess.intent not in local.answered:
        why.append(Why("not_answered"))
    return why, guess.intent, guess.sureness


def _of_windows(found: Cut, local: Local, shipped: Shipped) -> list[Why]:
    why: dict[str, Why] = {}
    windows = found.windows()
    for words in (*windows, *(found.words[a:b] for a, b in found.clauses)):
        if "sounds_other" not in why and sounds_other(words, local, shipped) >= SOUNDS_OTHER:
            why["sounds_other"] = Why("sounds_other", " ".join(words))
    for words in windows if len(windows) > 1 else ():
        if "not_routine" not in why and _nearer_to_none(words, local) >= NEARER_TO_NONE:
            why["not_routine"] = Why("not_routine", " ".join(words))
    unknown = [not local.is_known(word) for word in found.words]
    strange = frozenset(word for word, is_new in zip(found.words, unknown, strict=True) if is_new)
    for name, words_ in vetoes.in_other_tongues(found.words, strange) if strange else ():
        why[name] = Why(name, words_)
    if most_unknown(unknown) > UNKNOWN_IN_WINDOW.get(local.language, 1):
        why["unknown_words"] = Why("unknown_words", " ".join([w for w in found.words if w in strange][:6]))
    return list(why.values())


def _nearer_to_none(words: Sequence[str], local: Local) -> float:
    scores = local.fitted.scores(ids(words))
    return float(scores[-1] - scores[:-1].max())


def most_unknown(unknown: Sequence[bool], *, window: int = 6) -> int:
    """The most unknown words within any `window` of a row."""
    return max((sum(unknown[at : at + window]) for at in range(max(1, len(unknown) - window + 1))), default=0)


def sounds_other(words: Sequence[str], local: Local, shipped: Shipped) -> float:
    """The chance, 0 to 1, that a row of words is not routine.

    What the shop's own routine examples hold cannot speak against a message here; it can still speak for one.
    """
    found = ids(words)
    if not len(found):
        return 0.0
    weights = shipped.weights[found].astype(np.float64) * shipped.step
    if len(local.own):
        weights = np.where(np.isin(found, local.own, assume_unique=True), np.minimum(weights, 0.0), weights)
    z = float(weights.sum()) / float(np.sqrt(len(found))) + shipped.bias
    return float(1.0 / (1.0 + np.exp(-min(60.0, max(-60.0, z)))))


def _of_clauses(found: Cut, intent: str, local: Local) -> list[Why]:
    """A second matter surely told in a clause of its own, or a clause that is surely none."""
    for begin, end in found.clauses:
        if (begin, end) == (0, len(found.words)) or end - begin < 3:
            continue
        scores = local.fitted.scores(ids(found.words[begin:end]))
        best = int(np.argmax(scores))
        clause = " ".join(found.words[begin:end])
        if local.fitted.matters[best] == BACKGROUND:
            return [Why("not_routine", clause)]
        told = local.fitted.guess(ids(found.words[begin:end]))
        if told.intent != intent and local.is_sure(told):
            return [Why("two_matters", clause)]
    return []
