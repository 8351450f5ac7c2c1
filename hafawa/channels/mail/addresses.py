"""Who is named in From, To, Cc? A scanner without recursion or backtracking. Pure."""

from __future__ import annotations

import re
from typing import NamedTuple

from hafawa.channels.mail import limits
from hafawa.channels.mail.charsets import clean
from hafawa.channels.mail.headers import decoded
from hafawa.people.identifiers import normal_email

# No two parts next to each other take a blank: else thousands of blanks are divided among them in every way.
_SIMPLE = re.compile(r'(?:"([^"\\<>]*)"\s*|([^"<>(),:;@\\]*))<([^<>\s"(),:;]+)>')
_BARE = re.compile(r'[^\s<>"(),:;@\\]+@[^\s<>"(),:;@\\]+')
_BIDI = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Address(NamedTuple):
    """One mailbox: `email` in normal form, `name` as they write it, `as_typed` the address as written."""

    email: str
    name: str
    as_typed: str


def read(value: str) -> list[Address]:
    """The addresses in a header's value, in order, each once; at most `limits.RECIPIENTS`."""
    found: dict[str, Address] = {}
    for name, typed in _entries(value[: limits.HEADER_VALUE_BYTES]):
        email = normal_email(typed)
        if email and email not in found:
            found[email] = Address(email, _name(name, typed), typed.strip()[:320])
            if len(found) >= limits.RECIPIENTS:
                break
    return list(found.values())


def domain(email: str) -> str:
    """What stands after the @."""
    return email.rpartition("@")[2]


def _name(raw: str, typed: str) -> str:
    name = " ".join(_BIDI.sub("", clean(decoded(raw))).strip().strip("'\"").split())
    return "" if "@" in name and normal_email(name) == normal_email(typed) else name[: limits.NAME_CHARACTERS]


def _entries(value: str) -> list[tuple[str, str]]:
    simple = _SIMPLE.fullmatch(value.strip())
    if simple:
        return [(simple[1] or simple[2] or "", simple[3])]
    if _BARE.fullmatch(value.strip()):
        return [("", value.strip())]
    scan = _Scan()
    for char in value:
        scan.take(char)
    scan.end()
    return scan.found


class _Scan:
    """Reads one character after another: words outside, in quotation marks, in <>, in nested comments."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.comment: list[str] = []
        self.inside: list[str] | None = None
        self.is_quoted = self.is_escaped = False
        self.depth = 0

    def take(self, char: str) -> None:
        if self.is_escaped:
            self.is_escaped = False
            self._add(char)
        elif char == "\\" and (self.is_quoted or self.depth):
            self.is_escaped = True
        elif char == '"' and not self.depth and self.inside is None:
            self.is_quoted = not self.is_quoted
        elif self.is_quoted:
            self._add(char)
        else:
            self._plain(char)

    def _plain(self, char: str) -> None:
        if char == "(" and self.inside is None:
            self.depth += 1
        elif self.depth:
            self.depth -= char == ")"
            self._add(char if char != ")" else " ")
        elif char == "<":
            self.inside = []
        elif char == ">" and self.inside is not None:
            self.found.append(("".join(self.words), "".join(self.inside).rpartition(":")[2]))
            self.words, self.inside = [], None
        elif char in ",;":
            self.end()
        elif char == ":" and self.inside is None:
            self.words = []
        else:
            self._add(char)

    def _add(self, char: str) -> None:
        place = self.comment if self.depth else self.words if self.inside is None else self.inside
        place.append(char)

    def end(self) -> None:
        """An entry is over: bare words with an @ are an address, a comment after it its name."""
        bare = "".join(self.words if self.inside is None else self.inside)
        for word in bare.split()[: limits.RECIPIENTS]:
            if "@" in word:
                self.found.append(("".join(self.comment), word))
        self.words, self.comment, self.inside = [], [], None
        self.is_quoted = self.is_escaped = False
        self.depth = 0
