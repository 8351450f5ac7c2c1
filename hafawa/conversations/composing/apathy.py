"""Does a reply sound as if nobody had read the message? Pure: signs of apathy, practice D10.

Three signs: nothing of what they told is taken up, they are not called by their name, and others got nearly the same.
One alone is no sign of anything; of two and more a remark is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from hafawa.kernel.text import fold
from hafawa.listening.tone import same
from hafawa.listening.tone.remark import Remark
from hafawa.listening.wording.small import SMALL

LONG = 8  # telling words of theirs: a line of three needs no echo
OURS = 8  # words of ours
STEM = 4
_WORD = re.compile(r"[^\W\d_]+")


def gettext_noop(text: str) -> str:
    """`text` itself: the mark by which it is found for translation."""
    return text


WHY = gettext_noop("It could have been sent to anybody: nothing of what they wrote is taken up.")
INSTEAD = gettext_noop("Say back one thing they told you, in your own words, and call them by their name.")


@dataclass(frozen=True)
class Apathy:
    """Which of the three signs a reply shows; None: there was too little to say."""

    takes_up: bool | None
    names: bool | None
    is_like_others: bool

    @property
    def signs(self) -> int:
        """How many of the three are shown."""
        return (self.takes_up is False) + (self.names is False) + self.is_like_others


def look(text: str, *, message: str, name: str = "", language: str = "", recent: Iterable[str] = ()) -> Apathy:
    """The signs in `text`, an answer to `message` of somebody called `name`. `language` is that of both, or empty."""
    ours = [fold(word) for word in _WORD.findall(text)]
    small = SMALL.get(language[:2], frozenset())
    theirs = {_stem(w) for w in map(fold, _WORD.findall(message)) if len(w) > 3 and w not in small}
    takes_up = None
    if len(theirs) >= LONG and len(ours) >= OURS and language:
        takes_up = any(_stem(word) in theirs for word in ours if len(word) > 3 and word not in small)
    called = [fold(part) for part in name.split() if len(part) > 1]
    names = any(part in ours or any(w.startswith(part) for w in ours) for part in called) if called else None
    return Apathy(takes_up, names, same.is_nearly(text, recent, name=name))


def remark(text: str, seen: Apathy) -> Remark | None:
    """The remark on the whole of `text`, where two signs and more are shown and nothing is taken up."""
    if seen.takes_up is not False or seen.signs < 2:
        return None
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    return Remark(kind="apathy", start=start, end=end, words=text[start:end], why=WHY, instead=INSTEAD)


def _stem(word: str) -> str:
    return word.removeprefix("ال")[:STEM]
