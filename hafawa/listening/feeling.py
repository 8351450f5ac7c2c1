"""How warm or cold is a sentence? Pure: feeling words with negation, strength and what comes after "but"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hafawa.listening.lexicon import Hit
from hafawa.listening.sentences import is_pause

WEIGHT = {"love": 1.0, "good": 0.6, "bad": -0.6, "awful": -1.0, "plain": 0.0}
REACH = 3  # pieces a negation reaches forward
BEFORE_BUT, AFTER_BUT = 0.5, 1.25


@dataclass(frozen=True)
class Felt:
    """One feeling word as it counts: its piece span and its weight, signed."""

    start: int
    end: int
    weight: float


def felt(pieces: Sequence[str], hits: Sequence[Hit]) -> list[Felt]:
    """The feelings in a sentence, the longest entry winning where several overlap."""
    places = _places(hits)
    turn = max((h.start for h in hits if h.label == "contrast" and h.start > 0), default=None)
    return [_weigh(hit, pieces, places=places, turn=turn) for hit in _longest(hits)]


def is_negated(start: int, pieces: Sequence[str], negators: set[int]) -> bool:
    """Whether a negation stands within reach before piece `start`, no mark between."""
    for back in range(1, REACH + 1):
        at = start - back
        if at < 0 or is_pause(pieces[at]):
            return False
        if at in negators:
            return True
    return False


def _weigh(hit: Hit, pieces: Sequence[str], *, places: dict[str, set[int]], turn: int | None) -> Felt:
    weight = WEIGHT[hit.label]
    near = {hit.start - 1, hit.start - 2, hit.end, hit.end + 1}
    if near & (places["intensifier"] - set(range(hit.start, hit.end))):
        weight *= 1.35
    if near & places["dampener"]:
        weight *= 0.7
    if is_negated(hit.start, pieces, places["negator"]):
        weight *= -0.7 if weight > 0 else -0.4
    if turn is not None:
        weight *= BEFORE_BUT if hit.start < turn else AFTER_BUT
    return Felt(hit.start, hit.end, weight)


def _places(hits: Sequence[Hit]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {"negator": set(), "intensifier": set(), "dampener": set()}
    for hit in hits:
        if hit.label in found:
            found[hit.label].add(hit.end - 1)
    return found


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    taken: set[int] = set()
    for hit in sorted((h for h in hits if h.label in WEIGHT), key=lambda h: (h.start - h.end, -h.letters, h.start)):
        span = set(range(hit.start, hit.end))
        if not span & taken:
            taken |= span
            kept.append(hit)
    return sorted(kept, key=lambda h: h.start)
