"""What can be learned from a shop's corrections, and how does it change what the shipped reader said? Pure.

Three things, each on top of what the shipped reader said: a shift of each head (unhappy, pleased, angry, each kind) for
messages alike in wording or in how they were read (`fitting`); a cut of this shop's own for each head; and a memory of
what was said of messages that say nearly the same (`memory`). Shift and cut are used head by head, only where they read
corrections they were not taught no worse than the shipped reader does. Same corrections, same layer, to the byte:
taking one back leaves what was learned without it.
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

from hafawa.listening.corrections import fitting, lessons, memory, stance, values
from hafawa.listening.corrections.fitting import Seen
from hafawa.listening.corrections.lessons import Example, Lesson, Spoken
from hafawa.listening.corrections.memory import Memory
from hafawa.listening.corrections.stance import FEELING, HEADS, Stance
from hafawa.listening.corrections.wording import Told, told_of, words_of
from hafawa.listening.reading import KINDS, Reading

FORMAT = 2  # of the bytes: what another one kept is learned anew
MOST = 1500  # examples learned from: the newest
LEAST = 50  # examples of a head below which it only remembers
LEAST_SAID = 12  # of these, said of it in so many words
SILENT = 300  # messages nobody spoke of that are looked at beside them
FOLDS = 4
SLACK = 0.5  # times the root of how many corrections: by so many more wrong ones, chance alone makes a head look worse
BELIEVED = 0.05  # chance that a message was not turned round as a whole, below which it is not remembered
MIXED = 0.02  # nearer to one another than this, neither feeling is the likelier
SURELY = 1.0  # the margin, in logits, of what was said of a message that says nearly the same
_EMPTY: Mapping[str, dict[str, int]] = {}

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Shifts:
    """How far each head in use moves (columns), for every column of a wording, every head's logit, and messages alike.

    `all` is for every message, `cuts` by how much further a claim must go, `centres` what the messages learned from
    were read as, and `pulls` how much each draws those alike.
    """

    wording: Floats
    slopes: Floats
    all: Floats
    centres: Floats
    pulls: Floats
    cuts: Floats


@dataclass(frozen=True)
class Learned:
    """What was learned: `shifts` of the `heads` in use, and the memory. `report` says of each head how it did."""

    heads: tuple[str, ...] = ()
    shifts: Shifts | None = None
    remembered: Memory = field(default_factory=Memory)
    report: Mapping[str, Mapping[str, int]] = field(default_factory=lambda: _EMPTY)

    def __bool__(self) -> bool:
        return bool(self.heads) or len(self.remembered) > 0


def heads_of(said: values.Said) -> dict[str, bool]:
    """What people said of a message, head by head."""
    found: dict[str, bool] = {kind: is_so for kind, is_so in said.kinds.items() if kind in KINDS}
    if feeling := said.values.get("feeling"):
        found |= {"neg": feeling in ("neg", "mix"), "pos": feeling in ("pos", "mix")}
    if anger := said.values.get("anger"):
        found["angry"] = anger >= "2"
    return found


def learn(examples: Sequence[Example], background: Sequence[tuple[str, Reading]] = ()) -> Learned:
    """What `examples` (oldest first; the newest `MOST` count) teach. Deterministic.

    `background` are messages nobody spoke of, as the shipped reader reads them: they tell how common things are. A team
    that corrects only what it sees to be wrong shows a reader that is never right; so beside messages that were not
    checked as a whole, these are taken to be read rightly as often as the shipped reader expects of itself.
    """
    spoken = lessons.spoken(examples[-MOST:])
    remembered = _remembered(spoken)
    lesson = lessons.lesson(spoken, background[:SILENT])
    heads = _enough(lesson)
    if not heads:
        return Learned(remembered=remembered)
    near = fitting.nearness(lesson.seen, Seen(*(rows[lesson.teaches] for rows in lesson.seen)))
    report = _report(lesson, near, heads)
    used = [i for i in heads if is_used(HEADS[i], report)]
    shifts = _shifts(lesson, near, used) if used else None
    return Learned(tuple(HEADS[i] for i in used), shifts, remembered, report)


def is_used(head: str, report: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether a head reads corrections it was not taught no worse than the shipped reader; both of feeling, or none."""
    together = FEELING if head in FEELING else (head,)
    return all(report.get(one, {}).get("is_used", 0) for one in together)


