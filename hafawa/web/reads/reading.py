"""What does the panel beside a message show: the words that decided, each part of the reading, who corrected it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from hafawa.listening import annotate, marking
from hafawa.listening.corrections import values
from hafawa.listening.models import Annotation, Correction
from hafawa.listening.reading import Reading
from hafawa.listening.said import STAFF_KINDS, words_of
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.web.words import reading as words

LONGEST = 4000  # characters shown
_WITHOUT_WORDS = ("", "other")


@dataclass(frozen=True)
class Choice:
    """One value a part may have; `is_it` where it has it now."""

    value: str
    words: str
    is_it: bool
    about: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a reading with the values it may have; how sure, or who said it instead."""

    what: str
    title: str
    choices: tuple[Choice, ...]
    sure: str = ""
    by: str = ""
    is_many: bool = False


@dataclass(frozen=True)
class Piece:
    """A piece found in the text, which may be said to be wrong."""

    about: str
    title: str
    words: str
    sure: str


@dataclass(frozen=True)
class Told:
    """One correction, as its line says it."""

    id: int
    part: str
    was: str
    value: str
    by: str
    at: datetime
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True)
class Panel:
    """All of it."""

    event: Event
    reading: Annotation
    text: list[marking.Piece]
    direction: str
    legend: list[tuple[str, str]]
    chips: list[words.Chip]
    parts: list[Part] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    history: list[Told] = field(default_factory=list)
    is_right: bool = False
    is_learned: bool = False
    has_score: bool = False


def panel(event: Event, *, to: User) -> Panel | None:
    """The reading of `event` as its panel shows it; None where it was not read."""
    reading = Annotation.objects.visible_to(to).filter(event_id=event.pk).first()
    if reading is None:
        return None
    corrections = list(
        Correction.objects.visible_to(to)
        .filter(event_id=event.pk)
        .select_related("by", "undone_by")
        .order_by("-id")[:100]
    )
    holding = [c for c in reversed(corrections) if c.undone_at is None]
    found, text, labels = annotate.as_reading(reading), words_of(event)[:LONGEST], words.labels()
    cut = marking.pieces(text, reading.evidence)
    is_ours = event.kind in STAFF_KINDS
    return Panel(
        event=event,
        reading=reading,
        text=[marking.Piece(p.text, labels.get(p.label, p.label)) for p in cut],
        direction=reading.direction,
        legend=_legend(reading, labels),
        chips=words.chips(reading, is_ours=is_ours),
        parts=_parts(found, reading, holding, is_ours=is_ours),
        pieces=[_piece(p, labels) for p in found.found],
        history=[_told(c) for c in corrections],
        is_right=any(c.what == "right" for c in holding),
        is_learned=any(label == "learned" for label, _words in reading.evidence),
        has_score=any(label == "score" for label, _words in reading.evidence),
    )


def _legend(reading: Annotation, labels: dict[str, str]) -> list[tuple[str, str]]:
    """(what they were taken for, the words), as evidence names them."""
    told = [(labels.get(label, label), said) for label, said in reading.evidence if label not in marking.NOT_WORDS]
    return list(dict.fromkeys(told))[:12]


def _parts(found: Reading, reading: Annotation, holding: Iterable[Correction], *, is_ours: bool) -> list[Part]:
    said = {c.what: str(c.by or "") for c in holding}
    spoken = found.language[:2] or "other"
    language = _one("language", words.titles()["language"], words.languages(), spoken, said)
    if is_ours:
        return [language]
    sure = words.sureness(reading.confidence if found.feeling is not None else None)
    feeling = "" if found.feeling is None else _feeling(found, holding)
    parts = [
        _one("feeling", words.titles()["feeling"], words.feelings(), feeling, said, sure=sure),
        _one("anger", words.titles()["anger"], words.angers(), values.anger_of(found.anger), said),
        _kinds(found, said),
    ]
    if found.is_complaint:
        parts.append(_one("bad_kind", words.titles()["bad_kind"], words.bad_kinds(), found.bad_kind, said))
    answer = values.YES if found.needs_answer else values.NO
    parts += [
        _one("answer", words.titles()["answer"], words.answers(), answer, said),
        _one("route", words.titles()["route"], words.routes(), reading.route or "human", said),
        language,
    ]
    return parts


def _feeling(found: Reading, holding: Iterable[Correction]) -> str:
    """By name; only a person says "mixed"."""
    mixed = [c.value for c in holding if c.what == "feeling"]
    return mixed[-1] if mixed else values.feeling_of(found.feeling)


def _one(what: str, title: str, named: dict[str, str], now: str, said: dict[str, str], *, sure: str = "") -> Part:
    choices = tuple(Choice(value, told, value == now) for value, told in named.items())
    return Part(what, title, choices, "" if what in said else sure, said.get(what, ""))


def _kinds(found: Reading, said: dict[str, str]) -> Part:
    """Each a switch; how sure is told of those that hold, where the reader says it."""
    holds = values.kinds_of(found)
    choices = tuple(
        Choice(values.NO if k in holds else values.YES, told, k in holds, about=k) for k, told in words.kinds().items()
    )
    shares = [found.kinds[k] for k in holds if k in found.kinds]
    sure = words.sureness(min(shares)) if shares and "kind" not in said else ""
    return Part("kind", words.titles()["kind"], choices, sure, said.get("kind", ""), is_many=True)


def _piece(piece: object, labels: dict[str, str]) -> Piece:
    about = values.mark_of(piece)  # type: ignore[arg-type]
    what, said, sure = piece.what, piece.words, piece.confidence  # type: ignore[attr-defined]
    return Piece(about, labels.get(what, what), said, words.sureness(sure))


def _told(one: Correction) -> Told:
    title, named = words.titles().get(one.what, one.what), words.values_of(one.what)
    if one.what == "kind":
        title = words.kinds().get(one.about, one.about)
    if one.what == "found":
        what, _sep, said = one.about.partition(":")
        title = f"{words.finds().get(what, what)}: {said}"
    return Told(
        id=one.pk,
        part=title,
        was=named.get(one.was, one.was) if one.was else "",
        value=named.get(one.value, one.value),
        by=one.by.name if one.by else "",
        at=one.made_at,
        undone_by=one.undone_by.name if one.undone_by else "",
        undone_at=one.undone_at,
    )
