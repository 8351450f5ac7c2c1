"""What of a model's opinion changes a reading? Pure. It may refine, and it may warn; it never lets anything through.

- Feeling: the embedded reader's where it was sure (`SURE`), else the middle of both, else the model's.
- Emotions, kinds, urgency, irony: the greater of both. So a complaint, anger or a question one of them saw stays.
- Demands, suggestions, what would put it right: added, where the same words were not found already.
- Language, direction, automatic mail, and everything staff is shown as found by rules: the embedded reader's alone.
- The routine matter a message is about (`intent`) is never set and never made surer: where the model sees anger, grief,
  a complaint or irony it is taken away, and a person handles the message.
"""

from __future__ import annotations

import dataclasses

from hafawa.listening.assistants.masking import Masked
from hafawa.listening.assistants.opinion import Opinion
from hafawa.listening.reading import Found, Reading

SURE = 0.75  # confidence of the embedded reader from which on its feeling stands
LIKELY = 0.5
_WARNING_KINDS = ("complaint", "leaving", "cancel", "refund")
_WARNING_EMOTIONS = ("anger", "disappointment", "anxiety", "grief")
EVIDENCE = "assistant"


def merged(embedded: Reading, opinion: Opinion, *, masked: Masked, model: str) -> Reading:
    """`embedded` with what `opinion` (about `masked.text`) adds; `model` is named in the evidence."""
    warns = is_warning(opinion)
    is_told = {kind: share >= LIKELY for kind, share in opinion.kinds.items()}
    return dataclasses.replace(
        embedded,
        feeling=_feeling(embedded, opinion),
        anger=max(embedded.anger, opinion.emotions["anger"]),
        emotions=_greater(embedded.emotions, opinion.emotions),
        kinds=_greater(embedded.kinds, opinion.kinds),
        urgency=max(embedded.urgency, opinion.urgency),
        irony=max(embedded.irony, opinion.irony),
        is_complaint=embedded.is_complaint or is_told["complaint"],
        is_question=embedded.is_question or is_told["question"],
        is_request=embedded.is_request or is_told["request"],
        needs_answer=embedded.needs_answer or (not embedded.is_automatic and (warns or is_told["question"])),
        intent="" if warns else embedded.intent,
        intent_confidence=0.0 if warns else embedded.intent_confidence,
        found=embedded.found + tuple(_new(embedded, opinion, masked)),
        evidence=(*embedded.evidence, (EVIDENCE, model[:60])),
    )


def is_warning(opinion: Opinion) -> bool:
    """Whether the model saw something that only a person should handle."""
    return (
        any(opinion.kinds[kind] >= LIKELY for kind in _WARNING_KINDS)
        or any(opinion.emotions[name] >= LIKELY for name in _WARNING_EMOTIONS)
        or opinion.irony >= LIKELY
        or opinion.urgency >= LIKELY
        or (opinion.feeling is not None and opinion.feeling <= -LIKELY)
    )


def _feeling(embedded: Reading, opinion: Opinion) -> float | None:
    if opinion.feeling is None or (embedded.feeling is not None and embedded.confidence >= SURE):
        return embedded.feeling
    if embedded.feeling is None:
        return round(opinion.feeling, 3)
    return round((embedded.feeling + opinion.feeling) / 2, 3)


def _greater(ours: object, theirs: object) -> dict[str, float]:
    one, other = dict(ours), dict(theirs)  # type: ignore[call-overload]
    both = {name: max(one.get(name, 0.0), other.get(name, 0.0)) for name in (*one, *other)}
    return {name: share for name, share in both.items() if share > 0 or name in one}


def _new(embedded: Reading, opinion: Opinion, masked: Masked) -> list[Found]:
    known = {(piece.what, piece.start, piece.end) for piece in embedded.found}
    found: list[Found] = []
    for what, start, end in opinion.quotes:
        begins, ends = masked.back(start, end)
        if (what, begins, ends) not in known:
            known.add((what, begins, ends))
            found.append(
                Found(what=what, words=masked.original[begins:ends], start=begins, end=ends, confidence=LIKELY)
            )
    return found
