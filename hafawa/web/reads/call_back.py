"""What was read in a note after a call, as it is shown back before the note is kept?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hafawa.conversations.calls import notes
from hafawa.kernel.text import direction, isolate
from hafawa.listening.proposing import SURE_ENOUGH
from hafawa.listening.reading import Found
from hafawa.people import occasions
from hafawa.people.models import Occasion, Proposal
from hafawa.web.templatetags.page import language, moment
from hafawa.web.words import kin


@dataclass(frozen=True)
class Promise:
    """A promise read in the note: its words, by when, in a sentence and as fields hold it."""

    place: int
    text: str
    what: str
    sentence: str
    on: str
    at: str

    @property
    def direction(self) -> str:
        """Of its words."""
        return direction(self.text)


@dataclass(frozen=True)
class Detail:
    """Something worth remembering: whom it is about, what sort of thing, the day where one was told."""

    mark: str
    text: str
    whom: str
    kind: str
    shown: str
    is_narrow: bool

    @property
    def direction(self) -> str:
        """Of its words."""
        return direction(self.text)


@dataclass(frozen=True)
class Back:
    """All that is shown back."""

    promises: list[Promise]
    details: list[Detail]


def read(pieces: Iterable[Found], *, zone: ZoneInfo) -> Back | None:
    """What of `pieces` is shown; None where there is nothing."""
    found = list(pieces)
    promised = [_promise(place, f, zone) for place, f in enumerate(f for f in found if f.what == "promise")]
    details = [_detail(f) for f in found if f.what != "promise" and f.confidence >= SURE_ENOUGH and len(f.words) > 3]
    return Back(promised, details) if promised or details else None


def named(piece: Found) -> tuple[str, str]:
    """Whom a piece is about, in words (empty: the person), and what its day is called."""
    shown = _as_proposal(piece)
    return kin.whom(shown.about), kin.day(shown)


def _promise(place: int, piece: Found, zone: ZoneInfo) -> Promise:
    due = datetime.fromisoformat(piece.says["due"]).astimezone(zone) if "due" in piece.says else None
    words = isolate(piece.words)
    sentence = (
        _("You promised “{promise}” by {when}.").format(promise=words, when=moment(due))
        if due
        else _("You promised “{promise}”, and said no day.").format(promise=words)
    )
    return Promise(
        place, piece.words, piece.says.get("what", "other"), sentence,
        on=due.date().isoformat() if due else "", at=f"{due:%H:%M}" if due else "",
    )  # fmt: skip


def _detail(piece: Found) -> Detail:
    one = _as_proposal(piece)
    told = Occasion(calendar=one.calendar, month=one.month or 1, day=one.day or 1)
    return Detail(
        mark=notes.mark(piece),
        text=piece.words,
        whom=kin.whom(one.about),
        kind=kin.day(one) or kin.kind(one),
        shown=occasions.show(told, language=language()) if one.has_day else "",
        is_narrow=notes.is_narrow(piece),
    )


def _as_proposal(piece: Found) -> Proposal:
    says = piece.says
    return Proposal(
        about=says.get("about", "self"), kind=says.get("kind", ""), occasion=says.get("occasion", ""),
        calendar=says.get("calendar", ""), month=_whole(says.get("month")), day=_whole(says.get("day")),
    )  # fmt: skip


def _whole(text: str | None) -> int | None:
    return int(text) if text else None
