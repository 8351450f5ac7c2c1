"""What is worth remembering about the writer or someone near them, and which days matter? Pure, clause by clause.

Everything here is a proposal: a person confirms it with a click. `says` holds about (self, wife, son ...), kind
(occasion, health, family, taste, work, place, plan), audience (know, or never_show for health, a loss, a surprise),
and for a day that can be told: month, day, calendar (gregorian or hijri), title, and year where it comes once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from hafawa.listening.extraction import moments
from hafawa.listening.extraction.moments import Shop, Times
from hafawa.listening.extraction.remembering import ar, arabizi, en, ka
from hafawa.listening.extraction.remembering_table import KINDS, Remembering
from hafawa.listening.extraction.times import ar as ar_times
from hafawa.listening.extraction.times import arabizi as arabizi_times
from hafawa.listening.extraction.times import en as en_times
from hafawa.listening.extraction.times import ka as ka_times
from hafawa.listening.extraction.writing import Clause
from hafawa.listening.reading import Found

TABLES: dict[str, tuple[Remembering, Times]] = {
    "en": (en.REMEMBERING, en_times.TIMES),
    "ar": (ar.REMEMBERING, ar_times.TIMES),
    "arabizi": (arabizi.REMEMBERING, arabizi_times.TIMES),
    "ka": (ka.REMEMBERING, ka_times.TIMES),
}
WHOLE, BESIDE = 16, 4  # words
UNSURE = ("taste", "place", "plan")  # of the writer themselves: half of them are only talk
KIN, SELF, WEAK = 0.75, 0.65, 0.5
NARROW = ("health", "loss")  # these are seen by few


@dataclass(frozen=True)
class _Told:
    kind: str
    match: re.Match[str]


def find(clause: Clause, text: str, manner: str, *, said_at: datetime | None, shop: Shop) -> Iterator[Found]:
    """Details and occasions that `clause` tells of; `said_at` (aware) dates the days in it, where known."""
    words, times = TABLES[manner]
    line = clause.line
    if clause.asks and not words.facts.search(line):
        return
    told = [_Told(kind, m) for kind in KINDS if (p := words.kinds.get(kind)) and (m := p.search(line))]
    about, kin = _about(line, words)
    told = [t for t in told if not words.never.search(line) and _holds(t, about=about, words=words, line=line)]
    if not told:
        return
    kind = told[0].kind
    start, end = _span(clause, told[0].match, kin)
    is_narrow = kind in NARROW or bool(words.secret.search(line))
    says = {
        "about": about,
        "kind": "family" if kind == "loss" else kind,
        "audience": "never_show" if is_narrow else "know",
    }
    if kind == "occasion":
        says |= _day(line, words, times, told[0].match, said_at=said_at, shop=shop)
    confidence = KIN if about != "self" else WEAK if kind in UNSURE else SELF
    what = "occasion" if kind == "occasion" else "detail"
    yield Found(what=what, words=text[start:end], start=start, end=end, says=says, confidence=confidence)


def _about(line: str, words: Remembering) -> tuple[str, re.Match[str] | None]:
    for who, pattern in words.kin:
        if match := pattern.search(line):
            return who, match
    return "self", None


def _holds(told: _Told, *, about: str, words: Remembering, line: str) -> bool:
    """What is about nobody is not remembered: a kind needs kin, or the writer speaking of themselves."""
    return about != "self" or (told.kind != "loss" and bool(words.myself.search(line)))


def _span(clause: Clause, match: re.Match[str], kin: re.Match[str] | None) -> tuple[int, int]:
    """The clause where it is short, else the words told with a few beside them: a lone "hospital" says nothing."""
    if len(clause.at) <= WHOLE:
        return clause.start, clause.end
    first, last = min(m.start() for m in (match, kin) if m), max(m.end() for m in (match, kin) if m)
    line = clause.line
    for _word in range(BESIDE):
        first = max(line.rfind(" ", 0, max(0, first - 1)) + 1, 1)
        last = line.find(" ", last + 1) if line.find(" ", last + 1) > 0 else len(line) - 1
    return clause.span(first, last)


def _day(
    line: str, words: Remembering, times: Times, match: re.Match[str], *, said_at: datetime | None, shop: Shop
) -> dict[str, str]:
    says = {"occasion": next((kind for kind, p in words.occasions if p.search(line)), "other")}
    if hijri := words.hijri.search(line):
        return says | {
            "calendar": "hijri", "month": str(words.hijri_months[hijri["month"]]), "day": hijri["day"], "yearly": "1",
        }  # fmt: skip
    on = _named(line, times, said_at=said_at, shop=shop)
    if on is None:
        return says
    yearly = "1" if says["occasion"] in ("birthday", "anniversary") else ""
    return says | {
        "calendar": "gregorian", "month": str(on.month), "day": str(on.day), "yearly": yearly,
        **({} if yearly else {"year": str(on.year)}),
    }  # fmt: skip


def _named(line: str, times: Times, *, said_at: datetime | None, shop: Shop) -> date | None:
    if said_at is None:
        return None
    moment = moments.find(line, times, said_at=said_at, shop=shop)
    return moment.due.date() if moment and moment.due and not moment.is_hour else None
