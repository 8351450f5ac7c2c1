"""The hand-written shop and questions of `cases`: read, put into a database, asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
CASES = Path(__file__).parent / "cases"
KIND = {"name": "person", "across": "person", "misspelt": "person", "key": "person", "order": "order"} | {
    "message": "message",
    "detail": "known",
}
Shop = dict[str, int]  # the name of a thing in shop.txt, and its id among its kind


class Question(NamedTuple):
    """What is typed, what sort of question it is, and the things any of which was meant."""

    split: str
    sort: str
    text: str
    meant: frozenset[str]


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line.strip()]


def questions(split: str | None = None) -> list[Question]:
    """All questions, or those of one `split`: dev, test."""
    read = [Question(where, sort, text, frozenset(meant.split())) for where, sort, text, meant in rows("queries.txt")]
    return [question for question in read if split in {None, question.split}]


def fill() -> Shop:
    """Put the shop into the database and its index."""
    from hafawa.search import indexing
    from hafawa.team.models import Shop as OurShop

    shop = OurShop.get()
    shop.country = "GE"
    shop.save()
    made: Shop = {}
    for name, *cells in rows("shop.txt"):
        made[name] = _MAKE[name[0]](name, cells, made)
    indexing.index(now=NOW)
    return made


def _person(_name: str, cells: list[str], _made: Shop) -> int:
    from hafawa.people import actions

    called, email, phone, number = cells
    keys = [("email", email, email), ("phone", phone, phone), ("customer_id", f"till:{number}", number)]
    return actions.find_or_make(keys, name=called, language="", now=NOW)[0].pk


def _order(name: str, cells: list[str], made: Shop) -> int:
    from hafawa.timeline.events import OrderPlaced

    whose, ref, item = cells
    return _append(name, OrderPlaced(ref=ref, items=[{"name": item}]), made[whose])


def _message(name: str, cells: list[str], made: Shop) -> int:
    from hafawa.timeline.events import MessageReceived

    return _append(name, MessageReceived(channel="email", ref=name, text=cells[1]), made[cells[0]])


def _detail(_name: str, cells: list[str], made: Shop) -> int:
    from hafawa.people import actions
    from hafawa.people.models import Person

    person = Person.objects.get(id=made[cells[0]])
    return actions.add_detail(person, text=cells[1], source="said", learned_on=NOW.date()).pk


def _append(name: str, what: object, person_id: int) -> int:
    from hafawa.timeline import log

    event = log.append(log.Entry(what, NOW, "cases", name, person_id), now=NOW)  # type: ignore[arg-type]
    assert event is not None
    return event.pk


_MAKE: dict[str, Callable[[str, list[str], Shop], int]] = {
    "p": _person,
    "o": _order,
    "m": _message,
    "d": _detail,
}


def answers(question: Question, made: Shop, *, limit: int = 5) -> list[str]:
    """The names of the things the product finds for `question`, best first."""
    from hafawa.search import queries

    kind = KIND[question.sort]
    letter = {"person": "p", "order": "o", "message": "m", "known": "d"}[kind]
    names = {made[name]: name for name in made if name[0] == letter}
    found = queries.page(question.text, kind, user=None, limit=limit)
    return [names[hit.id] for hit in found.hits]


def place(question: Question, found: list[str]) -> int:
    """Where in `found`, counted from 1, the first thing stands that was meant; 0 where none does."""
    return next((n for n, name in enumerate(found, start=1) if name in question.meant), 0)
