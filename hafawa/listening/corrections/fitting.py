"""How much do a shop's corrections move each head, and from where on is it claimed there? Pure arithmetic, no texts.

Each head is what the shipped reader said plus a shift. The shifts are a Gaussian process held to zero: messages share
their shift as far as they share wording, and as far as the shipped reader read them alike. How strongly, is the same
for every shop and head, and was chosen on played shops whose trade their reader never learned
(`evaluation.corrections`).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hafawa.listening.corrections.stance import FIRM

# How far a shift may go (its variance, in squared logits) ...
ALL = 0.1  # ... for all messages together: what is more common here than elsewhere
SLOPE = 0.3  # ... with what the shipped reader said of any head
ALIKE = 1.0  # ... for messages the shipped reader read alike in all heads
WORDING = 2.0  # ... for messages of the same wording
WIDE = 20.0  # squared distance in logits over which "alike" fades
SLIPS = 0.04  # chance that a single thing said is wrong
TURNED = 0.05  # chance that a whole message was said to be the contrary of what it is
DOUBT = 0.3  # how much of the shipped reader's sureness counts when a whole message is doubted
COST = 0.4  # what twice as many wrong readings cost, beside the F1 gained: no cut pays with many mistakes
ROUNDS = 30
CUTS = np.arange(-20, 21, dtype=np.float32) / 10  # logits by which a cut may lie elsewhere
STAYS = len(CUTS) // 2

Floats = NDArray[np.float32]


class Seen(NamedTuple):
    """Messages: their wording (rows of length one) and what the shipped reader thought of them (`Stance.logits`)."""

    wording: Floats
    logits: Floats


def nearness(some: Seen, others: Seen) -> Floats:
    """How much of a shift at `others` is one at `some`: shape (some, others)."""
    own, far = some.logits, others.logits
    inner = own @ far.T
    apart = (own**2).sum(axis=1)[:, None] + (far**2).sum(axis=1)[None] - 2 * inner
    slope = SLOPE / (own.shape[1] * FIRM**2) * inner
    found: Floats = ALL + slope + ALIKE * np.exp(-apart / WIDE) + WORDING * (some.wording @ others.wording.T)
    return found


def doubted(logits: Floats, said: Floats, weight: Floats) -> Floats:
    """How much each message counts, 0 to 1: little where all of it was said against what is most likely."""
    agrees = (weight * np.where(said > 0.5, logits, -logits)).sum(axis=1) * DOUBT
    return sigmoid(np.clip(agrees + np.float32(np.log((1 - TURNED) / TURNED)), -30, 30))


def fit(near: Floats, logits: Floats, said: Floats, weight: Floats) -> Floats:
    """The weight of each message for each head: steps that bound the loss from above (Böhning), with momentum.

    One matrix serves all heads; `weight` is zero where nothing was said. A thing said against all expectation counts
    less than one that could well be (`SLIPS`).
    """
    most = max(1.0, float(weight.max(initial=0.0)))
    step = np.linalg.inv(near * np.float32(most / 4) + np.eye(len(near), dtype=np.float32))
    alpha = before = np.zeros_like(logits)
    for turn in range(ROUNDS):
        ahead = alpha + np.float32(turn / (turn + 3)) * (alpha - before)
        before, alpha = alpha, ahead - step @ (_pull(logits + near @ ahead, said, weight) + ahead)
    return alpha


def cut(chance: Floats, margin: Floats) -> float:
    """By how much one head's cut should lie elsewhere: the best F1 to be expected, less what more mistakes cost.

    `chance` is how likely each message has it, `margin` how far it is from being claimed.
    """
    claimed = margin[:, None] > CUTS
    right = (chance[:, None] * claimed).sum(axis=0)
    wrong = claimed.sum(axis=0) + chance.sum() - 2 * right
    gained = 2 * right / np.maximum(1e-9, claimed.sum(axis=0) + chance.sum())
    worth = gained - COST * wrong / max(1e-9, float(wrong[STAYS]))
    return float(CUTS[np.argmax(worth)]) if worth.max() > worth[STAYS] + 1e-6 else 0.0


def sigmoid(x: Floats) -> Floats:
    """Logits as chances."""
    return np.asarray(1 / (1 + np.exp(-x)), np.float32)


def _pull(shifted: Floats, said: Floats, weight: Floats) -> Floats:
    """The slope of the loss of what was said, where one in 1 / `SLIPS` things said is wrong."""
    clean = sigmoid(shifted)
    given = SLIPS + (1 - 2 * SLIPS) * clean
    steep = (1 - 2 * SLIPS) * clean * (1 - clean) / (given * (1 - given))
    return np.asarray(weight * (given - said) * steep, np.float32)
