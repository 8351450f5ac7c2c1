"""How are rules over a clause's line written? Pure: whole words, with `W` for "any of these words"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping


def words(rule: str) -> re.Pattern[str]:
    """`rule` as a pattern that stands between the spaces of a line."""
    return re.compile(rf"(?<= )(?:{rule})(?= )")


def any_of(options: Iterable[str]) -> str:
    """Any of `options`, the longest first."""
    return "|".join(re.escape(o) for o in sorted(options, key=len, reverse=True))


def by_name(names: Mapping[str, int] | Iterable[tuple[int, str]], spell: Callable[[str], str]) -> dict[str, int]:
    """`(number, "words that name it")` as a mapping from each word, spelt."""
    pairs = [(n, listed) for listed, n in names.items()] if isinstance(names, Mapping) else names
    return {spell(word): n for n, listed in pairs for word in listed.split()}


def or_end(rule: str, *, after: Iterable[str] = ()) -> re.Pattern[str]:
    """`rule` (not after one of the words `after`), or the end of any line: what is said of every line there is."""
    denied = "".join(rf"(?<! {re.escape(word)} )" for word in after)
    return re.compile(rf"{denied}{words(rule).pattern}|\Z")
