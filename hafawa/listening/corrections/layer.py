"""What can be learned from a shop's corrections, and how does it change what the shipped reader said? Pure.

For each head (unhappy, pleased, angry, each kind) a logistic regression whose offset is what the shipped reader said:
without corrections it says the same. It is fitted in the space of the corrected messages (a kernel of shared wording),
held strongly to zero, so that one wrong correction moves little and several alike move much. A head is used only where
it reads corrections it has not seen better than the shipped reader does. Same corrections, same layer, to the byte.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from hafawa.listening.corrections import values
from hafawa.listening.corrections.features import Columns, columns
from hafawa.listening.reading import KINDS, Reading

HEADS = ("neg", "pos", "angry", *KINDS)
MOST = 1500  # examples learned from: the newest
FEELING = ("neg", "pos")
LEAST = 50  # examples of a head below which it learns nothing
HELDS = (1.0, 4.0, 1e6)  # how strongly the weights may be held to zero: which, the corrections themselves decide
SHIFT = 0.15  # how much of a correction goes to all messages, however worded
OWN = 8.0  # how much of it goes to messages the shipped reader read alike
FOLDS = 5
TURNS = 1.5  # logits by which the feeling may be moved at most: what the shipped reader is sure of stays
TRUST = 0.7  # how often the shipped reader is taken to be right at least, head by head
CUTS = (0, 5, -5, 10, -10, 15, -15)  # tenths of a logit by which a head's own cut may lie elsewhere
GAIN = 80  # thousandths of F1 that a head must gain on `LEAST` corrections not learned from; on more, less
_ROUNDS = 30
_FIRM = 3.0  # no reading of the shipped reader is surer than this, in logits
_EMPTY: Mapping[str, dict[str, int]] = {}

Rows = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """A message people spoke of: its text, what the shipped reader read, and what they said (heads by name).

    `is_checked` where they looked at all of it, and did not only correct what they happened to see.
    """

    text: str
    read: Reading
    said: Mapping[str, bool]
    is_checked: bool = False


@dataclass(frozen=True)
class Learned:
    """Weights of the heads in use, on the columns they touch (sorted). `report` says of each head how it did."""

    heads: tuple[str, ...] = ()
    touched: Columns = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    weights: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    shift: NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    report: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: _EMPTY)

    def __bool__(self) -> bool:
        return bool(self.heads)


def heads_of(said: values.Said) -> dict[str, bool]:
    """What people said of a message, head by head."""
    found: dict[str, bool] = {kind: is_so for kind, is_so in said.kinds.items() if kind in KINDS}
    if feeling := said.values.get("feeling"):
        found |= {"neg": feeling in ("neg", "mix"), "pos": feeling in ("pos", "mix")}
    if anger := said.values.get("anger"):
        found["angry"] = anger >= "2"
    return found


def read_heads(found: Reading) -> dict[str, bool]:
    """The same of a reading: what it says, head by head."""
    return dict(zip(HEADS, (bool(x > 0) for x in _offsets(found)), strict=True))


def learn(examples: Sequence[Example], background: Sequence[tuple[str, Reading]] = ()) -> Learned:
    """What `examples` (oldest first; the newest `MOST` count) teach. Deterministic.

    `background` are messages nobody spoke of, as the shipped reader reads them. A team that corrects only what it sees
    to be wrong shows a reader that is never right; so beside messages that were not checked as a whole, as many of
    these are taken to be right as make the shipped reader right in `TRUST` of both together.
    """
    examples = examples[-MOST:]
    if len(examples) < LEAST:
        return Learned()
    texts = [e.text for e in examples] + [text for text, _read in background[: 3 * len(examples)]]
    reads = [e.read for e in examples] + [read for _text, read in background[: 3 * len(examples)]]
    told = [columns(text) for text in texts]
    offsets = np.array([_offsets(read) for read in reads])
    kernel = _kernel(told) + _views(offsets) @ _views(offsets).T
    rows, report = {}, {}
    for place, head in enumerate(HEADS):
        said = [i for i, e in enumerate(examples) if head in e.said]
        if len(said) < LEAST:
            continue
        seen = [examples[i].said[head] == (offsets[i, place] > 0) for i in said if not examples[i].is_checked]
        silent = max(0, round((len(seen) - sum(seen)) * TRUST / (1 - TRUST)) - sum(seen))
        own = np.array([*said, *range(len(examples), min(len(examples) + silent, len(texts)))], dtype=np.int64)
        wanted = np.array([float(examples[i].said[head]) for i in said] + [0.0] * (len(own) - len(said)))
        wanted[len(said) :] = offsets[own[len(said) :], place] > 0
        rows[head] = (own, offsets[own, place], wanted)
        cuts = (0,) if head in FEELING else CUTS  # how strong a feeling is counts, not only which
        report[head] = _best(kernel[np.ix_(own, own)], offsets[own, place], wanted, cuts=cuts)
    used = tuple(head for head in HEADS if is_used(head, report))
    if not used:
        return Learned(report=report)
    alphas = np.zeros((len(texts), len(used)))
    for place, head in enumerate(used):
        own, offset, wanted = rows[head]
        alphas[own, place] = _fit(kernel[np.ix_(own, own)], offset, wanted, held=float(report[head]["held"]))
    return _pressed(used, told, offsets, alphas, report)


def is_used(head: str, report: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a head reads corrections it was not taught better than the shipped reader; feeling's two go together."""
    together = FEELING if head in FEELING else (head,)
    if any(one not in report for one in together):
        return False
    better = sum(report[one]["f1_after"] - report[one]["f1_before"] for one in together)
    if head in FEELING and sum(report[one]["after"] - report[one]["before"] for one in together) < 0:
        return False  # where most are pleased, a few wrong corrections look like a feeling nobody saw
    least = GAIN * float(np.sqrt(LEAST / min(report[one]["n"] for one in together)))
    return sum(report[one]["gain"] for one in together) >= 0 and better >= least * len(together)


