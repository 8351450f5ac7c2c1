"""How do demands and suggestions found in messages become lines of the backlog? Called with each batch that is read.

A message read again keeps the lines its words belong to, so that what the team decided and joined by hand holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from hafawa.listening.backlog import grouping
from hafawa.listening.backlog.models import Demand, State, Voice
from hafawa.timeline import confidential

WHATS = ("demand", "suggestion")
LONGEST = 500  # characters of one piece
KNOWN = 3000  # lines of a language compared with, the newest
_AT_ONCE = 500


def take_in(annotations: Sequence[object], *, now: datetime) -> None:
    """Bring the voices of these messages up to what was found in them now. `annotations` are `Annotation` rows.

    What is confidential asks for nothing here: a line is called by somebody's words, and everybody reads the lines.
    """
    wanted = {a.event_id: _pieces(a.found) for a in annotations}  # type: ignore[attr-defined]
    wanted |= {event_id: {} for event_id in _kept_back(wanted)}
    languages = {a.event_id: a.language[:2] for a in annotations}  # type: ignore[attr-defined]
    there = _there(wanted)
    gone = [v for event_id, voices in there.items() for v in voices if v.words not in wanted[event_id]]
    if gone:
        _take_out(gone)
    book = _Book(now=now)
    made: list[Voice] = []
    for event_id, pieces in wanted.items():
        known = {v.words for v in there.get(event_id, ())}
        for words, is_idea in pieces.items():
            if words not in known:
                line = book.line_for(words, languages[event_id])
                made.append(Voice(demand_id=line, event_id=event_id, words=words, is_idea=is_idea))
    Voice.objects.bulk_create(made)


def take_out(event_ids: Collection[int]) -> None:
    """These messages have become confidential: they ask for nothing any more, and no line is called by their words."""
    _call_otherwise(Q(event_id__in=event_ids))
    _take_out(list(Voice.objects.filter(event_id__in=event_ids)))


def sweep() -> int:
    """Take out lines nobody asks for any more and the team never touched; how many."""
    idle = Demand.objects.filter(voices=None, joined=None, state=State.OPEN, by=None, into=None)
    return idle.delete()[0]


def forget(person_ids: Collection[int]) -> None:
    """Before somebody is erased: lines called by their words are called by another's, or go where nobody else asked."""
    _call_otherwise(Q(event__person_id__in=person_ids))


def _call_otherwise(gone: Q) -> None:
    said = {(v.demand_id, v.words) for v in Voice.objects.filter(gone)}
    for demand in Demand.objects.filter(id__in={line for line, _words in said}):
        others = demand.voices.exclude(gone).order_by("id")
        if (demand.pk, demand.words) in said:
            other = others.first()
            demand.words = other.words if other else ""
            demand.save(update_fields=["words"])
        if not demand.words and not demand.joined.exists():
            demand.delete()


class _Book:
    """The lines of each language, looked up once a batch."""

    def __init__(self, *, now: datetime) -> None:
        self._now = now
        self._known: dict[str, list[tuple[int, str]]] = {}

    def line_for(self, words: str, language: str) -> int:
        """The id of the line these words belong to; a new one where none is like them."""
        known = self._known.setdefault(language, self._of(language))
        found = grouping.nearest(words, known)
        if found is None:
            found = Demand.objects.create(words=words, language=language, made_at=self._now).pk
            known.append((found, words))
        return _end(found)

    def _of(self, language: str) -> list[tuple[int, str]]:
        rows = Demand.objects.filter(language=language).order_by("-id").values_list("id", "words")[:KNOWN]
        return list(rows)


def _end(demand_id: int) -> int:
    """Where a line was joined to another: that one."""
    while into := Demand.objects.filter(id=demand_id).values_list("into_id", flat=True).first():
        demand_id = into
    return demand_id


def _pieces(found: Iterable[dict[str, object]]) -> dict[str, bool]:
    pieces: dict[str, bool] = {}
    for piece in found:
        words = " ".join(str(piece["words"]).split())[:LONGEST]
        if piece["what"] in WHATS and words:
            pieces.setdefault(words, piece["what"] == "suggestion")
    return pieces


def _there(wanted: dict[int, dict[str, bool]]) -> dict[int, list[Voice]]:
    there: dict[int, list[Voice]] = defaultdict(list)
    ids = list(wanted)
    for start in range(0, len(ids), _AT_ONCE):
        for voice in Voice.objects.filter(event_id__in=ids[start : start + _AT_ONCE]):
            there[voice.event_id].append(voice)
    return there


def _kept_back(event_ids: Iterable[int]) -> set[int]:
    every = set(confidential.all_events())
    return every.intersection(event_ids)


def _take_out(gone: list[Voice]) -> None:
    lines = {voice.demand_id for voice in gone}
    Voice.objects.filter(id__in=[voice.pk for voice in gone]).delete()
    Demand.objects.filter(id__in=lines, voices=None, joined=None, state=State.OPEN, by=None, into=None).delete()
