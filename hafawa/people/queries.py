"""Who is meant by these few letters or digits? Finding people by name, address, number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from hafawa.kernel.text import ascii_digits, fold
from hafawa.people.identifiers import normal_phone
from hafawa.people.models import Identifier, IdentifierKind, Person
from hafawa.team.models import Shop

_MOST_WORDS = 8


def search(text: str, *, limit: int = 20) -> list[Person]:
    """At most `limit` people, best first: a whole key of theirs, a name beginning so, part of a key, part of a name.

    Both sides are folded (hamza, ة/ه, tashkeel, accents, capitals of three scripts) and «ال» and «لل» are dropped
    from the words sought. Each way is tried only while people are wanted, the indexed ones first. Identifiers come
    prefetched.
    """
    folded_text = fold(text)
    if not folded_text:
        return []
    ids: list[int] = []
    for way in _ways(text, folded_text):
        if len(ids) < limit:
            ids = list(dict.fromkeys([*ids, *way[: limit * 2]]))[:limit]
    found = Person.objects.prefetch_related("identifiers").in_bulk(ids)
    return [found[i] for i in ids]


def query_words(folded_text: str) -> list[str]:
    """The words sought for: «ال» and «لل» dropped where at least two letters stay."""
    words = folded_text.split()[:_MOST_WORDS]
    return [w[2:] if w.startswith(("ال", "لل")) and len(w) > 3 else w for w in words]


def _ways(text: str, folded_text: str) -> Iterator[QuerySet[Any]]:
    digits = "".join(c for c in ascii_digits(text) if c.isdigit())
    is_number = len(digits) > 4 and not any(c.isalpha() for c in text)
    phone = normal_phone(text, country=Shop.get().country) if is_number else None
    typed = folded_text.replace(" ", "")
    yield _holders(Q(kind__in=IdentifierKind.values, value__in=[v for v in (typed, phone) if v]))
    every = Q(*(Q(folded_name__contains=word) for word in query_words(folded_text)))
    yield _named(_begins("folded_name", folded_text))
    yield _named(_begins("folded_name", query_words(folded_text)[0]) & every)
    yield from _parts_of_keys(typed, digits, is_number=is_number)
    yield _named(every)


def _parts_of_keys(typed: str, digits: str, *, is_number: bool) -> Iterator[QuerySet[Any]]:
    """The beginning of an address or handle, the end of a phone, a customer number without its system."""
    if is_number:
        yield _holders(Q(kind=IdentifierKind.PHONE, value__endswith=digits.lstrip("0")))
    else:
        yield _holders(Q(kind=IdentifierKind.EMAIL) & _begins("value", typed))
        yield _holders(Q(kind=IdentifierKind.HANDLE) & _begins("value", typed))
    if digits:
        yield _holders(Q(kind=IdentifierKind.CUSTOMER_ID, value__endswith=f":{typed}"))


def _holders(keys: Q) -> QuerySet[Any]:
    return Identifier.objects.filter(keys).order_by("kind", "value").values_list("person_id", flat=True)


def _named(condition: Q) -> QuerySet[Any]:
    return Person.objects.filter(condition).order_by("folded_name", "id").values_list("id", flat=True)


def _begins(field: str, text: str) -> Q:
    """`field` begins with `text`; as a range where the database compares by code point, so that its index is used."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + "\U0010ffff"})
    return Q(**{f"{field}__startswith": text})
