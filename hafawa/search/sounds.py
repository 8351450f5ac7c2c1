"""Which names sound alike, however they are spelt and in whichever of three scripts? Pure.

A word has a rough Latin form (`roman`) and, of that, the consonants (`skeleton`): ليلى, ლეილა and Layla are all `ll`.
Two words are near when they share one of their `keys`: the skeleton, or one with a letter left out (deletions on both
sides meet at one wrong, missing, added or swapped letter, the idea of SymSpell). `likeness` then says how near.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from hafawa.kernel.text import ARABIC
from hafawa.people.transliteration import SPELT

_DIGRAPHS = (
    ("tch", "š"), ("sch", "š"), ("kh", "h"), ("sh", "š"), ("ch", "š"), ("th", "t"), ("dh", "d"), ("gh", "g"),
    ("ph", "p"), ("dz", "z"), ("ds", "z"), ("ts", "s"), ("tz", "s"), ("zh", "g"), ("ck", "k"), ("qu", "k"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"),
)  # fmt: skip
_LATIN = str.maketrans("jcqfvyøłı", "gkkpwioli", "-") | {ord("x"): "ks", ord("ß"): "s"}


def _rough(spelt: str) -> str:
    for pair, one in _DIGRAPHS:
        spelt = spelt.replace(pair, one)
    return spelt.translate(_LATIN)


# One sound is one letter here; ع and ء have none of their own, و is said as a vowel.
_LETTERS = str.maketrans({letter: _rough(spelt) for letter, spelt in SPELT.items()} | {"ع": "-", "ء": "-", "و": "u"})
_SOFT_C = re.compile(r"c(?=[eiy])")
_MUTE_H = re.compile(r"(?<=[aeiou])h$")
_DIPHTHONGS = (("ai", "i"), ("ei", "i"), ("au", "u"), ("ow", "u"), ("aw", "u"))
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiouw]")
_SHORT, _LONG = 3, 4
NEAR = 0.8
LONGEST_KEY = 60  # as the index keeps it; "xxx" is twice as long as it is written
_AR_ENDINGS = ("ا", "ه", "ي")
BY_SOUND, BY_BONES = "ʀ", "ꞩ"  # signs no name has, before what is not its letters


@lru_cache(maxsize=16384)
def roman(word: str) -> str:
    """A folded `word` in rough Latin letters that spell one sound one way; empty for signs of no sound."""
    if word.isascii():  # the empty word too
        word = _SOFT_C.sub("s", word)
        for pair, one in _DIGRAPHS:
            word = word.replace(pair, one)
        word = _MUTE_H.sub("", word.translate(_LATIN))
    else:
        if ARABIC.search(word) and word.endswith("ه"):
            word = word[:-1] + "ا"  # ة at the end, folded, is said as a vowel
        word = ("ا" + word[1:] if word[0] == "ع" else word).translate(_LETTERS).translate(_LATIN)
    return _DOUBLE.sub(r"\1", word)


def skeleton(word: str) -> str:
    """The consonants of a folded `word`, one letter for one sound; a word of vowels only keeps its first."""
    sound = roman(word)
    first, rest = sound[:1], sound[1:]
    bones = (first if first not in "aeiou" else "") + _VOWELS.sub("", rest)
    return bones or first


def keys(word: str) -> list[str]:
    """What a word is kept and looked up under: words that share one may be each other misspelt."""
    bones, sound = skeleton(word), roman(word)
    found = {f"k{bones}"}
    if len(bones) >= _SHORT:
        found.add(f"d{bones}")
    if len(bones) >= _LONG:
        found |= {f"d{short}" for short in _shorter(bones)}
    elif 3 <= len(sound) <= 9:
        found |= {f"r{sound}"} | {f"r{short}" for short in _shorter(sound)}
    return sorted({key[:LONGEST_KEY] for key in found})


def said(word: str) -> list[str]:
    """What a word's sound is kept under beside its letters, so that its beginning is found from any script."""
    return [f"{BY_SOUND}{roman(word)}", f"{BY_BONES}{skeleton(word)}"]


def said_so_far(word: str) -> list[str]:
    """Beginnings of `said` for a word of which the end may not be typed yet; none where too little is."""
    sound, bones = roman(word), skeleton(word)
    found = [f"{BY_SOUND}{sound}"] if len(sound) >= 3 else []
    return [*found, f"{BY_BONES}{bones}"] if len(bones) >= 3 else found


def likeness_so_far(sought: str, word: str) -> float:
    """How alike `sought` is to the beginning of `word`, a little under a whole word that is as alike."""
    is_across = bool(ARABIC.search(sought)) != bool(ARABIC.search(word))
    one, other = (skeleton(sought), skeleton(word)) if is_across else (roman(sought), roman(word))
    begun = 0.9 * _same(one, other[: len(one)]) if len(one) > 2 else 0.0
    return max(likeness(sought, word), begun)


def likeness(sought: str, word: str) -> float:
    """How alike two folded words are, 0 to 1: letters where they share a script, sounds where they do not."""
    if bool(ARABIC.search(sought)) != bool(ARABIC.search(word)):
        return _across(sought, word)
    one, other = roman(sought), roman(word)
    letters = _same(sought, word) if sought.isascii() == word.isascii() else 0.0
    if letters < 1 and sought[-1:] in _AR_ENDINGS and word[-1:] in _AR_ENDINGS:
        letters = max(letters, 0.97 * _same(sought[:-1], word[:-1]))  # ليلى is written ليلا and ليله, too
    sounds = _same(one, other)
    beginning = float(JaroWinkler.similarity(one, other))
    return max(letters, 0.94 * sounds, 0.9 * beginning)


def allowed(sought: str, word: str) -> float:
    """How alike `word` must be to pass for `sought` misspelt: short words leave little room."""
    if bool(ARABIC.search(sought)) != bool(ARABIC.search(word)):
        return 0.84
    return NEAR if len(sought) <= 4 else NEAR - 0.08


def _across(sought: str, word: str) -> float:
    """Arabic leaves short vowels out: the bones decide, the vowels written only tell between equals."""
    one, other = skeleton(sought), skeleton(word)
    bones, vowels = _same(one, other), _same(_simple(sought), _simple(word))
    if len(one) < 2:
        return 0.4 * bones + 0.58 * vowels
    alike = 0.66 * bones + 0.32 * vowels
    return max(alike, 0.85 + 0.1 * vowels) if one == other and len(one) > 2 else alike


def _same(one: str, other: str) -> float:
    return 1 - DamerauLevenshtein.distance(one, other) / max(len(one), len(other), 1)


def _simple(word: str) -> str:
    word = roman(word)
    for pair, one in _DIPHTHONGS:
        word = word.replace(pair, one)
    return word


def _shorter(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}
