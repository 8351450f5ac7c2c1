"""What did we promise a customer, and by when? Pure; found sentence by sentence in what staff wrote.

Not promises: questions, what hangs on a condition, what is denied, what is past, what the customer shall do. A found
promise is a proposal: by pattern alone many are wrong in free talk, so a person can withdraw one with a click.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.dates import DateWords, Day, due
from hafawa.listening.lexicon import Hit, Lexicon
from hafawa.listening.promising import ar, en, ka
from hafawa.listening.sentences import Sentence, split

WHATS = ("call", "send", "refund", "answer", "check", "fix", "other")
REACH = 3


@dataclass(frozen=True)
class FoundPromise:
    """A promise: its sentence, what shall be done, by when (aware; None: no day was said), its place in the text."""

    text: str
    what: str
    due_at: datetime | None
    span: tuple[int, int]


def find(
    text: str,
    *,
    said_at: datetime,
    zone: ZoneInfo,
    language: str | None = None,
    closes_at: time = time(18),
    open_weekdays: tuple[int, ...] = (),
) -> list[FoundPromise]:
    """The promises in `text`, in order. `said_at` is aware; days are counted in the shop's `zone` and working days."""
    language = language or languages.tell(text)
    is_mixed = languages.is_mixed(text)
    shop = Day(zone, closes_at, open_weekdays)
    found: list[FoundPromise] = []
    for sentence in split(text):
        own = languages.tell(text[sentence.start : sentence.end]) if is_mixed else ""
        if rules := _LANGUAGES.get((own or language)[:2]):
            found += _in_sentence(sentence, text, *rules, said_at=said_at, shop=shop)
    return _dated_first(found)


def _dated_first(found: list[FoundPromise]) -> list[FoundPromise]:
    """Without those that only say again, and without a day, what another sentence says with one."""
    dated = {p.what for p in found if p.due_at}
    return [p for p in found if p.due_at or p.what not in dated]


def _in_sentence(
    sentence: Sentence, text: str, lexicon: Lexicon, words: DateWords, *, said_at: datetime, shop: Day
) -> list[FoundPromise]:
    pieces = sentence.pieces
    hits = lexicon.find(pieces)
    if "?" in pieces or "؟" in pieces or any(h.label in ("conditional", "theirs") for h in hits):
        return []
    made = [h for h in hits if h.label in WHATS and not _is_denied(h, hits)]
    if not made:
        return []
    first = min(made, key=lambda h: (h.label == "other", h.start, WHATS.index(h.label)))
    due_at = due(pieces, words, said_at=said_at, shop=shop)
    said = text[sentence.start : sentence.end].strip()
    return [FoundPromise(text=said, what=first.label, due_at=due_at, span=(sentence.start, sentence.end))]


def _is_denied(hit: Hit, hits: list[Hit]) -> bool:
    return any(h.label == "negator" and hit.start - REACH <= h.start < hit.end for h in hits)


_LANGUAGES: dict[str, tuple[Lexicon, DateWords]] = {
    "en": (Lexicon(en.PROMISES, forms=en.forms), en.DATES),
    "ar": (Lexicon(ar.PROMISES, forms=ar.forms, spell=fold), ar.DATES),
    "ka": (Lexicon(ka.PROMISES, forms=ka.forms), ka.DATES),
}
