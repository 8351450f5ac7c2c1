"""Examples as rows of numbers: the same features that the product reads with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack

from evaluation.reader.sources import HARD, HARD_THEMES, SCORN, Example
from hafawa.listening.rules import conclude, look
from hafawa.listening.trained.features import rows, spaced
from hafawa.listening.trained.lexical import lexical


@dataclass(frozen=True)
class Data:
    """`x` (examples x columns) of the hashed columns, then the lexical ones; row i is of `examples[i]`."""

    examples: Sequence[Example]
    x: Any

    def of(self, head: str, *, without: frozenset[str] = frozenset()) -> tuple[Any, Any, Any]:
        """Which rows teach `head` (their numbers), their labels, their weights; sources of `without` left out."""
        at = [i for i, e in enumerate(self.examples) if head in e.labels and e.source not in without]
        told = np.array([self.examples[i].labels[head] for i in at])
        weight = np.array([self.examples[i].weight for i in at])
        if head == "positive":
            weight = weight * np.array([_telling(self.examples[i]) for i in at])
        return np.array(at), told, weight


def _telling(example: Example) -> float:
    """How much of its weight a line keeps for the feeling: words that do not bear it out mislead."""
    scorn = SCORN if example.labels.get("ironic") else 1.0
    return scorn * (HARD if example.row.get("theme") in HARD_THEMES else 1.0)


def made(examples: Sequence[Example]) -> Data:
    """`examples` with their rows."""
    seen = [look(e.text, language=e.language) for e in examples]
    hashed = rows([spaced(s.sentences, language=s.language) for s in seen]).matrix()
    short = csr_matrix(lexical(seen, [conclude(one, "") for one in seen]))
    return Data(examples, hstack([hashed, short], format="csr", dtype=np.float32))
