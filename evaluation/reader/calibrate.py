"""How sure is a score, and from where on is it acted on? By head and language, on messages no head had learned from.

Held out by source (others' sets) and theme (our corpus), FOLDS times in turn, and the development split on top; only
what was written to or about shops counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from evaluation.reader.data import Data
from evaluation.reader.train import learn
from hafawa.listening.trained.heads import HEADS
from hafawa.listening.trained.lexical import LANGUAGES

FOLDS = 4
# How much finding one counts beside not claiming it falsely: 1 alike, below 1 false claims cost more.
BETA = {"question": 1.0, "complaint": 0.5, "angry": 0.4, "thanks": 0.5, "praise": 0.35, "staffpraise": 0.35}
BETA |= {"auto": 0.3, "answer": 1.5}
OTHER = 0.7
LEAST, MOST = 0.2, 0.9  # cuts lie between
SHOPS = ("corpus-en", "corpus-ar", "corpus-ka", "en_uci_amazon_cells", "ar_saudi_tourism_dev")
ENOUGH = 8  # of each label in a language; with fewer, all languages are calibrated together


@dataclass(frozen=True)
class HeldOut:
    """Scores of messages that were not learned from: of one head, with labels and languages."""

    scores: Any
    told: Any
    language: Any


def groups(data: Data) -> Any:
    """The fold of each example: its source's, or its theme's in our own corpus."""
    keys = [e.row["theme"] if e.source.startswith("corpus") else e.source for e in data.examples]
    order = {key: i for i, key in enumerate(dict.fromkeys(keys))}
    return np.array([order[key] % FOLDS for key in keys])


def held_out(data: Data, dev: Data, head: str) -> HeldOut:
    """Scores of `head` where each was left out, and on the development split by what learned from all."""
    at, told, _ = data.of(head)
    fold = groups(data)
    if any(len(set(told[fold[at] != k].tolist())) < 2 for k in range(FOLDS)):  # all of it is in one theme
        fold = np.arange(len(fold)) % FOLDS
    is_shop = np.array([data.examples[i].source in SHOPS for i in at])
    scores = np.zeros(len(at))
    for k in range(FOLDS):
        out = (fold[at] == k) & is_shop
        if out.any():
            scores[out] = learn(data, head, at=at[fold[at] != k]).scores(data.x[at[out]])
    dev_at, dev_told, _ = dev.of(head)
    spoken = [data.examples[i].language for i in at[is_shop]] + [dev.examples[i].language for i in dev_at]
    return HeldOut(
        np.concatenate((scores[is_shop], learn(data, head).scores(dev.x[dev_at]))),
        np.concatenate((told[is_shop], dev_told)),
        np.array(spoken),
    )


def calibrated(found: HeldOut, head: str) -> tuple[list[float], list[float], list[float]]:
    """Slope, shift and cut of `head` in each of LANGUAGES."""
    told = [_one(_in(found, language), head) for language in LANGUAGES]
    return [t[0] for t in told], [t[1] for t in told], [t[2] for t in told]


def _in(found: HeldOut, language: str) -> HeldOut:
    here = found.language == language
    if min(found.told[here].sum(), (1 - found.told[here]).sum()) < ENOUGH:
        return found
    return HeldOut(found.scores[here], found.told[here], found.language[here])


def _one(found: HeldOut, head: str) -> tuple[float, float, float]:
    model = LogisticRegression(C=100.0).fit(found.scores[:, None], found.told)
    slope, shift = max(0.05, float(model.coef_[0, 0])), float(model.intercept_[0])
    chances = 1 / (1 + np.exp(-(slope * found.scores + shift)))
    return slope, shift, cut(chances, found.told, beta=BETA.get(head, OTHER))


def cut(chances: Any, told: Any, *, beta: float) -> float:
    """The chance from which F-beta of the claim is best."""
    tries = np.linspace(LEAST, MOST, 71)
    return float(max(tries, key=lambda t: (_f(chances >= t, told, beta), -t)))


def _f(given: Any, told: Any, beta: float) -> float:
    right, false, missed = (given & (told == 1)).sum(), (given & (told == 0)).sum(), (~given & (told == 1)).sum()
    return float((1 + beta**2) * right / max(1e-9, (1 + beta**2) * right + beta**2 * missed + false))


def all_heads(data: Data, dev: Data, *, say: Callable[[str], None]) -> dict[str, Any]:
    """`slope`, `shift` and `cuts` (heads x languages), as the file holds them; progress goes to `say`."""
    told = []
    for head in HEADS:
        told.append(calibrated(held_out(data, dev, head), head))
        say(f"calibrated {head}")
    names = ("slope", "shift", "cuts")
    return {name: np.array([t[i] for t in told], np.float32) for i, name in enumerate(names)}
