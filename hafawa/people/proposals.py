"""How does what was read out of somebody's words become known, or not? Each verb is one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hafawa.kernel.errors import Refused
from hafawa.people import actions
from hafawa.people.models import Audience, DetailSource, Proposal, ProposalState
from hafawa.people.occasions import is_day
from hafawa.team.models import User

KINDS_OF_OCCASION = ("birthday", "anniversary", "feast")


class AlreadyDecided(Refused):
    """A proposal somebody has decided on already."""


def propose(found: Sequence[Proposal]) -> None:
    """Have `found` (unsaved) wait for a decision; what was proposed of the same words about the same one stays as is.

    What waits from the same events and is not found any more goes. Where somebody has decided on a proposal of an event
    of that kind about that one, nothing like it is proposed again.
    """
    events = {p.evidence_event_id for p in found}
    forget_waiting(events)
    decided = set(
        Proposal.objects.filter(evidence_event_id__in=events).values_list("evidence_event_id", "kind", "about")
    )
    fresh = [p for p in found if (p.evidence_event_id, p.kind, p.about) not in decided]
    Proposal.objects.bulk_create(fresh, ignore_conflicts=True)


def forget_waiting(event_ids: Iterable[int]) -> None:
    """What waits and was read from these events is proposed no longer."""
    Proposal.objects.filter(evidence_event_id__in=list(event_ids), state=ProposalState.WAITING).delete()


@transaction.atomic
def keep(
    proposal_id: int, *, by: User, now: datetime, text: str, subject: str, title: str, audience: str = ""
) -> Proposal:
    """`by` says it is worth keeping: it becomes a detail (`text`, about `subject`) or, where a day was told, a day.

    `title` is what the day is called. Raises `AlreadyDecided`.
    """
    found = _still_open(proposal_id, unless=ProposalState.KEPT)
    if found.state == ProposalState.KEPT:
        return found
    audience = audience if audience in Audience.values else found.audience
    if found.has_day and is_day(calendar=found.calendar, year=found.year, month=found.month or 0, day=found.day or 0):
        before = set(found.person.occasions.values_list("id", flat=True))
        made = actions.add_occasion(
            found.person,
            title=title or text,
            month=found.month or 1,
            day=found.day or 1,
            year=found.year,
            yearly=found.year is None,
            kind=found.occasion if found.occasion in KINDS_OF_OCCASION else "other",
            subject=subject,
            calendar=found.calendar,
            source=DetailSource.SAID,
            audience=audience,
        )
        found.kept_occasion = None if made.pk in before else made
    else:
        known = set(found.person.details.values_list("id", flat=True))
        detail = actions.add_detail(
            found.person,
            text=text or found.text,
            source=DetailSource.SAID,
            learned_on=found.said_on,
            by=by,
            subject=subject,
            audience=audience,
            evidence_event_id=found.evidence_event_id,
        )
        found.detail = None if detail.pk in known else detail  # what was known before stays when this is taken back
    return _decide(found, ProposalState.KEPT, by=by, now=now)


@transaction.atomic
def dismiss(proposal_id: int, *, by: User, now: datetime) -> Proposal:
    """`by` says it is not worth keeping; it is not proposed again. Raises `AlreadyDecided`."""
    found = _still_open(proposal_id, unless=ProposalState.DISMISSED)
    return found if found.decided_at else _decide(found, ProposalState.DISMISSED, by=by, now=now)


@transaction.atomic
def reopen(proposal_id: int) -> Proposal:
    """Take a decision back: it waits again, and what came to be known by it goes."""
    found = Proposal.objects.select_for_update().get(id=proposal_id)
    for made in (found.detail, found.kept_occasion):
        if made is not None:
            made.delete()
    found.state, found.decided_at, found.decided_by = ProposalState.WAITING, None, None
    found.detail = found.kept_occasion = None
    found.save()
    return found


def _still_open(proposal_id: int, *, unless: str) -> Proposal:
    """The proposal, if nobody decided otherwise than `unless`: a second click is no quarrel."""
    found = Proposal.objects.select_for_update(of=("self",)).select_related("person").get(id=proposal_id)
    if found.state not in (ProposalState.WAITING, unless):
        raise AlreadyDecided(_("Somebody has decided on this already, so nothing was changed."))
    return found


def _decide(found: Proposal, state: str, *, by: User, now: datetime) -> Proposal:
    found.state, found.decided_at, found.decided_by = state, now, by
    found.save()
    return found
