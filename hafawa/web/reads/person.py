"""What is on one person's page?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from hafawa.people import occasions
from hafawa.people.models import Audience, Consent, Detail, Identifier, Occasion, Person
from hafawa.playbooks.models import State, Suggestion
from hafawa.timeline.models import Event
from hafawa.web.templatetags.page import language
from hafawa.web.words import standing as in_words
from hafawa.web.words.story import Item, tell

_BESIDE = ("promise.made", "promise.kept", "promise.withdrawn", "gesture.given", "strike.noted", "strike.repaired")
_MOST = 200


@dataclass(frozen=True)
class Promised:
    """A promise and what became of it."""

    item: Item
    due: date | None
    is_late: bool
    fate: str  # open, kept, withdrawn


@dataclass(frozen=True)
class Strike:
    """Something that went wrong and whether it was put right."""

    item: Item
    is_open: bool


@dataclass(frozen=True)
class Day:
    """An occasion with its next date."""

    occasion: Occasion
    shown: str
    next_on: date | None
    in_days: int | None


@dataclass(frozen=True)
class Page:
    """Everything beside the story."""

    person: Person
    identifiers: list[Identifier]
    standing: list[in_words.Sentence]
    value: list[in_words.Fact]
    unknown: list[str]
    details: list[Detail]
    hidden_details: int
    days: list[Day]
    promises: list[Promised]
    strikes: list[Strike]
    gestures: list[Item]
    consents: list[Consent]
    cards: list[Suggestion]
    judged_at: Any


def read(person: Person, *, today: date, may_see_all: bool) -> Page:
    """The page of `person` (with `standing` fetched along), as of `today` in the shop's zone."""
    row = _row(person)
    beside = _beside(person.pk, row)
    details = [d for d in person.details.all() if d.expires_on is None or d.expires_on >= today]
    shown = [d for d in details if may_see_all or d.audience != Audience.NEVER_SHOW]
    return Page(
        person=person,
        identifiers=list(person.identifiers.order_by("kind", "id")),
        standing=in_words.sentences(row),
        value=in_words.value(row),
        unknown=in_words.unknown(row),
        details=shown,
        hidden_details=len(details) - len(shown),
        days=_days(person, today),
        promises=_promises(beside, today),
        strikes=_strikes(beside, row),
        gestures=[tell(e) for e in beside if e.kind == "gesture.given"],
        consents=list(person.consents.order_by("-stated_at", "-id")[:20]),
        cards=list(person.suggestions.filter(state__in=[State.OPEN, State.LATER]).order_by("-urgency", "id")[:3]),
        judged_at=person.standing.judged_at if row else None,
    )


def _row(person: Person) -> Mapping[str, Any] | None:
    standing = getattr(person, "standing", None)
    return standing.row if standing is not None else None


def _beside(person_id: int, row: Mapping[str, Any] | None) -> list[Event]:
    """Promises, gestures, strikes and repairs, and the events the found strikes rest on; newest first."""
    struck = list((row or {}).get("strike_event_ids") or [])
    mine = Event.objects.filter(person_id=person_id).select_related("annotation").order_by("-occurred_at", "-id")
    noted = list(mine.filter(kind__in=_BESIDE)[:_MOST])
    known = {e.pk for e in noted}
    missing = [i for i in struck if i not in known]
    return noted + (list(mine.filter(id__in=missing)) if missing else [])


def _promises(events: list[Event], today: date) -> list[Promised]:
    ended = {
        e.about_id: e.kind.removeprefix("promise.") for e in events if e.kind in {"promise.kept", "promise.withdrawn"}
    }
    found = []
    for event in events:
        if event.kind != "promise.made":
            continue
        fate = ended.get(event.pk, "open")
        is_late = fate == "open" and event.due_date is not None and event.due_date < today
        found.append(Promised(tell(event), event.due_date, is_late, fate))
    return sorted(found, key=lambda p: (p.fate != "open", p.due or date.max if p.fate == "open" else date.max))


def _strikes(events: list[Event], row: Mapping[str, Any] | None) -> list[Strike]:
    struck = set((row or {}).get("strike_event_ids") or [])
    repairs = [e for e in events if e.kind == "strike.repaired"]
    about = {e.about_id for e in repairs}
    last_of_all = max((e.occurred_at for e in repairs if e.about_id is None), default=None)
    found = []
    for event in events:
        if event.pk not in struck and event.kind != "strike.noted":
            continue
        is_right = event.pk in about or (last_of_all is not None and event.occurred_at <= last_of_all)
        found.append(Strike(tell(event), is_open=not is_right))
    return sorted(found, key=lambda s: not s.is_open)


def _days(person: Person, today: date) -> list[Day]:
    found = []
    for occasion in person.occasions.all():
        on = occasions.next_date(occasion, on=today)
        shown = occasions.show(occasion, language=language())
        found.append(Day(occasion, shown, on, (on - today).days if on else None))
    return sorted(found, key=lambda d: d.next_on or date.max)


def line(person: Person) -> str:
    """One line for a list: how they stand, or what is known of them."""
    row = _row(person)
    return in_words.sentences(row)[0].words if row else _("We have just met.")


def by_kind(identifiers: list[Identifier]) -> dict[str, list[Identifier]]:
    """The keys of a person, by what sort they are."""
    found: dict[str, list[Identifier]] = defaultdict(list)
    for identifier in identifiers:
        found[identifier.kind].append(identifier)
    return found
