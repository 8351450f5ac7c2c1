"""What is found by these letters: people, orders, messages, details and days, each with the part that fits?

Whatever is typed gives an answer, never an error: one letter, a thousand, signs only. Nothing is shown that `readable`
does not let the one who asks read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from hafawa.people.models import Detail, Identifier, Occasion, Person
from hafawa.search import folding, mark, names, readable, texts
from hafawa.search.conversations import conversations
from hafawa.search.mark import Piece
from hafawa.search.readable import Reader
from hafawa.search.sources import order_words, spoken
from hafawa.timeline.models import Event

__all__ = ["COUNTED", "KINDS", "MOST_PEOPLE", "Group", "Hit", "conversations", "count", "find", "page", "people"]
KINDS = ("person", "order", "message", "known")
COUNTED = 1000  # more than so many are "more than 1,000"
_TABLES = {
    "order": ("search_order", "search_order_key"),
    "message": ("search_message", ""),
    "known": ("search_known", ""),
}
MOST_PEOPLE = names.MOST
_KEYS_SHOWN, _MERGES = 2, 50


_NOTHING = mark.sought(())


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is, whose, and its words in pieces of which those that fit are marked."""

    kind: str  # person, order, message, detail, occasion
    id: int
    person: Person | None
    title: list[Piece]
    text: list[Piece]
    keys: tuple[list[Piece], ...] = ()
    event: Event | None = None
    sought: mark.Sought = _NOTHING


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and where to go on (empty: that is all)."""

    kind: str
    hits: list[Hit]
    after: str = ""


def find(text: str, *, user: Reader, kinds: Collection[str] = KINDS, limit: int = 5) -> list[Group]:
    """The first `limit` of each of `kinds`, in the order of `KINDS`; kinds of which there is nothing are left out."""
    groups = [page(text, kind, user=user, limit=limit) for kind in KINDS if kind in kinds]
    return [group for group in groups if group.hits]


def page(text: str, kind: str, *, user: Reader, limit: int, after: str = "") -> Group:
    """`limit` things of one `kind`, going on after `after` (of the group before)."""
    if kind == "person":
        return _people(text, user=user, limit=limit, skip=int(after) if after.isdecimal() and len(after) < 6 else 0)
    return _fitting(text, kind, user=user, limit=limit, after=_place(after))


def count(text: str, kind: str, *, user: Reader) -> int:
    """How many of `kind` are found that `user` may read, counted up to `COUNTED` (people: `names.MOST`)."""
    if kind == "person":
        return len(_kept(names.find(text, limit=names.MOST, by_keys=readable.may_see_keys(user)).ids))
    table, keys = _TABLES[kind]
    if kind == "known":
        ids = [i for _step, i in texts.find(table, text, limit=COUNTED).places]
        return len(_known_hits(ids, user, _NOTHING))
    ids = [i for _step, i in texts.find(table, text, limit=COUNTED, keys=keys).places]
    return len(ids) - len(readable.kept_back(user).intersection(ids))


def people(text: str, *, user: Reader, limit: int) -> list[Person]:
    """The people found, best first, identifiers fetched along."""
    group = page(text, "person", user=user, limit=limit)
    return [hit.person for hit in group.hits if hit.person is not None]


def _people(text: str, *, user: Reader, limit: int, skip: int) -> Group:
    wanted = min(skip + limit + 1, names.MOST)
    limit_now = names.MOST if skip else wanted
    meant = names.find(text, limit=limit_now, by_keys=readable.may_see_keys(user))
    kept = _kept(meant.ids)
    found = readable.people(user).in_bulk(kept[skip : skip + limit])
    sought = mark.sought(meant.words, begins=folding.sought_names(text)[-1:])
    hits = [_person_hit(found[i], sought, meant.part) for i in kept[skip : skip + limit] if i in found]
    is_more = len(kept) > skip + limit
    return Group("person", hits, str(skip + limit) if is_more else "")


def _kept(ids: list[int]) -> list[int]:
    """Those the people found count as since a merge, each once."""
    into = {i: i for i in ids}
    open_ = set(ids)
    for _merge_of_a_merge in range(_MERGES if open_ else 0):
        rows = Person.objects.filter(id__in=open_, merged_into__isnull=False).values_list("id", "merged_into_id")
        moved = {person_id: kept for person_id, kept in rows if kept is not None}
        into = {i: moved.get(kept, kept) for i, kept in into.items()}
        if not (open_ := set(moved.values())):
            break
    return list(dict.fromkeys(into[i] for i in ids))


def _person_hit(person: Person, sought: mark.Sought, part: str) -> Hit:
    keys = sorted(person.identifiers.all(), key=lambda key: (not _holds(key, part), key.kind, key.pk))
    shown = tuple(mark.key_pieces(key.as_typed, part) for key in keys[:_KEYS_SHOWN])
    return Hit("person", person.pk, person, mark.pieces(person.name, sought), [], shown)


def _holds(key: Identifier, part: str) -> bool:
    return len(part) > 1 and (part in folding.compact(key.as_typed) or part in folding.compact(key.value))


def _fitting(text: str, kind: str, *, user: Reader, limit: int, after: texts.Place) -> Group:
    table, keys = _TABLES[kind]
    fitting = texts.find(table, text, limit=limit + 1, after=after, keys=keys)
    places = fitting.places
    sought = mark.sought(fitting.words, begins=fitting.begins)
    ids = [i for _step, i in places[:limit]]
    hits = _known_hits(ids, user, sought) if kind == "known" else _event_hits(kind, ids, user, sought, text)
    is_more = len(places) > limit
    return Group(kind, hits, "{}.{}".format(*places[limit - 1]) if is_more else "")


def _place(after: str) -> texts.Place:
    step, _dot, row_id = after.partition(".")
    is_place = step.isdecimal() and row_id.isdecimal() and len(step) < 2 and len(row_id) < 19
    return (int(step), int(row_id)) if is_place else texts.START


def _event_hits(kind: str, ids: list[int], user: Reader, sought: mark.Sought, text: str) -> list[Hit]:
    found = readable.events(user).in_bulk(ids)
    return [_event_hit(kind, found[i], sought, text) for i in ids if i in found]


def _event_hit(kind: str, event: Event, sought: mark.Sought, text: str) -> Hit:
    data = event.data
    if kind == "order":
        title = mark.key_pieces(event.ref, folding.compact(text[: folding.LONGEST_QUERY]))
        words = " · ".join(word for word in order_words(data) if word)
    else:
        is_titled = event.kind == "message.received" and bool(data.get("subject"))  # the line's title says it
        title = mark.pieces(str(data["subject"]), sought) if is_titled else []
        told = {"subject"} if is_titled else {"what"} if event.kind == "gesture.given" else set()
        words = "\n".join(text for text in spoken(data) if text not in {data.get(name) for name in told})
    return Hit(kind, event.pk, event.person, title, mark.snippet(words, sought), event=event, sought=sought)


def _known_hits(ids: Iterable[int], user: Reader, sought: mark.Sought) -> list[Hit]:
    ids = list(ids)
    details: dict[int, Detail] = readable.details(user).in_bulk([i // 2 for i in ids if i % 2 == 0])
    days: dict[int, Occasion] = readable.occasions(user).in_bulk([i // 2 for i in ids if i % 2])
    hits: list[Hit] = []
    for i in ids:
        row = days.get(i // 2) if i % 2 else details.get(i // 2)
        if row is not None:
            words = row.title if isinstance(row, Occasion) else row.text
            shown = mark.snippet(f"{row.subject}: {words}" if row.subject else words, sought)
            hits.append(Hit("occasion" if i % 2 else "detail", row.pk, row.person, [], shown))
    return hits
