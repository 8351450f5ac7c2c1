"""Which words moved a head most? Pure: each word gets what the pieces it is made of weigh for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from hafawa.listening.trained.features import Floats, Rows

MOST = 3  # words told of one decision
SHARE = 0.4  # of what the first word weighs: less is not told


def weighed(rows: Rows, column: Floats) -> Floats:
    """What each word of all `rows` adds to the score of the head with the hashed weights `column`."""
    columns, values, word = rows.hits
    return np.bincount(word, values * column[columns], minlength=int(rows.first_word[-1])).astype(np.float32)


def moved(words: Sequence[str], weights: Floats, *, up: bool) -> list[str]:
    """The words that moved the score up (or down) most, in the order they stand; `weights` has one a word."""
    signed = weights if up else -weights
    best = np.argsort(-signed, kind="stable")[:MOST]
    told = [int(i) for i in best if signed[i] > 0 and signed[i] >= SHARE * signed[best[0]] and words[i].isalpha()]
    return list(dict.fromkeys(words[i] for i in sorted(told)))
