"""How does one step of a boundary read on a page, and what could be proposed?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from django.utils.translation import gettext as _

from hafawa.conversations.boundaries import queries, wording
from hafawa.conversations.boundaries.models import Boundary, State, Step
from hafawa.kernel.text import isolate
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.team.permissions import Level, level_of
from hafawa.timeline.models import Event
from hafawa.web.templatetags.page import day
from hafawa.web.words.story import Item, tell

_ABUSE_IN = ("message.received", "call.received", "review.posted", "mention.posted", "survey.answered", "note.written")
_OFFERED = 15
_NOT_CALLED = (Step.SLOWER, Step.NO_CALLS, Step.END)


@dataclass(frozen=True)
class Shown:
    """A step with what it rests on, as far as the one who looks may read that, and what they may do."""

    boundary: Boundary
    evidence: list[Item]
    hidden: int
    is_in_force: bool
    is_over: bool
    is_to_review: bool
    may_decide: bool
    may_withdraw: bool
    apology: Item | None


def shown(boundary: Boundary, *, to: User, on: date) -> Shown:
    """`boundary` for `to`, on the day `on`."""
    seen = Event.objects.visible_to(to).filter(id__in=boundary.evidence).select_related("annotation")
    evidence = [tell(e) for e in seen.order_by("occurred_at", "id")]
    is_waiting, is_mine = boundary.state == State.PROPOSED, boundary.proposed_by_id == to.pk
    is_manager = level_of(to) >= Level.MANAGER
    is_in_force = boundary.state == State.IN_FORCE and boundary.expires_on >= on
    apology = queries.apology_since(boundary, to=to) if is_in_force else None
    return Shown(
        boundary=boundary,
        evidence=evidence,
        hidden=len(boundary.evidence) - len(evidence),
        is_in_force=is_in_force,
        is_over=boundary.state == State.IN_FORCE and not is_in_force,
        is_to_review=queries.is_to_review(boundary, on=on),
        may_decide=is_waiting and is_manager and not is_mine,
        may_withdraw=is_waiting and (is_manager or is_mine),
        apology=tell(apology) if apology else None,
    )


def not_called(person_ids: Collection[int], *, to: User, on: date) -> dict[int, str]:
    """Whom of `person_ids` the team does not call on the day `on`, and in a sentence why and what to do instead."""
    standing = [b for b in queries.standing(to=to, on=on) if b.step in _NOT_CALLED] if person_ids else []
    kept = clusters.kept_of([b.person_id for b in standing]) if standing else {}
    found: dict[int, str] = {}
    for one in standing:  # the one that ends last is told
        person_id = kept.get(one.person_id, one.person_id)
        if person_id in person_ids:
            until = isolate(day(one.expires_on))
            is_over = one.step == Step.END
            sentence = (
                _("Our service to them is ended until {date}: do not call.")
                if is_over
                else _("Not to be called until {date}: write instead.")
            )
            found[person_id] = sentence.format(date=until)
    return found


def events(person: Person, *, to: User) -> list[tuple[str, str]]:
    """The newest of theirs that a step may rest on: its id, and in words when and what."""
    mine = Event.objects.visible_to(to).filter(person_id__in=clusters.ids_of(person.pk), kind__in=_ABUSE_IN)
    told = [tell(e) for e in mine.select_related("annotation").order_by("-occurred_at", "-id")[:_OFFERED]]
    return [(str(i.id), f"{i.at:%Y-%m-%d} · {i.title}{': ' if i.text else ''}{i.text[:140]}") for i in told]


def suggested(person: Person, *, until: date) -> list[tuple[str, str]]:
    """Each step that is told to them, with words in their language."""
    return [(str(step.label), words(person, step, until=until)) for step in Step if step != Step.NOTE]


def words(person: Person, step: str, *, until: date) -> str:
    """What they could be told of `step`."""
    spoken = person.language[:2] if person.language[:2] in wording.LANGUAGES else "en"
    return wording.suggested(step, language=spoken, date=format_date(until, "long", locale=spoken))
