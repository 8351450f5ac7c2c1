"""Which matter is a message about, told from a few examples of each? Fitted at once, the same every time. Pure.

Ridge regression on hashed words (`grams`), one target a matter and one for what is no matter at all (the background).
What no example has is weighed as most telling: a message with unknown words is nearer to nothing. How well it does is
measured on examples held out, in closed form: with G = (K + rI)^-1 and a = GY, the answer for a fold F had it not been
there is Y_F - G_FF^-1 a_F (Rifkin and Lippert, "Notes on regularized least squares", 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hafawa.listening.routine.grams import Ids

RIDGE = 0.3
TEMPERATURE = 0.09
FOLDS = 10
BACKGROUND = ""

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Guess:
    """The likeliest matter, and how sure it is: p(matter) times 1 - p(none of them), 0 to 1."""

    intent: str
    sureness: float


NOTHING = Guess("", 0.0)


@dataclass(frozen=True, eq=False)
class Fitted:
    """Weights a number and matter: `weights[i]` is the row of `known[i]`. `matters` ends with the background."""

    matters: tuple[str, ...]
    known: npt.NDArray[np.int32]
    rarity: Floats
    unseen: float
    weights: Floats

    def guess(self, found: Ids) -> Guess:
        """What a row of words with the numbers `found` is about."""
        if not len(found) or len(self.matters) < 2:
            return NOTHING
        return sure(self.scores(found), self.matters)

    def scores(self, found: Ids) -> Floats:
        """The answer for each of `matters`, near 1 where it is that one and near 0 where it is not."""
        at = np.searchsorted(self.known, found)
        at[at == len(self.known)] = 0
        here = self.known[at] == found
        rows = at[here]
        rarity = self.rarity[rows]
        length = float(np.sqrt(float(rarity @ rarity) + float((~here).sum()) * self.unseen**2)) or 1.0
        answer: Floats = (rarity @ self.weights[rows]) / length
        return answer


def sure(scores: Floats, matters: Sequence[str]) -> Guess:
    """The best of `scores` (the last is the background's) and how sure it is."""
    of_matters, none = scores[:-1], float(scores[-1])
    best = int(np.argmax(of_matters))
    raised = np.exp((of_matters - of_matters[best]) / TEMPERATURE)
    is_it = 1.0 / (float(raised.sum()) + np.exp(-float(of_matters[best]) / TEMPERATURE) * len(of_matters))
    is_none = 1.0 / (1.0 + np.exp(min(60.0, (float(of_matters[best]) - none) / TEMPERATURE)))
    return Guess(matters[best], float(is_it * (1.0 - is_none)))


@dataclass(frozen=True)
class HeldOut:
    """An example that was left out of the fitting: what it is, and what it was taken for."""

    told: str
    guess: Guess


def fit(rows: Sequence[Ids], told: Sequence[str]) -> Fitted:
    """Fitted on `rows` and what each is `told` to be about; `BACKGROUND` is none of the matters."""
    return _solve(rows, told)[0]


def fit_and_try(rows: Sequence[Ids], told: Sequence[str]) -> tuple[Fitted, list[HeldOut]]:
    """As `fit`, with what each row would have been taken for by the others: `FOLDS` folds, row i in fold i mod n."""
    fitted, inverse, answers, targets = _solve(rows, told)
    tried: list[HeldOut | None] = [None] * len(rows)
    folds = min(FOLDS, len(rows))
    for fold in range(folds):
        here = np.arange(fold, len(rows), folds)
        left_out = targets[here] - np.linalg.solve(inverse[np.ix_(here, here)], answers[here])
        for i, scores in zip(here, left_out, strict=True):
            guess = sure(scores, fitted.matters) if len(fitted.matters) > 1 else NOTHING
            tried[int(i)] = HeldOut(told[int(i)], guess)
    return fitted, [held for held in tried if held is not None]


def _solve(rows: Sequence[Ids], told: Sequence[str]) -> tuple[Fitted, Doubles, Doubles, Doubles]:
    from scipy import sparse

    matters = (*sorted({name for name in told if name != BACKGROUND}), BACKGROUND)
    if not rows:
        empty = np.zeros((0, len(matters)))
        none = np.zeros(0, np.int32)
        return Fitted(matters, none, none.astype(np.float32), 1.0, empty.astype(np.float32)), empty, empty, empty
    lengths = np.array([len(r) for r in rows])
    known, columns, seen_in = np.unique(np.concatenate(rows), return_inverse=True, return_counts=True)
    rarity = np.sqrt(np.log1p(len(rows) / seen_in)).astype(np.float32)
    values = rarity[columns]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    spread = sparse.csr_matrix((values, columns, starts), shape=(len(rows), len(known)))
    norms = np.sqrt(np.asarray(spread.multiply(spread).sum(axis=1)).ravel())
    spread = sparse.diags(1.0 / np.maximum(norms, 1e-9)) @ spread
    targets = np.zeros((len(rows), len(matters)), np.float64)
    targets[np.arange(len(rows)), [matters.index(name) for name in told]] = 1.0
    alike = (spread @ spread.T).toarray().astype(np.float64)
    alike[np.diag_indices_from(alike)] += RIDGE
    inverse = np.linalg.inv(alike)
    answers = inverse @ targets
    weights = np.asarray(spread.T @ answers, dtype=np.float32)
    fitted = Fitted(matters, known.astype(np.int32), rarity, float(np.sqrt(np.log1p(len(rows)))), weights)
    return fitted, inverse, answers, targets
