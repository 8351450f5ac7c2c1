"""What should a writer look at again before a draft goes to a customer? Pure: rules and word lists, three languages.

A coach that nags is switched off: every rule would rather miss than be wrong, and what it rests on must be known
(`DraftFacts`). It remarks; it never blocks and never rewrites. What it finds and misses: docs/reference/tone.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hafawa.kernel import text as texts
from hafawa.listening import door
from hafawa.listening.extraction import promises
from hafawa.listening.extraction.promises import FoundPromise
from hafawa.listening.reading import ANGRY_FROM, Reading
from hafawa.listening.tone import kept, same
from hafawa.listening.tone.looks import Draft, Place, look
from hafawa.listening.tone.loud import loud
from hafawa.listening.tone.remark import KINDS, DraftFacts, Remark
from hafawa.listening.tone.saying import SAYING

MOST = 8  # remarks on one draft: nobody reads more
SOME_WORDS = 3
_LONG_MESSAGE = 8  # words
_EMPTY = ("warm", "greeting", "small", "apology", "officialese", "pledge", "hollow")
_CLOCK = re.compile(r"\d\s?-?\s?(?:ში|ზე|მდე|სთვის|am|pm|th|st|nd|rd)\b|\d[:.]\d\d")
_EXPECTED = re.compile(r"(?i)\b(?:you|it|that|this|they) should\b")  # tells what to expect; nobody is held to it
_UTC = ZoneInfo("UTC")
_ANY_DAY = datetime(2026, 3, 4, 10, tzinfo=UTC)  # only whether a day is named is asked, not which


@dataclass(frozen=True)
class _Asked:
    """All a rule may look at: the draft, the facts, the message answered as it was read, the promises in the draft."""

    draft: Draft
    facts: DraftFacts
    message: Reading
    asked: Draft
    promised: list[FoundPromise]

    @property
    def is_acting(self) -> bool:
        """Whether the draft tells of something done, offered, promised or asked, or gives a number."""
        draft = self.draft
        return bool(self.promised) or draft.has("done", "offer", "instant") or _asks_or_counts(draft.text)


_Rule = Callable[[_Asked], Iterator[Remark]]


def read_draft(text: str, *, language: str | None = None, facts: DraftFacts | None = None) -> tuple[Remark, ...]:
    """The remarks on `text`, in order of where they stand, at most `MOST`; none where nothing is to be said.

    `language` is a BCP 47 tag where the writer's is known. English, Arabic and Georgian are read; in other languages
    only what needs no words of a language is remarked. Never raises; linear in the text, of which the first 12,000
    letters are read.
    """
    facts = facts or DraftFacts()
    if not text.strip():
        return ()
    draft = look(text, language=language or facts.language)
    message = door.read(facts.message) if facts.message else Reading()
    asked = _Asked(draft, facts, message, look(facts.message), _promised(draft, facts))
    found = [remark for rule in _RULES for remark in rule(asked)]
    return _kept(found)


def _kept(found: list[Remark]) -> tuple[Remark, ...]:
    """Of remarks on the same words the graver one; the gravest `MOST`, in order of the text."""
    by_grave = sorted(found, key=lambda r: (KINDS.index(r.kind), r.start))
    seen: dict[tuple[int, int] | str, Remark] = {}
    for remark in by_grave:
        seen.setdefault((remark.start, remark.end), remark)
    return tuple(sorted(list(seen.values())[:MOST], key=lambda r: (r.start, r.end, KINDS.index(r.kind))))


def _promised(draft: Draft, facts: DraftFacts) -> list[FoundPromise]:
    said_at, zone = facts.now or _ANY_DAY, facts.zone or _UTC
    return promises.find(draft.text, said_at=said_at, zone=zone, language=draft.language or None)


def _secret(asked: _Asked) -> Iterator[Remark]:
    for start, end in kept.told(asked.draft, asked.facts.secrets):
        yield _remark(asked.draft, "secret", "secret", start, end)
    for start, end in kept.card_numbers(asked.draft.text):
        yield _remark(asked.draft, "secret", "card_number", start, end)
    if asked.facts.channel == "email":
        for start, end in kept.told(asked.draft, asked.facts.confidential):
            yield _remark(asked.draft, "secret", "confidential", start, end)


def _other_language(asked: _Asked) -> Iterator[Remark]:
    draft, theirs = asked.draft, asked.facts.language[:2]
    if theirs and draft.told and draft.told[:2] != theirs and len(draft.words) >= SOME_WORDS:
        yield _whole(draft, "wrong_language", "wrong_language")


def _other_direction(asked: _Asked) -> Iterator[Remark]:
    shown = asked.facts.direction
    if shown and any(c.isalpha() for c in asked.draft.text) and texts.direction(asked.draft.text) != shown:
        yield _whole(asked.draft, "wrong_direction", "wrong_direction")


def _shouting(asked: _Asked) -> Iterator[Remark]:
    for what, start, end in loud(asked.draft):
        yield _remark(asked.draft, "shouting", what, start, end)


def _blame(asked: _Asked) -> Iterator[Remark]:
    for place in _firsts(asked.draft, "blame"):
        if not asked.draft.has("not_blame", sentence=place.sentence):
            yield _at(asked.draft, "blame", "blame", place)


def _dismissal(asked: _Asked) -> Iterator[Remark]:
    for place in _firsts(asked.draft, "dismissal"):
        yield _at(asked.draft, "dismissal", "dismissal", place)


def _coldness(asked: _Asked) -> Iterator[Remark]:
    draft = asked.draft
    for place in list(_firsts(draft, "officialese"))[:1]:
        yield _at(draft, "coldness", "officialese", place)
    if draft.has("officialese", "warm", "greeting", "apology") or _names(asked) or not asked.facts.message:
        return
    if asked.message.is_thanks or asked.message.is_praise:
        yield _whole(draft, "coldness", "no_warmth")
    elif len(draft.words) < SOME_WORDS and _matters(asked.message) and len(asked.asked.words) >= _LONG_MESSAGE:
        yield _whole(draft, "coldness", "bare")


def _sameness(asked: _Asked) -> Iterator[Remark]:
    if same.is_nearly(asked.draft.text, asked.facts.recent, name=asked.facts.name):
        yield _whole(asked.draft, "sameness", "sameness")


def _next_step(asked: _Asked) -> Iterator[Remark]:
    """A complaint or a request asks for a step, a question for an answer; at most one of the two is remarked."""
    message = asked.message
    if asked.is_acting or not asked.draft.language or (message.is_question and _answers(asked)):
        return
    if not _says_nothing(asked.draft) or asked.draft.has("change"):
        return
    if _matters(message) or message.is_request:
        if len(asked.draft.words) >= SOME_WORDS:
            yield _whole(asked.draft, "no_next_step", "no_next_step")
    elif message.is_question or message.is_order_status:
        yield _whole(asked.draft, "unanswered", "unanswered")


def _undated(asked: _Asked) -> Iterator[Remark]:
    draft = asked.draft
    if any(p.due_at for p in asked.promised):
        return
    for promise in asked.promised:
        n = next((n for n, s in enumerate(draft.sentences) if s.start == promise.span[0]), 0)
        late = next((p for p in draft.of("soon") if p.sentence == n), None)
        if (
            draft.has("instant", "dated", "no_promise", "pledge", sentence=n)
            or _is_clock(draft, n)
            or _EXPECTED.search(promise.text)
            or (promise.what == "other" and late is None)
        ):
            continue
        start, end = (late.start, late.end) if late else promise.span
        yield _remark(draft, "undated_promise", "undated_promise", start, end)
        return


def _hollow(asked: _Asked) -> Iterator[Remark]:
    draft = asked.draft
    place = next(draft.of("hollow"), None)
    if place is None and not draft.has("ours", "done"):
        vague = (p for p in draft.of("vague") if draft.has("apology", sentence=p.sentence))
        place = next(vague, None)
    if place is not None:
        yield _at(draft, "empty_apology", "empty_apology", place)


def _again(asked: _Asked) -> Iterator[Remark]:
    draft = asked.draft
    places = _apart([p for p in draft.of("apology") if not draft.has("no_apology", sentence=p.sentence)])
    if not places or draft.has("done", "offer") or asked.promised:  # an undated promise is remarked as such
        return
    before = asked.facts.apologies_before if not asked.facts.is_repaired else 0
    if before or draft.has("again") or len(places) > 2:
        yield _at(draft, "repeated_apology", "repeated_apology", next(draft.of("again"), places[-1]))


def _pledge(asked: _Asked) -> Iterator[Remark]:
    if not asked.draft.has("change"):
        for place in list(_firsts(asked.draft, "pledge"))[:1]:
            yield _at(asked.draft, "empty_pledge", "empty_pledge", place)


_RULES: tuple[_Rule, ...] = (
    _secret, _other_language, _other_direction, _shouting, _blame, _dismissal, _again, _hollow, _pledge, _undated,
    _next_step, _coldness, _sameness,
)  # fmt: skip


def _matters(message: Reading) -> bool:
    return message.is_complaint or message.anger >= ANGRY_FROM


def _names(asked: _Asked) -> bool:
    parts = [p for p in texts.fold(asked.facts.name).split() if len(p) > 1]
    return any(p in asked.draft.words for p in parts)


def _answers(asked: _Asked) -> bool:
    """Whether the draft says yes, no, why or what, or takes up a word of the question."""
    if asked.draft.has("answer"):
        return True
    own = {_stem(w) for w in asked.draft.words if len(w) > 3}
    return any(_stem(w) in own for w in asked.asked.words if len(w) > 3)


def _says_nothing(draft: Draft) -> bool:
    """Whether every sentence only greets, thanks, feels with them or apologises."""
    return all(draft.has(*_EMPTY, sentence=n) for n in range(len(draft.sentences)))


def _stem(word: str) -> str:
    return word.removeprefix("ال")[:4]


def _is_clock(draft: Draft, n: int) -> bool:
    sentence = draft.sentences[n]
    return bool(_CLOCK.search(draft.text, sentence.start, sentence.end))


def _asks_or_counts(text: str) -> bool:
    return any(c in "?؟" or c.isdigit() for c in text)


def _firsts(draft: Draft, label: str) -> Iterator[Place]:
    """The first place of `label` in each sentence."""
    seen: set[int] = set()
    for place in draft.of(label):
        if place.sentence not in seen:
            seen.add(place.sentence)
            yield place


def _apart(places: list[Place]) -> list[Place]:
    """Those that begin after the one before has ended."""
    kept_apart: list[Place] = []
    for place in sorted(places, key=lambda p: p.start):
        if not kept_apart or place.start >= kept_apart[-1].end:
            kept_apart.append(place)
    return kept_apart


def _at(draft: Draft, kind: str, said: str, place: Place) -> Remark:
    return _remark(draft, kind, said, place.start, place.end)


def _whole(draft: Draft, kind: str, said: str) -> Remark:
    start = len(draft.text) - len(draft.text.lstrip())
    return _remark(draft, kind, said, start, len(draft.text.rstrip()))


def _remark(draft: Draft, kind: str, said: str, start: int, end: int) -> Remark:
    why, instead = SAYING[said]
    return Remark(kind=kind, start=start, end=end, words=draft.text[start:end], why=why, instead=instead)
