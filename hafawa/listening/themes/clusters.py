"""Which smaller themes lie within a topic, and what are they called? Pure.

Suggestions, for people to confirm: twice as many groups are made as a reader would make, and the most cohesive 60% of
those with enough messages are shown. A group is named by the phrases that stand in it and not elsewhere, as they are
written. `match` finds last week's groups among this week's, so that names do not churn.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage

from hafawa.kernel.text import fold
from hafawa.listening.languages import ar
from hafawa.listening.lexicon import words
from hafawa.listening.themes.vectors import Floats, folded, normal, rarer

LEAST_MESSAGES = 8  # of a topic before it is looked into
LEAST_OF_GROUP = 3
MOST_MESSAGES = 600  # looked at together; the newest
SHOWN_SHARE = 0.6
SAME_FROM = 0.34  # of the messages two groups have between them: from here on one group
JOINS_FROM = 0.32  # as alike must a new message be to the middle of a theme to be put there
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBERED = re.compile(r"[A-Za-z]{0,8}[-#]?\d[\d-]*")  # order numbers name one order, not a theme
_PHRASE = 3
_SMALL = words(
    """
    the a an and or of to in on at is are was were be been it its i my me we our you your he she they them this that for
    with but so not no very have has had just as from by will would can could do did does than then there their his her
    في من على عن الى إلى ما لا هذا هذه هذي ان أن كان كانت مع هو هي انا أنا كل و يا بس لكن الي اللي
    عند شي لي لم قد ثم او أو
    და არ რომ ეს ის იყო არის მე ჩემი თქვენ თქვენი რა კი თუ ან მაგრამ ძალიან მაინც უკვე აქ იქ რაც როგორც
    da ar rom es is iyo aris me chemi tqven ra ki tu an magram"""
)


@dataclass(frozen=True)
class Group:
    """Messages (their places in what was given), the one in their middle, how cohesive (0 to 1), and their phrases."""

    members: tuple[int, ...]
    middle: int
    cohesion: float
    phrases: tuple[str, ...]


def groups(texts: Sequence[str], *, language: str) -> list[Group]:
    """The groups worth showing among `texts` of one language, most cohesive first; none where there are too few."""
    texts = texts[:MOST_MESSAGES]
    if len(texts) < LEAST_MESSAGES:
        return []
    rows = rarer(folded(texts, [language] * len(texts)))
    labels = _labels(rows, many=2 * max(2, round(math.sqrt(len(texts) / 2))))
    found = [_group(rows, np.flatnonzero(labels == label), texts) for label in np.unique(labels)]
    enough = [group for group in found if len(group.members) >= LEAST_OF_GROUP and group.phrases]
    enough.sort(key=lambda g: (-g.cohesion, g.members))
    return enough[: math.ceil(SHOWN_SHARE * len(enough))]


def match(new: Sequence[frozenset[int]], old: Mapping[int, frozenset[int]]) -> dict[int, int]:
    """Which of the `new` groups is which of the `old` (key to members): by what they share, the most alike first.

    An old group found in none is not in the answer, nor is a new one that is nobody's.
    """
    pairs = []
    for i, members in enumerate(new):
        for key, before in old.items():
            still = before & frozenset().union(*new) or before  # messages that have gone count for nothing
            shared = len(members & before)
            if shared and (likeness := shared / min(len(members | still), 2 * len(still))) >= SAME_FROM:
                pairs.append((-likeness, key, i))
    found: dict[int, int] = {}
    for _likeness, key, i in sorted(pairs):
        if i not in found and key not in found.values():
            found[i] = key
    return found


def staying(new: Sequence[frozenset[int]], old: Mapping[int, frozenset[int]]) -> dict[int, frozenset[int]]:
    """Which of the `old` groups that are found in none of the `new` stay, with what no new group took of them.

    A part that was suggested last week does not vanish because its messages were grouped a little differently.
    """
    same = match(new, old)
    taken = frozenset().union(*new)
    left = {key: members - taken for key, members in old.items() if key not in same.values()}
    return {key: members for key, members in left.items() if len(members) >= LEAST_OF_GROUP}


def nearest(texts: Sequence[str], language: str, themes: Mapping[int, Sequence[str]]) -> list[int | None]:
    """To which theme (key to the texts it holds) each of `texts` belongs; None where it is like none of them."""
    if not texts or not themes:
        return [None] * len(texts)
    held = [text for own in themes.values() for text in own]
    rows = rarer(folded([*texts, *held], [language] * (len(texts) + len(held))))
    middles, at = [], len(texts)
    for own in themes.values():
        middles.append(rows[at : at + len(own)].mean(axis=0))
        at += len(own)
    alike = rows[: len(texts)] @ normal(np.array(middles, np.float32)).T
    keys = list(themes)
    return [keys[int(row.argmax())] if row.max() >= JOINS_FROM else None for row in alike]


def phrases(inside: Sequence[str], outside: Sequence[str], *, most: int = 3) -> tuple[str, ...]:
    """What is said in `inside` more than in `outside`: up to `most` phrases of one to three words, as written."""
    own, other = _counted(inside), _counted(outside)
    written = _written(inside)
    scored = []
    for phrase, n in own.items():
        if n >= 2 and n >= 0.25 * len(inside):
            more = n / len(inside) / ((other[phrase] + 0.5) / (len(outside) + 1))
            scored.append((n / len(inside) * math.log(max(more, 1.01)) * (1 + 0.5 * phrase.count(" ")), phrase))
    found: list[str] = []
    for _score, phrase in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        own_words = set(phrase.split())
        if not any(own_words & set(kept.split()) for kept in found):
            found.append(phrase)
    return tuple(written[phrase] for phrase in found[:most])


def _labels(rows: Floats, *, many: int) -> np.ndarray:
    """A group's number for each row: average linkage by angle, the same for the same rows."""
    far = np.clip(1.0 - rows @ rows.T, 0.0, 2.0)
    return np.asarray(fcluster(linkage(far[np.triu_indices(len(rows), 1)], "average"), many, "maxclust"))


