"""What of a message is left out before a model sees it, and how does it come back? Pure.

Addresses of mail and pages, handles, everything with a digit in it (telephones, orders, amounts, cards), streets, and
names: those the shop knows (`names`, in any of the three scripts, with endings), after a greeting or a title, family
names by their ending, common first names, and Latin words with a capital letter inside a sentence. Each gives way to a
placeholder, the same for the same words. A first name in Arabic or Georgian letters that nobody here is called, and
that is not common, is not known to be one and stays: docs/decisions/0016 says so to whoever turns this on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening import small_words
from hafawa.listening.assistants.first_names import FIRST_NAMES
from hafawa.listening.lexicon import words
from hafawa.people.transliteration import reads_as, skeleton

LONGEST = 4_000  # letters of one message that a model is given
_TOKEN = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_MAIL = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"(?<!\S)[@#]\w+")
_EDGES = ".,;:!?؟،؛…()[]{}«»„“”\"'’‘–—"
_ARABIZI = re.compile(r"(?=[^\W_]*[a-z])(?:[2356789]?[a-z']+)(?:[2356789][a-z']+)*[2356789]?\Z")
_STREET = re.compile(
    r"(?:[^\W\d_][\w'’.-]*[ \t]+){1,2}(?:street|road|lane|avenue|square|boulevard|close|drive|ქუჩა\w*|ქ\.|გამზირ\w*|"
    r"ჩიხ\w*|შესახვევ\w*)(?!\w)|(?<!\w)(?:شارع|حي|عمارة|زقاق|برج|حارة|ميدان|دوار)[ \t]+[^\W\d_]+(?:[ \t]+ال[^\W\d_]+)?",
    re.IGNORECASE,
)
_BEFORE_A_NAME = words(
    fold(
        """
        mr mrs ms miss dr sir madam hi hello dear hey thanks regards cheers sincerely ask called السيد السيدة الأستاذ
        الأستاذة أستاذ أستاذة الدكتور الدكتورة دكتور دكتورة الأخ الأخت مدام آنسة الآنسة ست أبو أبي أم اسمي إسمي المهندس
        الحاج الحاجة الشيخ ბატონო ბატონი ბატონმა ქალბატონო ქალბატონი ქალბატონმა ქალბატონს ბატონს სახელია მქვია"""
    )
)
_FAMILY = re.compile(r"(?:[ა-ჰ]{3,}(?:შვილ|ძე)[ა-ჰ]{0,4}|[a-z]{3,}(?:shvili|dze))\Z", re.IGNORECASE)
_LONGEST_ENDING = 3
_ARABIC_OPENINGS = "ولبفكي"
_COMMON = small_words.ENGLISH | words(
    """
        monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
        september october november december english arabic georgian christmas easter ramadan eid visa god"""
)


_Names = Mapping[str, list[str]]  # words of names, by what every way of writing them has in common


@dataclass(frozen=True)
class Masked:
    """A text with placeholders, and how its places lie in the original: (start, end) there for (start, end) here."""

    text: str
    original: str
    parts: tuple[tuple[int, int, int, int], ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of `text[start:end]`; a placeholder that is cut into counts whole."""
        return self._there(start, is_end=False), self._there(end, is_end=True)

    def _there(self, at: int, *, is_end: bool) -> int:
        shift = 0
        for here, here_end, there, there_end in self.parts:
            if at <= here:
                break
            if at < here_end:
                return there_end if is_end else there
            shift = there_end - here_end
        return at + shift


