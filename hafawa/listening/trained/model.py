"""What is in the file of a trained model, and what chances do its heads give? Pure, numpy only, loaded once.

The file is numpy's own (`.npz`, no pickle): `weights` int8 (columns x heads) with a `scale` a head, `lexical` weights
and `bias` as floats; `slope` and `shift` (heads x languages), which turn a score into a chance that is right as often
as it says; and `cuts` (heads x languages), the chance from which a claim is made. What it was trained on is told in
`docs/reference/reader.md`.
"""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from hafawa.listening.trained.features import Floats, Rows
from hafawa.listening.trained.lexical import LANGUAGES

FILE = Path(__file__).with_name("model.npz")
MOST = 6 * 1024 * 1024  # bytes of all model files in the package


@dataclass(frozen=True, eq=False)
class Model:
    """Heads by name; see the module for shapes. `mark` is a hash of the file: another model, another mark."""

    heads: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    scale: Floats
    lexical: Floats
    bias: Floats
    slope: Floats
    shift: Floats
    cuts: Floats
    mark: str = ""

    def scores(self, rows: Rows, lexical: Floats) -> Floats:
        """Scores before calibration, shape (rows, heads)."""
        found: Floats = rows.scores(self.weights, self.scale) + lexical @ self.lexical + self.bias
        return found

    def chances(self, scores: Floats, languages: Sequence[str]) -> Floats:
        """`scores` as chances 0 to 1, by the language of each row (one of LANGUAGES by its first two letters)."""
        at = [LANGUAGES.index(language[:2]) for language in languages]
        logit = self.slope.T[at] * scores + self.shift.T[at]
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logit, -30, 30))), np.float32)

    def cuts_in(self, language: str) -> dict[str, float]:
        """The cut of each head in `language`."""
        return _cuts(self, LANGUAGES.index(language[:2]))

    def column(self, head: str) -> Floats:
        """The hashed weights of one head, as floats."""
        return _column(self, self.heads.index(head))


@functools.cache
def _column(model: Model, at: int) -> Floats:
    found: Floats = model.weights[:, at].astype(np.float32) * model.scale[at]
    return found


@functools.cache
def _cuts(model: Model, at: int) -> dict[str, float]:
    return {head: float(cut) for head, cut in zip(model.heads, model.cuts[:, at], strict=True)}


@functools.cache
def load(path: Path = FILE) -> Model:
    """The model in `path`, read once a process."""
    raw = path.read_bytes()
    with np.load(io.BytesIO(raw), allow_pickle=False) as file:
        found: dict[str, Any] = {name: file[name] for name in file.files}
    heads = tuple(str(head) for head in found.pop("heads"))
    return Model(heads=heads, mark=hashlib.sha256(raw).hexdigest()[:8], **found)
