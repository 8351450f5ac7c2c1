"""What is a person called, and what is a name found by? Pure."""

from __future__ import annotations

import re

from hafawa.kernel.text import ARABIC, GEORGIAN, LATIN, fold


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


_TITLES = _words(
    "mr mrs ms miss mx dr prof sir madam sheikh eng haji السيد السيدة سيد سيدة الدكتور الدكتورة دكتور دكتورة د م أ "
    "الأستاذ الأستاذة أستاذ أستاذة الحاج الحاجة الشيخ الشيخة المهندس المهندسة الآنسة "
    "ბატონი ბატონო ქალბატონი ქალბატონო დოქტორი პროფესორი"
)
_KUNYA = _words("أبو أبا أم ابن بنت abu abou umm um om ibn bint")
_JOINED = _words("عبد أمة abd abdul abdel abdal abdur")
_COMPANY = _words("ltd llc inc gmbh co company corp shop store office team შპს სს კომპანია شركة مؤسسة محل متجر")
_SURNAME = re.compile(r"(ძე|შვილი|dze|shvili)$")


def folded(name: str) -> str:
    """`name` as it is kept for finding, at most 300 characters."""
    return fold(name)[:300]


def first_name(name: str) -> str:
    """What to call somebody who wrote `name`; empty rather than a wrong guess.

    Titles are dropped; «عبد الرحمن» stays whole; a kunya («أبو أحمد») is itself the address and never shortened to
    either half; a Georgian surname written first is passed over; initials, companies and addresses give no guess.
    """
    if "@" in name or any(c.isdigit() for c in name):
        return ""
    if "," in name:
        family, _comma, given = name.partition(",")
        name = f"{given} {family}"
    words = [w for w in name.replace("،", " ").split() if _bare(w) not in _TITLES]
    if not words or any(_bare(w) in _COMPANY for w in words):
        return ""
    return _cased(_called(words))


def differ(one: str, other: str) -> bool:
    """Whether two names are surely two people's: both known, in one script, without a word in common."""
    mine, theirs = set(fold(one).split()), set(fold(other).split())
    return bool(mine and theirs) and _script(one) == _script(other) != "" and not mine & theirs


def _called(words: list[str]) -> str:
    head = _bare(words[0])
    if head in _KUNYA:
        return " ".join(words) if len(words) == 2 else ""
    if head in _JOINED:
        return " ".join(words[:2]) if len(words) > 1 else ""
    if len(words) == 2 and _SURNAME.search(head) and not _SURNAME.search(_bare(words[1])):
        return words[1]
    return words[0] if sum(c.isalpha() for c in head) > 1 else ""


def _bare(word: str) -> str:
    return fold(word).strip(".'’\"()")


def _cased(word: str) -> str:
    return word.title() if word.isascii() and (word.isupper() or word.islower()) else word.strip('"()')[:150]


def _script(text: str) -> str:
    for label, pattern in (("arabic", ARABIC), ("georgian", GEORGIAN), ("latin", LATIN)):
        if pattern.search(text):
            return label
    return ""
