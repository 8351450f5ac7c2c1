"""What does a note after a call do to the card and the promise it was about? One transaction, taken back whole."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from hafawa.conversations import actions as inbox
from hafawa.conversations import counting
from hafawa.conversations.calls import callbacks, notes, queries
from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.models import Callback, CallNote
from hafawa.conversations.calls.notes import Note
from hafawa.conversations.models import Conversation
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.playbooks import actions
from hafawa.playbooks.models import State, Suggestion
from hafawa.recovery import promises
from hafawa.team.models import User
from hafawa.timeline.models import Event


@transaction.atomic
def keep(
    person: Person,
    note: Note,
    *,
    by: User | None,
    now: datetime,
    suggestion: Suggestion | None = None,
    promise_id: int | None = None,
) -> tuple[CallNote, bool]:
    """Keep `note`; the card `suggestion` is done with it where they were reached, else it comes back tomorrow.

    `promise_id` is the promise of a call that this call keeps, where there is no card for it: kept where they were
    reached. Returns the note, and whether it came for the first time. Raises what `notes.keep` and `actions.do` raise.
    """
    is_open = suggestion is not None and suggestion.state in {State.OPEN, State.LATER}
    row, is_first = notes.keep(
        person, note, by=by, now=now, suggestion_id=suggestion.pk if suggestion and is_open else None
    )
    if not is_first:
        return row, False
    event = Event.objects.get(pk=row.event_id)
    reached = note.outcome == "reached"
    more: list[Event] = []
    if suggestion is not None and is_open:
        more = actions.do(suggestion, by=by, now=now, channel="phone", text=note.text, reached=reached, contact=event)
    if reached and promise_id is not None and not _is_settled(promise_id) and _is_theirs(promise_id, person):
        more.append(promises.keep(promise_id, by=by, now=now, note=note.text[:1000]))
    if by is not None and (reached or note.outcome == "voicemail"):
        row.made["closed"] = _close_missed(person, note, by=by, now=now)
    row.made["events"] = list(dict.fromkeys([*row.made["events"], *(e.pk for e in more)]))
    row.save(update_fields=["made"])
    return row, True


@transaction.atomic
def take_back(row: CallNote, *, by: User | None, now: datetime) -> None:
    """Put everything back as before the note: the card, the promise, what was read in it; what `notes` raises."""
    suggestion = Suggestion.objects.filter(pk=row.suggestion_id or 0).exclude(state=State.OPEN).first()
    notes.take_back(row, by=by, now=now)
    for closed in Conversation.objects.filter(pk__in=row.made.get("closed", [])):
        if by is not None:
            inbox.reopen([closed], by=by, now=now)
        counting.recount(closed, now=now)
    if suggestion is not None and suggestion.before.get("events") and row.event_id in suggestion.before["events"]:
        actions.undo(suggestion, by=by, now=now)


@transaction.atomic
def move(promise_id: int, wanted: Wanted, *, by: User | None, now: datetime) -> Callback:
    """Promise the call for another time: the promise before is withdrawn, the new one stands. NotThatTime and what the
    ledger refuses."""
    callbacks.check(wanted.due_at, now=now)
    before = Callback.objects.filter(promise_event_id=promise_id).first()
    event = promises.withdraw(promise_id, by=by, now=now)
    person, event = Person.objects.get(pk=event.person_id or 0), Event.objects.get(pk=promise_id)
    owner = wanted.owner or (before.owner if before else None)
    moved = Wanted(wanted.due_at, wanted.why or event.data.get("text", ""), owner, wanted.ref or event.ref)
    return callbacks.promise(person, moved, by=by, now=now)


def _close_missed(person: Person, note: Note, *, by: User, now: datetime) -> list[int]:
    """Close the conversations that are a call of theirs nobody took, for it is returned; their ids.

    The one this call belongs to is answered by it, and stays.
    """
    theirs = Event.objects.filter(person_id__in=clusters.ids_of(person.pk), kind="call.received", ref="")
    rung = theirs.filter(data__outcome__in=queries.NOT_SPOKEN, occurred_at__gt=now - queries.MISSED_WITHIN)
    keys = {f"call:{pk}" for pk in rung.values_list("pk", flat=True)} - {note.ref}
    waiting = list(Conversation.objects.filter(key__in=keys, waiting_since__isnull=False))
    inbox.close(waiting, by=by, now=now)
    return [c.pk for c in waiting]


def _is_settled(promise_id: int) -> bool:
    closing = ("promise.kept", "promise.withdrawn")
    return Event.objects.filter(about_id=promise_id, kind__in=closing).exists()


def _is_theirs(promise_id: int, person: Person) -> bool:
    mine = Event.objects.filter(pk=promise_id, kind="promise.made", person_id__in=clusters.ids_of(person.pk))
    return mine.exists()