def adjust(text: str, found: Reading, learned: Learned) -> Reading:
    """`found` with what was learned; the same object where nothing changes."""
    if not learned or not text:
        return found
    stood = stance.of([found])
    before = after = stood.margins[0]
    if learned.shifts is None:
        words = words_of(text)
    else:
        told = told_of(text)
        words, after = told.words, before + _moved(told, stood, learned.heads, learned.shifts)
    votes = learned.remembered.votes(words, np.sign(before).astype(np.int8))
    after = np.where(votes == 0, after, votes * np.float32(SURELY))
    turned = np.flatnonzero((after > 0) != (before > 0))
    if not len(turned):
        return found
    return _turned(found, {HEADS[i]: bool(after[i] > 0) for i in turned}, dict(zip(HEADS, after.tolist(), strict=True)))


def dump(learned: Learned) -> bytes:
    """As bytes, without pickle."""
    if not learned:
        return b""
    held = io.BytesIO()
    np.savez_compressed(held, allow_pickle=False, heads=np.array(learned.heads, dtype="U20"), **_arrays(learned))
    return held.getvalue()


def load(held: bytes) -> Learned:
    """What `dump` gave; nothing learned where the bytes are none of ours."""
    if not held:
        return Learned()
    try:
        with np.load(io.BytesIO(held), allow_pickle=False) as file:
            if int(file["format"]) != FORMAT:
                return Learned()
            heads = tuple(str(head) for head in file["heads"])
            kept = {f.name: file[f.name].astype(np.float32) for f in dataclasses.fields(Shifts)} if heads else {}
            words = (file["words"].astype(np.int64), file["starts"].astype(np.int64), file["said"], file["read"])
            return Learned(heads, Shifts(**kept) if heads else None, Memory(*words))
    except (ValueError, KeyError, OSError, BadZipFile):
        return Learned()


def version(learned: Learned) -> str:
    """Nine letters that are others when another thing was learned; empty for nothing."""
    if not learned:
        return ""
    told = hashlib.sha256("|".join(learned.heads).encode())
    for array in _arrays(learned).values():
        told.update(array.tobytes())
    return told.hexdigest()[:9]


def _arrays(learned: Learned) -> dict[str, NDArray[np.generic]]:
    """What is kept. Half the digits are enough for a wording; the rest is small."""
    kept = learned.remembered
    found: dict[str, NDArray[np.generic]] = {"format": np.array(FORMAT)}
    if learned.shifts:
        found |= {f.name: getattr(learned.shifts, f.name) for f in dataclasses.fields(Shifts)}
        found["wording"] = learned.shifts.wording.astype(np.float16)
        found["centres"] = learned.shifts.centres.astype(np.float16)
    words = {"words": kept.words.astype(np.uint32), "starts": kept.starts.astype(np.uint32)}
    return found | words | {"said": kept.said, "read": kept.read}


def _enough(lesson: Lesson) -> list[int]:
    """The heads of which enough is known: said, or taken to be right beside what was said to be wrong."""
    said = (lesson.weight[: lesson.many] > 0).sum(axis=0)
    silent = lesson.weight[lesson.many :].sum(axis=0)
    return np.flatnonzero((said >= LEAST_SAID) & (said + silent >= LEAST)).tolist()


def _remembered(spoken: Spoken) -> Memory:
    kept = np.flatnonzero(spoken.believed >= BELIEVED).tolist()
    read = np.sign(spoken.stood.margins[kept]).astype(np.int8)
    return memory.remember([spoken.told[i] for i in kept], spoken.said[kept], read)


def _report(lesson: Lesson, near: Floats, heads: Sequence[int]) -> dict[str, dict[str, int]]:
    """How each head does on corrections it was not taught, in `FOLDS` parts.

    `near` has a row for each message and a column for each that teaches.
    """
    part = np.arange(len(lesson.said)) % FOLDS
    part[lesson.many :] = -1  # silent ones always are among what is learned from
    after = np.zeros((lesson.many, len(HEADS)), dtype=bool)
    for fold in range(FOLDS):
        out, kept = part == fold, np.flatnonzero(part[lesson.teaches] != fold)
        moved = near[:, kept] @ _fitted(near, lesson, kept)
        cuts = _cuts(lesson, moved, heads)
        after[out[: lesson.many]] = lesson.margins[out] + moved[out] - cuts > 0
    return {HEADS[i]: _judged(lesson, after, i) for i in heads}


