"""Who of the team is named in a text? Pure: given the team's names, in any of three scripts and their endings.

A name is one as `people.transliteration` hears it: "Nino", "ნინომ", "نينو" are the same. A Georgian case ending, an
Arabic prefix (و ب ل) and an English 's are taken off first. Within one script a name is spelt as it was given, or
nearly; across scripts short and common words are no names. A word that is a name and something else too ("Will",
"أمل") counts only where it is written as a name or something beside it says so.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hafawa.kernel.text import ARABIC, GEORGIAN, fold
from hafawa.listening.extraction.writing import LONGEST
from hafawa.listening.lexicon import words as listed
from hafawa.listening.reading import Found
from hafawa.people import transliteration

MOST_WORDS = 2_000
MOST_NAMES = 300
SURE, LIKELY = 0.9, 0.6
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u064b-\u065f\u0640'’-](?=[^\W\d_]))*")
_CASES = (
    "სთვისაც", "ისთვის", "სთვის", "სთანაც", "სთან", "ისგან", "სგან", "ისა", "მაც", "საც", "მა", "იმ", "ის", "ით", "ად",
    "ზე", "ში", "თან", "მ", "ს", "თი", "ც", "ო", "ი",
)  # fmt: skip
_LATIN_CASES = ("stvis", "stan", "sgan", "mac", "sac", "ma", "is", "it", "m", "s", "i")
_PREFIXES = ("وال", "ول", "لل", "و", "ف", "ب", "ل")
_BESIDE = re.compile(
    r"(?:mr|mrs|ms|miss|sir|madam|thanks to|thank you|thanks|colleague|called|named|with|by|from|ask|tell|"
    r"استاذ\w*|الاستاذ\w*|أستاذ\w*|الأستاذ\w*|السيد\w*|الموظف\w*|زميل\w*|شكرا|شكراً|مع|اسمه|اسمها|سلم\w* على|"
    r"ბატონ\w*|ქალბატონ\w*|მადლობა|გოგონა\w*|ბიჭი|კონსულტანტ\w*|თანამშრომელ\w*|სახელად|"
    r"qalbaton\w*|baton\w*|madloba)[\s:,،]{1,2}$",
    re.IGNORECASE,
)
_JOINS = listed("ابو ابا ابي بو ام عم عمو خاله ست حاج ابن abu abou umm um em 3ammo")  # a name only with the next
_COMMON = listed(
    "ليله الليله ليلا عليه عليها عليكم عندي عنده عندك معاه عمري عمره اليه اليها بدله عاليه اليوم كانت يوتي "
    "ყუთი ყუთს ყუთში კატა ენა ენაზე კარი მარტი მარტო ნატი სანამ yuti elly elli hello nine then them been both"
)
NEAR, ACROSS = 5, 4  # letters from which two spellings may differ: in one script, in two
_ALSO_WORDS = listed(
    "will mark grace hope may june april rose faith joy rich bill art frank jack pat sue dawn iris holly ivy lily ruby "
    "summer sunny max patience nana chase drew grant miles jade amber باسم لدينا امل نور هدي رنا سعيد كريم جميل حسن "
    "صالح فرح سمر وعد عيد رضا منال بدر ورد شهد لين ხატია თამარ მზია ია ან"
)


def find(text: str, *, staff_names: Sequence[str]) -> Iterator[Found]:
    """Mentions of the team; `says["name"]` is the name as given in `staff_names`."""
    names = _known(tuple(staff_names[:MOST_NAMES]))
    if not names:
        return
    for match in itertools.islice(_WORD.finditer(text, 0, LONGEST), MOST_WORDS):
        end = _end(match, text)
        told = _told(text[match.start() : end], names)
        if told and (confidence := _confidence(match, text)):
            words = text[match.start() : end]
            yield Found(
                what="staff", words=words, start=match.start(), end=end, says={"name": told}, confidence=confidence
            )


def _end(match: re.Match[str], text: str) -> int:
    """Where a name that begins here ends: «أم وليد» is one."""
    if fold(match[0]) in _JOINS and (following := _WORD.match(text, match.end() + 1)):
        return following.end()
    return match.end()


@lru_cache(maxsize=64)
def _known(staff_names: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """By the key its sound has: (first word of the name, the name as given)."""
    known: dict[str, list[tuple[str, str]]] = {}
    for name in staff_names:
        word = _called(name)
        for key in transliteration.skeletons(word) if word else ():
            known.setdefault(key, []).append((word, name))
    return known


def _called(name: str) -> str:
    """What one of the team is called, as one word: the first of their names, with what belongs to it."""
    words = transliteration.words(name)
    if len(words) > 1 and words[0] in _JOINS:
        return words[0] + words[1]
    return next((w for w in words if len(w) > 1), "")


def _told(written: str, names: dict[str, list[tuple[str, str]]]) -> str:
    """The name `written` is, empty if none."""
    for form in _forms(written):
        for key in transliteration.skeletons(form):
            for known, name in names.get(key, ()):
                if _is(form, known):
                    return name
    return ""


def _is(form: str, known: str) -> bool:
    if form == known:
        return True
    shorter = min(len(form), len(known))
    if _script(form) == _script(known):
        return shorter >= NEAR and form[0] == known[0] and transliteration.reads_as(form, known)
    return shorter >= ACROSS and form not in _COMMON and transliteration.reads_as(form, known)


def _script(word: str) -> str:
    return "ar" if ARABIC.search(word) else "ka" if GEORGIAN.search(word) else "la"


@lru_cache(maxsize=32768)
def _forms(word: str) -> tuple[str, ...]:
    """`word` as names are compared, with and without what cases and prefixes add."""
    whole = "".join(transliteration.words(word))
    return tuple(dict.fromkeys((whole, *_bare(whole)))) if 2 <= len(whole) <= 40 else ()


def _bare(word: str) -> list[str]:
    if GEORGIAN.search(word):
        return [word.removesuffix(e) for e in _CASES if word.endswith(e) and len(word) - len(e) >= 2]
    if ARABIC.search(word):
        return [word.removeprefix(p) for p in _PREFIXES if word.startswith(p) and len(word) - len(p) >= 3]
    return [word.removesuffix(e) for e in _LATIN_CASES if word.endswith(e) and len(word) - len(e) >= 4]


def _confidence(match: re.Match[str], text: str) -> float:
    """How surely the word is a name here; 0 where it is likelier the word that is spelt alike."""
    word, start = match[0], match.start()
    if fold(word) not in _ALSO_WORDS:
        return SURE
    if _BESIDE.search(text, max(0, start - 20), start):
        return LIKELY
    goes_on = text[start - 1 : start] == " " and text[start - 2 : start - 1] not in {"", *".!?\n"}
    return LIKELY if word[:1].isupper() and goes_on and start > 1 else 0.0
