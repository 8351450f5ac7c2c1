"""Train the part that tells topics where no word does: one column of weights a topic, on the corpus' training files.

    .venv/bin/python evaluation/themes/train.py

What a message is about is told by its file (`labels.FILES`), by its intent where it has one, and by the words of the
lexicons: weak labels, so the model learns what else stands in such messages. Logistic regression by L-BFGS on the
reader's hashed features, folded to 2**14 columns. A topic's cut is where, over three folds, seventeen in twenty of
those told are right by the weak labels; topics that never come so far are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

sys.path[:0] = [str(Path(__file__).resolve().parent)]

from labels import FILES, Row, rows, silver  # noqa: E402

from hafawa.listening.themes import trained  # noqa: E402
from hafawa.listening.themes.classify import Classifier  # noqa: E402
from hafawa.listening.themes.topics import TOPICS  # noqa: E402
from hafawa.listening.trained import features  # noqa: E402

PENALTY, FOLDS, LEAST, PRECISION = 1e-4, 3, 25, 0.85
WIDTH = 1 << trained.BITS


def main() -> None:
    """Train, choose the cuts, write the file, and print what each topic was told from."""
    given = list(rows("train"))
    x = matrix([row["t"] for row in given], [row["lang"] for row in given])
    y = targets(given)
    folds = np.random.default_rng(7).integers(0, FOLDS, len(given))
    kept, columns, biases, cuts = [], [], [], []
    print("| topic | messages | cut | right of those told | told of all |\n|---|---|---|---|---|")
    for at, topic in enumerate(TOPICS):
        own = y[:, at]
        if own.sum() < LEAST:
            continue
        scores = np.zeros(len(given))
        for fold in range(FOLDS):
            weights, bias = fit(x[folds != fold], own[folds != fold])
            scores[folds == fold] = x[folds == fold] @ weights + bias
        cut = cut_for(scores, own)
        if cut is None:
            continue
        told = scores >= cut
        right = (told & own).sum() / told.sum()
        print(f"| {topic} | {own.sum()} | {cut:.2f} | {right:.2f} | {(told & own).sum() / own.sum():.2f} |")
        weights, bias = fit(x, own)
        kept.append(topic)
        columns.append(weights)
        biases.append(bias)
        cuts.append(cut)
    write(kept, np.array(columns).T, np.array(biases), np.array(cuts))


def matrix(texts: list[str], languages: list[str]) -> csr_matrix:
    """The folded features of `texts`, rows of length 1, as `vectors.folded` makes them."""
    made = features.rows([features.plain(t, language=tag) for t, tag in zip(texts, languages, strict=True)])
    found = csr_matrix((made.values, made.indices & (WIDTH - 1), made.indptr), shape=(len(texts), WIDTH))
    found.sum_duplicates()
    length = norms(found)
    return csr_matrix(found.multiply(1 / np.maximum(length, 1e-9)[:, None]))


def norms(found: csr_matrix) -> np.ndarray:
    """The length of each row."""
    return np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())


def targets(given: list[Row]) -> np.ndarray:
    """Which topics each message is of, by its file where that stands for one and by words that say so."""
    told = Classifier()
    found = np.zeros((len(given), len(TOPICS)), bool)
    for i, row in enumerate(given):
        by_words = {t.topic for t in told.tell(row["t"], language=row["lang"])}
        by_file = FILES.get(row["theme"], ())
        topics = by_words | (set(by_file) if len(by_file) == 1 else set(by_file) & by_words) | ({silver(row)} - {""})
        for topic in topics:
            found[i, TOPICS.index(topic)] = True
    return found


def fit(x: csr_matrix, y: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights and bias of a logistic regression; both classes weigh the same in sum, up to ten times."""
    sign = np.where(y, 1.0, -1.0)
    weight = np.where(y, min(10.0, (len(y) - y.sum()) / max(1, y.sum())), 1.0)
    weight /= weight.sum()

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        margin = sign * (x @ w[:-1] + w[-1])
        slope = -weight * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        value = float((weight * np.logaddexp(0, -margin)).sum() + PENALTY * (w[:-1] @ w[:-1]))
        return value, np.concatenate([x.T @ slope + 2 * PENALTY * w[:-1], [slope.sum()]])

    w = minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x
    return w[:-1], float(w[-1])


def cut_for(scores: np.ndarray, y: np.ndarray) -> float | None:
    """The lowest score from which on PRECISION of those above are right; None where fewer than ten are."""
    order = np.argsort(-scores)
    right = np.cumsum(y[order]) / np.arange(1, len(y) + 1)
    enough = np.flatnonzero(right >= PRECISION)
    return float(scores[order[enough[-1]]]) if len(enough) and enough[-1] >= 10 else None


def write(topics: list[str], weights: np.ndarray, bias: np.ndarray, cut: np.ndarray) -> None:
    """The model file: int8 weights with a scale a topic."""
    scale = np.abs(weights).max(axis=0) / 127
    small = np.round(weights / scale).astype(np.int8)
    with trained.FILE.open("wb") as file:
        np.savez_compressed(
            file,
            topics=np.array(topics),
            weights=small,
            scale=scale.astype(np.float32),
            bias=bias.astype(np.float32),
            cut=cut.astype(np.float32),
        )
    print(f"\n{trained.FILE.name}: {trained.FILE.stat().st_size / 1024:.0f} KiB, {len(topics)} topics")


if __name__ == "__main__":
    main()