def mask(text: str, *, names: Iterable[str] = ()) -> Masked:
    """The first `LONGEST` letters of `text` with placeholders; `names` are those of the person, their family, staff."""
    text = text[:LONGEST]
    pieces: list[str] = []
    parts: list[tuple[int, int, int, int]] = []
    numbers: dict[tuple[str, str], int] = {}
    at = length = 0
    for start, end, kind in _apart(_found(text, _by_sound(names))):
        key = (kind, fold(text[start:end]))
        number = numbers.setdefault(key, 1 + sum(k == kind for k, _words in numbers))
        placeholder = f"[{kind}_{number}]"
        pieces += [text[at:start], placeholder]
        length += start - at
        parts.append((length, length + len(placeholder), start, end))
        length += len(placeholder)
        at = end
    return Masked("".join([*pieces, text[at:]]), text, tuple(parts))


def _found(text: str, names: _Names) -> Iterator[tuple[int, int, str]]:
    yield from ((*m.span(), "ADDRESS") for m in _MAIL.finditer(text))
    yield from ((*m.span(), "NAME") for m in _HANDLE.finditer(text))
    yield from ((*m.span(), "ADDRESS") for m in _STREET.finditer(text))
    yield from _with_digits(text)
    yield from _names(text, names)


def _with_digits(text: str) -> Iterator[tuple[int, int, str]]:
    is_arabizi = languages.is_latin(text) and languages.tell(text) == "ar"
    for token in _TOKEN.finditer(text):
        word = token.group()
        start = token.start() + len(word) - len(word.lstrip(_EDGES))
        end = token.end() - (len(word) - len(word.rstrip(_EDGES)))
        if any(c.isnumeric() for c in text[start:end]) and not (is_arabizi and _ARABIZI.match(text[start:end])):
            yield start, end, "NUMBER"


def _names(text: str, names: _Names) -> Iterator[tuple[int, int, str]]:
    before, before_end = "", 0
    for word in _WORD.finditer(text):
        said, folded = word.group(), fold(word.group())
        between = text[before_end : word.start()]
        follows = before in _BEFORE_A_NAME and not between.strip(" \t,،.")
        is_inside = bool(before) and not any(c in between for c in ".!?؟\n")
        is_name = _is_known(folded, names) or _is_family(folded) or (follows and _may_be(said, folded))
        if is_name or (is_inside and _is_capital(said, folded)):
            yield *word.span(), "NAME"
        before, before_end = folded, word.end()


def _is_capital(said: str, folded: str) -> bool:
    return len(said) > 1 and said[:1].isupper() and said[:1].isascii() and folded not in _COMMON


def _may_be(said: str, folded: str) -> bool:
    """After "hi" and "sir" a Latin name has a capital; the other scripts have none."""
    return folded not in _COMMON and (not said[:1].isascii() or said[:1].isupper())


def _is_family(folded: str) -> bool:
    return bool(_FAMILY.match(folded))


def _is_known(folded: str, names: _Names) -> bool:
    """Whether `folded`, or what is left of it without an ending or an opening, is a first name or one of `names`."""
    shapes = [folded]
    if "\u10d0" <= folded[:1] <= "\u10ff" or "'" in folded or "’" in folded:
        shapes += [folded[: len(folded) - n] for n in range(1, _LONGEST_ENDING + 1) if len(folded) - n > 2]
    elif folded[:1] in _ARABIC_OPENINGS and len(folded) > 3:
        shapes.append(folded[1:])
    return any(shape in FIRST_NAMES or _is_one_of(shape, names) for shape in shapes)


def _is_one_of(word: str, names: _Names) -> bool:
    return len(word) > 1 and any(word == n or reads_as(word, n) for n in names.get(skeleton(word), ()))


def _by_sound(names: Iterable[str]) -> _Names:
    found: dict[str, list[str]] = {}
    for name in names:
        for word in _WORD.findall(fold(name[:200])):
            if len(word) > 2:
                found.setdefault(skeleton(word), []).append(word)
    return found


def _apart(found: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """In order; of those that overlap the one that begins first, longest first."""
    end = 0
    for start, stop, kind in sorted(found, key=lambda piece: (piece[0], -piece[1])):
        if start >= end and stop > start:
            yield start, stop, kind
            end = stop
