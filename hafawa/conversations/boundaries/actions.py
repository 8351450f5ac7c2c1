"""How does a step come about and end? One proposes, with evidence; a second agrees; it ends by itself, or sooner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.conversations.boundaries.models import Because, Boundary, State, Step
from hafawa.kernel.errors import Refused
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team import audit
from hafawa.team.models import Shop, User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline.models import Event

LASTS_DAYS = {Step.NOTE: 30, Step.LIMIT: 30, Step.SLOWER: 30, Step.NO_CALLS: 30, Step.END: 90}
LONGEST_DAYS = 180
MOST_EVIDENCE = 50


class NotProposed(Refused):
    """A step without evidence, without a reason, without words, or without an end."""


class NeedsAnother(Refused):
    """A step is agreed to by a manager or the owner who did not propose it."""


class NotOpen(Refused):
    """The step stands otherwise by now."""


def propose(
    person: Person,
    *,
    step: str,
    why: str,
    words: str,
    evidence: Sequence[int],
    expires_on: date,
    by: User,
    now: datetime,
) -> Boundary:
    """Have a second person asked whether the team keeps to `step` with `person` until `expires_on`; NotProposed.

    `evidence` are events of theirs that `by` may see; `words` is what they would be told, of all but a note.
    """
    today = now.astimezone(Shop.get().zone).date()
    if step not in Step.values or not why.strip():
        raise NotProposed(_("Choose a step and say what happened. Nothing was proposed."))
    if step != Step.NOTE and not words.strip():
        raise NotProposed(_("Say in which words they are told. Nothing was proposed."))
    if not today < expires_on <= today + timedelta(days=LONGEST_DAYS):
        raise NotProposed(_("Choose a last day from tomorrow on, within half a year. Nothing was proposed."))
    mine = Event.objects.visible_to(by).filter(person_id__in=clusters.ids_of(person.pk))
    rests_on = sorted(mine.filter(id__in=list(evidence)[:MOST_EVIDENCE]).values_list("id", flat=True))
    if not rests_on:
        raise NotProposed(_("Choose what it rests on in their story. Nothing was proposed."))
    with transaction.atomic():
        made = Boundary.objects.create(
            person=person, step=step, why=why.strip()[:1000], words=words.strip() if step != Step.NOTE else "",
            language=person.language, evidence=rests_on, expires_on=expires_on, proposed_by=by, proposed_at=now,
        )  # fmt: skip
        _note("proposed", made, by=by, now=now)
    return made


def agree(boundary_id: int, *, by: User, now: datetime) -> Boundary:
    """The second person agrees: it is in force from now on; NeedsAnother, NotOpen."""
    return _decide(boundary_id, State.IN_FORCE, "agreed", by=by, now=now)


def decline(boundary_id: int, *, by: User, now: datetime) -> Boundary:
    """The second person does not agree; NeedsAnother, NotOpen."""
    return _decide(boundary_id, State.DECLINED, "declined", by=by, now=now)


@transaction.atomic
def withdraw(boundary_id: int, *, by: User, now: datetime) -> Boundary:
    """Take a proposal back before anybody agreed: who made it, or a manager; NeedsAnother, NotOpen."""
    found = _held(boundary_id, State.PROPOSED)
    if found.proposed_by_id != by.pk and level_of(by) < Level.MANAGER:
        raise NeedsAnother(_("Who proposed it, or a manager, takes it back. Nothing was changed."))
    return _end(found, State.WITHDRAWN, "withdrawn", by=by, now=now)


@transaction.atomic
def end(boundary_id: int, *, because: str, by: User, now: datetime, apology_event_id: int | None = None) -> Boundary:
    """It is over before its last day; anybody who answers customers may be the one to say so. NotOpen.

    `apology_event_id` is the message of theirs in which they apologised: that they did is kept with it.
    """
    found = _held(boundary_id, State.IN_FORCE)
    found.because = because if because in Because.values else Because.BETTER
    if found.because == Because.APOLOGY and apology_event_id is not None:
        mine = Event.objects.visible_to(by).filter(person_id__in=clusters.ids_of(found.person_id))
        found.apology_event_id = mine.filter(id=apology_event_id).values_list("id", flat=True).first()
    return _end(found, State.ENDED, "ended", by=by, now=now)


@transaction.atomic
def _decide(boundary_id: int, state: State, did: str, *, by: User, now: datetime) -> Boundary:
    found = _held(boundary_id, State.PROPOSED)
    if level_of(by) < Level.MANAGER or by.pk == found.proposed_by_id:
        raise NeedsAnother(_("A manager or the owner who did not propose it decides. Nothing was changed."))
    if state == State.IN_FORCE and found.expires_on < now.astimezone(Shop.get().zone).date():
        raise NotOpen(_("Its last day has passed while it waited. Propose it again if it is still needed."))
    found.state, found.decided_by, found.decided_at = state, by, now
    found.save()
    _note(did, found, by=by, now=now)
    return found


def _end(found: Boundary, state: State, did: str, *, by: User, now: datetime) -> Boundary:
    found.state, found.ended_by, found.ended_at = state, by, now
    found.save()
    _note(did, found, by=by, now=now)
    return found


def _held(boundary_id: int, state: State) -> Boundary:
    found = Boundary.objects.select_for_update(of=("self",)).select_related("person").get(id=boundary_id)
    if found.state != state:
        raise NotOpen(_("Somebody decided on this already, so nothing was changed. Load the page again."))
    return found


def _note(did: str, found: Boundary, *, by: User, now: datetime) -> None:
    """The step and what was done; the reason and the words are in the row alone, which an erasure takes."""
    audit.note(by=by, what=f"boundaries.{did}", about=f"person:{found.person_id}", facts={"step": found.step}, now=now)
