"""How does a name written in one script read in another? Pure: Arabic, Georgian and Latin letters, no list of names.

`romanised` writes a name's words in plain Latin letters, `skeleton` keeps of a word what every way of writing it has
in common (a key to look it up by), and `reads_as` says whether two spellings are of one name. Arabic leaves short
vowels out and romanisations differ in all the others, so an Arabic word becomes a pattern of what it may read like.
Georgian is read by the national romanisation (2002) and by what people type: ch or tch, ts or c, k or q, x or kh.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hafawa.kernel.text import ARABIC, GEORGIAN, fold

_KA = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i", "კ": "k", "ლ": "l",
    "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s", "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k",
    "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch", "ხ": "kh", "ჯ": "j",
    "ჰ": "h",
}  # fmt: skip
_AR = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "gh", "ف": "f", "ق": "q", "ك": "k",
    "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w", "ي": "y", "ء": "", "پ": "p", "چ": "ch", "گ": "g", "ڤ": "v",
    "ژ": "zh",
}  # fmt: skip
SPELT = {**_KA, **_AR}  # how a letter of either script is written in plain Latin ones
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
                        "ə": "a", "’": "", "'": "", "ʼ": "", "‘": "", "`": "", "ʿ": "", "ʾ": ""})  # fmt: skip
_SPLIT = re.compile(r"[\s\-‐-―.,،;:/_()\"«»„“”]+")
_ABD_AR = re.compile(r"^عبد(?:ال)?(?=..)")
_ABD = re.compile(r"^abd[aeiou]?(?:l|([rsnzdt])(?=\1))?(?=[a-z]{2})")
_ABD_ALONE = {
    "عبد",
    "abd",
    "abdul",
    "abdel",
    "abdal",
    "abdol",
    "abdu",
    "abdur",
    "abdus",
    "abdes",
    "abden",
    "აბდ",
    "აბდულ",
}
_ARTICLES = {"ال", "al", "el", "ul", "ad", "ar", "as", "an", "ash", "ალ", "ელ"}
_KUNYA = {"ابو": "ابو", "ابا": "ابو", "ابي": "ابو", "abu": "abu", "abou": "abu", "aboo": "abu", "აბუ": "abu"}
_TITLES = set(
    fold(
        "mr mrs ms miss dr prof sir السيد السيدة سيد سيدة دكتور دكتورة الدكتور الدكتورة د أ م الاستاذ الأستاذ الأستاذة "
        "المهندس الحاج الحاجة الشيخ ბატონი ბატონო ქალბატონი ქალბატონო"
    ).split()
)


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded, in their own script: no titles, «عبد الله» and «أبو علي» one word, «ال» dropped."""
    found = [w for w in _SPLIT.split(fold(name).translate(_LATIN)) if w]
    if len(found) > 1:
        found = [w for w in found if w not in _TITLES] or found
    joined: list[str] = []
    rest = iter(found)
    for word in rest:
        if word in _ARTICLES:
            continue
        if word in _ABD_ALONE and (name_of := _next(rest)):
            joined.append(_bare(("عبد" if ARABIC.match(word) else "abd") + name_of))
        elif word in _KUNYA and (of := _next(rest)):
            joined.append(_KUNYA[word] + _bare(of))
        else:
            joined.append(_bare(word))
    return tuple(joined)


