"""What do the word lists say of a message, as numbers a trained head can weigh? Pure.

A short row beside the hashed one: how often each label's words stand there, what the feelings come to with negation
and contrast, marks, length, and the language. Ten such numbers alone read the feeling of a stranger's messages well.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from hafawa.listening.reading import BAD_KINDS, Reading
from hafawa.listening.rules import Seen
from hafawa.listening.trained.features import Floats

LABELS = (
    *("love", "good", "bad", "awful", "plain", "negator", "intensifier", "dampener", "contrast", "conditional"),
    *("thanks", "full_thanks", "scorn", "anger", "complaint", "question", "wh", "order_status", "request", "human"),
    *("grief", "closing", "automatic", "loud"),
    *BAD_KINDS,
)
SUMS = (
    *("warm", "cold", "sum", "warmest", "coldest", "last", "none"),
    *("asks", "marks", "length", "short", "closes", "bad"),
)
RULED = ("thanks", "praise", "complaint", "question", "order_status", "request", "answer", "automatic")
LANGUAGES = ("en", "ar", "ka")
NAMES = (*LABELS, *SUMS, *(f"ruled_{name}" for name in (*RULED, "anger", "feeling")), *LANGUAGES)
MANY = 4  # of one label: more say nothing more


def lexical(found: Sequence[Seen], ruled: Sequence[Reading]) -> Floats:
    """One row of `NAMES` for each of `found` and what the rules conclude from it."""
    pairs = [_row(seen, reading) for seen, reading in zip(found, ruled, strict=True)]
    return np.array(pairs, np.float32).reshape(len(found), len(NAMES))


def _row(seen: Seen, ruled: Reading) -> list[float]:
    counts = [math.log1p(min(MANY, len(seen.words.get(label, ())))) for label in LABELS]
    return [*counts, *_sums(seen), *_concluded(ruled), *(float(seen.language[:2] == name) for name in LANGUAGES)]


def _concluded(ruled: Reading) -> tuple[float, ...]:
    """In the order of RULED, then anger and feeling."""
    return (
        float(ruled.is_thanks),
        float(ruled.is_praise),
        float(ruled.is_complaint),
        float(ruled.is_question),
        float(ruled.is_order_status),
        float(ruled.is_request),
        float(ruled.needs_answer),
        float(ruled.is_automatic),
        ruled.anger,
        ruled.feeling or 0.0,
    )


def _sums(seen: Seen) -> tuple[float, ...]:
    weights = seen.weights or [0.0]
    warm, cold = sum(w for w in weights if w > 0), -sum(w for w in weights if w < 0)
    total = warm - cold
    return (
        math.log1p(warm),
        math.log1p(cold),
        total / math.sqrt(total * total + 1.5),
        max(weights),
        min(weights),
        weights[-1],
        float(not seen.weights),
        float(seen.is_question),
        min(MANY, seen.marks) / MANY,
        math.log1p(seen.words_seen) / 4,
        float(seen.words_seen <= 3),
        float(seen.only_closes),
        float(any(kind in seen.words for kind in BAD_KINDS)),
    )
