"""What does the trained part say of a clause in which no word told a topic? Pure; numpy only; loaded once.

`model.npz` holds int8 weights (columns x topics) with a scale and a bias a topic, and the cut from which nine in ten
are right in cross-validation on the training corpus. Examples of the shop's own topics are compared by likeness.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from hafawa.listening.themes.classify import Own
from hafawa.listening.themes.vectors import Floats, folded

FILE = Path(__file__).with_name("model.npz")
VERSION = "weights-1"
BITS = 14
ALIKE_FROM = 0.42  # as like one of the shop's examples must a clause be


@dataclass(frozen=True)
class Model:
    """One column of weights a topic; a clause is of a topic from `cut` on (a logit)."""

    topics: tuple[str, ...]
    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats
    cut: Floats

    def scores(self, texts: Sequence[str], languages: Sequence[str]) -> Floats:
        """Logits, shape (texts, topics)."""
        found: Floats = folded(texts, languages, bits=BITS) @ self._columns + self.bias
        return found

    @functools.cached_property
    def _columns(self) -> Floats:
        return np.asarray(self.weights.astype(np.float32) * self.scale, np.float32)


@functools.cache
def load(path: Path = FILE) -> Model:
    """The model in `path`."""
    with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
        return Model(
            topics=tuple(str(topic) for topic in file["topics"]),
            weights=file["weights"],
            scale=file["scale"],
            bias=file["bias"],
            cut=file["cut"],
        )


def guesser(own: tuple[Own, ...] = ()) -> Callable[[str, str], Mapping[str, float]]:
    """What `Classifier` asks about a clause: topics with how far above their cut they are."""
    model = load()
    examples = [(topic.key, example) for topic in own for example in topic.examples]
    held = _examples(tuple(example for _key, example in examples))

    def guess(text: str, language: str) -> Mapping[str, float]:
        scores = model.scores([text], [language])[0]
        found = {
            topic: float(score - cut)
            for topic, score, cut in zip(model.topics, scores, model.cut, strict=True)
            if score >= cut
        }
        if examples:
            alike = held @ folded([text], [language])[0]
            for (key, _example), likeness in zip(examples, alike.tolist(), strict=True):
                if likeness >= ALIKE_FROM:
                    found[key] = max(found.get(key, 0.0), likeness)
        return found

    return guess


@functools.lru_cache(maxsize=8)
def _examples(texts: tuple[str, ...]) -> Floats:
    from hafawa.listening.language import tell

    return folded(texts, [tell(text) for text in texts])
