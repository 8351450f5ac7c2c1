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


def words(listed: str) -> frozenset[str]:
    """The words of `listed`, which has a space between them."""
    return frozenset(listed.split())


class Lexicon:
    """Entries by label, ready to be found. `forms` gives the shapes under which a word may be looked up."""

    def __init__(
        self, entries: Mapping[str, str], *, forms: Callable[[str], tuple[str, ...]], spell: Callable[[str], str] = str
    ) -> None:
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        for label, block in entries.items():
            for phrase in _OR.sub("|", block).split(","):
                if written := _PIECE.findall(phrase):
                    self._add(label, written, spell)
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

    def _add(self, label: str, written: list[str], spell: Callable[[str], str]) -> None:
        slots = tuple(_slot(w, spell) for w in written)
        entry = _Entry(label, slots, sum(len(w) for w in written))
        for word in slots[0].exact:
            self._exact.setdefault(word, []).append(entry)
        for stem in slots[0].stems:
            self._stems.setdefault(stem, []).append(entry)

    def _starting(self, piece: str) -> tuple[_Entry, ...]:
        found: dict[int, _Entry] = {}
        for form in self.forms(piece):
            for entry in self._exact.get(form, ()):
                found[id(entry)] = entry
            for k in range(1, min(len(form), LONGEST_STEM) + 1):
                for entry in self._stems.get(form[:k], ()):
                    found[id(entry)] = entry
        return tuple(found.values())


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
