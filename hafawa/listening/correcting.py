"""How does a person say what a message is, and take it back? At once for the message; the stages follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.listening import annotate
from hafawa.listening.corrections import values
from hafawa.listening.corrections.models import Correction
from hafawa.listening.models import Annotation
from hafawa.listening.said import KINDS
from hafawa.team import audit
from hafawa.team.models import User
from hafawa.timeline.models import Event


class CannotBe(Refused):
    """No message can be that, or this one was not read at all."""


class TakenBackBefore(Refused):
    """Somebody took it back, or it is gone with its message."""


def correct(event_id: int, *, what: str, value: str, by: User | None, now: datetime, about: str = "") -> Correction:
    """Say that the message is so, whatever it was read as. Raises CannotBe. Saying it twice says it once."""
    event = Event.objects.filter(id=event_id, kind__in=KINDS).first()
    if event is None or not values.is_possible(what, about, value):
        raise CannotBe(_("A message cannot be that, so nothing was changed. Load the page again."))
    with transaction.atomic():
        before = Annotation.objects.filter(event_id=event_id).first()
        latest = _holding(event_id, what, about).last()
        if latest is not None and latest.value == value:
            return latest
        made = Correction.objects.create(
            event=event,
            what=what,
            about=about,
            value=value,
            was=values.was(annotate.as_reading(before), what, about, route=before.route) if before else "",
            version=before.version if before else "",
            by=by,
            made_at=now,
        )
        _after(event, "listening.corrected", made, by=by, now=now)
    return made


def take_back(correction_id: int, *, by: User | None, now: datetime) -> Correction:
    """As if it had not been said; what was said before it holds again. Raises TakenBackBefore."""
    with transaction.atomic():
        found = Correction.objects.select_for_update(of=("self",)).filter(id=correction_id, undone_at=None).first()
        if found is None:
            raise TakenBackBefore(_("This correction was taken back before. Nothing was changed."))
        found.undone_at, found.undone_by = now, by
        found.save(update_fields=["undone_at", "undone_by"])
        _after(found.event, "listening.correction_taken_back", found, by=by, now=now)
    return found


def of(event_id: int) -> Iterable[Correction]:
    """All that was said of a message, newest first, what was taken back with it."""
    return Correction.objects.filter(event_id=event_id).select_related("by", "undone_by").order_by("-id")


def _holding(event_id: int, what: str, about: str) -> QuerySet[Correction]:
    return Correction.objects.filter(event_id=event_id, what=what, about=about, undone_at=None).order_by("id")


def _after(event: Event, act: str, made: Correction, *, by: User | None, now: datetime) -> None:
    """The message is read again with it, the stages are told, and who did it is noted (no word of the customer)."""
    annotate.read_again([event], now=now)
    annotate.note_correction(now=now)
    facts = {"step": made.what, "to": made.value, "from": made.was}
    if made.what == "kind":
        facts["kind"] = made.about  # the name of a kind, no words of the message
    audit.note(by=by, what=act, about=f"event:{event.pk}", facts=facts, now=now)
