"""What is there to learn from: what people said, how far it is believed, and what the silent messages tell? Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from hafawa.listening.corrections import fitting, stance
from hafawa.listening.corrections.fitting import Seen
from hafawa.listening.corrections.stance import HEADS, Stance
from hafawa.listening.corrections.wording import Told, dense, told_of
from hafawa.listening.reading import Reading

TRUST = 0.7  # how often the shipped reader is taken to be right at least, head by head
HEAVY = 2.0  # what a message nobody spoke of counts at most

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Example:
    """A message people spoke of: its text, what the shipped reader read, and what they said (heads by name).

    `is_checked` where they looked at all of it, and did not only correct what they happened to see.
    """

    text: str
    read: Reading
    said: Mapping[str, bool]
    is_checked: bool = False


class Spoken(NamedTuple):
    """The messages people spoke of. `said` holds 1 and -1 by message and head, 0 where nothing was said; `believed` how
    likely a message was not turned round as a whole."""

    told: Sequence[Told]
    stood: Stance
    said: NDArray[np.int8]
    believed: Floats
    is_checked: NDArray[np.bool_]


class Lesson(NamedTuple):
    """All messages learned from: first those spoken of (`many`), then silent ones. Rows by message, columns by head."""

    seen: Seen
    margins: Floats
    said: Floats
    weight: Floats
    many: int
    whole: NDArray[np.bool_]  # which tell how common things are: those checked, and the silent ones
    teaches: NDArray[np.int64]  # which count for any head: those spoken of, and silent ones where they are needed


def spoken(examples: Sequence[Example]) -> Spoken:
    """What was said, as numbers."""
    stood = stance.of([e.read for e in examples])
    said = np.array([[_sign(e, head) for head in HEADS] for e in examples], dtype=np.int8)
    said = said.reshape(len(examples), len(HEADS))
    believed = fitting.doubted(stood.logits, (said > 0).astype(np.float32), np.abs(said).astype(np.float32))
    is_checked = np.array([e.is_checked for e in examples], dtype=bool)
    return Spoken([told_of(e.text) for e in examples], stood, said, believed, is_checked)


def lesson(by_people: Spoken, silent: Sequence[tuple[str, Reading]]) -> Lesson:
    """What people said and the `silent` messages together."""
    many, quiet = len(by_people.said), stance.of([read for _text, read in silent])
    wording = dense([*by_people.told, *[told_of(text) for text, _read in silent]])
    likely = _likely(by_people, quiet) * (1 - _nearest(wording[many:], wording[:many]))[:, None]
    weight = np.concatenate((np.abs(by_people.said) * by_people.believed[:, None], likely)).astype(np.float32)
    return Lesson(
        seen=Seen(wording, np.concatenate((by_people.stood.logits, quiet.logits))),
        margins=np.concatenate((by_people.stood.margins, quiet.margins)),
        said=np.concatenate((by_people.said > 0, quiet.margins > 0)).astype(np.float32),
        weight=weight,
        many=many,
        whole=np.concatenate((by_people.is_checked, np.ones(len(silent), dtype=bool))),
        teaches=np.flatnonzero(weight.any(axis=1)),
    )


def _sign(example: Example, head: str) -> int:
    if head not in example.said:
        return 0
    return 1 if example.said[head] else -1


def _likely(by_people: Spoken, quiet: Stance) -> Floats:
    """What each silent message counts, head by head, taken to be read rightly.

    In all, as many as were read rightly for each one that was said to be wrong; each as likely as it is that it was.
    """
    if not len(quiet.logits):
        return np.zeros_like(quiet.logits)
    said, claimed = by_people.said[~by_people.is_checked], by_people.stood.margins[~by_people.is_checked] > 0
    wrong = ((said != 0) & ((said > 0) != claimed)).sum(axis=0)
    right = ((said != 0) & ((said > 0) == claimed)).sum(axis=0)
    chance = fitting.sigmoid(quiet.logits)
    is_right = np.where(quiet.margins > 0, chance, 1 - chance)
    expects = np.clip(is_right.mean(axis=0), TRUST, 0.99)
    missing = np.maximum(0.0, wrong * expects / (1 - expects) - right)
    return np.asarray(np.minimum(is_right * missing / is_right.sum(axis=0), HEAVY), np.float32)


def _nearest(silent: Floats, spoken_of: Floats) -> Floats:
    """How near each silent message is to one spoken of: what is like a message read wrongly may be wrong itself."""
    if not len(silent):
        return np.zeros(0, dtype=np.float32)
    return np.asarray(np.clip((silent @ spoken_of.T).max(axis=1), 0, 1), np.float32)
