"""Which people are meant by these letters or digits? By key, by name, by a name misspelt or in another script."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from hafawa.kernel.text import ascii_digits, fold
from hafawa.people.identifiers import normal_email, normal_phone
from hafawa.people.models import Identifier, IdentifierKind, Person
from hafawa.search import folding, schema, sounds, store
from hafawa.search.store import Asked, Term
from hafawa.team.models import Shop

MOST = 200  # people in one answer: whoever reads further writes more of the name
_NEAR_AT_ONCE = 3000
_ALIKE = 12


@dataclass(frozen=True)
class Meant:
    """Ids of people, best first, and the words and part of a key they were found by, for marking."""

    ids: list[int]
    words: frozenset[str]
    part: str


def find(text: str, *, limit: int, by_keys: bool = True) -> Meant:
    """At most `limit` people: a whole key, a name, its beginning, part of a key, a name that sounds or looks so.

    `by_keys` is False for one who may not see addresses and numbers: nobody is found by what is kept from them.
    """
    sought = folding.sought_names(text)
    part = _key_part(text) if by_keys else ""
    alike: set[str] = set()
    ids: dict[int, None] = {}
    for way in _ways(text, sought, part, alike, by_keys=by_keys):
        ids |= dict.fromkeys(way)
        if len(ids) >= limit:
            break  # before the next way is gone
    return Meant(list(ids)[:limit], frozenset({*sought, *alike}), part)


def _ways(text: str, sought: Sequence[str], part: str, alike: set[str], *, by_keys: bool) -> Iterator[list[int]]:
    holders = _holders(text) if by_keys else []
    yield holders
    if not sought or (holders and normal_email(text)):
        return  # a whole address that somebody has means them, and nobody whose address holds it
    yield from _named(text, sought)
    if part:
        yield _parts(part)
    if any(word.isalpha() for word in sought) and not any(c.isdigit() or c == "@" for c in text):
        yield _sounding(sought, alike)


def _holders(text: str) -> list[int]:
    """Whoever holds the whole key."""
    text = ascii_digits(folding.clean(text[: folding.LONGEST_QUERY])).strip()
    typed = fold(text).replace(" ", "")
    bare = typed.lstrip("#@")
    values = {typed, bare, normal_email(text) or "", _phone(text) or ""} - {""}
    if not values:
        return []
    keys = Identifier.objects.filter(kind__in=IdentifierKind.values, value__in=values)
    found = list(keys.order_by("kind", "value").values_list("person_id", flat=True)[:MOST])
    return [*found, *_numbered(folding.compact(bare))] if any(c.isdigit() for c in bare) else found


def _numbered(number: str) -> list[int]:
    """Whoever has that customer number, in whichever system."""
    ids = store.match_key("search_person_key", number, limit=MOST)
    return list(Identifier.objects.filter(id__in=ids).order_by("-id").values_list("person_id", flat=True))


def _phone(text: str) -> str | None:
    digits = [c for c in text if c.isdigit()]
    is_number = len(digits) > 4 and not any(c.isalpha() for c in text)
    return normal_phone(text, country=Shop.get().country) if is_number else None


def _key_part(text: str) -> str:
    """What a key would hold: digits lose the zeros and plus a number is dialled with."""
    part = folding.compact(text[: folding.LONGEST_QUERY])
    if part.isdigit() and len(part) > 3:
        part = part.lstrip("0") or part
    return part


def _named(text: str, sought: Sequence[str]) -> Iterator[list[int]]:
    """Whose name begins so; who is called so in any order; and where the last word may go on."""
    folded = fold(folding.clean(text[: folding.LONGEST_QUERY]))
    whole = [[Term(word)] for word in sought]
    begun = [*whole[:-1], [Term(sought[-1]), Term(sought[-1], begins=True)]]
    yield _begins(folded)  # in the order of names: the name itself, then with another word, then a longer one
    yield store.match("search_person", Asked(whole), limit=MOST)
    yield store.match("search_person", Asked(begun), limit=MOST)


_BEGINNING = """SELECT id FROM people_person WHERE folded_name ~>=~ %s AND folded_name ~<~ %s
ORDER BY folded_name USING ~<~, id LIMIT %s"""


def _begins(folded: str) -> list[int]:
    """A name beginning so, in the order of code points: as a range, so that an index gives the first without sorting
    all there are."""
    until = folded + "\U0010ffff"
    if connection.vendor == "sqlite":
        found = Person.objects.filter(folded_name__gte=folded, folded_name__lt=until)
        return list(found.order_by("folded_name", "id").values_list("id", flat=True)[:MOST])
    with connection.cursor() as cursor:
        cursor.execute(_BEGINNING, [folded, until, MOST])
        return [person_id for (person_id,) in cursor.fetchall()]


def _parts(part: str) -> list[int]:
    """Part of an address, a telephone or customer number: those that begin or end so first."""
    if len(part) < 2:
        return []
    is_long = len(part) > 2 and schema.has_parts()
    ids = store.match_part("search_person_key", part if is_long else store.key_begins(part), limit=MOST)
    rows = Identifier.objects.filter(id__in=ids).values_list("person_id", "value", "as_typed")
    ranked = sorted(rows, key=lambda row: (_place(part, row[1], row[2]), -row[0]))
    return [person_id for person_id, _value, _typed in ranked]


def _place(part: str, value: str, as_typed: str) -> int:
    keys = {folding.compact(value), folding.compact(as_typed)}
    if part in keys:
        return 0
    return 1 if any(k.startswith(part) or k.endswith(part) for k in keys) else 2


def _sounding(sought: Sequence[str], alike: set[str]) -> list[int]:
    """Called so, but for spelling: each word may be another that looks or sounds like it, in any script."""
    near = [_near(word) for word in sought]
    alike |= {word for words in near for word in words}
    every = [[Term(word), *map(Term, words)] for word, words in zip(sought, near, strict=True)]
    every[-1] += [Term(begun, begins=True) for begun in (sought[-1], *sounds.said_so_far(sought[-1]))]
    ids = store.match("search_person", Asked(every), limit=MOST)
    names = dict(Person.objects.filter(id__in=ids).values_list("id", "name"))
    closeness = {i: _closeness(sought, name) for i, name in names.items()}
    enough = sounds.NEAR * len(sought) - 0.1
    return sorted((i for i in names if closeness[i] >= enough), key=lambda i: (-closeness[i], -i))


def _near(word: str) -> dict[str, float]:
    """The words of names most like `word`, with how like."""
    if len(word) < 2 or word.isdigit():
        return {}
    listed = store.near(sounds.keys(word), limit=_NEAR_AT_ONCE)
    scored = {other: sounds.likeness(word, other) for other in listed}
    best = sorted((o for o in scored if scored[o] >= sounds.allowed(word, o)), key=lambda o: (-scored[o], o))
    return {other: scored[other] for other in best[:_ALIKE]}


def _closeness(sought: Sequence[str], name: str) -> float:
    listed = folding.name_tokens(name)
    whole = [max((sounds.likeness(word, other) for other in listed), default=0.0) for word in sought]
    last = max((sounds.likeness_so_far(sought[-1], other) for other in listed), default=0.0)
    return sum(whole[:-1]) + last