def adjust(text: str, found: Reading, learned: Learned) -> Reading:
    """`found` with what was learned; the same object where nothing changes."""
    if not learned or not text:
        return found
    offsets = _offsets(found)
    moved = _moved(text, offsets, learned)
    feeling = [head in FEELING for head in learned.heads]
    moved = np.where(feeling, np.clip(moved, -TURNS, TURNS), moved)
    before = dict(zip(HEADS, offsets, strict=True))
    after = before | {head: before[head] + moved[i] for i, head in enumerate(learned.heads)}
    turned = {head: bool(after[head] > 0) for head in learned.heads if (after[head] > 0) != (before[head] > 0)}
    return _turned(found, turned, after) if turned else found


def dump(learned: Learned) -> bytes:
    """As bytes, without pickle."""
    if not learned:
        return b""
    held = io.BytesIO()
    np.savez_compressed(
        held,
        heads=np.array(learned.heads),
        touched=learned.touched,
        weights=learned.weights.astype(np.float16),
        shift=learned.shift,
    )
    return held.getvalue()


def load(held: bytes) -> Learned:
    """What `dump` gave; nothing learned where the bytes are none of ours."""
    if not held:
        return Learned()
    try:
        with np.load(io.BytesIO(held), allow_pickle=False) as file:
            heads = tuple(str(head) for head in file["heads"])
            return Learned(heads, file["touched"], file["weights"].astype(np.float32), file["shift"])
    except (ValueError, KeyError, OSError, BadZipFile):
        return Learned()


def version(learned: Learned) -> str:
    """Ten letters that are others when another thing was learned; empty for nothing."""
    if not learned:
        return ""
    told = hashlib.sha256("|".join(learned.heads).encode())
    for array in (learned.touched, learned.weights.astype(np.float16), learned.shift):
        told.update(array.tobytes())
    return told.hexdigest()[:10]


def _offsets(found: Reading) -> list[float]:
    """What the shipped reader said, in logits held within `_FIRM`, head by head."""
    feeling = found.feeling or 0.0
    told = [-4 * feeling - 1, 4 * feeling - 1, 6 * (found.anger - 0.5)]
    holds = values.kinds_of(found)
    told += [_of_kind(found.kinds.get(kind), is_so=kind in holds) for kind in KINDS]
    return [min(max(x, -_FIRM), _FIRM) for x in told]


def _of_kind(share: float | None, *, is_so: bool) -> float:
    """The chance told of a kind, on the side of what the reading says; where none is told, firmly so or not."""
    if share is None:
        return 2.0 if is_so else -2.0
    return max(_logit(share), 0.2) if is_so else min(_logit(share), -0.2)


def _views(offsets: Rows) -> Rows:
    """What the shipped reader said of all heads, as further columns (and one that every message has): a shop's
    messages may differ from others by what the same readings mean there."""
    scaled = offsets / _FIRM * np.sqrt(OWN / len(HEADS))
    return np.hstack([np.full((len(offsets), 1), np.sqrt(SHIFT)), scaled])


def _logit(share: float) -> float:
    share = min(max(share, 0.01), 0.99)
    return float(np.log(share / (1 - share)))


def _kernel(told: Sequence[Columns]) -> Rows:
    """How alike each two are in wording: the cosine of their columns."""
    every, place = np.unique(np.concatenate(told), return_inverse=True)
    dense = np.zeros((len(told), len(every)), dtype=np.float32)
    rows = np.repeat(np.arange(len(told)), [len(c) for c in told])
    dense[rows, place.reshape(-1)] = 1.0
    lengths = np.sqrt(np.maximum(dense.sum(axis=1, keepdims=True), 1.0))
    dense /= lengths
    return (dense @ dense.T).astype(np.float64)


def _fit(kernel: Rows, offset: Rows, wanted: Rows, *, held: float) -> Rows:
    """The weights of the examples: logistic loss, held by `held`, by steps that bound the loss from above (Böhning)."""
    n = len(wanted)
    step = np.linalg.inv(kernel / 4 + held * np.eye(n))
    alpha = np.zeros(n)
    for _ in range(_ROUNDS):
        given = 1 / (1 + np.exp(-(offset + kernel @ alpha)))
        alpha -= step @ (given - wanted + held * alpha)
    return alpha


