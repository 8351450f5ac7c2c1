"""What is on one person's page?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from hafawa.people import occasions
from hafawa.people.models import Consent, Detail, Identifier, Occasion, Person, Proposal, ProposalState
from hafawa.playbooks.models import State, Suggestion
from hafawa.team import permissions
from hafawa.team.models import User
from hafawa.team.permissions import Level
from hafawa.timeline.models import Event
from hafawa.web.templatetags.page import language
from hafawa.web.words import kin
from hafawa.web.words import standing as in_words
from hafawa.web.words.story import Item, tell

_BESIDE = ("promise.made", "promise.kept", "promise.withdrawn", "gesture.given", "strike.noted", "strike.repaired")
_MOST, _MOST_KEYS = 200, 50  # on one page; what is more is told by its number
_PROPOSED = 3  # at once: a question or two is answered, a list is not


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
class Proposed:
    """What was read in their words and waits for somebody to keep it."""

    proposal: Proposal
    whom: str
    kind: str
    title: str
    shown: str  # the day, where one was told


@dataclass(frozen=True)
class Page:
    """Everything beside the story."""

    person: Person
    identifiers: list[Identifier]
    more_identifiers: int
    hidden_identifiers: int
    standing: list[in_words.Sentence]
    value: list[in_words.Fact]
    unknown: list[str]
    details: list[Detail]
    more_details: int
    hidden_details: int
    proposed: list[Proposed]
    more_proposed: int
    days: list[Day]
    more_days: int
    promises: list[Promised]
    strikes: list[Strike]
    gestures: list[Item]
    consents: list[Consent]
    cards: list[Suggestion]
    judged_at: Any


def read(person: Person, *, who: list[int], today: date, to: User) -> Page:
    """The page of `person` (with `standing` fetched along), whose ids are `who`, as `to` may see it, as of `today`.

    `today` is a day in the shop's zone.
    """
    row = _row(person)
    beside = _beside(who, row, to=to)
    seen = _lasting(Detail.objects.visible_to(to), who, today)
    shown = _details(seen)
    n_seen = len(shown) if len(shown) < _MOST else _different(seen)
    waiting = list(
        Proposal.objects.visible_to(to).filter(person_id__in=who, state=ProposalState.WAITING)[:_MOST]
    )  # fmt: skip
    identifiers = Identifier.objects.visible_to(to).filter(person_id__in=who)
    keys = list(identifiers.order_by("kind", "id")[: _MOST_KEYS + 1])
    days = _days(who, today, to=to)
    return Page(
        person=person,
        identifiers=keys[:_MOST_KEYS],
        more_identifiers=identifiers.count() - _MOST_KEYS if len(keys) > _MOST_KEYS else 0,
        hidden_identifiers=_kept_back(who, to=to),
        standing=in_words.sentences(row),
        value=in_words.value(row),
        unknown=in_words.unknown(row),
        details=shown,
        more_details=n_seen - len(shown),
        hidden_details=_different(_lasting(Detail.objects.all(), who, today)) - n_seen,
        proposed=[_proposed(p) for p in waiting[:_PROPOSED]],
        more_proposed=max(0, len(waiting) - _PROPOSED),
        days=days[:_MOST],
        more_days=max(0, len(days) - _MOST),
        promises=_promises(beside, today),
        strikes=_strikes(beside, row),
        gestures=[tell(e) for e in beside if e.kind == "gesture.given"],
        consents=list(Consent.objects.visible_to(to).filter(person_id__in=who).order_by("-stated_at", "-id")[:20]),
        cards=_cards(person, to=to),
        judged_at=person.standing.judged_at if row else None,
    )


def _kept_back(who: list[int], *, to: User) -> int:
    """How many keys there are, for one who may not see any: that there is a way to reach them is no secret."""
    return 0 if permissions.level_of(to) >= Level.AGENT else Identifier.objects.filter(person_id__in=who).count()


def _cards(person: Person, *, to: User) -> list[Suggestion]:
    mine = Suggestion.objects.visible_to(to).filter(person_id=person.pk, state__in=[State.OPEN, State.LATER])
    return list(mine.order_by("-urgency", "id")[:3])


def _row(person: Person) -> Mapping[str, Any] | None:
    standing = getattr(person, "standing", None)
    return standing.row if standing is not None else None


def _lasting(seen: QuerySet[Detail], who: list[int], today: date) -> QuerySet[Detail]:
    """What was noted and still holds."""
    return seen.filter(Q(expires_on__isnull=True) | Q(expires_on__gte=today), person_id__in=who)


def _details(lasting: QuerySet[Detail]) -> list[Detail]:
    """The newest; the same words about the same subject once, with whomever they were noted."""
    fresh = list(lasting.select_related("secret_from").order_by("-learned_on", "-id")[: 4 * _MOST])
    return list({(d.subject, d.text, d.audience): d for d in reversed(fresh)}.values())[::-1][:_MOST]


def _different(lasting: QuerySet[Detail]) -> int:
    """How many there are, the same words about the same subject once."""
    return lasting.order_by().values("subject", "text", "audience").distinct().count()


def _beside(who: list[int], row: Mapping[str, Any] | None, *, to: User) -> list[Event]:
    """Promises, gestures, strikes and repairs, and the events the found strikes rest on; newest first."""
    struck = list((row or {}).get("strike_event_ids") or [])
    seen = Event.objects.visible_to(to).filter(person_id__in=who)
    mine = seen.select_related("annotation").order_by("-occurred_at", "-id")
    noted = list(mine.filter(Q(kind__in=_BESIDE) | Q(id__in=struck))[:_MOST])
    known = {e.pk for e in noted}
    missing = [i for i in struck if i not in known] if len(noted) == _MOST else []
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


def _proposed(proposal: Proposal) -> Proposed:
    shown = occasions.show(_told(proposal), language=language()) if proposal.has_day else ""
    return Proposed(
        proposal, whom=kin.whom(proposal.about), kind=kin.kind(proposal), title=kin.day(proposal), shown=shown
    )


def _told(proposal: Proposal) -> Occasion:
    return Occasion(calendar=proposal.calendar, month=proposal.month or 1, day=proposal.day or 1)


def _days(who: list[int], today: date, *, to: User) -> list[Day]:
    found = []
    rows = Occasion.objects.visible_to(to).filter(person_id__in=who).order_by("id")
    once = {(o.calendar, o.month, o.day, o.title, o.subject): o for o in reversed(rows)}
    for occasion in reversed(once.values()):
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
