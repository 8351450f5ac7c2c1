"""What do we say, and what do they? Counted by the worker each day over the newest texts of both sides."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Max, QuerySet

from hafawa.kernel.text import fold
from hafawa.listening import language as languages
from hafawa.listening.said import CUSTOMER_KINDS
from hafawa.listening.wording import odds
from hafawa.listening.wording.models import Compared, OwnText
from hafawa.listening.wording.small import SMALL
from hafawa.people import clusters, transliteration
from hafawa.team.models import Shop, User
from hafawa.timeline import confidential
from hafawa.timeline.models import Event

LANGUAGES = ("en", "ar", "ka")
TEXTS = 20_000  # of each side, the newest
LEAST_TEXTS = 20  # of each side, below which nothing is compared
QUOTES = 3
_SENT = "message.sent"


class _Side:
    """How many texts (or people) use a word, and in which events it stands."""

    def __init__(self) -> None:
        self.texts = 0
        self.by: dict[str, set[int]] = defaultdict(set)
        self.events: dict[str, list[int]] = defaultdict(list)
        self.written: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, words: dict[str, str], *, who: int, event_id: int | None) -> None:
        self.texts += 1
        for word, written in words.items():
            self.written[word][written.lower()] += 1
            self.by[word].add(who)
            if event_id is not None and len(self.events[word]) < QUOTES:
                self.events[word].append(event_id)

    def as_written(self, word: str) -> str:
        """How the side writes a folded word most often."""
        return min(self.written[word].items(), key=lambda pair: (-pair[1], pair[0]))[0]

    @property
    def counts(self) -> Counter[str]:
        return Counter({word: len(who) for word, who in self.by.items()})


def is_due(*, now: datetime) -> bool:
    """Whether something was said since the words were counted last, and that was on another day."""
    newest = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    kept = Compared.objects.order_by("made_at").values_list("through", "made_at").first()
    if kept is None:
        return newest > 0
    zone = Shop.get().zone
    return kept[0] != newest and kept[1].astimezone(zone).date() != now.astimezone(zone).date()


def count(*, now: datetime) -> int:
    """Count anew, in every language we read; how many texts were looked at."""
    through = Event.objects.aggregate(newest=Max("id"))["newest"] or 0
    ours, theirs = _ours(), _theirs()
    for language in LANGUAGES:
        found = _compared(ours[language], theirs[language], language)
        values = {"found": found, "through": through, "made_at": now}
        Compared.objects.update_or_create(language=language, defaults=values)
    return sum(side.texts for sides in (ours, theirs) for side in sides.values())


def _compared(ours: _Side, theirs: _Side, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"n_ours": ours.texts, "n_theirs": theirs.texts, "ours": [], "theirs": []}
    if min(ours.texts, theirs.texts) < LEAST_TEXTS:
        return found
    small = SMALL[language]
    we, they = (Counter({w: n for w, n in side.counts.items() if w not in small}) for side in (ours, theirs))
    for name, told, side in zip(("ours", "theirs"), odds.compare(we, they), (ours, theirs), strict=True):
        found[name] = [
            asdict(t) | {"word": side.as_written(t.word), "z": round(t.z, 2), "events": side.events.get(t.word, [])}
            for t in told
        ]
    return found


def _ours() -> dict[str, _Side]:
    """What we wrote by hand, and what the shop says of itself; the same text sent to many counts once."""
    sides: dict[str, _Side] = defaultdict(_Side)
    staff = [name for user in User.objects.all() for name in transliteration.words(user.name)]
    sent = _open(_SENT).select_related("annotation", "person").order_by("-id")[:TEXTS]
    seen: set[frozenset[str]] = set()
    for event in sent.iterator(chunk_size=2000):
        if event.data.get("is_automatic") or not (told := _told(event)) or frozenset(told[1]) in seen:
            continue
        seen.add(frozenset(told[1]))
        sides[told[0]].add(told[1], who=event.pk, event_id=event.pk)
    for text in OwnText.objects.all():
        spoken = (text.language or languages.tell(text.text))[:2]
        for number, line in enumerate(filter(None, text.text.splitlines())):
            sides[spoken].add(odds.words_in(line), who=-1000 * text.pk - number, event_id=None)
    for side in sides.values():  # who signs is no word of the shop's, in whatever script
        for word in [w for w in side.by if any(transliteration.reads_as(w, name) for name in staff)]:
            del side.by[word]
    return sides


def _theirs() -> dict[str, _Side]:
    """What customers wrote and said; each person counts once a word."""
    sides: dict[str, _Side] = defaultdict(_Side)
    merged = clusters.kept_by_id()
    heard = _open(*CUSTOMER_KINDS).select_related("annotation", "person").order_by("-id")
    for event in heard[:TEXTS].iterator(chunk_size=2000):
        if not event.data.get("is_automatic") and (told := _told(event)):
            who = merged.get(event.person_id or 0, event.person_id or 0) or -event.pk
            sides[told[0]].add(told[1], who=who, event_id=event.pk)
    return sides


def _open(*kinds: str) -> QuerySet[Event]:
    """What is in no confidential conversation: the words found are shown to everybody alike."""
    return Event.objects.filter(kind__in=kinds).exclude(id__in=confidential.all_events())


def _told(event: Event) -> tuple[str, dict[str, str]] | None:
    """The language and the words of an event, without the names of whom it is from or to; None without either."""
    reading = getattr(event, "annotation", None)
    text = str(event.data.get("text") or "")
    if reading is None or not reading.language or not text:
        return None
    names = frozenset(fold(event.person.name).split()) if event.person else frozenset()
    return reading.language[:2], {w: written for w, written in odds.words_in(text).items() if w not in names}


def take_out(event_ids: Collection[int]) -> None:
    """These texts have become confidential: what was found in them is shown no more, and all is counted anew soon."""
    gone = set(event_ids)
    for compared in Compared.objects.all():
        for side in ("ours", "theirs"):
            told = compared.found.get(side, [])
            compared.found[side] = [t for t in told if gone.isdisjoint(t["events"])]
        compared.through = 0
        compared.save(update_fields=["found", "through"])


def quotes(compared: Compared) -> Iterator[int]:
    """The events the words stand in."""
    for side in ("ours", "theirs"):
        for told in compared.found.get(side, ()):
            yield from told["events"]
