"""What do two whole names say of each other? Pure: word by word, in three scripts, in any order, with initials."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from hafawa.kernel.text import ARABIC, GEORGIAN
from hafawa.people.transliteration import is_arabic, reads_as, romanised, words

_GENERATION = {"jr", "junior", "sr", "senior", "ii", "iii", "الاب", "الابن", "უმცროსი", "უფროსი"}
_SURNAME = re.compile(r".{3,}(dze|shvili|iani|ava|adze|idze|ishvili|ashvili|tskiri|eli|uri)$")


@dataclass(frozen=True)
class Naming:
    """How two names stand to each other.

    `grade`: same (letter for letter), reads (another script or romanisation), misspelt, more_words (one has a name
    more), surname_first (the other order, and surely so), swapped (the other order), initials, first_only (one has only
    a first name), one_word (both have one and it is the same), relatives (the family name only), differ, unknown (one
    has no name).
    """

    grade: str
    reads: str = ""
    is_generation: bool = False


@lru_cache(maxsize=65536)
def naming(one: str, other: str) -> Naming:
    """Compare two names as they are written."""
    mine, theirs = list(words(one)), list(words(other))
    generation = {w for w in mine if w in _GENERATION} ^ {w for w in theirs if w in _GENERATION}
    mine, theirs = [w for w in mine if w not in _GENERATION], [w for w in theirs if w not in _GENERATION]
    if not mine or not theirs:
        return Naming("unknown")
    grade = _grade(mine, theirs)
    if grade == "swapped" and ("," in one or "," in other):
        grade = "surname_first"
    return Naming(grade, _reads(one, other), bool(generation))


def _grade(mine: list[str], theirs: list[str]) -> str:
    pairs = _pairs(mine, theirs)
    fits = {i: how for i, _j, how in pairs}
    short, long_ = sorted((len(mine), len(theirs)))
    if len(pairs) < short:
        return _partly(mine, theirs, pairs)
    if short == 1:
        if long_ > 1:
            return "first_only" if pairs[0][0] == 0 and pairs[0][1] == 0 else "relatives"
        return "one_word" if fits[pairs[0][0]] != "misspelt" else "differ"
    if "initial" in fits.values():
        return "initials"
    if [j for _i, j, _how in pairs] != sorted(j for _i, j, _how in pairs):
        return "surname_first" if any(_SURNAME.match(romanised(w)) for w in (mine[0], theirs[0])) else "swapped"
    if long_ > short:
        return "more_words" if pairs[0][:2] == (0, 0) else "relatives"
    return next((g for g in ("misspelt", "reads") if g in fits.values()), "same")


def _partly(mine: list[str], theirs: list[str], pairs: list[tuple[int, int, str]]) -> str:
    """Both have a word the other has not: of one family, if the last words meet; else two people."""
    sure = [p for p in pairs if p[2] != "initial"]
    if not sure or min(len(mine), len(theirs)) < 2:
        return "differ"
    return "relatives"


def _pairs(mine: list[str], theirs: list[str]) -> list[tuple[int, int, str]]:
    """Which word of one is which of the other, the surest first; each word once; in the order of the first name."""
    found: list[tuple[int, int, str]] = []
    for how in ("same", "reads", "misspelt", "initial"):
        for i, word in enumerate(mine):
            if any(i == f[0] for f in found):
                continue
            free = [j for j in range(len(theirs)) if all(j != f[1] for f in found)]
            for j in sorted(free, key=lambda j: abs(i - j)):
                if _word(word, theirs[j]) == how:
                    found.append((i, j, how))
                    break
    return sorted(found)


@lru_cache(maxsize=65536)
def _word(one: str, other: str) -> str:
    if one == other:
        return "same" if len(one) > 1 else "initial"
    if 1 in {len(one), len(other)}:
        return "initial" if _initial(one) == _initial(other) else ""
    if reads_as(one, other):
        return "reads"
    return "misspelt" if _is_slip(one, other) else ""


def _initial(word: str) -> str:
    return romanised(word)[:1]


def _is_slip(one: str, other: str) -> bool:
    """Whether one is the other mistyped: a letter or two in a long word, never the last vowel: that is another name.

    Arabic writes consonants only, so a letter more or less is another name there (محمد, محمود); two swapped or doubled
    letters in a word of five or more are a slip.
    """
    if is_arabic(one) != is_arabic(other):
        return False
    if is_arabic(one):
        swapped = sorted(one) == sorted(other) and OSA.distance(one, other) == 1
        return swapped and len(one) > 4
    mine, theirs = romanised(one), romanised(other)
    length = min(len(mine), len(theirs))
    allowed = 0 if length < 5 else 1 if length < 9 else 2
    if mine[0] != theirs[0] or OSA.distance(mine, theirs, score_cutoff=allowed) > allowed:
        return False
    return not _differ_in_ending(mine, theirs) and not _differ_in_vowel(mine, theirs)


def _differ_in_ending(one: str, other: str) -> bool:
    """Karim and Karima, Alexander and Alexandra: the last letters make it another's name."""
    return one[-1] != other[-1] or (sorted(one) == sorted(other) and one[-2:] != other[-2:])


def _differ_in_vowel(one: str, other: str) -> bool:
    """A short name with one vowel for another is another name (Nino, Nina; Hadi, Huda)."""
    if len(one) != len(other) or len(one) > 6:
        return False
    wrong = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return len(wrong) == 1 and all(c in "aeiouy" for c in wrong[0])


def _reads(one: str, other: str) -> str:
    """How both are read: as one of them writes it in Latin letters, or else in the national romanisation."""
    latin = next((n for n in (one, other) if not ARABIC.search(n) and not GEORGIAN.search(n)), None)
    if latin is not None:
        return " ".join(latin.split())
    georgian = next((n for n in (one, other) if GEORGIAN.search(n)), None)
    spelt = [romanised(w) for w in georgian.split()] if georgian else []
    return " ".join(w[:1].upper() + w[1:] for w in spelt)
