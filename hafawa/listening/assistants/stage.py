"""How do new messages reach the language model, and its opinion their reading? A stage of its own, after `annotate`.

Reads on from its own cursor, which is set to the present when the model is turned on: what was written before is never
sent. Each message is asked about outside any transaction; then its reading and the cursor change together. Whatever
goes wrong, the embedded reading stays as it is.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hafawa.kernel import clock
from hafawa.listening import annotate
from hafawa.listening.assistants import asking, consent
from hafawa.listening.assistants.merging import is_warning, merged
from hafawa.listening.assistants.models import Assistant
from hafawa.listening.models import Annotation
from hafawa.listening.reading import Found, Paragraph, Reading
from hafawa.listening.said import CUSTOMER_KINDS, words_of
from hafawa.people import clusters
from hafawa.people.bonds import Relation
from hafawa.people.models import Gift, Person
from hafawa.team.models import User
from hafawa.timeline import confidential, log
from hafawa.timeline.models import Cursor, Event

READER = "listening.assistants"
AT_ONCE = 4  # messages a task: each may take as long as the limit says, and other tasks wait behind them
_KINDS = frozenset(CUSTOMER_KINDS)
_CHANGED = (
    *("feeling", "anger", "emotions", "kinds", "urgency", "irony", "is_complaint", "is_question", "is_request"),
    *("needs_answer", "intent", "intent_confidence", "found", "evidence"),
)
_HUMAN = "human"


def refine_now() -> None:
    """The task: some of the messages that came since the model was turned on."""
    refine(now=clock.now())


def is_anything_to_ask() -> bool:
    """Whether the model is on and there are messages it has not been asked about; cheap."""
    if not Assistant.objects.filter(id=1, is_on=True).exists():
        return False
    seen = Cursor.objects.filter(name=READER).values_list("last_event_id", flat=True).first() or 0
    read = Cursor.objects.filter(name=annotate.READER).values_list("last_event_id", flat=True).first() or 0
    return read > seen


def begin_here(*, now: datetime) -> None:
    """What is in the timeline already is left alone."""
    newest = Event.objects.aggregate(last=Max("id"))["last"] or 0
    log.move(READER, to=newest, now=now)


def refine(*, now: datetime, limit: int = AT_ONCE) -> int:
    """Ask about up to `limit` events; return how many readings changed."""
    read = Cursor.objects.filter(name=annotate.READER).values_list("last_event_id", flat=True).first() or 0
    changed = 0
    for event in log.unread(READER, limit=limit):
        if event.id > read:
            break
        assistant = Assistant.get()
        if not assistant.is_on:
            break
        opinion_of = _refined(event, assistant, now=now) if event.kind in _KINDS else None
        with transaction.atomic():
            if opinion_of is not None:
                opinion_of.save(update_fields=[*_CHANGED, "route", "route_why"])
                changed += 1
            log.move(READER, to=event.id, now=now)
    return changed


def _refined(event: Event, assistant: Assistant, *, now: datetime) -> Annotation | None:
    """The reading of `event` with the model's opinion; None where it stays as it is."""
    row = Annotation.objects.filter(event_id=event.id).first()
    text = words_of(event)
    if row is None or not text or event.data.get("is_automatic"):
        return None
    if _is_confidential(event, row):
        asking.note_unasked("confidential", event_id=event.id, now=now)
        return None
    if not consent.may_read(event.person_id, channel=event.channel, where=assistant.where):
        asking.note_unasked("no_consent", event_id=event.id, now=now)
        return None
    asked = asking.ask(assistant, text, now=now, names=_names(event), event_id=event.id)
    if asked.opinion is None:
        return None
    found = merged(_reading(row), asked.opinion, masked=asked.masked, model=assistant.model)
    _write(row, found)
    if is_warning(asked.opinion) and row.route != _HUMAN:
        row.route, row.route_why = _HUMAN, [*row.route_why, "assistant"]
    return row


def _is_confidential(event: Event, row: Annotation) -> bool:
    """Said in a confidential conversation, or read as confidential by the embedded reader."""
    told = any(piece.get("what") == "confidential" for piece in row.found)
    return told or confidential.all_events().filter(event_id=event.id).exists()


def _names(event: Event) -> Iterator[str]:
    """The writer's, their family's and the team's."""
    yield from User.objects.values_list("name", flat=True)
    if event.person_id is None:
        return
    ids = clusters.ids_of(event.person_id)
    yield from Person.objects.filter(id__in=ids).values_list("name", flat=True)
    yield from Person.objects.filter(id__in=Relation.objects.filter(person_id__in=ids).values("other_id")).values_list(
        "name", flat=True
    )
    yield from Gift.objects.filter(person_id__in=ids).values_list("recipient_name", flat=True)


def _reading(row: Annotation) -> Reading:
    values = {f.name: getattr(row, f.name) for f in dataclasses.fields(Reading) if hasattr(row, f.name)}
    values["paragraphs"] = tuple(Paragraph(start=s, end=e, language=x) for s, e, x in row.paragraphs)
    values["found"] = tuple(Found(**piece) for piece in row.found)
    values["evidence"] = tuple((label, words) for label, words in row.evidence)
    return Reading(**values)


def _write(row: Annotation, found: Reading) -> None:
    for name in _CHANGED:
        setattr(row, name, getattr(found, name))
    row.found = [dataclasses.asdict(piece) for piece in found.found]
    row.evidence = [list(pair) for pair in found.evidence]
    row.emotions, row.kinds = dict(found.emotions), dict(found.kinds)
