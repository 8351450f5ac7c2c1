"""Who may handle a message that was read: a machine, or a person? Stored with its reading; nobody acts on it here."""

from __future__ import annotations

from collections.abc import Sequence

from hafawa.listening.models import Annotation
from hafawa.listening.reading import Reading
from hafawa.listening.routine import shop as routine
from hafawa.listening.routine.deciding import HUMAN
from hafawa.listening.routine.facts import standing
from hafawa.timeline.models import Event


def route(made: Annotation, found: Reading, words: str, event: Event, heard: routine.Hearing) -> None:
    """Say on `made` (not saved) who may handle it, and why. Only messages to us are handled at all."""
    if event.kind == "message.received" and words:
        decided = heard.decide(words, read=found)
        made.route, made.route_why = decided.who, decided.names
        made.intent, made.intent_confidence = decided.intent, decided.sureness


def mind_what_is_open(made: Sequence[Annotation], events: Sequence[Event]) -> None:
    """Once all of a batch is kept: whoever has a complaint or a late promise open is a person's, whatever they ask."""
    came = {event.id: event for event in events}
    for annotation in made:
        if annotation.intent and routine.is_up_to_the_switch(annotation.route_why):
            event = came[annotation.event_id]
            if open_matters := standing(event.person_id, at=event.occurred_at).open_matters:
                annotation.route, annotation.route_why = HUMAN, [*annotation.route_why, *open_matters]
                annotation.save(update_fields=["route", "route_why"])
