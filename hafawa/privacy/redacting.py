"""How are other people kept out of what is handed to one person about themselves?

Addresses and telephone numbers that are not theirs nor the shop's are blacked out wherever they stand; names are those
of other people we know, of two words or more: a single word is too often just a word. Who of the team wrote something
is the shop, not somebody else, and is said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import phonenumbers

from hafawa.channels.mail import ourselves
from hafawa.kernel.text import fold
from hafawa.people.identifiers import normal_email
from hafawa.people.models import Person
from hafawa.privacy import mentions
from hafawa.privacy.subject import Subject
from hafawa.team.models import Shop

MASK = mentions.MASK
_ADDRESS = re.compile(r"[^\s@<>\"'(),;:=\[\]]{1,100}@[^\s@<>\"'(),;:=\[\]]{1,100}[^\s@<>\"'(),;:=\[\].]")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_NUMBER = re.compile(r"\+?\d[\d\s().-]{6,22}\d")
_MANY = 20_000
_MOST_WORDS = 4


class Redactor:
    """Blacks out others in values; made once an export, from all its texts, so that names are looked up together."""

    def __init__(self, subject: Subject, texts: Iterable[str]) -> None:
        shop = Shop.get()
        self._us = ourselves.stated(shop.staff_addresses)
        self._emails = {i.value for i in subject.identifiers if i.kind == "email"}
        self._phones = {i.value for i in subject.identifiers if i.kind == "phone"}
        self._refs = set(subject.refs)
        self._country = shop.country
        self._names = mentions.pattern(_names_of_others(texts, subject))

    def clean(self, value: Any) -> Any:
        """`value` (text, or JSON of any depth) without others."""
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, list):
            return [self.clean(v) for v in value]
        if isinstance(value, dict):
            return {k: self.clean(v) for k, v in value.items()}
        return value

    def _text(self, text: str) -> str:
        if "@" in text:
            text = _ADDRESS.sub(self._address, text)
        if any(c.isdigit() for c in text):
            text = _NUMBER.sub(self._number, text)
        return self._names.sub(MASK, text) if self._names else text

    def _address(self, match: re.Match[str]) -> str:
        email = normal_email(match[0])
        return match[0] if email is None or email in self._emails or self._us.has(email) else MASK

    def _number(self, match: re.Match[str]) -> str:
        """A telephone number that could be rung: order numbers, dates and amounts stay."""
        if match[0] in self._refs:
            return match[0]
        try:
            number = phonenumbers.parse(match[0], self._country or None)
        except phonenumbers.NumberParseException:
            return match[0]
        value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return MASK if phonenumbers.is_valid_number(number) and value not in self._phones else match[0]


def _names_of_others(texts: Iterable[str], subject: Subject) -> list[str]:
    """Names of other people we know, as they stand in `texts`."""
    candidates: dict[str, set[str]] = {}
    for text in texts:
        for words in _phrases(text):
            candidates.setdefault(fold(words), set()).add(words)
    own = {fold(name) for name in subject.names}
    found = _known(candidates.keys(), subject) - own
    return [words for known in found for words in candidates[known]]


def _phrases(text: str) -> Iterator[str]:
    places = [m.span() for m in _WORDS.finditer(text)]
    for start in range(len(places)):
        for n in range(2, _MOST_WORDS + 1):
            end = start + n - 1
            if end >= len(places) or places[end][0] - places[end - 1][1] > 1:
                break
            yield text[places[start][0] : places[end][1]]


def _known(candidates: Iterable[str], subject: Subject) -> set[str]:
    """Those of `candidates` somebody else is called; one pass over all names where there are many."""
    wanted = list(candidates)
    others = Person.objects.exclude(id__in=subject.ids).filter(folded_name__contains=" ")
    names = others.values_list("folded_name", flat=True)
    if len(wanted) > _MANY:
        there = set(wanted)
        return {name for name in names.iterator(chunk_size=10_000) if name in there}
    return {name for some in _chunks(wanted) for name in names.filter(folded_name__in=some)}


def _chunks(values: Sequence[str], size: int = 2000) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def texts_of(value: Any) -> Iterator[str]:
    """Every text in `value`."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner)
