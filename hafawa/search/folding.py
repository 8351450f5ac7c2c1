"""Into which words is a text taken apart, so that what is typed and what is kept meet? Pure; both sides use it."""

from __future__ import annotations

import re
from functools import lru_cache

from hafawa.kernel.text import fold

LONGEST_WORD = 40
MOST_WORDS = 1500  # of one text; the beginning of a letter says what it is about
LONGEST_QUERY = 200
MOST_SOUGHT = 8
_WORD = re.compile(r"[^\W_]+")
_GONE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_APOSTROPHE = re.compile(r"(?<=\w)['’ʼ`](?=\w)")
_JOINED = (
    "عبد", "ابو", "ابا", "ابن", "ام", "امه", "بنت", "abd", "abdul", "abdel", "abu", "abou", "ibn", "al", "el",
)  # fmt: skip
_AR_ARTICLES = ("وبال", "وكال", "فبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل")
_AR_PARTICLES = "وبلفك"
_AR_SUFFIXES = (
    "كما", "هما", "ها", "هم", "هن", "كم", "كن", "نا", "ني", "ات", "ون", "ين", "ان", "تم", "وا", "يه", "ه", "ي",
    "ك", "ت",
)  # fmt: skip
_KA_SUFFIXES = (
    "ებისთვის", "ებისგან", "ებიდან", "ებთან", "ისთვის", "ისგან", "იდან", "ებსაც", "ებმა", "ებში", "ებზე",
    "ების", "ებით", "ებად", "სთვის", "თვის", "სთან", "თან", "დან", "მდე", "ებს", "ები", "ისა", "ითა", "სას",
    "ში", "ზე", "ის", "ით", "ად", "მა", "ამ", "მ", "ს", "ი", "ა", "ე", "ო", "ც",
)  # fmt: skip
_EN_SUFFIXES = (("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""), ("e", ""))


def clean(text: str) -> str:
    """`text` without what no database keeps: NUL, other controls, lone surrogates."""
    return _GONE.sub(" ", text)


def words(text: str) -> list[str]:
    """The folded words of `text` in order, at most `MOST_WORDS`, none longer than `LONGEST_WORD`."""
    folded = fold(_APOSTROPHE.sub("", clean(text)))
    return [word[:LONGEST_WORD] for word in _WORD.findall(folded)[:MOST_WORDS]]


def tokens(text: str) -> list[str]:
    """What a text is kept under: each word, and its stems where they differ; in order, none twice."""
    return list(dict.fromkeys(each for word in words(text) for each in (word, *stems(word))))


def name_tokens(name: str) -> list[str]:
    """What a name is kept under: its words, without their article, and «عبد الله» also in one."""
    found: dict[str, None] = {}
    listed = words(name)
    for word in [*listed, *_joined(listed)]:
        found[word] = None
        found[without_article(word)] = None
    return list(found)


def sought_names(text: str) -> list[str]:
    """The words of a name sought for: «ال» dropped, «عبد الله» in one."""
    listed = words(text[:LONGEST_QUERY])
    joined = dict(zip(_pairs(listed), _joined(listed), strict=True))
    found: list[str] = []
    at = 0
    while at < len(listed):
        word = joined.get(at, listed[at])
        found.append(without_article(word))
        at += 2 if at in joined else 1
    return found[:MOST_SOUGHT]


def sought_words(text: str) -> list[str]:
    """The words sought for in texts, in order; no more than a sentence."""
    return words(text[:LONGEST_QUERY])[:MOST_SOUGHT]


def compact(key: str) -> str:
    """A key (address, number, order) as it is compared: folded letters and digits only: "#HF-10 42" is `hf1042`."""
    return "".join(_WORD.findall(fold(clean(key[:400]))))


def without_article(word: str) -> str:
    """«الحداد» as «حداد», where at least three letters stay; «الله» is no article and a word."""
    is_article = word.startswith(("ال", "لل")) and len(word) > 4 and word != "الله"
    return word[2:] if is_article else word


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """The parts of a folded `word` that its forms may share, the likeliest first; none under three letters."""
    first = word[:1]
    if "\u0620" <= first <= "\u064a":
        return _arabic(word)
    if "ა" <= first <= "ჰ":
        return (_georgian(word),)
    return (_english(word) if word.isascii() and word.isalpha() else word,)


def stem(word: str) -> str:
    """The likeliest of `stems`."""
    return stems(word)[0]


def _arabic(word: str) -> tuple[str, ...]:
    """Without the article and what hangs at the end; and so for a one-letter word it may begin with, «بطلبي» «طلب»."""
    long = next((p for p in _AR_ARTICLES if word.startswith(p) and len(word) - len(p) >= 3), "")
    bare = word[len(long) :]
    short = "" if long or bare[0] not in _AR_PARTICLES or len(bare) < 5 else bare[1:]
    return tuple(dict.fromkeys(_without_ending(each) for each in (bare, short) if each))


def _without_ending(word: str) -> str:
    for _twice in range(2):
        for suffix in _AR_SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= 3:
                word = word[: -len(suffix)]
                break
    return word


def _georgian(word: str) -> str:
    """Without the case and the vowel before it: შეკვეთა, შეკვეთას, შეკვეთაში, შეკვეთის are all შეკვეთ."""
    for suffix in _KA_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word[: -len(suffix)]
            break
    return word[:-1] if word[-1] in "აეიოუ" and len(word) > 3 else word


def _english(word: str) -> str:
    for suffix, instead in _EN_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3 and not word.endswith("ss"):
            word = word[: -len(suffix)] + instead
            break
    if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]  # "stopped" is "stop"
    return word


def _pairs(listed: list[str]) -> list[int]:
    """Where a word begins that belongs to the one after it; no two overlap."""
    found: list[int] = []
    for at, word in enumerate(listed[:-1]):
        if word in _JOINED and (not found or found[-1] != at - 1):
            found.append(at)
    return found


def _joined(listed: list[str]) -> list[str]:
    return [listed[at] + listed[at + 1] for at in _pairs(listed)]
