"""What may a person say that a message is, and how does a reading look once they said it? Pure.

The words of the people hold over every reader: `apply` comes last, after the shipped reader and the local layer.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hafawa.listening.reading import BAD_KINDS, KINDS, Found, Reading

FEELINGS: Mapping[str, float] = {"neg": -0.8, "neu": 0.0, "mix": -0.1, "pos": 0.8}
ANGERS: Mapping[str, float] = {"0": 0.0, "1": 0.35, "2": 0.7, "3": 1.0}
ROUTES = ("human", "machine")
LANGUAGES = ("en", "ar", "ka", "ru", "tr", "fr", "de", "other")
YES, NO = "yes", "no"
#: what may be corrected, and to which values
MAY_BE: Mapping[str, tuple[str, ...]] = {
    "feeling": tuple(FEELINGS),
    "anger": tuple(ANGERS),
    "kind": (YES, NO),  # about: one of KINDS
    "bad_kind": ("", *BAD_KINDS),
    "route": ROUTES,
    "language": LANGUAGES,
    "found": (NO,),  # about: see `mark_of`
    "answer": (YES, NO),
    "right": (YES,),  # all of it was read rightly
}
LIKELY = 0.5
_PLEASED, _ANGRY_FROM = 0.25, (0.2, 0.5, 0.85)
_FLAGS: Mapping[str, tuple[str, ...]] = {  # the flag of a reading, and the kinds that make it true
    "is_thanks": ("thanks",),
    "is_praise": ("praise", "staffpraise"),
    "is_complaint": ("complaint",),
    "is_question": ("question",),
    "is_order_status": ("status",),
    "is_request": ("request", "cancel", "refund"),
    "is_automatic": ("auto", "spam"),
}
_ASKING = ("is_question", "is_order_status", "is_request", "is_complaint")
_MARK_LENGTH = 180
_TWINS = {"demand": "suggestion", "suggestion": "demand"}


@dataclass(frozen=True)
class Said:
    """What people said of one message: values by what, kinds by name, and the pieces wrongly found."""

    values: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, bool] = field(default_factory=dict)
    not_found: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.values or self.kinds or self.not_found)


def said(rows: Iterable[tuple[str, str, str]]) -> Said:
    """`rows` (what, about, value), oldest first, put together: of each the latest holds."""
    values: dict[str, str] = {}
    kinds: dict[str, bool] = {}
    gone: set[str] = set()
    for what, about, value in rows:
        if what == "kind":
            kinds[about] = value == YES
        elif what == "found":
            gone.add(about)
        else:
            values[what] = value
    return Said(values, kinds, frozenset(gone))


def is_possible(what: str, about: str, value: str) -> bool:
    """Whether a person may say so."""
    if value not in MAY_BE.get(what, ()):
        return False
    return about in KINDS if what == "kind" else bool(about) if what == "found" else not about


def apply(found: Reading, by_people: Said) -> Reading:
    """`found` with what people said in its place; what follows from it (the flags, the need of an answer) follows."""
    if not by_people:
        return found
    values = by_people.values
    changes: dict[str, Any] = {}
    if "language" in values:
        changes["language"] = "" if values["language"] == "other" else values["language"]
    if "feeling" in values:
        changes["feeling"] = FEELINGS[values["feeling"]]
        changes["anger"] = 0.0 if values["feeling"] == "pos" else found.anger
    if "anger" in values:
        changes["anger"] = ANGERS[values["anger"]]
    changes |= _kinds(found, by_people.kinds)
    if "bad_kind" in values:
        changes["bad_kind"] = values["bad_kind"]
    elif not changes.get("is_complaint", found.is_complaint):
        changes["bad_kind"] = ""
    if "answer" in values:
        changes["needs_answer"] = values["answer"] == YES
    if by_people.not_found:
        changes["found"] = tuple(p for p in found.found if by_people.not_found.isdisjoint(_marks(p)))
    return dataclasses.replace(found, **changes)


def mark_of(piece: Found) -> str:
    """What tells one piece from another in the same text, whatever reader found it."""
    return f"{piece.what}:{piece.words[:_MARK_LENGTH]}"


def _marks(piece: Found) -> set[str]:
    """Its mark, and for a wish that of the other kind: words read as both are one wish, and wrong as one."""
    twin = _TWINS.get(piece.what)
    return {mark_of(piece)} | ({mark_of(dataclasses.replace(piece, what=twin))} if twin else set())


def kinds_of(found: Reading) -> frozenset[str]:
    """The kinds a reading holds: what its flags say of those that have one, the likely ones of the rest."""
    holds = {name for name, share in found.kinds.items() if share >= LIKELY and name in KINDS}
    for flag, kinds in _FLAGS.items():
        if not getattr(found, flag):
            holds -= set(kinds)
        elif not holds & set(kinds):
            holds.add(max(kinds, key=lambda kind: found.kinds.get(kind, 0.0)))
    return frozenset(holds)


def feeling_of(value: float | None) -> str:
    """-1 to 1 by name: neg, neu, pos; empty where it was not read."""
    if value is None:
        return ""
    return "pos" if value >= _PLEASED else "neg" if value <= -_PLEASED else "neu"


def anger_of(value: float) -> str:
    """0 to 1 as a step: 0 calm, 1 annoyed, 2 angry, 3 furious."""
    return str(sum(value >= at for at in _ANGRY_FROM))


def was(found: Reading, what: str, about: str, *, route: str = "human") -> str:
    """What `found` says of it by name, for keeping beside the correction."""
    if what == "kind":
        return YES if about in kinds_of(found) else NO
    told = {
        "feeling": feeling_of(found.feeling),
        "anger": anger_of(found.anger),
        "bad_kind": found.bad_kind,
        "route": route,
        "language": found.language,
        "answer": YES if found.needs_answer else NO,
        "found": YES,
    }
    return told.get(what, "")


def with_kinds(found: Reading, kinds: Mapping[str, bool]) -> Reading:
    """`found` with these kinds being so or not, and the flags that follow from them."""
    return dataclasses.replace(found, **_kinds(found, kinds)) if kinds else found


def _kinds(found: Reading, said_kinds: Mapping[str, bool]) -> dict[str, Any]:
    if not said_kinds:
        return {}
    holds = set(kinds_of(found))
    for name, is_so in said_kinds.items():
        (holds.add if is_so else holds.discard)(name)
    changes: dict[str, Any] = {}
    for flag, kinds in _FLAGS.items():
        if set(kinds) & set(said_kinds):
            changes[flag] = bool(holds & set(kinds))
    shares = dict.fromkeys(holds, 1.0) | {n: s for n, s in found.kinds.items() if n not in said_kinds}
    changes["kinds"] = {name: shares[name] for name in KINDS if name in shares}
    asks = any(changes.get(flag, getattr(found, flag)) for flag in _ASKING)
    if changes.get("is_automatic") or (found.needs_answer and not asks and not _is_open(said_kinds)):
        changes["needs_answer"] = False
    elif asks and any(changes.get(flag) for flag in _ASKING):
        changes["needs_answer"] = True
    return changes


def _is_open(said_kinds: Mapping[str, bool]) -> bool:
    """Whether what was said leaves open if somebody waits: only that it asks for nothing closes it."""
    asking = {k for flag in _ASKING for k in _FLAGS[flag]}
    return not (asking & {name for name, is_so in said_kinds.items() if not is_so})
