"""What may be looked at again in what is being written to somebody, and what does it promise?

Rules alone, no network; it remarks and blocks nobody. What is shut for good is told too, before anybody presses send.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from hafawa.conversations.composing import apathy, gates, knowing
from hafawa.conversations.composing.shut import Gate
from hafawa.kernel.text import fold
from hafawa.listening.annotate import SURE_UNDATED
from hafawa.listening.extraction import promises
from hafawa.listening.tone.draft import read_draft
from hafawa.listening.tone.remark import DraftFacts, Remark
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event

GATED = {"confidential": "confidential", "secret": "secret", "apology": "repeated_apology"}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """In which matter words are being written: to whom, by which channel, in answer to what. `goes_at`: when they go
    out, so that "tomorrow" in them is the day after that."""

    person: Person | None
    channel: str
    answered: Event | None = None
    is_confidential: bool = False
    goes_at: datetime


@dataclass(frozen=True)
class Shown:
    """A remark, where its words stand as a browser counts (UTF-16), and the mark by which it is put away."""

    remark: Remark
    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class Promised:
    """A promise in the words, with its place as a browser counts. `due_at` None: no day is said."""

    words: str
    due_at: datetime | None
    start: int
    end: int
    mark: str


@dataclass(frozen=True)
class Coached:
    """All that is shown beside the words."""

    remarks: tuple[Shown, ...] = ()
    promises: tuple[Promised, ...] = ()
    gates: tuple[Gate, ...] = ()


def look(text: str, matter: Matter, *, to: User, passed_over: Sequence[str] = ()) -> Coached:
    """What to show `to`, who is writing `text`; without the remarks whose marks are in `passed_over`."""
    if not text.strip():
        return Coached()
    shut = gates.shut_for(
        text, person=matter.person, channel=matter.channel, now=matter.goes_at, is_confidential=matter.is_confidential
    )
    told = {GATED.get(gate.kind) for gate in shut}
    found = [s for s in remarks(text, matter, to=to) if s.remark.kind not in told and s.mark not in passed_over]
    return Coached(tuple(found), tuple(promised(text, matter)), shut)


def remarks(text: str, matter: Matter, *, to: User) -> list[Shown]:
    """The remarks on `text`, in order of where they stand."""
    facts = _facts(matter, to=to)
    found = list(read_draft(text, facts=facts))
    if not any(r.kind in ("sameness", "unanswered", "no_next_step") for r in found):  # one of this sort is enough
        seen = apathy.look(text, message=facts.message, name=facts.name, language=facts.language, recent=facts.recent)
        found += [r for r in [apathy.remark(text, seen)] if r]
    return [Shown(r, utf16(text[: r.start]), utf16(text[: r.end]), _mark(r, text)) for r in found]


def promised(text: str, matter: Matter) -> list[Promised]:
    """What `text` promises: the same, by the same rules, that is kept in the ledger once it has gone out."""
    shop = Shop.get()
    found = promises.find(
        text,
        said_at=matter.goes_at,
        zone=shop.zone,
        closes_at=time.fromisoformat(str(shop.closes_at)),
        open_weekdays=tuple(shop.open_weekdays),
    )
    return [
        Promised(p.text, p.due_at, utf16(text[: p.span[0]]), utf16(text[: p.span[1]]), _digest("promise", p.text))
        for p in found
        if p.due_at is not None or p.confidence >= SURE_UNDATED
    ]


def utf16(text: str) -> int:
    """How long a browser takes `text` to be."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _facts(matter: Matter, *, to: User) -> DraftFacts:
    person, now = matter.person, matter.goes_at
    ids = clusters.ids_of(person.pk) if person else []
    language = person.language if person else ""
    return DraftFacts(
        message=matter.answered.data.get("text", "") if matter.answered else "",
        name=(person.first_name or person.name) if person else "",
        language=language,
        channel=matter.channel,
        recent=tuple(knowing.sent_to_others(ids, to=to, now=now)),
        apologies_before=knowing.apologies(ids, to=to, now=now, language=language) if ids else 0,
        secrets=tuple(knowing.better_unsaid(ids, to=to)),
        confidential=tuple(knowing.confidential(matter.answered, to=to)),
        now=now,
        zone=Shop.get().zone,
    )


def _mark(remark: Remark, text: str) -> str:
    """The same for the same words; a remark on the whole draft is put away whatever is typed after."""
    is_whole = remark.words.strip() == text.strip()
    return remark.kind if is_whole else _digest(remark.kind, remark.words)


def _digest(kind: str, words: str) -> str:
    return f"{kind}:{hashlib.sha256(fold(words).encode()).hexdigest()[:12]}"
