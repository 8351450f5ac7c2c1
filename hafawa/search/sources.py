"""What of our rows is kept in the index, and under what? One source a table; everything sought is named here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Model

from hafawa.people.models import Detail, Identifier, Occasion, Person
from hafawa.search import folding, sounds
from hafawa.timeline.models import Event

ORDER = "order.placed"
SPOKEN = (
    "message.received", "message.sent", "call.made", "call.received", "review.posted", "review.answered",
    "mention.posted", "survey.answered", "note.written", "contact.made", "gesture.given", "strike.noted",
    "strike.repaired",
)  # fmt: skip
TEXTS = ("title", "subject", "question", "text", "what", "note")


@dataclass
class Kept:
    """What some rows are kept under: words and keys by table, and new words of names."""

    words: dict[str, list[tuple[int, list[str]]]] = field(default_factory=dict)
    keys: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def add_words(self, table: str, row_id: int, words: Iterable[str]) -> None:
        """`row_id` of `table` is found by `words`."""
        self.words.setdefault(table, []).append((row_id, list(dict.fromkeys(words))))

    def add_key(self, table: str, row_id: int, key: str) -> None:
        """`row_id` of `table` is found by any part of `key`."""
        self.keys.setdefault(table, []).append((row_id, key))


Row = tuple[Any, ...]


@dataclass(frozen=True)
class Source:
    """A table of ours: which columns are read, how a row is kept, and in which tables of the index under which id."""

    name: str
    model: type[Model]
    columns: tuple[str, ...]
    keep: Callable[[Kept, Row], None]
    tables: tuple[str, ...]
    id_in_index: Callable[[int], int] = int

    def after(self, row_id: int, *, limit: int) -> list[Row]:
        """The next rows after `row_id`, in the order of their ids."""
        rows = self.model._default_manager.filter(id__gt=row_id)  # noqa: SLF001 - Django's documented way
        return list(rows.order_by("id").values_list("id", *self.columns)[:limit])

    def these(self, ids: Sequence[int]) -> list[Row]:
        """The rows `ids` that are still there."""
        return list(self.model._default_manager.filter(id__in=ids).values_list("id", *self.columns))  # noqa: SLF001

    def last(self) -> int:
        """The highest id."""
        return int(self.model._default_manager.aggregate(last=Max("id"))["last"] or 0)  # noqa: SLF001


def order_words(data: dict[str, Any]) -> list[str]:
    """The texts of an order: what was bought, its status, and numbers a parcel is followed by."""
    items = [str(item.get("name") or "") for item in data.get("items") or [] if isinstance(item, dict)]
    return [*items, str(data.get("status") or ""), *_followed_by(data)]


def spoken(data: dict[str, Any]) -> list[str]:
    """The texts of what was said, in the order they are read."""
    return [str(data[name]) for name in TEXTS if data.get(name)]


def _followed_by(data: dict[str, Any]) -> list[str]:
    return [str(value) for name, value in data.items() if "track" in name and isinstance(value, str | int)]


def _person(kept: Kept, row: Row) -> None:
    row_id, name = row
    listed = folding.name_tokens(name)
    spoken_so = [said for word in listed for said in sounds.said(word)]
    kept.add_words("search_person", row_id, [*listed, *spoken_so])
    kept.names |= {word for word in listed if not word.isdigit() and len(word) > 1}


def _identifier(kept: Kept, row: Row) -> None:
    row_id, kind, value, as_typed = row
    key = folding.compact(as_typed if kind == "customer_id" else value)
    kept.add_key("search_person_key", row_id, key)


def _detail(kept: Kept, row: Row) -> None:
    row_id, text, subject = row
    kept.add_words("search_known", row_id * 2, folding.tokens(f"{subject} {text}"))


def _occasion(kept: Kept, row: Row) -> None:
    row_id, title, subject = row
    kept.add_words("search_known", row_id * 2 + 1, folding.tokens(f"{subject} {title}"))


def _event(kept: Kept, row: Row) -> None:
    row_id, kind, ref, data = row
    if kind == ORDER:
        texts = order_words(data)
        kept.add_words("search_order", row_id, folding.tokens(" ".join(texts)))
        kept.add_key("search_order_key", row_id, " ".join(map(folding.compact, [ref, *_followed_by(data)])).strip())
    elif kind in SPOKEN:
        about = [str(data.get("order_ref") or "")]
        kept.add_words("search_message", row_id, folding.tokens(" ".join([*spoken(data), *about])))


SOURCES = {
    source.name: source
    for source in (
        Source("person", Person, ("name",), _person, ("search_person",)),
        Source("identifier", Identifier, ("kind", "value", "as_typed"), _identifier, ("search_person_key",)),
        Source("detail", Detail, ("text", "subject"), _detail, ("search_known",), lambda row_id: row_id * 2),
        Source("occasion", Occasion, ("title", "subject"), _occasion, ("search_known",), lambda row_id: row_id * 2 + 1),
        Source("event", Event, ("kind", "ref", "data"), _event, ("search_order", "search_order_key", "search_message")),
    )
}
