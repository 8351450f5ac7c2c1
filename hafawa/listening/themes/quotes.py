"""Which words stand for a theme? Verbatim, in the language they were written in, with nothing the reader may not see.

A viewer sees no numbers and addresses; whom a complaint names of the team, managers see. What is confidential is quoted
to managers only. Few quotes stand for many messages: one a person, languages in turn, neither a word nor a novel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from hafawa.kernel.text import direction
from hafawa.listening.said import words_of
from hafawa.listening.themes.models import Mention
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of

AROUND = 160  # characters shown before and after the clause
LOOKED_AT = 80
_BEST_LENGTH = 90
HIDDEN = "•••"
_PHONE = re.compile(r"\+?\d[\d\s().-]{6,}\d")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")


@dataclass(frozen=True)
class Quote:
    """One message as it is shown: the words around the clause, and the clause that speaks of the theme."""

    before: str
    clause: str
    after: str
    direction: str
    language: str
    event_id: int
    at: datetime
    person: Person | None
    theme_id: int | None = None

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.clause + self.after


def pick(rows: QuerySet[Mention], *, to: object, many: int = 3) -> list[Quote]:
    """`many` quotes that stand for `rows`, best first; languages take turns."""
    found = rows.select_related("event__person", "event__annotation").order_by("-occurred_at", "-id")[:LOOKED_AT]
    hide = Hiding(to)
    seen: set[int | None] = set()
    by_language: dict[str, list[Mention]] = {}
    for mention in sorted(found, key=_merit):
        person = mention.event.person_id
        if (person in seen and person is not None) or hide.is_kept_back(mention):
            continue
        seen.add(person)
        by_language.setdefault(mention.language[:2], []).append(mention)
    return [quote(mention, hide=hide) for mention in _in_turn(list(by_language.values()))[:many]]


def listed(mentions: Iterable[Mention], *, to: object) -> list[Quote]:
    """All of `mentions` as quotes, in their order; what is kept back is left out. Fetch event, person, annotation."""
    hide = Hiding(to)
    return [quote(mention, hide=hide) for mention in mentions if not hide.is_kept_back(mention)]


def quote(mention: Mention, *, hide: Hiding) -> Quote:
    """`mention` as it may be shown."""
    text = words_of(mention.event)
    start = _word_start(text, max(0, mention.start - AROUND))
    end = min(len(text), mention.end + AROUND)
    parts = (text[start : mention.start], text[mention.start : mention.end], text[mention.end : end])
    before, clause, after = (hide(part, mention) for part in parts)
    return Quote(
        before=("… " if start else "") + before,
        clause=clause,
        after=after + (" …" if end < len(text) else ""),
        direction=direction(text),
        language=mention.language,
        event_id=mention.event_id,
        at=mention.occurred_at,
        person=mention.event.person,
        theme_id=mention.theme_id,
    )


class Hiding:
    """Takes out of words what `to` may not see."""

    def __init__(self, to: object) -> None:
        self._level = level_of(to)
        self._names: Sequence[str] | None = None

    def __call__(self, text: str, mention: Mention) -> str:
        """`text`, a piece of the message of `mention`, with what is kept back hidden."""
        if self._level < Level.AGENT:
            text = _PHONE.sub(HIDDEN, _MAIL.sub(HIDDEN, text))
        if self._level < Level.MANAGER and mention.sign == "wrong":
            for name in (*self._team(), *_named(mention)):
                text = re.sub(rf"(?<!\w){re.escape(name)}\w{{0,4}}", HIDDEN, text)
        return text

    def is_kept_back(self, mention: Mention) -> bool:
        """Whether the message is confidential and `to` no manager."""
        if self._level >= Level.MANAGER:
            return False
        return any(piece.get("what") == "confidential" for piece in _found(mention))

    def _team(self) -> Sequence[str]:
        if self._names is None:
            names = User.objects.values_list("name", flat=True)
            self._names = [part for name in names for part in name.split()[:1] if len(part) > 1]
        return self._names


def _found(mention: Mention) -> list[dict[str, str]]:
    annotation = getattr(mention.event, "annotation", None)
    return annotation.found if annotation else []


def _named(mention: Mention) -> list[str]:
    return [piece["words"] for piece in _found(mention) if piece.get("what") == "staff" and piece.get("words")]


def _merit(mention: Mention) -> tuple[float, int]:
    """Lower is better: surely told, about as long as a reader likes."""
    length = mention.end - mention.start
    return (-round(mention.confidence, 1) + min(1.5, abs(length - _BEST_LENGTH) / 150), -mention.pk)


def _in_turn(lists: list[list[Mention]]) -> list[Mention]:
    longest = max((len(own) for own in lists), default=0)
    lists.sort(key=len, reverse=True)
    return [own[i] for i in range(longest) for own in lists if i < len(own)]


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and not text[at - 1].isspace():
        at += 1
    return at
