"""Does a draft say what must not reach this reader, or not this way? Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hafawa.kernel.text import ascii_digits, fold
from hafawa.listening.sentences import LONGEST
from hafawa.listening.tone.looks import Draft

STEM = 4  # letters in common, and all but the last two of the word: endings differ
_WORD = re.compile(r"[^\W_]+")
_CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")


def told(draft: Draft, secrets: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Where a sentence of the draft holds every telling word of one of `secrets`."""
    for secret in secrets:
        wanted = [w for w in (_bare(word) for word in _WORD.findall(secret[:500])) if len(w) > 2]
        if wanted:
            yield from _where(draft, wanted)


def card_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Where the whole number of a bank card stands (13 to 19 digits, Luhn's check holds)."""
    for found in _CARD.finditer(ascii_digits(text[:LONGEST])):
        if _is_luhn([int(c) for c in found.group() if c.isdigit()]):
            yield found.span()


def _where(draft: Draft, wanted: list[str]) -> Iterator[tuple[int, int]]:
    for sentence in draft.sentences:
        hits: list[tuple[int, int]] = []
        for word in wanted:
            spots = (w.span() for w in _WORD.finditer(draft.text, sentence.start, sentence.end) if _same(w[0], word))
            if (spot := next(spots, None)) is None:
                break
            hits.append(spot)
        else:
            yield min(hits)[0], max(end for _start, end in hits)


def _same(written: str, word: str) -> bool:
    bare = _bare(written)
    stem = word[: max(STEM, len(word) - 2)]
    return bare == word or (len(word) >= STEM and bare.startswith(stem))


def _bare(word: str) -> str:
    """`word` folded, without the Arabic article and what is written together with it."""
    folded = fold(word)
    for opening in ("وال", "بال", "فال", "كال", "لل", "ال"):
        if folded.startswith(opening) and len(folded) > len(opening) + 2:
            return folded[len(opening) :]
    return folded


def _is_luhn(digits: list[int]) -> bool:
    doubled = [d if n % 2 == 0 else d * 2 - 9 * (d > 4) for n, d in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0 and len(set(digits)) > 1
