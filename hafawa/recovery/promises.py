"""Which promises are open, and how is one kept or withdrawn? The timeline is the ledger; a promise closes once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.team.permissions import AT_THE_MACHINE
from hafawa.timeline import log
from hafawa.timeline.events import Happening, PromiseKept, PromiseWithdrawn
from hafawa.timeline.models import Event

SOURCE = "hafawa"
_CLOSING = ("promise.kept", "promise.withdrawn")


class NoSuchPromise(Refused):
    """There is no promise under this number."""


class AlreadyClosed(Refused):
    """Somebody kept or withdrew it before."""


@dataclass(frozen=True)
class OpenPromise:
    """A promise neither kept nor withdrawn. `due_at` None: no day was said. `about_id`: the message it was said in."""

    event_id: int
    person_id: int | None
    text: str
    what: str
    made_at: datetime
    due_at: datetime | None
    about_id: int | None
    ref: str
    by: str

    def is_overdue(self, *, now: datetime) -> bool:
        """Whether its time has passed."""
        return self.due_at is not None and self.due_at < now


def open_for(person: Person, *, to: object = AT_THE_MACHINE) -> list[OpenPromise]:
    """Their open promises that `to` may see: due first, those without a day last."""
    return open_of(clusters.ids_of(person.pk), to=to)


def open_of(who: Collection[int], *, to: object = AT_THE_MACHINE) -> list[OpenPromise]:
    """`open_for` the one whose ids are `who` (`clusters.ids_of`)."""
    return [_open(e) for e in _still_open(to).filter(person_id__in=who)]


def open_all(*, limit: int = 200, to: object = AT_THE_MACHINE) -> list[OpenPromise]:
    """Everybody's, in the same order."""
    return [_open(e) for e in _still_open(to).filter(person__isnull=False)[:limit]]


def keep(event_id: int, *, by: User | None, now: datetime, note: str = "", suggestion_id: int | None = None) -> Event:
    """Note that the promise was kept; NoSuchPromise, AlreadyClosed."""
    kept = PromiseKept(about_id=event_id, by=str(by or ""), note=note, suggestion_id=suggestion_id)
    return _close(event_id, kept, now=now)


def withdraw(event_id: int, *, by: User | None, now: datetime, note: str = "") -> Event:
    """Note that it was no promise, or that they released us from it; NoSuchPromise, AlreadyClosed."""
    return _close(event_id, PromiseWithdrawn(about_id=event_id, by=str(by or ""), note=note), now=now)


def _still_open(to: object) -> QuerySet[Event]:
    closed = Event.objects.filter(kind__in=_CLOSING, about_id=OuterRef("id"))
    found = Event.objects.visible_to(to).filter(~Exists(closed), kind="promise.made")
    return found.order_by(F("due_at").asc(nulls_last=True), "occurred_at", "id")


def _open(event: Event) -> OpenPromise:
    return OpenPromise(
        event_id=event.id,
        person_id=event.person_id,
        text=event.data.get("text", ""),
        what=event.data.get("what", ""),
        made_at=event.occurred_at,
        due_at=event.due_at,
        about_id=event.about_id,
        ref=event.ref,
        by=event.data.get("by", ""),
    )


def _close(event_id: int, what: Happening, *, now: datetime) -> Event:
    """One event a promise, whoever comes first: its key in the timeline is the promise's."""
    promise = Event.objects.filter(id=event_id, kind="promise.made").first()
    if promise is None:
        raise NoSuchPromise(gettext_lazy("This promise is not on record any more. Load the page again."))
    with transaction.atomic():
        closed = Event.objects.filter(kind__in=_CLOSING, about_id=event_id).first()
        entry = log.Entry(what, now, SOURCE, f"promise:{event_id}:closed", promise.person_id)
        event = None if closed else log.append(entry, now=now)
        if event is None:
            raise _refusal(closed or Event.objects.get(source=SOURCE, external_id=entry.external_id))
        return event


def _refusal(closed: Event) -> AlreadyClosed:
    who = isolate(closed.data.get("by") or _("someone"))
    when = date_format(closed.occurred_at, "SHORT_DATETIME_FORMAT")
    if closed.kind == "promise.kept":
        sentence = _("{who} marked this promise as kept on {when}. Nothing was changed.")
    else:
        sentence = _("{who} withdrew this promise on {when}. Nothing was changed.")
    return AlreadyClosed(sentence.format(who=who, when=when))
