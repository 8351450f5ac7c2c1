"""What does a person do with a card? Each act is one transaction, guarded: of two at once, one is told who was first.

Nothing is sent from here: the words are said or sent by a person, and the act is recorded in the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hafawa.kernel.errors import Refused
from hafawa.kernel.text import isolate
from hafawa.playbooks import doing
from hafawa.playbooks.models import Outcome, State, Suggestion
from hafawa.playbooks.playbook import Playbook
from hafawa.playbooks.reasons import ALREADY_DONE, NEVER, NOT_TRUE, REASONS
from hafawa.playbooks.registry import playbooks
from hafawa.recovery import promises, strikes
from hafawa.team.models import Role, Shop, User
from hafawa.timeline import narrowing
from hafawa.timeline.events import GestureGiven
from hafawa.timeline.models import Cursor, Event

UNDO_WITHIN = timedelta(minutes=10)
LATEST = timedelta(days=366)


class MayNotAct(Refused):
    """Viewers look."""


class AlreadyClosed(Refused):
    """Somebody dealt with the card before."""


class NotLater(Refused):
    """The day given is not one to wait for."""


class NoSuchReason(Refused):
    """The reason is none of `reasons.REASONS`."""


class PromisesStay(Refused):
    """A promise is kept or withdrawn, never hidden for good."""


class NothingToUndo(Refused):
    """It is open, or too long ago."""


@dataclass(frozen=True)
class Gesture:
    """Something given along: what, and its cost to us in minor units where known."""

    what: str
    amount_minor: int | None = None
    currency: str = ""


def do(
    suggestion: Suggestion,
    *,
    by: User | None,
    now: datetime,
    channel: str = "",
    text: str = "",
    gesture: Gesture | None = None,
    promise_kept: bool | None = None,
    repair: str = "",
    reached: bool = True,
    contact: Event | None = None,
) -> list[Event]:
    """Record that the card was acted on; returns the events appended.

    `channel` empty is the one suggested; `text` is what was said. A promise counts as kept unless `promise_kept` is
    False. `repair` says what was put right and notes the repair. A call that did not reach them (`reached` False) is
    recorded, and the card comes back tomorrow. `contact` is the contact, where it
    is in the timeline already. Raises MayNotAct, AlreadyClosed and what the ledgers refuse.
    """
    playbook = playbooks()[suggestion.playbook]
    channel = doing.channel(suggestion, channel)
    if channel == "phone" and not reached:
        return _not_reached(suggestion, by=by, now=now, text=text, contact=contact)
    with transaction.atomic():
        before = _close(suggestion, State.DONE, by=by, now=now, note=text)
        contact = contact or doing.contact(suggestion, playbook, channel=channel, text=text, by=by, now=now)
        events = [contact]
        if gesture is not None:
            events.append(_give(suggestion, gesture, by=by, now=now))
        if playbook.is_promise and promise_kept is not False:
            promise = suggestion.facts["promise_event_id"]
            events.append(promises.keep(promise, by=by, now=now, note=text, suggestion_id=suggestion.id))
        if repair.strip():
            events.append(_repair(suggestion, playbook, repair, by=by, now=now))
        _remember(suggestion, before, events)
        _expect(suggestion, playbook, now=now)
    return events


def later(suggestion: Suggestion, *, until: date, by: User | None, now: datetime) -> None:
    """Put the card away until the day `until`; NotLater, MayNotAct, AlreadyClosed. A promise may wait, not vanish."""
    today = now.astimezone(Shop.get().zone).date()
    if not today < until <= today + LATEST:
        raise NotLater(gettext_lazy("Choose a day from tomorrow on, within a year. The card is still open."))
    with transaction.atomic():
        before = _close(suggestion, State.LATER, by=by, now=now)
        Suggestion.objects.filter(id=suggestion.id).update(later_until=until)
        _remember(suggestion, before, [])


def not_this(suggestion: Suggestion, *, reason: str, by: User | None, now: datetime, note: str = "") -> None:
    """Close the card as wrong, with a reason that counts; NoSuchReason, PromisesStay, MayNotAct, AlreadyClosed.

    A promise that is "not true" is withdrawn and one "already done" is kept: either way the ledger says so.
    """
    playbook = playbooks()[suggestion.playbook]
    if reason not in REASONS:
        raise NoSuchReason(gettext_lazy("Choose one of the reasons. The card is still open."))
    if reason == NEVER and playbook.is_promise:
        raise PromisesStay(
            gettext_lazy("A promise stays on the list until it is kept or withdrawn. The card is still open.")
        )
    with transaction.atomic():
        before = _close(suggestion, State.NOT_THIS, by=by, now=now, note=note)
        Suggestion.objects.filter(id=suggestion.id).update(not_this_reason=reason)
        _remember(suggestion, before, _settle_promise(suggestion, playbook, reason, note, by=by, now=now))


def undo(suggestion: Suggestion, *, by: User | None, now: datetime) -> None:
    """Put everything back as before the last act on this card; NothingToUndo, MayNotAct.

    Within ten minutes the events the act appended are taken out again, as if it had not happened: a slip of the hand
    is no part of anybody's story. After that they are history, and only a new event can correct them.
    """
    _may_act(by)
    with transaction.atomic():
        row = Suggestion.objects.select_for_update().get(id=suggestion.id)
        if not row.before or row.state == State.OPEN:
            raise NothingToUndo(gettext_lazy("There is nothing to undo: the card is open."))
        if row.closed_at is None or now - row.closed_at > UNDO_WITHIN:
            raise NothingToUndo(_too_late())
        _take_back(row, now=now)
        _reopen(row)
    suggestion.refresh_from_db()


def _close(suggestion: Suggestion, state: State, *, by: User | None, now: datetime, note: str = "") -> dict[str, Any]:
    """Move an open card to `state`, or refuse with who was first; returns what an undo needs."""
    _may_act(by)
    open_ = Suggestion.objects.filter(id=suggestion.id, state__in=[State.OPEN, State.LATER])
    found = open_.select_for_update().values("state", "later_until").first()
    changed = open_.update(state=state, closed_at=now, closed_by=by, note=note) if found else 0
    suggestion.refresh_from_db()
    if not changed or found is None:
        raise _refusal(suggestion)
    until = found["later_until"]
    return {"state": found["state"], "later_until": until.isoformat() if until else None}


def _remember(suggestion: Suggestion, before: dict[str, Any], events: list[Event]) -> None:
    before["events"] = [e.id for e in events]
    Suggestion.objects.filter(id=suggestion.id).update(before=before)
    suggestion.refresh_from_db()


def _may_act(by: User | None) -> None:
    if by is not None and by.role == Role.VIEWER:
        raise MayNotAct(gettext_lazy("You may look but not act here. Ask the owner to change your role."))


def _refusal(suggestion: Suggestion) -> AlreadyClosed:
    who = isolate(str(suggestion.closed_by) if suggestion.closed_by else _("someone"))
    when = date_format(suggestion.closed_at, "SHORT_DATETIME_FORMAT") if suggestion.closed_at else ""
    sentences = {
        State.DONE: _("{who} has done this already, on {when}. Nothing was changed."),
        State.NOT_THIS: _("{who} said “not this” on {when}. Nothing was changed."),
        State.EXPIRED: _("The time for this card ran out on {when}. Nothing was changed."),
        State.SETTLED: _("This settled itself on {when}. Nothing was changed."),
    }
    sentence = sentences.get(State(suggestion.state), _("This card is not open. Nothing was changed."))
    return AlreadyClosed(sentence.format(who=who, when=when))


def _give(suggestion: Suggestion, gesture: Gesture, *, by: User | None, now: datetime) -> Event:
    what = GestureGiven(
        what=gesture.what,
        amount_minor=gesture.amount_minor,
        currency=gesture.currency,
        by=str(by or ""),
        suggestion_id=suggestion.id,
    )
    return doing.append(suggestion, what, part="gesture", now=now)


def _repair(suggestion: Suggestion, playbook: Playbook, text: str, *, by: User | None, now: datetime) -> Event:
    fault = suggestion.facts.get(playbook.fault) if playbook.fault else None
    event = strikes.repair(suggestion.person, about_id=fault, text=text, by=by, now=now, suggestion_id=suggestion.id)
    narrowing.follow(event, suggestion.evidence)
    return event


def _settle_promise(
    suggestion: Suggestion, playbook: Playbook, reason: str, note: str, *, by: User | None, now: datetime
) -> list[Event]:
    if not playbook.is_promise or reason not in {NOT_TRUE, ALREADY_DONE}:
        return []
    promise = suggestion.facts["promise_event_id"]
    if reason == NOT_TRUE:
        return [promises.withdraw(promise, by=by, now=now, note=note)]
    return [promises.keep(promise, by=by, now=now, note=note, suggestion_id=suggestion.id)]


def _not_reached(
    suggestion: Suggestion, *, by: User | None, now: datetime, text: str, contact: Event | None
) -> list[Event]:
    tomorrow = now.astimezone(Shop.get().zone).date() + timedelta(days=1)
    with transaction.atomic():
        before = _close(suggestion, State.LATER, by=by, now=now, note=text)
        Suggestion.objects.filter(id=suggestion.id).update(later_until=tomorrow)
        events = [contact or doing.call(suggestion, text=text, by=by, now=now, reached=False)]
        _remember(suggestion, before, events)
    return events


def _expect(suggestion: Suggestion, playbook: Playbook, *, now: datetime) -> None:
    if playbook.outcome is not None:
        values = {"was_held_out": False, "due_at": now + playbook.outcome.within, "happened": None, "by_event_id": None}
        Outcome.objects.update_or_create(suggestion=suggestion, defaults=values)


def _take_back(row: Suggestion, *, now: datetime) -> None:
    """Remove what the act appended, and tell the readers of the timeline that something was taken out."""
    gone, _by_model = Event.objects.filter(id__in=row.before.get("events", []), source=doing.SOURCE).delete()
    Outcome.objects.filter(suggestion=row).delete()
    if gone:
        Cursor.objects.get_or_create(name="timeline.removed")
        Cursor.objects.filter(name="timeline.removed").update(last_event_id=F("last_event_id") + 1, moved_at=now)


def _reopen(row: Suggestion) -> None:
    until = row.before.get("later_until")
    row.state, row.later_until = row.before["state"], date.fromisoformat(until) if until else None
    row.closed_at, row.closed_by, row.not_this_reason, row.note, row.before = None, None, "", "", {}
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise NothingToUndo(gettext_lazy("The same card is back on the list already. Nothing was changed.")) from None


def _too_late() -> str:
    minutes = UNDO_WITHIN // timedelta(minutes=1)
    return ngettext(
        "This was done more than {minutes} minute ago and is part of their story now. Write a note to correct it.",
        "This was done more than {minutes} minutes ago and is part of their story now. Write a note to correct it.",
        minutes,
    ).format(minutes=minutes)
