"""What was said in a call: which promises and details are read in the note, and how is it kept, or taken back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.calls import callbacks
from hafawa.conversations.calls.callbacks import Wanted
from hafawa.conversations.calls.models import Callback, CallNote
from hafawa.kernel.errors import Refused
from hafawa.listening import extraction
from hafawa.listening.given import Given
from hafawa.listening.proposing import proposed
from hafawa.listening.reading import Found
from hafawa.people import proposals
from hafawa.people.models import Audience, Detail, Occasion, Person, Proposal, ProposalState
from hafawa.team.models import Shop, User
from hafawa.timeline import log
from hafawa.timeline.events import CallMade, CallReceived, PromiseMade
from hafawa.timeline.models import Event

SOURCE = "hafawa"
OUTCOMES = ("reached", "not_reached", "voicemail", "wrong_number")
OUT, IN = "out", "in"
LONGEST = 20_000
UNDO_WITHIN = timedelta(minutes=10)  # the notice shows for ten seconds; a slip seen later is still put right


class NoSuchOutcome(Refused):
    """How the call ended was not said."""


class NothingToUndo(Refused):
    """It was taken back already, or is part of their story by now."""


@dataclass(frozen=True)
class Promised:
    """A promise made in the call: its words, what it is about, when it is due (None: no day was said)."""

    words: str
    what: str = "other"
    due_at: datetime | None = None


@dataclass(frozen=True)
class Note:
    """What is kept after a call. `ticket` is the form's; `kept_details` names what to keep of what was read
    (by `mark`): whom each is about, in words (empty: the person), and what a day is called.

    `direction` is out (we called) or in; `ref` the conversation it is about; `number` theirs, E.164, where known.
    """

    ticket: str
    outcome: str
    direction: str = OUT
    text: str = ""
    ref: str = ""
    number: str = ""
    promises: Sequence[Promised] = ()
    kept_details: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    callback: Wanted | None = None
    is_sales: bool = False


def read(text: str, *, now: datetime) -> tuple[Found, ...]:
    """The promises, details and days read in a note written at `now`, in the order of its words."""
    given = Given.of(Shop.get())
    found = extraction.find(text[:LONGEST], said_at=now, by_staff=True, is_note=True, **given.shop)
    return tuple(f for f in found if f.what in ("promise", "detail", "occasion"))


def mark(found: Found) -> str:
    """What a form calls a piece by."""
    return f"{found.what}-{found.start}-{found.end}"


@transaction.atomic
def keep(
    person: Person, note: Note, *, by: User | None, now: datetime, suggestion_id: int | None = None
) -> tuple[CallNote, bool]:
    """Append the call and what it brought; the note, and whether it came for the first time.

    A note with the ticket of another is that note, whatever else it says. MayNotCall, NoSuchOutcome, NotThatTime.
    """
    callbacks.may_act(by)
    if note.outcome not in OUTCOMES or note.direction not in (OUT, IN):
        raise NoSuchOutcome(_("Say how the call ended. Nothing was kept yet; your words are still here."))
    before = CallNote.objects.filter(ticket=note.ticket[:32]).first()
    if before is not None:
        return before, False
    event = _append(person, note, by=by, now=now, suggestion_id=suggestion_id)
    row, is_first = CallNote.objects.get_or_create(
        ticket=note.ticket[:32],
        defaults={
            "person": person, "event_id": event.pk, "by": by, "made_at": now, "suggestion_id": suggestion_id,
        },
    )  # fmt: skip
    if not is_first:
        return row, False
    events = [_promise(event, p, place, by=by, now=now) for place, p in enumerate(note.promises)]
    decided = _details(event, note, by=by, now=now) if by is not None else []
    made = callbacks.promise(person, note.callback, by=by, now=now) if note.callback else None
    row.made = {
        "events": [event.pk, *(e.pk for e in events), *([made.promise_event_id] if made else [])],
        "callbacks": [made.pk] if made else [],
        "proposals": decided,
    }
    row.save(update_fields=["made"])
    return row, True


@transaction.atomic
def take_back(row: CallNote, *, by: User | None, now: datetime) -> None:
    """Take out of the story what the note appended, as if it had not been written; NothingToUndo, MayNotCall.

    The call itself cannot be taken back. A promise of the note that was kept meanwhile holds the note in place.
    """
    callbacks.may_act(by)
    row = CallNote.objects.select_for_update(of=("self",)).get(pk=row.pk)
    events = list(row.made.get("events", []))
    if row.undone_at is not None:
        raise NothingToUndo(_("This note was taken back before. Nothing was changed."))
    if now - row.made_at > UNDO_WITHIN:
        raise NothingToUndo(_("This note is part of their story by now. Write another to correct it."))
    if Event.objects.filter(about_id__in=events, kind__in=("promise.kept", "promise.withdrawn")).exists():
        raise NothingToUndo(_("A promise of this note was settled meanwhile, so the note stays. Nothing was changed."))
    _forget_details(row)
    Callback.objects.filter(pk__in=row.made.get("callbacks", [])).delete()
    gone, _by_model = Event.objects.filter(id__in=events, source=SOURCE).delete()
    if gone:
        log.note_removal(now=now)
    row.undone_at = now
    row.save(update_fields=["undone_at"])


def _append(person: Person, note: Note, *, by: User | None, now: datetime, suggestion_id: int | None) -> Event:
    text, key = note.text.strip()[:LONGEST], f"call:{note.ticket[:32]}"
    ref, who = note.ref[:320], str(by or "")
    what: CallMade | CallReceived
    if note.direction == OUT:
        what = CallMade(
            ref=ref, text=text, by=who, outcome=note.outcome, number=note.number, suggestion_id=suggestion_id,
            is_sales=note.is_sales, shown_back=True,
        )  # fmt: skip
    else:
        what = CallReceived(ref=ref, text=text, by=who, outcome=note.outcome, number=note.number, shown_back=True)
    event = log.append(log.Entry(what, now, SOURCE, key, person.pk), now=now)
    return event or Event.objects.get(source=SOURCE, external_id=key)


def _promise(event: Event, promised: Promised, place: int, *, by: User | None, now: datetime) -> Event:
    what = PromiseMade(
        text=promised.words.strip()[:1000], due_at=promised.due_at, about_id=event.pk, ref=event.ref,
        by=str(by or ""), what=promised.what,
    )  # fmt: skip
    key = f"{event.external_id}:promise:{place}"
    made = log.append(log.Entry(what, now, SOURCE, key, event.person_id), now=now)
    return made or Event.objects.get(source=SOURCE, external_id=key)


def _details(event: Event, note: Note, *, by: User, now: datetime) -> list[int]:
    """What was read beside promises: kept where it was ticked, else it waits on their page; the ids of both."""
    found = [f for f in read(event.data.get("text", ""), now=now) if f.what != "promise"]
    waiting = proposed(event, found, zone=Shop.get().zone, now=now)
    if not waiting:
        return []
    wanted = {f.words[:1000]: note.kept_details[mark(f)] for f in found if mark(f) in note.kept_details}
    proposals.propose(waiting)
    ids = []
    for one in Proposal.objects.filter(evidence_event_id=event.pk, state=ProposalState.WAITING).order_by("id"):
        if one.text in wanted:
            subject, title = wanted[one.text]
            proposals.keep(one.pk, by=by, now=now, text=one.text, subject=subject[:200], title=title[:200])
        ids.append(one.pk)
    return ids


def _forget_details(row: CallNote) -> None:
    mine = Proposal.objects.filter(pk__in=row.made.get("proposals", []), evidence_event_id=row.event_id)
    made = [(p.detail_id, p.kept_occasion_id) for p in mine]
    mine.delete()
    Detail.objects.filter(pk__in=[d for d, _o in made if d]).delete()
    Occasion.objects.filter(pk__in=[o for _d, o in made if o]).delete()


def is_narrow(found: Found) -> bool:
    """Whether a detail is for the narrowest audience."""
    return found.says.get("audience") == Audience.NEVER_SHOW
