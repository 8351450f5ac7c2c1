"""How is a call promised for a time, or one that was asked for said yes or no to? Each verb is one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.calls.models import Callback, CallbackState
from hafawa.kernel.errors import Refused
from hafawa.people.models import Person
from hafawa.team.models import Role, User
from hafawa.timeline import log
from hafawa.timeline.events import PromiseMade
from hafawa.timeline.models import Event

SOURCE = "hafawa"
CALL = "call"  # what a promise of a call says it is
LATEST = timedelta(days=366)
JUST_NOW = timedelta(minutes=5)  # a time chosen while the form stood open


class MayNotCall(Refused):
    """Viewers look."""


class NotThatTime(Refused):
    """The time given is past, or further off than anybody promises."""


class AlreadyAnswered(Refused):
    """Somebody said yes or no to it before."""


@dataclass(frozen=True)
class Wanted:
    """A call to come: when (aware), why, by whom (None: whoever is free), about which conversation."""

    due_at: datetime
    why: str = ""
    owner: User | None = None
    ref: str = ""


def check(due_at: datetime, *, now: datetime) -> None:
    """NotThatTime where nobody can call at `due_at` any more, or would promise so far ahead."""
    if not now - JUST_NOW <= due_at <= now + LATEST:
        raise NotThatTime(_("Choose a time from now on, within a year. Nothing was kept yet."))


@transaction.atomic
def promise(person: Person, wanted: Wanted, *, by: User | None, now: datetime) -> Callback:
    """Promise `person` a call; it is on the ledger of promises from now on. MayNotCall, NotThatTime."""
    may_act(by)
    check(wanted.due_at, now=now)
    made = Callback(person=person, made_by=by, made_at=now, state=CallbackState.ASKED)
    return _promised(made, wanted, by=by, now=now)


@transaction.atomic
def accept(callback_id: int, wanted: Wanted, *, by: User | None, now: datetime) -> Callback:
    """Say yes to a call that was asked for; MayNotCall, NotThatTime, AlreadyAnswered."""
    may_act(by)
    check(wanted.due_at, now=now)
    return _promised(_still_asked(callback_id), wanted, by=by, now=now)


@transaction.atomic
def dismiss(callback_id: int, *, by: User | None, now: datetime) -> Callback:
    """No call was asked for; it is not proposed again. MayNotCall, AlreadyAnswered."""
    may_act(by)
    found = _still_asked(callback_id)
    found.state, found.made_by = CallbackState.DISMISSED, by
    found.save(update_fields=["state", "made_by"])
    return found


@transaction.atomic
def ask_again(callback_id: int) -> Callback:
    """Take a "no call was asked for" back: it waits for an answer again."""
    found = Callback.objects.select_for_update(of=("self",)).select_related("person").get(id=callback_id)
    if found.state == CallbackState.DISMISSED:
        found.state, found.made_by = CallbackState.ASKED, None
        found.save(update_fields=["state", "made_by"])
    return found


def may_act(by: User | None) -> None:
    """MayNotCall for a viewer."""
    if by is not None and by.role == Role.VIEWER:
        raise MayNotCall(_("You may look but not act here. Ask the owner to change your role."))


def _still_asked(callback_id: int) -> Callback:
    found = Callback.objects.select_for_update(of=("self",)).select_related("person").filter(id=callback_id).first()
    if found is None or found.state != CallbackState.ASKED:
        raise AlreadyAnswered(_("Somebody has answered this already. Nothing was changed."))
    return found


def _promised(callback: Callback, wanted: Wanted, *, by: User | None, now: datetime) -> Callback:
    what = PromiseMade(
        text=wanted.why.strip()[:1000],
        due_at=wanted.due_at,
        about_id=callback.asked_event_id,
        ref=wanted.ref or callback.ref,
        by=str(wanted.owner or by or ""),
        what=CALL,
    )
    key = f"callback:{callback.person_id}:{callback.asked_event_id or ''}:{now.isoformat()}:{wanted.due_at.isoformat()}"
    event = log.append(log.Entry(what, now, SOURCE, key, callback.person_id), now=now)
    event = event or Event.objects.get(source=SOURCE, external_id=key)
    there = Callback.objects.filter(promise_event_id=event.pk).first()  # the same form, sent twice in one instant
    if there is not None:
        return there
    callback.state, callback.promise_event_id, callback.due_at = CallbackState.PROMISED, event.pk, wanted.due_at
    callback.why, callback.owner, callback.ref = what.text, wanted.owner, what.ref
    callback.save()
    return callback
