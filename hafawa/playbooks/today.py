"""Whom to turn to today, in which order, in how many minutes? Reads the database only; a dozen small queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from babel.dates import format_timedelta
from django.db.models import Count, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import override

from hafawa.kernel.text import direction
from hafawa.people import clusters
from hafawa.people.models import Person
from hafawa.playbooks import card, facts, left
from hafawa.playbooks.card import Card
from hafawa.playbooks.models import LastRun, State, Suggestion
from hafawa.playbooks.registry import playbooks
from hafawa.team.models import Shop
from hafawa.timeline.models import Event

A_DOZEN = 12
MOST = 200  # cards looked at when filling minutes
PRAISES = 3
THIRD = 3
WORDLESS = 10  # of so many with five stars one has words, at worst
RECENT = 300  # messages and reviews among which praise is looked for


class Waiting(NamedTuple):
    """What choosing looks at of a suggestion; `suggestion_today` indexes it."""

    id: int
    person_id: int
    action: str
    minutes: int
    urgency: float


class Placed(NamedTuple):
    """A suggestion, its place in the whole list, and whether a place was kept for its kind of act."""

    place: int
    suggestion: Waiting
    is_kept: bool = False


@dataclass(frozen=True)
class Praise:
    """Something kind a customer wrote."""

    event_id: int
    person_id: int
    person_name: str
    text: str
    at: datetime
    direction: str


@dataclass(frozen=True)
class Source:
    """When something of this kind last arrived; None: never."""

    kind: str
    last_at: datetime | None
    sentence: str


@dataclass(frozen=True)
class Quiet:
    """Someone to think of when nothing is due."""

    person_id: int
    person_name: str


@dataclass(frozen=True)
class Today:
    """The page: cards in order, praise, who is left out, what is unknown, how fresh the sources are.

    `total` counts all cards waiting, `minutes_used` those shown. `is_stale` says that the list is judged from `day`,
    the end of an old record, and not from the present.
    """

    cards: list[Card]
    total: int
    minutes_used: int
    praise: list[Praise]
    left_out: list[left.Left]
    unknown: list[left.Unknown]
    sources: list[Source]
    quiet: Quiet | None
    day: datetime
    made_at: datetime | None
    is_stale: bool


def cards(
    *, to: object, day: datetime, now: datetime, minutes: int | None = None, limit: int | None = None, language: str
) -> Today:
    """Today as `to`, a reader of `language`, sees it, judged from `day` (see `timeline.log.day_of`).

    A dozen cards, or `limit`; with `minutes` as many as fit, in order, skipping those that are too long. Every
    third place goes to a kind of act not on the list yet, so that troubles do not crowd out thanks.
    """
    shop, run = Shop.get(), LastRun.objects.filter(id=1).first()
    waiting = _waiting(shop, to=to, now=now, day=day)
    look = 4 * (limit or A_DOZEN) if minutes is None else max(MOST, limit or 0)  # a person may have several
    chosen = _fill(_mixed(_placed(waiting, look=look)), minutes=minutes, limit=limit)
    chosen.sort(key=lambda c: c.place)
    shown = Suggestion.objects.visible_to(to).select_related("person").in_bulk([c.suggestion.id for c in chosen])
    record = facts.Record.of(shown.values(), shop=shop, day=day, to=to)
    about = card.About.of([c.suggestion.person_id for c in chosen], on=record.day.date(), to=to)
    record.keys = about.first_keys()
    total = waiting.aggregate(n=Count("person_id", distinct=True))["n"]
    with override(language):
        return Today(
            cards=[
                card.show(
                    shown[c.suggestion.id],
                    place=c.place,
                    total=total,
                    is_kept=c.is_kept and c.place > len(chosen),
                    record=record,
                    about=about,
                    language=language,
                )
                for c in chosen
                if c.suggestion.id in shown
            ],
            total=total,
            minutes_used=sum(c.suggestion.minutes for c in chosen),
            praise=praise(to=to, limit=PRAISES, until=day),
            left_out=left.left_out(),
            unknown=left.unknown(run),
            sources=sources(now=now, language=language),
            quiet=None if chosen else _quiet(run, to=to),
            day=day,
            made_at=run.made_at if run else None,
            is_stale=now - day > timedelta(days=1),
        )


def _waiting(shop: Shop, *, to: object, now: datetime, day: datetime) -> QuerySet[Suggestion]:
    """Open, not past their time, or snoozed until today; the most urgent first."""
    today = now.astimezone(shop.zone).date()
    return (
        Suggestion.objects.visible_to(to)
        .filter(state__in=[State.OPEN, State.LATER])
        .filter(Q(state=State.OPEN) | Q(later_until__lte=today))
        .filter(Q(expires_at__isnull=True) | Q(expires_at__gt=day) | Q(state=State.LATER))
        .filter(playbook__in=list(playbooks()))
        .exclude(person_id__in=Person.objects.filter(merged_into__isnull=False).values("id"))  # until the next run
        .order_by("-urgency", "-value_minor", "playbook", "id")
    )


def _look(waiting: QuerySet[Suggestion], most: int) -> list[Waiting]:
    return [Waiting(*row) for row in waiting.values_list(*Waiting._fields)[:most]]


def _one_a_person(suggestions: list[Waiting]) -> list[Waiting]:
    first: dict[int, Waiting] = {}
    for suggestion in suggestions:
        first.setdefault(suggestion.person_id, suggestion)
    return list(first.values())


def _placed(waiting: QuerySet[Suggestion], *, look: int) -> list[Placed]:
    """The first card of each person among the `look` most urgent, and the first of each kind of act not among them."""
    looked = _look(waiting, look)
    first = _one_a_person(looked)
    placed = [Placed(place, s) for place, s in enumerate(first, start=1)]
    if len(looked) < look:
        return placed
    people = {s.person_id for s in first}
    for action in sorted({p.action for p in playbooks().values()} - {s.action for s in first}):
        for later in _look(waiting.filter(action=action).exclude(person_id__in=people), 1):
            placed.append(Placed(waiting.filter(urgency__gt=later.urgency).count() + 1, later))
            people.add(later.person_id)
    return placed


def _mixed(placed: list[Placed]) -> list[Placed]:
    """In order of urgency, but every third is the first of a kind of act that has not come yet."""
    left, seen = list(placed), set[str]()
    mixed: list[Placed] = []
    while left:
        new = (c for c in left if c.suggestion.action not in seen) if len(mixed) % THIRD == THIRD - 1 else iter(())
        pick = next(new, left[0])
        mixed.append(pick._replace(is_kept=pick is not left[0]))
        left.remove(pick)
        seen.add(pick.suggestion.action)
    return mixed


def _fill(placed: list[Placed], *, minutes: int | None, limit: int | None) -> list[Placed]:
    """Those that fit."""
    most = limit if limit is not None else (A_DOZEN if minutes is None else MOST)
    chosen: list[Placed] = []
    left_minutes = minutes
    for card_ in placed:
        if len(chosen) >= most:
            break
        if left_minutes is None:
            chosen.append(card_)
        elif card_.suggestion.minutes <= left_minutes:
            chosen.append(card_)
            left_minutes -= card_.suggestion.minutes
    return chosen


def praise(*, to: object, limit: int, until: datetime) -> list[Praise]:
    """The newest kind words up to `until`: reviews of 5 with words, messages read as praise."""
    known = (
        Event.objects.visible_to(to)
        .filter(person__isnull=False, occurred_at__lte=until)
        .order_by("-occurred_at", "-id")
    )
    reviews, messages = (
        known.filter(id__in=known.filter(kind=kind).values("id")[:RECENT]).select_related("person")
        for kind in ("review.posted", "message.received")
    )
    messages = messages.filter(annotation__is_praise=True, annotation__is_request=False)
    found = [*reviews.filter(score=5)[: limit * WORDLESS], *messages[: limit * WORDLESS]]
    newest = sorted(found, key=lambda e: (e.occurred_at, e.id), reverse=True)
    return [_praise(e) for e in newest if e.data.get("text")][:limit]


def _praise(event: Event) -> Praise:
    text = event.data["text"]
    person = event.person
    kept = 0 if person is None else clusters.kept_id(person.pk) if person.merged_into_id else person.pk
    return Praise(event.id, kept, str(person), text, event.occurred_at, direction(text))


def sources(*, now: datetime, language: str) -> list[Source]:
    """When each kind of thing last arrived."""
    kinds = {"orders": "order.placed", "messages": "message.received", "reviews": "review.posted"}
    kinds["deliveries"] = "delivery.arrived"
    latest = {
        name: Subquery(Event.objects.filter(kind=kind).order_by("-occurred_at").values("occurred_at")[:1])
        for name, kind in kinds.items()
    }
    newest = Shop.objects.annotate(**latest).values(*kinds).first() or {}
    return [_source(name, newest.get(name), now=now, language=language) for name in kinds]


def _source(kind: str, last_at: datetime | None, *, now: datetime, language: str) -> Source:
    sentences = {
        "orders": (_("The last order came {ago}."), _("No order has come yet.")),
        "messages": (_("The last message came {ago}."), _("No message has come yet.")),
        "reviews": (_("The last review came {ago}."), _("No review has come yet.")),
        "deliveries": (_("The last delivery arrived {ago}."), _("No delivery is recorded yet.")),
    }
    known, never = sentences[kind]
    if last_at is None:
        return Source(kind, None, never)
    ago = format_timedelta(last_at - now, add_direction=True, locale=language)
    return Source(kind, last_at, known.format(ago=ago))


def _quiet(run: LastRun | None, *, to: object) -> Quiet | None:
    people = Person.objects.visible_to(to).in_bulk(run.quiet) if run else {}
    first = next((people[i] for i in run.quiet if i in people), None) if run else None
    return Quiet(first.id, str(first)) if first else None