def _group(rows: Floats, members: np.ndarray, texts: Sequence[str]) -> Group:
    own = rows[members]
    alike = own @ own.T
    n = len(members)
    cohesion = float((alike.sum() - n) / (n * (n - 1))) if n > 1 else 0.0
    inside = {int(i) for i in members}
    return Group(
        members=tuple(sorted(inside)),
        middle=int(members[int(alike.sum(axis=1).argmax())]),
        cohesion=round(max(0.0, cohesion), 4),
        phrases=phrases([texts[i] for i in sorted(inside)], [t for i, t in enumerate(texts) if i not in inside]),
    )


def _counted(texts: Sequence[str]) -> Counter[str]:
    return Counter(phrase for text in texts for phrase in {key for key, _said in _phrases(text)})


def _written(texts: Sequence[str]) -> dict[str, str]:
    """Each phrase as it is most often written."""
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        for key, written in _phrases(text):
            seen.setdefault(key, Counter())[written] += 1
    return {key: max(forms.items(), key=lambda pair: (pair[1], pair[0]))[0] for key, forms in seen.items()}


def _phrases(text: str) -> list[tuple[str, str]]:
    said = _WORD.findall(_NUMBERED.sub(" ", text[:1000]))
    keys = [_stem(word) for word in said]
    found = []
    for start in range(len(said)):
        for end in range(start + 1, min(start + _PHRASE, len(said)) + 1):
            if _is_small(said[start]) or _is_small(said[end - 1]):
                continue
            found.append((" ".join(keys[start:end]), " ".join(said[start:end])))
    return found


def _is_small(word: str) -> bool:
    folded_word = word.lower()
    return folded_word in _SMALL or fold(folded_word) in _SMALL or len(word) < 2


def _stem(word: str) -> str:
    """Near enough one form for the forms of a word, in three scripts."""
    word = fold(word)
    if "\u0600" <= word[0] <= "\u06ff":
        word = ar.forms(word)[-1]
    return word[:5] if len(word) > 6 else word
