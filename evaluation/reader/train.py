"""Learns one head after another: logistic regression on hashed and lexical columns, all languages together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from evaluation.reader.data import Data
from hafawa.listening.trained.features import WIDTH

STRENGTH = {"positive": 1.0, "neutral": 1.0}  # inverse of the penalty; other heads: OTHER
OTHER = 2.0
SOLVER: dict[str, Any] = {"solver": "liblinear", "dual": True, "tol": 0.1, "intercept_scaling": 3.0, "max_iter": 300}
SEED = 1
SEEN_IN = 2  # rows in which a column must stand to be learned


@dataclass(frozen=True)
class Head:
    """A head as learned: a weight a column, and what is added."""

    weights: Any
    bias: float

    def scores(self, x: Any) -> Any:
        """One score a row of `x`."""
        return x @ self.weights + self.bias


def learn(data: Data, head: str, *, without: Collection[str] = (), at: Sequence[int] | None = None) -> Head:
    """`head` from `data`: sources of `without` left out, or only the rows `at`."""
    rows, told, weight = data.of(head, without=frozenset(without))
    if at is not None:
        kept = np.isin(rows, at)
        rows, told, weight = rows[kept], told[kept], weight[kept]
    x = data.x[rows]
    columns = np.flatnonzero(np.bincount(x.indices, minlength=x.shape[1]) >= SEEN_IN)
    model = LogisticRegression(C=STRENGTH.get(head, OTHER), random_state=SEED, **SOLVER)
    model.fit(x[:, columns], told, sample_weight=weight)
    weights = np.zeros(x.shape[1], np.float32)
    weights[columns] = model.coef_[0]
    return Head(weights, float(model.intercept_[0]))


def small(heads: Sequence[Head]) -> dict[str, Any]:
    """The weights as the file holds them: int8 with a scale a head; the lexical ones as floats."""
    weights = np.stack([head.weights for head in heads], axis=1)
    scale = np.maximum(np.abs(weights[:WIDTH]).max(axis=0), 1e-9) / 127
    return {
        "weights": np.rint(weights[:WIDTH] / scale).astype(np.int8),
        "scale": scale.astype(np.float32),
        "lexical": weights[WIDTH:].astype(np.float32),
        "bias": np.array([head.bias for head in heads], np.float32),
    }
