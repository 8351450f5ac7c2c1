"""Which places does a saved reply leave for a name or an order, and what stands in them? Pure; the names are fixed.

Nothing is run: a place is found by its name between braces, and a name that is not one of `NAMES` is filled by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

NAMES = ("first_name", "name", "order", "shop", "me")
_PLACE = re.compile(r"\{\{?\s{0,3}([A-Za-z][A-Za-z_ -]{0,30}?)\s{0,3}\}\}?")


def find(text: str) -> tuple[str, ...]:
    """The names of all places in `text`, each once, in order: those of `NAMES` and others."""
    return tuple(dict.fromkeys(_name(found) for found in _PLACE.finditer(text)))


def unknown(text: str) -> tuple[str, ...]:
    """Those nobody fills."""
    return tuple(name for name in find(text) if name not in NAMES)


def fill(text: str, values: Mapping[str, str]) -> str:
    """`text` with its places filled; one whose value is not known or empty stays as it is, to be filled by hand."""
    return _PLACE.sub(lambda found: values.get(_name(found)) or found[0], text)


def left(text: str) -> Iterator[tuple[int, int]]:
    """Where places stand that nothing was put into."""
    return (found.span() for found in _PLACE.finditer(text))


def cut(text: str) -> list[str]:
    """The pieces of `text` between its places: always one more than there are places."""
    pieces, end = [], 0
    for start, stop in left(text):
        pieces.append(text[end:start])
        end = stop
    return [*pieces, text[end:]]


def _name(found: re.Match[str]) -> str:
    return re.sub(r"[ -]+", "_", found[1].strip().lower())
