"""Under which keys is somebody looked up when one like them is sought? Pure: the same keys from three scripts.

`n:` two words of the name in any order, by their skeletons; `i:` one word and how the other begins, for initials and
slips of the pen; `m:` the mailbox. A mailbox that spells two words (layla.haddad) gives their `n:` key too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations, permutations

from hafawa.people.transliteration import romanised, skeleton, skeletons, words

_MOST_WORDS = 4
_PARTS = re.compile(r"[._\-+]+")


def keys(name: str, emails: Iterable[str]) -> list[str]:
    """The keys of somebody called `name` with these addresses, each once."""
    found = dict.fromkeys(name_keys(name))
    for email in sorted(emails):
        local = email.partition("@")[0]
        box = "".join(c for c in local.partition("+")[0] if c.isalnum()).rstrip("0123456789")
        if len(box) > 4:
            found[f"m:{box}"[:80]] = None
        parts = [p.rstrip("0123456789") for p in _PARTS.split(local)]
        parts = [p for p in parts if len(p) > 1]
        if len(parts) == 2:
            found.update(dict.fromkeys(_pair(*parts)))
    return list(found)


def name_keys(name: str) -> list[str]:
    """The keys a name alone gives; none for one word, which is too little to look anybody up by."""
    spelt = list(dict.fromkeys(words(name)))[:_MOST_WORDS]
    found: dict[str, None] = {}
    for one, other in combinations(spelt, 2):
        found.update(dict.fromkeys(_pair(one, other)))
    for one, other in permutations([*spelt[:1], *spelt[-1:]] if len(spelt) > 1 else [], 2):
        if len(one) > 1:
            found.update(dict.fromkeys(f"i:{s}:{_begins(other)}"[:80] for s in skeletons(one)))
    return list(found)


def _pair(one: str, other: str) -> list[str]:
    if 1 in {len(one), len(other)}:
        return []
    return [f"n:{':'.join(sorted((a, b)))}"[:80] for a in skeletons(one) for b in skeletons(other)]


def _begins(word: str) -> str:
    """How a word begins, whatever the script: a vowel, y or w, or the class of its consonant."""
    first = romanised(word)[:1]
    return "a" if first in "aeiou" else "y" if first in "yw" else skeleton(word)[:1]
