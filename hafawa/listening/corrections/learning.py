"""When does this shop's layer learn, and which one reads now? Learned by the worker, kept as one row, never elsewhere.

It is learned anew when corrections came or went, rests for what that costs, and can be switched off. An erased person's
corrections go with them, and the row is emptied, so what was learned from them is forgotten.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef

from hafawa.listening import door
from hafawa.listening.corrections import layer, stance, values
from hafawa.listening.corrections.layer import Learned
from hafawa.listening.corrections.lessons import Example
from hafawa.listening.corrections.models import Correction, Layer, LayerSwitch
from hafawa.listening.reading import Reading
from hafawa.listening.said import CUSTOMER_KINDS, words_of
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline.models import Cursor, Event

CORRECTED = "listening.corrected"
RESTS = timedelta(minutes=10)  # between two learnings: everything is read again after each


class _InUse(NamedTuple):
    version: str
    learned: Learned


_in_use = [_InUse("", Learned())]


def fetch() -> None:
    """Take up what was learned last, if it is another than the one in use here; one cheap look."""
    kept = Layer.objects.filter(id=1).values_list("version", flat=True).first() or ""
    kept = kept if kept.startswith(_mark()) and LayerSwitch.reads_on() else ""
    if kept != _in_use[0].version:
        row = Layer.objects.filter(id=1, version=kept).first()
        learned = layer.load(bytes(row.weights)) if row and kept else Learned()
        _in_use[0] = _InUse(kept if learned else "", learned)


def suffix() -> str:
    """What is added to the reader's version: which layer is on top of it; empty for none."""
    return f"+{_in_use[0].version}" if _in_use[0].version else ""


def adjust(text: str, found: Reading) -> Reading:
    """`found` with what the layer in use learned."""
    return layer.adjust(text, found, _in_use[0].learned)


def is_due(*, now: datetime) -> bool:
    """Whether corrections came or went since it was learned, or another reader did, and it has rested."""
    row = Layer.objects.filter(id=1).values("through", "made_at", "version").first()
    seen = Cursor.objects.filter(name=CORRECTED).values_list("last_event_id", flat=True).first() or 0
    if row is None:
        return seen > 0
    is_old = row["through"] != seen or bool(row["version"] and not row["version"].startswith(_mark()))
    return is_old and (row["made_at"] is None or not timedelta(0) <= now - row["made_at"] < RESTS)


def learn(*, now: datetime) -> Layer:
    """Learn from all corrections that hold, the newest `layer.MOST` messages of them."""
    through = Cursor.objects.filter(name=CORRECTED).values_list("last_event_id", flat=True).first() or 0
    examples = list(_examples())
    learned = layer.learn(examples, _background() if len(examples) >= layer.LEAST_SAID else [])
    row = {
        "version": _mark() + layer.version(learned) if learned else "",
        "weights": layer.dump(learned),
        "report": {head: dict(told) for head, told in learned.report.items()},
        "corrections": len(examples),
        "through": through,
        "made_at": now,
    }
    made, _is_new = Layer.objects.update_or_create(id=1, defaults=row)
    return made


def switch(*, on: bool, by: User | None, now: datetime) -> None:
    """Use what was learned, or do not; noted. Everything is read again after it."""
    with transaction.atomic():
        LayerSwitch.objects.update_or_create(id=1, defaults={"is_on": on})
        act = "listening.layer_switched_on" if on else "listening.layer_switched_off"
        audit.note(by=by, what=act, now=now)


def _mark() -> str:
    """Three letters of the reader and the form of the layer it stands on: on another, a layer is learned anew."""
    return hashlib.sha256(f"{layer.FORMAT} {door.READER.version}".encode()).hexdigest()[:3]


def _examples() -> Iterator[Example]:
    """Each corrected message with what the shipped reader says of it now, oldest correction first."""
    rows: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    holding = Correction.objects.filter(undone_at=None, what__in=("feeling", "anger", "kind", "right", "language"))
    for event_id, *said in holding.order_by("id").values_list("event_id", "what", "about", "value"):
        rows[event_id].append((said[0], said[1], said[2]))
    newest = list(rows)[-layer.MOST :]
    for start in range(0, len(newest), 500):
        events = Event.objects.in_bulk(newest[start : start + 500])
        heard = [(words_of(events[i]), values.said(rows[i])) for i in newest[start : start + 500] if i in events]
        yield from _read([(text, said) for text, said in heard if text])


def _background() -> list[tuple[str, Reading]]:
    """The newest messages of customers nobody spoke of, as the shipped reader reads them."""
    spoken_of = Exists(Correction.objects.filter(event_id=OuterRef("pk"), undone_at=None))
    silent = Event.objects.filter(~spoken_of, kind__in=CUSTOMER_KINDS, annotation__isnull=False).order_by("-id")
    texts = [text for event in silent[: layer.SILENT] if (text := words_of(event))]
    return list(zip(texts, door.read_many(texts), strict=True))


def _read(heard: Sequence[tuple[str, values.Said]]) -> Iterator[Example]:
    """What nobody corrected counts as read rightly only where somebody said that it all was."""
    for (text, said), read in zip(heard, door.read_many([text for text, _said in heard]), strict=True):
        language = said.values.get("language")
        found = door.read(text, language="und" if language == "other" else language) if language else read
        heads = layer.heads_of(said)
        if is_checked := "right" in said.values:
            heads = stance.read_heads(found) | heads
        yield Example(text, found, heads, is_checked=is_checked)