def is_arabic(word: str) -> bool:
    """Whether the word is in Arabic letters."""
    return bool(ARABIC.search(word))


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """`word` (one of `words`) in Latin letters; Arabic without the short vowels nobody wrote."""
    if is_arabic(word):
        return "".join(_AR.get(c, c) for c in word)
    return "".join(_KA.get(c, c) for c in word)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What all ways to write the word have in common: classes of its consonants, and whether it begins with a vowel.

    Coarse on purpose (b p f v are one, so are k q g kh j): it finds candidates, `reads_as` decides. Two spellings that
    `reads_as` joins nearly always have one skeleton.
    """
    text = romanised(word)
    head = "a" if text[:1] in "aeiou" and text else ""
    text = re.sub(r"(.)\1+", r"\1", text)
    for pattern, into in _CLASSES:
        text = pattern.sub(into, text)
    return head + re.sub(r"[^BKTSLMNR]", "", text)


_CLASSES = [
    (re.compile(pattern), into)
    for pattern, into in (
        ("tch|ch|sh|ts|tz|dz|zh|dj|ç|ş", "S"), ("ph|bh", "B"), ("kh|gh|ck", "K"), ("th|dh", "T"),
        ("c(?=[eiy])", "S"), ("x|q|k|g|c|j", "K"), ("[szSZ]+", "S"), ("[bpfv]", "B"), ("[td]", "T"), ("l", "L"),
        ("m", "M"), ("n", "N"), ("r", "R"),
    )
]  # fmt: skip


def reads_as(one: str, other: str) -> bool:
    """Whether two words, in one script or two, are spellings of one name as it is spoken."""
    if one == other:
        return True
    if is_arabic(one) and is_arabic(other):
        return False  # what is written alike was folded alike; one letter more is another name (محمد, محمود)
    if is_arabic(other):
        one, other = other, one
    if is_arabic(one):
        return len(one) <= _LONGEST_PATTERN and any(_fits(one, form) for form in _forms(other))
    mine, theirs = _forms(one), _forms(other)
    return any(_sounds(a, b) for a in mine for b in theirs)


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    """A Latin or Georgian word as it may be meant: Georgian with and without the ending of the nominative."""
    text = romanised(word)
    if GEORGIAN.search(word) and len(text) > 3 and text.endswith("i") and text[-2] not in "aeiou":
        return (text, text[:-1])
    if len(text) > 2 and text[0] == "y" and text[1] in "aeiou":
        return (text, "q" + text[1:])  # y for ყ is typed in haste
    return (text,)


# --- Arabic as a pattern of Latin ---------------------------------------------------------------------------------
_LETTERS = {
    "ب": "(?:b|p)", "ت": "t", "ث": "(?:th|t|s)", "ج": "(?:dj|zh|j|g)", "ح": "h", "خ": "(?:kh|ch|x|h|k)", "د": "d",
    "ذ": "(?:dh|th|z|d)", "ر": "r", "ز": "(?:z|s)", "س": "(?:s|c)", "ش": "(?:sh|ch|sch)", "ص": "(?:s|c)",
    "ض": "(?:dh|d|z)", "ط": "t", "ظ": "(?:dh|th|z|d)", "غ": "(?:gh|g)", "ف": "(?:f|ph|v|p)", "ق": "(?:q|k|g|c|gh)",
    "ك": "(?:k|c|q)", "ل": "l", "م": "m", "ن": "n", "ه": "h", "پ": "p", "چ": "(?:ch|tch)", "گ": "g", "ڤ": "v",
    "ژ": "(?:zh|j)",
}  # fmt: skip
_SHORT = "[aeiou]?"
_LONGEST_PATTERN = 13  # ways to read it multiply with each letter: of عععع… in thirty letters more than a day could try


def _fits(arabic: str, latin: str) -> bool:
    if not _pattern(arabic).fullmatch(latin):
        return False
    # A late u or o that no و accounts for is another name (Mahmud is not محمد), but for harmony (Yusuf, Yunus).
    return "و" in arabic or not re.search(r"^[^aeiou]*[aei].*[uo]", latin)


@lru_cache(maxsize=65536)
def _pattern(arabic: str) -> re.Pattern[str]:
    parts: list[str] = []
    last, after = len(arabic) - 1, arabic[1:] + " "
    for i, letter in enumerate(arabic):
        if letter == "ع" and i == 0 and after[0] in "اوي":
            parts.append("" if after[0] == "ا" else "[ae]?")
        elif letter in "اع" and i == 0:
            parts.append("[aeiou]{1,2}")
        elif letter == "ا":
            parts.append("(?:a|aa|e|ae)h?" if i == last else "(?:a|aa|e|ae)")
        elif letter == "ع":
            parts.append("[aei]{0,2}")
        elif letter == "ء":
            parts.append("[aei]?")
        elif letter == "و":
            silent = "?" if i == last else ""  # as in عمرو
            parts.append("(?:w|v|ou|oo|u|o|aw|au|ow|uw|ouw|uu|eo)" + silent if i else "[wvou]{1,2}[aei]?")
        elif letter == "ي":
            parts.append(_ya(i, last) + ("?" if arabic[i - 1 : i] == "ا" else ""))
        elif letter == "ه" and i == last:
            parts.append("(?:[aeiou]h?|at|h[ae]?|t)")
        else:
            parts.append(f"{_LETTERS.get(letter, re.escape(letter))}{{1,2}}")
        parts.append(_short_after(arabic, i, last))
    return re.compile("".join(parts) + ("" if arabic[-1] in "اويه" else "e?"))


def _short_after(arabic: str, i: int, last: int) -> str:
    """A vowel nobody wrote may stand after a consonant, but not beside one that was written."""
    if i == last or arabic[i] in "اويعء":
        return ""
    if arabic[i + 1] == "ع":
        return "(?:[aeiou]|ou)?"
    if arabic[i + 1] == "ا":
        return ""
    if i == 0:
        return "(?:ou|[aeiou])?"  # the French way: Mounir, Mouhamed
    return _SHORT if arabic[i + 1] not in "وي" else "(?:a|e)?"


def _ya(i: int, last: int) -> str:
    if i == 0:
        return "(?:y|j|i)"
    return (
        "(?:i|y|ee|ie|iy|ey|ay|ai|ei|a|e|ah|aa)"
        if i == last
        else "(?:y|i|ee|ie|ei|ai|ay|ey|iy|yy|aye|eye|ya|ye|ia|iya)"
    )


# --- two romanised words ------------------------------------------------------------------------------------------
_SPELT = [
    (re.compile(pattern), into)
    for pattern, into in (
        ("tch|tsch", "ch"), ("ph", "f"), ("ck|cq", "k"), ("tz", "ts"), ("dj", "j"), ("x(?!$)", "kh"),
        ("c(?=[eiy])", "s"),
        ("c(?!h)", "k"), ("q", "k"), ("gh", "g"), ("dh|th(?=[aeiou]|$)", "t"), ("sch", "sh"), ("w", "u"), ("h$", ""),
        ("h(?=[^aeiou]|$)(?<![sckzt]h)", "h"),
    )
]  # fmt: skip
_RUN = re.compile(r"[aeiouy]+")


def skeletons(word: str) -> tuple[str, ...]:
    """Every key to look the word up by: one, or two where it may be meant in two ways."""
    return tuple(dict.fromkeys(skeleton(form) for form in (word, *(() if is_arabic(word) else _forms(word)))))


def _sounds(one: str, other: str) -> bool:
    """Whether two romanisations are one: the same consonants in a row, and vowels that are heard as each other."""
    mine, theirs = _heard(one), _heard(other)
    if len(mine) != len(theirs):
        return False
    return all(_alike(a, b) for a, b in zip(mine, theirs, strict=True))


@lru_cache(maxsize=65536)
def _heard(text: str) -> tuple[str, ...]:
    """Runs in turn: consonants as they sound, vowels by their class."""
    for pattern, into in _SPELT:
        text = pattern.sub(into, text)
    text = re.sub(r"([^aeiouy])\1+", r"\1", text)
    if text[:1] == "y" and text[1:2] and text[1] in "aeiou":
        text = "j" + text[1:]  # a consonant here: Youssef, Yana
    return tuple(_vowel(r) if _RUN.fullmatch(r) else r for r in re.findall(r"[aeiouy]+|[^aeiouy]+", text))


def _vowel(run: str) -> str:
    """`A` a, `I` i, `U` u and o, `E` e alone (the weak one), `Y` ai and ei, `+` for what is kept as it is."""
    run = re.sub(r"(.)\1+", r"\1" if run not in {"ee", "oo"} else r"\1\1", run)
    if run in {"ee", "ie", "i", "y", "iy"}:
        return "I"
    if run in {"oo", "ou", "u", "o", "ow", "au", "uo"}:
        return "U"
    if run in {"ai", "ay", "ei", "ey", "aye", "eye"}:
        return "Y"
    return {"a": "A", "e": "E", "ae": "A"}.get(run, "+" + run)


_HEARD_AS = {frozenset(pair) for pair in ("AE", "IE", "UE", "YE", "YI")}


def _alike(one: str, other: str) -> bool:
    return one == other or (one[:1] in "AEIUY" and frozenset((one, other)) in _HEARD_AS)


def _bare(word: str) -> str:
    """Without the article, and with what follows «عبد» bare of it."""
    if word.startswith("عبد"):
        return _ABD_AR.sub("عبد", word)
    if is_arabic(word):
        return word[2:] if word.startswith("ال") and len(word) > 4 else word
    if not GEORGIAN.search(word):
        word = _ABD.sub("abd", word)
    return word


def _next(rest: object) -> str:
    """The word that belongs to «عبد» or «أبو», past an article of its own."""
    for word in rest:  # type: ignore[attr-defined]
        if word not in _ARTICLES:
            return str(word)
    return ""
