"""What did the shipped reader say of a message, head by head, as numbers to learn on top of? Pure.

`logits` are how likely it thought each head, `margins` how far what it claimed lies from being claimed otherwise: it
claims from a cut, not from one half, and rules may settle a claim whatever the chance. A reader that tells no chances
is taken by what its reading says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hafawa.listening.corrections import values
from hafawa.listening.reading import ANGRY_FROM, KINDS, Reading

HEADS = ("neg", "pos", "angry", *KINDS)
FEELING = ("neg", "pos")
FIRM = 4.0  # no reading is surer than this, in logits
LEAST = 0.2  # the margin of a claim whose chance lies on the other side of the cut
_FELT = 0.25
_OF_FEELING = 0.65  # the share from which a feeling is told: `trained.composing.SURE`
_CLAIMED = ("complaint", "praise", "staffpraise", "thanks", "question", "status", "auto")  # from cuts of their own
_UNTOLD = 2.0

Floats = NDArray[np.float32]


class Stance(NamedTuple):
    """One row a message, one column a head."""

    logits: Floats
    margins: Floats


def of(found: Sequence[Reading]) -> Stance:
    """How the shipped reader stands to each of `found`."""
    shape = (len(found), len(HEADS))
    says = np.array([list(read_heads(one).values()) for one in found], dtype=bool).reshape(shape)
    logits = _logits(np.array([_chances(one) for one in found], dtype=np.float32).reshape(shape))
    margins = logits - _logits(np.array([_cuts(one) for one in found], dtype=np.float32).reshape(shape))
    margins = np.where(says, np.maximum(margins, LEAST), np.minimum(margins, -LEAST))
    return Stance(logits, margins.astype(np.float32))


def read_heads(found: Reading) -> dict[str, bool]:
    """What a reading says, head by head."""
    feeling, holds = found.feeling or 0.0, values.kinds_of(found)
    told = {"neg": feeling < -_FELT, "pos": feeling > _FELT, "angry": found.anger >= ANGRY_FROM}
    return told | {kind: kind in holds for kind in KINDS}


def _chances(found: Reading) -> list[float]:
    told = found.chances
    if not told:
        return _guessed(found)
    feels = 1.0 - told["neutral"]
    return [feels * (1.0 - told["positive"]), feels * told["positive"], told["angry"], *(told[kind] for kind in KINDS)]


def _guessed(found: Reading) -> list[float]:
    """From what a reading says, where no chances are told."""
    feeling, holds = found.feeling or 0.0, values.kinds_of(found)
    bent = [-4 * feeling - 1, 4 * feeling - 1, 6 * (found.anger - ANGRY_FROM)]
    bent += [_UNTOLD if kind in holds else -_UNTOLD for kind in KINDS]
    told: list[float] = (1 / (1 + np.exp(-np.array(bent)))).tolist()
    return [*told[: -len(KINDS)], *(found.kinds.get(kind, told[i - len(KINDS)]) for i, kind in enumerate(KINDS))]


def _cuts(found: Reading) -> list[float]:
    cuts = found.cuts
    if not found.chances:
        return [0.5] * len(HEADS)
    own = [cuts[kind] if kind in _CLAIMED else values.LIKELY for kind in KINDS]
    return [_OF_FEELING, _OF_FEELING, cuts["angry"], *own]


def _logits(shares: Floats) -> Floats:
    shares = np.clip(shares, 0.001, 0.999)
    found: Floats = np.clip(np.log(shares / (1 - shares)), -FIRM, FIRM)
    return found
