"""Which of the shop's own past messages would make good examples, and of which matter?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hafawa.listening.models import Example, Intent
from hafawa.listening.routine import shop, vetoes
from hafawa.listening.routine.cutting import cut
from hafawa.listening.routine.grams import ids
from hafawa.listening.routine.keeping import words_of
from hafawa.listening.routine.local import Local, build
from hafawa.listening.routine.shipped import shipped
from hafawa.timeline.models import Event

LOOKED_AT = 1500  # messages, the newest
FEWEST_WORDS, MOST_WORDS = 2, 30
PLAUSIBLE = 0.15
OFFERED = 6


@dataclass(frozen=True)
class Suggested:
    """A past message and the matter it looks most like."""

    event_id: int
    text: str
    language: str
    intent: str
    sureness: float


def suggested(*, limit: int = OFFERED) -> list[Suggested]:
    """The likeliest, those of matters with the fewest examples first; each wording once, none that is an example."""
    known = {" ".join(text.split()) for text in Example.objects.values_list("text", flat=True)}
    heard = _heard()
    found: list[Suggested] = []
    for event in _past():
        text = words_of(event)
        if text in known or vetoes.found(text):
            continue
        known.add(text)
        if (one := _looked_at(event.id, text, heard)) is not None:
            found.append(one)
    return _spread(found, limit)


def _past() -> list[Event]:
    asked = Event.objects.filter(
        kind="message.received", annotation__is_complaint=False, annotation__language__in=shop.LANGUAGES
    )
    return list(asked.exclude(data__is_automatic=True).order_by("-occurred_at", "-id")[:LOOKED_AT])


def _heard() -> Mapping[str, Local]:
    """What is in use; all shipped matters where none is yet."""
    if Intent.objects.exists():
        return {language: shop.of(language) for language in shop.LANGUAGES}
    return {
        language: build(language, [], shipped=shipped(), answered=shop.GENERIC, shipped_matters=shop.GENERIC)
        for language in shop.LANGUAGES
    }


def _looked_at(event_id: int, text: str, heard: Mapping[str, Local]) -> Suggested | None:
    found = cut(text)
    local = heard.get(found.variety[:2])
    if local is None or not FEWEST_WORDS <= len(found.words) <= MOST_WORDS:
        return None
    guess = local.fitted.guess(ids(found.words))
    if guess.sureness < PLAUSIBLE:
        return None
    return Suggested(event_id, text, local.language, guess.intent, guess.sureness)


def _spread(found: list[Suggested], limit: int) -> list[Suggested]:
    have = Counter(Example.objects.filter(intent__isnull=False).values_list("intent__name", flat=True))
    chosen: list[Suggested] = []
    left = sorted(found, key=lambda one: (-one.sureness, one.event_id))
    while left and len(chosen) < limit:
        least = min(have[one.intent] for one in left)
        best = next(one for one in left if have[one.intent] == least)
        left.remove(best)
        chosen.append(best)
        have[best.intent] += 1
    return chosen
