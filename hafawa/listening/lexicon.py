"""Which entries of a lexicon stand in a row of words? Pure; work grows with the words, not with their square.

An entry is written as words with a space between: `late` is that word, `arriv*` any word beginning so, `a|b` either,
`~` up to three words of any kind. Entries are separated by commas; an entry may run on over a line's end.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

GAP = 3
_OR = re.compile(r"\s*\|\s*")
_PIECE = re.compile(r"~|[^\W_][^\s/-]*|[^\w\s]")
LONGEST_STEM = 24


@dataclass(frozen=True)
class Hit:
    """An entry found: its label, from which piece to which (end excluded), and how much of it was spelt out."""

    label: str
    start: int
    end: int
    letters: int


@dataclass(frozen=True)
class _Slot:
    exact: frozenset[str]
    stems: tuple[str, ...]
    is_gap: bool = False

    def takes(self, forms: Sequence[str]) -> bool:
        return not self.exact.isdisjoint(forms) or (self.stems != () and any(f.startswith(self.stems) for f in forms))


@dataclass(frozen=True)
class _Entry:
    label: str
    slots: tuple[_Slot, ...]
    letters: int


class _Written:
    """An entry as it is listed; told apart into its slots only once a message has its first word, as few ever are."""

    __slots__ = ("_entry", "label", "pieces")

    def __init__(self, label: str, pieces: list[str]) -> None:
        self.label = label
        self.pieces = pieces
        self._entry: _Entry | None = None

    def entry(self, spell: Callable[[str], str]) -> _Entry:
        """The entry, made at the first call."""
        if self._entry is None:
            slots = tuple(_slot(piece, spell) for piece in self.pieces)
            self._entry = _Entry(self.label, slots, sum(len(piece) for piece in self.pieces))
        return self._entry


def words(listed: str) -> frozenset[str]:
    """The words of `listed`, which has a space between them."""
    return frozenset(listed.split())


class Lexicon:
    """Entries by label, ready to be found. `forms` gives the shapes under which a word may be looked up."""

    def __init__(
        self, entries: Mapping[str, str], *, forms: Callable[[str], tuple[str, ...]], spell: Callable[[str], str] = str
    ) -> None:
        self._exact: dict[str, list[_Written]] = {}
        self._stems: dict[str, list[_Written]] = {}
        self._spell = spell
        for label, block in entries.items():
            for phrase in _OR.sub("|", block).split(","):
                if pieces := _PIECE.findall(phrase):
                    self._add(label, pieces)
        self.forms = functools.lru_cache(maxsize=16384)(forms)
        self._first = functools.lru_cache(maxsize=16384)(self._starting)

    def find(self, pieces: Sequence[str]) -> list[Hit]:
        """Every entry found in `pieces`, in order of where it begins."""
        shapes = [self.forms(p) for p in pieces]
        found: list[Hit] = []
        for at, piece in enumerate(pieces):
            for entry in self._first(piece):
                end = _follow(entry.slots, 1, shapes, at + 1)
                if end:
                    found.append(Hit(entry.label, at, end, entry.letters))
        return found

    def _add(self, label: str, pieces: list[str]) -> None:
        written = _Written(label, pieces)
        slot = _slot(pieces[0], self._spell)
        for word in slot.exact:
            self._exact.setdefault(word, []).append(written)
        for stem in slot.stems:
            self._stems.setdefault(stem, []).append(written)

    def _starting(self, piece: str) -> tuple[_Entry, ...]:
        found: dict[int, _Written] = {}
        for form in self.forms(piece):
            for written in self._exact.get(form, ()):
                found[id(written)] = written
            for k in range(1, min(len(form), LONGEST_STEM) + 1):
                for written in self._stems.get(form[:k], ()):
                    found[id(written)] = written
        return tuple(written.entry(self._spell) for written in found.values())


def _slot(written: str, spell: Callable[[str], str]) -> _Slot:
    if written == "~":
        return _Slot(frozenset(), (), is_gap=True)
    options = [spell(o) for o in written.split("|")]
    return _Slot(
        frozenset(o for o in options if not o.endswith("*")), tuple(o[:-1] for o in options if o.endswith("*"))
    )


def _follow(slots: tuple[_Slot, ...], slot: int, shapes: Sequence[tuple[str, ...]], at: int) -> int:
    """The end of the entry whose slots from `slot` on begin at piece `at`; 0 if they do not stand there."""
    if slot == len(slots):
        return at
    if slots[slot].is_gap:
        tries: Iterator[int] = (_follow(slots, slot + 1, shapes, at + skip) for skip in range(GAP + 1))
        return next((end for end in tries if end), 0)
    if at < len(shapes) and slots[slot].takes(shapes[at]):
        return _follow(slots, slot + 1, shapes, at + 1)
    return 0
