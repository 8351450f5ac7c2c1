"""How is what was found shown: picture, words with the part that fits, whose, when, and where it leads?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from hafawa.kernel.text import direction
from hafawa.people.models import Person
from hafawa.search import folding, mark, queries, readable
from hafawa.search.mark import Piece
from hafawa.search.queries import Group, Hit
from hafawa.team.models import User
from hafawa.team.permissions import level_of
from hafawa.web.reads import places
from hafawa.web.templatetags.page import money
from hafawa.web.typed import number
from hafawa.web.words.story import tell

RECENT = 6


@dataclass(frozen=True)
class Option:
    """One line of the palette or the page."""

    key: str  # kind and id: what is remembered as opened last
    url: str
    icon: str
    title: list[Piece]
    title_direction: str = ""
    title_is_key: bool = False
    text: list[Piece] = field(default_factory=list)
    text_direction: str = ""
    text_language: str = ""
    keys: tuple[list[Piece], ...] = ()
    whose: str = ""
    amount: str = ""
    at: datetime | None = None
    press: str = ""


@dataclass(frozen=True)
class Section:
    """Options of one sort under their title."""

    kind: str
    title: str
    options: list[Option]
    more: str = ""


def titles() -> dict[str, str]:
    """What the sorts of things found are called."""
    return {
        "place": _("Places and actions"),
        "person": _("People"),
        "order": _("Orders"),
        "message": _("Messages and notes"),
        "known": _("Details and days"),
    }


def palette(text: str, user: User, *, limit: int) -> list[Section]:
    """What fits `text`, places and actions first."""
    sections = [section(group) for group in queries.find(text, user=user, limit=limit)]
    found = _places(places.find(text, level_of(user)), text)
    if found:
        sections.insert(0, Section("place", titles()["place"], found[:limit]))
    return sections


def beginning(user: User, recent: Iterable[str]) -> list[Section]:
    """What is offered before anything is typed: what was opened last, and a few places."""
    opened = _opened(user, recent)
    offered = Section("place", titles()["place"], _places(places.first(level_of(user)), ""))
    return [*([Section("recent", _("Opened last"), opened)] if opened else []), offered]


def section(group: Group, *, more: str = "") -> Section:
    """A group of hits as lines."""
    return Section(group.kind, titles()[group.kind], [option(hit) for hit in group.hits], more)


def option(hit: Hit) -> Option:
    """A hit as a line."""
    if hit.kind == "person" and hit.person is not None:
        return _person(hit.person, hit.title, hit.keys)
    return _event(hit) if hit.event is not None else _known(hit)


def _person(person: Person, title: list[Piece], keys: tuple[list[Piece], ...]) -> Option:
    return Option(
        f"person:{person.pk}",
        reverse("web:person", args=[person.pk]),
        "person",
        title or [(str(person), False)],
        direction(str(person)),
        keys=keys,
    )


def _event(hit: Hit) -> Option:
    event = hit.event
    if event is None:
        raise TypeError("a hit of what happened has its event")
    told = tell(event)
    is_order = hit.kind == "order"
    words = "".join(piece for piece, _fits in hit.text)
    return Option(
        f"{hit.kind}:{event.pk}",
        _evidence(hit.person, event.pk),
        told.icon,
        _title(hit, told.title),
        title_is_key=is_order,
        text=hit.text,
        text_direction=direction(words),
        text_language=told.text_language,
        whose=str(hit.person) if hit.person else "",
        amount=money(event.amount_minor, event.currency) if is_order else "",
        at=event.occurred_at,
    )


def _title(hit: Hit, told: str) -> list[Piece]:
    """An order's number; else how the event is told, marked where what was sought is told there."""
    is_told = bool(hit.title) or not hit.text
    return hit.title if hit.kind == "order" else mark.pieces(told, hit.sought) if is_told else [(told, False)]


def _known(hit: Hit) -> Option:
    place, icon = ("occasions", "celebrate") if hit.kind == "occasion" else ("details", "thank")
    words = "".join(piece for piece, _fits in hit.text)
    person = hit.person
    url = f"{reverse('web:person', args=[person.pk])}#{place}" if person else reverse("web:search")
    name = str(person) if person else ""
    return Option(
        f"{hit.kind}:{hit.id}",
        url,
        icon,
        [(name, False)],
        direction(name),
        text=hit.text,
        text_direction=direction(words),
    )


def _evidence(person: Person | None, event_id: int) -> str:
    """The event on its person's page; one nobody is known of is shown where all is found."""
    if person is None:
        return reverse("web:search")
    return f"{reverse('web:person', args=[person.pk])}?{urlencode({'evidence': event_id})}#evidence"


def _places(found: list[places.Place], text: str) -> list[Option]:
    sought = mark.sought((), begins=folding.sought_words(text))
    return [
        Option(f"place:{p.name}", p.url, p.icon, mark.pieces(p.title, sought), press=p.press, title_direction="")
        for p in found
    ]


def _opened(user: User, recent: Iterable[str]) -> list[Option]:
    """The rows opened last, as they are now; what is gone or may no longer be read is left out."""
    keys = [key.partition(":") for key in recent][:RECENT]
    ids = {kind: [int(row) for k, _colon, row in keys if k == kind and row.isdecimal()] for kind in ("person", "order")}
    people = readable.people(user).in_bulk(ids["person"])
    orders = readable.events(user).filter(kind="order.placed").in_bulk(ids["order"])
    found: list[Option] = []
    for kind, _colon, row in keys:
        row_id = int(row) if row.isdecimal() else 0
        if kind == "person" and row_id in people:
            shown = tuple([(key.as_typed, False)] for key in list(people[row_id].identifiers.all())[:1])
            found.append(_person(people[row_id], [], shown))
        elif kind == "order" and row_id in orders:
            event = orders[row_id]
            found.append(_event(Hit("order", row_id, event.person, [(event.ref, False)], [], event=event)))
    return found


def may_open(key: str) -> bool:
    """Whether `key` is of a sort that is remembered as opened."""
    kind, _colon, row = key.partition(":")
    return kind in {"person", "order"} and number(row) is not None