def _best(kernel: Rows, offset: Rows, wanted: Rows, *, cuts: Sequence[int]) -> dict[str, int]:
    """What the best of `HELDS` does, by the F1 of corrections not learned from, or by their log
    loss where the cut may not move."""
    tried = [_judged(kernel, offset, wanted, held=held, cuts=cuts) | {"held": int(held)} for held in HELDS]
    if len(cuts) == 1:
        return max(tried, key=lambda told: (told["gain"], told["held"]))
    return max(tried, key=lambda told: (told["f1_after"], told["gain"], told["held"]))


def _judged(kernel: Rows, offset: Rows, wanted: Rows, *, held: float, cuts: Sequence[int]) -> dict[str, int]:
    """Of corrections not learned from (in `FOLDS` parts): how many the shipped reader and the layer read rightly,
    the F1 of both in thousandths, and the log loss gained a message, in thousandths."""
    n = len(wanted)
    part = np.arange(n) % FOLDS
    moved = np.zeros(n)
    for fold in range(FOLDS):
        out, kept = part == fold, part != fold
        if out.any():
            alpha = _fit(kernel[np.ix_(kept, kept)], offset[kept], wanted[kept], held=held)
            moved[out] = kernel[np.ix_(out, kept)] @ alpha
    if len(cuts) == 1:
        moved = np.clip(moved, -TURNS, TURNS)
    told, before = wanted > 0, offset > 0
    cut = max(cuts, key=lambda tenths: _f1(told, offset + moved > tenths / 10))
    after = offset + moved > cut / 10
    return {
        "n": n,
        "before": int((before == told).sum()),
        "after": int((after == told).sum()),
        "f1_before": _f1(told, before),
        "f1_after": _f1(told, after),
        "cut": cut,
        "gain": round(1000 * (_loss(offset, wanted) - _loss(offset + moved, wanted)) / n),
    }


def _f1(told: NDArray[np.bool_], given: NDArray[np.bool_]) -> int:
    both, wrong = int((told & given).sum()), int((told != given).sum())
    return round(2000 * both / (2 * both + wrong)) if both else 0


def _loss(logits: Rows, wanted: Rows) -> float:
    return float(np.logaddexp(0, np.where(wanted > 0, -logits, logits)).sum())


def _pressed(
    heads: tuple[str, ...],
    told: Sequence[Columns],
    offsets: Rows,
    alphas: Rows,
    report: Mapping[str, Mapping[str, int]],
) -> Learned:
    """The examples' weights as weights of columns: what is kept holds no text, only hashed columns."""
    touched, place = np.unique(np.concatenate(told), return_inverse=True)
    weights = np.zeros((len(touched), len(heads)))
    lengths = [len(c) for c in told]
    scaled = alphas / np.sqrt(np.maximum(lengths, 1))[:, None]
    np.add.at(weights, place.reshape(-1), np.repeat(scaled, lengths, axis=0))
    kept = np.abs(weights).max(axis=1) > 1e-3
    shift = (_views(offsets).T @ alphas).astype(np.float32)
    shift[0] -= np.array([report[head]["cut"] / 10 for head in heads], dtype=np.float32) / np.float32(np.sqrt(SHIFT))
    pressed = weights[kept].astype(np.float16).astype(np.float32)
    return Learned(heads, touched[kept].astype(np.int32), pressed, shift, report)


def _moved(text: str, offsets: Sequence[float], learned: Learned) -> Rows:
    moved: Rows = _views(np.array([offsets]))[0] @ learned.shift
    own = columns(text)
    if len(own) and len(learned.touched):
        at = np.searchsorted(learned.touched, own)
        at[at == len(learned.touched)] = 0
        hit = at[learned.touched[at] == own]
        moved += learned.weights[hit].sum(axis=0) / np.sqrt(len(own))
    return moved


def _turned(found: Reading, turned: Mapping[str, bool], after: Mapping[str, float]) -> Reading:
    share = {head: float(1 / (1 + np.exp(-after[head]))) for head in HEADS}
    kinds = {kind: is_so for kind, is_so in turned.items() if kind in KINDS}
    if kinds:
        found = values.with_kinds(found, kinds)
        shares = {k: round(share[k], 3) if k in kinds else s for k, s in found.kinds.items()}
        found = dataclasses.replace(found, kinds=shares)
    if "neg" in turned or "pos" in turned:
        found = dataclasses.replace(found, feeling=_feeling(found.feeling or 0.0, share))
    if "angry" in turned:
        anger = max(found.anger, 0.6) if turned["angry"] else min(found.anger, 0.4)
        found = dataclasses.replace(found, anger=anger)
    evidence = (*(("learned", head) for head in turned), *found.evidence)
    return dataclasses.replace(found, evidence=evidence)


def _feeling(before: float, share: Mapping[str, float]) -> float:
    is_neg, is_pos = share["neg"] > 0.5, share["pos"] > 0.5
    between = share["pos"] - share["neg"]
    if is_neg != is_pos:
        return round(max(between, 0.3) if is_pos else min(between, -0.3), 3)
    return -0.1 if is_neg else round(min(max(before, -0.2), 0.2), 3)
