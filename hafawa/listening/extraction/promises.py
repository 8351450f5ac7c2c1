"""What did we promise a customer, who is to do it, and by when? Pure; found clause by clause in what staff wrote.

Not promises: questions and offers, what hangs on a condition, what is denied, reported or past, what the customer shall
do. A promise found is a proposal: by pattern alone many are wrong in free talk, so a person can withdraw one with a
click. What has a plain day is surer than what has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from hafawa.listening import language as languages
from hafawa.listening.extraction import moments
from hafawa.listening.extraction.moments import Moment, Shop, Times
from hafawa.listening.extraction.promising import ar, arabizi, en, ka
from hafawa.listening.extraction.signs import ANYTHING, WHATS, Signs
from hafawa.listening.extraction.times import ar as ar_times
from hafawa.listening.extraction.times import arabizi as arabizi_times
from hafawa.listening.extraction.times import en as en_times
from hafawa.listening.extraction.times import ka as ka_times
from hafawa.listening.extraction.writing import Clause, joined, sentences

SURE, LIKELY, VOW, BARE = 0.9, 0.7, 0.75, 0.6
_SHORT = 9  # words: a clause that only names a day belongs to its neighbour

LANGUAGES: dict[str, tuple[Signs, Times]] = {
    "en": (en.SIGNS, en_times.TIMES),
    "ar": (ar.SIGNS, ar_times.TIMES),
    "arabizi": (arabizi.SIGNS, arabizi_times.TIMES),
    "ka": (ka.SIGNS, ka_times.TIMES),
}


@dataclass(frozen=True)
class FoundPromise:
    """A promise: its words, what shall be done (one of WHATS), by whom, by when (aware; None: no day was said).

    `who` is "me" (whoever wrote), "us", or the words for somebody else. `span` is its place in the text.
    """

    text: str
    what: str
    due_at: datetime | None
    span: tuple[int, int]
    who: str = "us"
    confidence: float = SURE


@dataclass(frozen=True)
class _Part:
    """A clause with what it says about when, and how surely it promises (0: it does not)."""

    clause: Clause
    moment: Moment | None
    score: float
    is_barred: bool


def find(
    text: str,
    *,
    said_at: datetime,
    zone: ZoneInfo,
    language: str | None = None,
    closes_at: time = time(18),
    open_weekdays: tuple[int, ...] = (),
    is_note: bool = False,
) -> list[FoundPromise]:
    """The promises in `text`, in order. `said_at` is aware; days are counted in the writer's `zone` and working days.

    `language` is a BCP 47 tag, told from the text where None; a language without rules yields none. `is_note`: a note
    of ours about a call ("told her Friday"), not words to the customer.
    """
    shop = Shop(zone, closes_at, open_weekdays)
    found: list[FoundPromise] = []
    told = sentences(text, language or languages.tell(text))
    is_summary = any(LANGUAGES[manner.name][0].sums_up.search(c.line) for made, manner in told for c in made)
    for made, manner in told:
        signs, times = LANGUAGES[manner.name]
        heard = [
            _part(c, signs, times, said_at=said_at, shop=shop, is_note=is_note, is_summary=is_summary) for c in made
        ]
        parts = _gathered(heard, signs)
        found += _but_vows(_promises(parts, signs, text))
    return _dated_first(found)


def _part(
    clause: Clause, signs: Signs, times: Times, *, said_at: datetime, shop: Shop, is_note: bool, is_summary: bool
) -> _Part:
    moment = moments.find(clause.line, times, said_at=said_at, shop=shop)
    is_barred = _is_barred(clause, signs, is_note=is_note, is_summary=is_summary)
    is_barred = is_barred or (moment is not None and moment.due is None)
    score = _score(clause.line, signs, moment, is_note=is_note, is_summary=is_summary)
    return _Part(clause, moment, score, is_barred)


def _score(line: str, signs: Signs, moment: Moment | None, *, is_note: bool, is_summary: bool) -> float:
    is_terse = is_note or is_summary
    noted = {m.lastgroup for m in signs.noted.finditer(line)} if is_note else set()
    if "firm" in noted:
        return SURE
    if signs.vows.search(line):
        return VOW
    if signs.sure.search(line) or (is_terse and signs.tasks.search(line)):
        return SURE
    if noted or (is_note and moment and _does(line, signs)):
        return LIKELY
    if signs.likely.search(line) and not signs.weakens.search(line):
        return LIKELY
    if not is_terse or moment is None or moment.is_hour:
        return 0.0
    idle = signs.idle or (ANYTHING if is_note else signs.weakens)
    return 0.0 if idle.search(line) else LIKELY


def _is_barred(clause: Clause, signs: Signs, *, is_note: bool, is_summary: bool) -> bool:
    line = signs.excepted.sub(" ", clause.line)
    if (is_note and signs.theirs.search(line)) or (is_summary and not is_note and signs.yours.search(line)):
        return True
    if is_note:
        line = signs.noted.sub(" ", line)
    return bool(clause.asks or (clause.opens and signs.asks.match(line, 1)) or signs.never.search(line))


def _gathered(parts: list[_Part], signs: Signs) -> list[_Part]:
    """The parts of a sentence that promise, with the day a neighbour names; none of those that hang on a condition."""
    made: list[_Part] = []
    pending: _Part | None = None  # a day told before what is to be done
    is_iffy = was_barred = False
    for part in parts:
        if _supposes(part, signs, is_first=not made):
            if made and not part.score:
                made.pop()  # "We will replace it, if you send a photo"
            is_iffy, pending = True, None
            continue
        is_barred = part.is_barred or (was_barred and bool(signs.that.match(part.clause.line, 1)))
        was_barred = is_barred
        if is_iffy or is_barred:
            pending = pending if part.clause.asks else None
            continue
        score = part.score
        if not score and made and signs.carries.match(part.clause.line, 1) and made[-1].score >= VOW:
            score = BARE
        if score:
            clause, moment = part.clause, part.moment
            if pending and not moment:
                clause, moment = joined(pending.clause, clause), pending.moment
            if not moment and made and made[-1].moment and signs.same_day.search(clause.line):
                moment = made[-1].moment
            made.append(_Part(clause, _on_its_day(moment, made), score, is_barred=False))
            pending = None
        elif part.moment and made and _completes(part.moment, made[-1].moment) and len(part.clause.at) <= _SHORT:
            moment, last = _on_its_day(part.moment, made), made.pop()
            made.append(_Part(joined(last.clause, part.clause), moment, last.score, is_barred=False))
        else:
            is_told = part.moment and not signs.weakens.search(part.clause.line)
            pending = part if is_told else None
    return made


def _completes(moment: Moment, before: Moment | None) -> bool:
    """Whether a day, or the hour of a day already told, belongs to what was promised before it."""
    return before is None or (moment.is_hour and before.is_day)


def _on_its_day(moment: Moment | None, made: list[_Part]) -> Moment | None:
    """An hour alone is of the day the sentence spoke of last: "we check tomorrow at noon and tell you at one"."""
    if moment and moment.due and moment.is_hour and made and (before := made[-1].moment) and before.due:
        return Moment(moment.start, moment.end, datetime.combine(before.due.date(), moment.due.timetz()))
    return moment


def _but_vows(found: Iterator[tuple[bool, FoundPromise]]) -> list[FoundPromise]:
    """Without words like "you have my word", where they only strengthen what stands beside them."""
    pairs = list(found)
    told = [promise for is_bare, promise in pairs if not is_bare]
    return told or [promise for _is_bare, promise in pairs[:1]]


def _supposes(part: _Part, signs: Signs, *, is_first: bool) -> bool:
    """Whether a clause makes what is promised hang on a condition; "we'll see in a month if it holds" does not."""
    line = part.clause.line
    condition = signs.if_.search(line)
    if condition is None:
        return False
    later, sure = signs.unless_later.search(line), signs.sure.search(line) or signs.likely.search(line)
    stands = not is_first or (sure is not None and sure.start() < condition.start())
    return not (later is not None and later.start() <= condition.start() and stands)


def _promises(parts: list[_Part], signs: Signs, text: str) -> Iterator[tuple[bool, FoundPromise]]:
    for part in parts:
        line = part.clause.line
        what = _what(line, signs)
        is_vow = bool(signs.vows.search(line))
        if part.moment is None and not (
            is_vow or (part.score >= SURE and what != "") or (part.score == BARE and what not in ("", "other"))
        ):
            continue
        if part.moment is None and part.score == LIKELY:
            continue
        start, end = part.clause.start, part.clause.end
        is_bare = is_vow and part.moment is None and not signs.sure.search(line)
        yield (
            is_bare,
            FoundPromise(
                text=text[start:end],
                what=what or "other",
                due_at=part.moment.due if part.moment else None,
                span=(start, end),
                who=_who(part.clause, signs, text),
                confidence=part.score if part.moment else min(part.score, VOW) - 0.1,
            ),
        )


def _what(line: str, signs: Signs) -> str:
    first = [(m.start(), WHATS.index(what), what) for what, p in signs.whats if (m := p.search(line))]
    named = [f for f in first if f[2] != "other"] or first
    return min(named)[2] if named else ""


def _does(line: str, signs: Signs) -> bool:
    """Whether a line tells of something staff do: in a note that is enough, beside a day."""
    return not signs.weakens.search(line) and any(p.search(line) for what, p in signs.whats if what != "other")


def _who(clause: Clause, signs: Signs, text: str) -> str:
    match = signs.who.search(clause.line)
    if match is None:
        return "us"
    if match.lastgroup == "other":
        return text[slice(*clause.span(match.start(), match.end()))]
    return match.lastgroup or "us"


def _dated_first(found: list[FoundPromise]) -> list[FoundPromise]:
    """Without those that only say again, and without a day, what another says with one."""
    dated = {p.what for p in found if p.due_at}
    return [p for p in found if p.due_at or p.what == "other" or p.what not in dated]