def _judged(lesson: Lesson, after: NDArray[np.bool_], head: int) -> dict[str, int]:
    many = lesson.many
    told = np.flatnonzero(lesson.weight[:many, head])
    is_so, was, is_now = lesson.said[told, head] > 0.5, lesson.margins[told, head] > 0, after[told, head]
    found = {"n": len(told), "before": int((was == is_so).sum()), "after": int((is_now == is_so).sum())}
    is_no_worse = found["after"] >= found["before"] - SLACK * np.sqrt(len(told))
    found |= {"f1_before": _f1(is_so, was), "f1_after": _f1(is_so, is_now)}
    return found | {"is_used": int(is_no_worse or found["f1_after"] >= found["f1_before"])}


def _f1(told: NDArray[np.bool_], given: NDArray[np.bool_]) -> int:
    """In thousandths."""
    both, wrong = int((told & given).sum()), int((told != given).sum())
    return round(2000 * both / (2 * both + wrong)) if both else 0


def _fitted(near: Floats, lesson: Lesson, kept: NDArray[np.int64]) -> Floats:
    """What the messages `kept` (places among those that teach) weigh."""
    at = lesson.teaches[kept]
    return fitting.fit(near[np.ix_(at, kept)], lesson.seen.logits[at], lesson.said[at], lesson.weight[at])


def _cuts(lesson: Lesson, moved: Floats, heads: Sequence[int]) -> Floats:
    """The cut of each head, where enough messages tell how common it is."""
    cuts = np.zeros(len(HEADS), dtype=np.float32)
    whole = lesson.whole
    if whole.sum() >= LEAST:
        chances = fitting.sigmoid(lesson.seen.logits[whole] + moved[whole])
        for i in heads:
            cuts[i] = fitting.cut(chances[:, i], lesson.margins[whole, i] + moved[whole, i])
    return cuts


def _shifts(lesson: Lesson, near: Floats, used: Sequence[int]) -> Shifts:
    """What all examples together teach, pressed: what is kept holds no text, only hashed columns."""
    alpha = _fitted(near, lesson, np.arange(len(lesson.teaches)))
    cuts = _cuts(lesson, near @ alpha, used)[list(used)]
    alpha = alpha[:, list(used)]
    logits, worded = lesson.seen.logits[lesson.teaches], lesson.seen.wording[lesson.teaches]
    slope = fitting.SLOPE / (len(HEADS) * stance.FIRM**2)
    wording = (fitting.WORDING * worded.T @ alpha).astype(np.float16).astype(np.float32)
    return Shifts(
        wording=wording,
        slopes=(slope * logits.T @ alpha).astype(np.float32),
        all=(fitting.ALL * alpha.sum(axis=0)).astype(np.float32),
        centres=logits.astype(np.float16).astype(np.float32),
        pulls=(fitting.ALIKE * alpha).astype(np.float32),
        cuts=cuts,
    )


def _moved(told: Told, stood: Stance, heads: Sequence[str], shifts: Shifts) -> Floats:
    """By how much the margin of each head moves."""
    moved = np.zeros(len(HEADS), dtype=np.float32)
    logits = stood.logits[0]
    apart = ((shifts.centres - logits) ** 2).sum(axis=1)
    shift = shifts.all + logits @ shifts.slopes + np.exp(-apart / fitting.WIDE) @ shifts.pulls - shifts.cuts
    shift += told.values @ shifts.wording[told.columns]
    moved[[HEADS.index(head) for head in heads]] = shift
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
    """The likelier of the two where either is claimed, mixed where both are alike; else what it was, near nought."""
    between = share["pos"] - share["neg"]
    if min(share["neg"], share["pos"]) > 0.5 and abs(between) < MIXED:
        return values.FEELINGS["mix"]
    if max(share["neg"], share["pos"]) > 0.5:
        return round(max(between, 0.3) if between > 0 else min(between, -0.3), 3)
    return round(min(max(before, -0.2), 0.2), 3)
