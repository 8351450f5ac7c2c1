"""Which words may not go out to a customer, whatever the writer thinks? Pure; the few hard gates of the composer.

Everything else is a remark (`listening.tone`) and blocks nobody. A gate is only shut on what is known for sure: a flag,
a secret's own words, a saved reply sent before, a place left empty, an apology counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hafawa.conversations.composing import placeholders
from hafawa.conversations.composing.unchanged import is_unchanged
from hafawa.listening.extraction import promises
from hafawa.listening.tone import kept
from hafawa.listening.tone.looks import Draft, Place, look

CONFIDENTIAL, SECRET, APOLOGY, SAME, PLACE = "confidential", "secret", "apology", "same", "place"
MAIL = "email"
_REPAIRS = ("done", "offer")


@dataclass(frozen=True, kw_only=True)
class Known:
    """What a gate may rest on; what is left out shuts none.

    `secrets` are texts that must never reach this person. `apologies` counts ours to them since something was last put
    right. `replies` are the saved replies, `before` what was sent to them. `now` is when the words go out.
    """

    channel: str = ""
    language: str = ""
    is_confidential: bool = False
    secrets: tuple[str, ...] = ()
    apologies: int = 0
    replies: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    now: datetime | None = None
    zone: ZoneInfo | None = None


@dataclass(frozen=True)
class Gate:
    """One gate that is shut: its kind, and the words it rests on with their place; empty where it is the whole."""

    kind: str
    words: str = ""
    start: int = 0
    end: int = 0


def shut(text: str, known: Known) -> tuple[Gate, ...]:
    """The gates `text` does not pass, the gravest first; none where it may go out."""
    draft = look(text, language=known.language)
    found = [*_confidential(known), *_secret(draft, known), *_places(text), *_apology(draft, known)]
    return (*found, *_same(text, known))


def is_bare_apology(
    text: str, *, language: str = "", now: datetime | None = None, zone: ZoneInfo | None = None
) -> bool:
    """Whether `text` says sorry and tells of nothing done, offered or promised with it."""
    return _sorry(look(text, language=language), now=now, zone=zone) is not None


def _confidential(known: Known) -> Iterator[Gate]:
    if known.is_confidential and known.channel == MAIL:
        yield Gate(CONFIDENTIAL)


def _secret(draft: Draft, known: Known) -> Iterator[Gate]:
    for start, end in kept.told(draft, known.secrets):
        yield Gate(SECRET, draft.text[start:end], start, end)


def _places(text: str) -> Iterator[Gate]:
    for start, end in placeholders.left(text):
        yield Gate(PLACE, text[start:end], start, end)


def _apology(draft: Draft, known: Known) -> Iterator[Gate]:
    if known.apologies and (place := _sorry(draft, now=known.now, zone=known.zone)):
        yield Gate(APOLOGY, draft.text[place.start : place.end], place.start, place.end)


def _sorry(draft: Draft, *, now: datetime | None, zone: ZoneInfo | None) -> Place | None:
    """The first apology of a draft that puts nothing right."""
    places = (p for p in draft.of("apology") if not draft.has("no_apology", sentence=p.sentence))
    place = next(places, None)
    if place is None or draft.has(*_REPAIRS) or _promises(draft, now=now, zone=zone):
        return None
    return place


def _promises(draft: Draft, *, now: datetime | None, zone: ZoneInfo | None) -> bool:
    said_at, zone = now or datetime(2026, 3, 4, 10, tzinfo=ZoneInfo("UTC")), zone or ZoneInfo("UTC")
    return bool(promises.find(draft.text, said_at=said_at, zone=zone, language=draft.language or None))


def _same(text: str, known: Known) -> Iterator[Gate]:
    for reply in known.replies:
        if is_unchanged(text, reply) and any(is_unchanged(other, reply) for other in known.before):
            yield Gate(SAME)
            return
