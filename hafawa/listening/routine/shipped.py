"""What comes with the product to tell routine from human: which words sound how, which are known, which examples? Pure.

Learned by `evaluation/routine/train.py`; loaded from arrays without pickle. Examples are numbers, not text.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from hafawa.listening.routine.grams import SIZE, Ids

FILE = Path(__file__).with_name("shipped.npz")
VERSION = "routine-1"


@dataclass(frozen=True)
class Row:
    """An example as numbers: its language and what it is about, "" where that is nothing for a machine."""

    language: str
    intent: str
    found: Ids


@dataclass(frozen=True, eq=False)
class Shipped:
    """Weights of the window head by number, in steps of `step`; the numbers of known words by language; examples."""

    weights: npt.NDArray[np.int8]
    step: float
    bias: float
    words: Mapping[str, frozenset[int]]
    rows: tuple[Row, ...]

    @classmethod
    def of(
        cls,
        *,
        weights: npt.NDArray[np.float64],
        bias: float,
        words: Mapping[str, Sequence[int]],
        rows: Iterable[tuple[str, str, Ids]],
    ) -> Shipped:
        """From what was learned; weights beyond 127 steps are cut off."""
        step = float(np.quantile(np.abs(weights[weights != 0]), 0.9995)) / 127 if weights.any() else 1.0
        small = np.clip(np.rint(weights / step), -127, 127).astype(np.int8)
        known = {language: frozenset(listed) for language, listed in words.items()}
        return cls(small, step, bias, known, tuple(Row(*row) for row in rows))

    def save(self, path: Path) -> None:
        """Write to `path`."""
        languages = sorted(self.words)
        words: dict[str, Any] = {f"words_{name}": np.array(sorted(self.words[name]), np.int32) for name in languages}
        np.savez_compressed(
            path,
            weights=self.weights,
            scale=np.array([self.step, self.bias]),
            languages=np.array(languages),
            **words,
            row_language=np.array([languages.index(r.language) for r in self.rows], np.int8),
            row_intent=np.array([r.intent for r in self.rows]),
            row_length=np.array([len(r.found) for r in self.rows], np.int32),
            row_found=np.concatenate([r.found for r in self.rows]) if self.rows else np.zeros(0, np.int32),
        )

    @classmethod
    def load(cls, path: Path | io.BytesIO) -> Shipped:
        """As it was saved; ValueError where the file is not one of ours."""
        with np.load(path, allow_pickle=False) as held:
            if held["weights"].shape != (SIZE,):
                raise ValueError("shipped.npz is of another shape")
            languages = [str(name) for name in held["languages"]]
            ends = np.cumsum(held["row_length"])
            found = np.split(held["row_found"].astype(np.int32), ends[:-1]) if len(ends) else []
            rows = tuple(
                Row(languages[int(at)], str(intent), ids)
                for at, intent, ids in zip(held["row_language"], held["row_intent"], found, strict=True)
            )
            step, bias = (float(x) for x in held["scale"])
            words = {name: frozenset(held[f"words_{name}"].tolist()) for name in languages}
            return cls(held["weights"], step, bias, words, rows)


@functools.cache
def shipped() -> Shipped:
    """What came with the product, loaded once a process."""
    return Shipped.load(FILE)
