"""Who is meant by these few letters or digits? Finding people by name, address, number."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from hafawa.kernel.text import ascii_digits, fold
from hafawa.people.identifiers import normal_phone
from hafawa.people.models import Identifier, Person
from hafawa.team.models import Shop

_MOST_WORDS = 8


def search(text: str, *, limit: int = 20) -> list[Person]:
    """At most `limit` people, best first: a key of theirs, a name beginning so, a name holding every word.

    Both sides are folded (hamza, ة/ه, tashkeel, accents, capitals of three scripts) and «ال» and «لل» are dropped
    from the words sought. Identifiers come prefetched.
    """
    folded_text = fold(text)
    if not folded_text:
        return []
    by_key = _ids_by_key(text, limit=limit)
    found = {p.id: p for p in Person.objects.filter(id__in=by_key).prefetch_related("identifiers")}
    people = [found[i] for i in by_key if i in found]
    if len(people) < limit:
        named = _named(folded_text).exclude(id__in=by_key)[: limit - len(people)]
        people += named.prefetch_related("identifiers")
    return people


def query_words(folded_text: str) -> list[str]:
    """The words sought for: «ال» and «لل» dropped where at least two letters stay."""
    words = folded_text.split()[:_MOST_WORDS]
    return [w[2:] if w.startswith(("ال", "لل")) and len(w) > 3 else w for w in words]


def _named(folded_text: str) -> QuerySet[Person]:
    words = query_words(folded_text)
    every = Q()
    for word in words:
        every &= Q(folded_name__contains=word)
    rank = Case(
        When(folded_name__startswith=folded_text, then=Value(0)),
        When(folded_name__startswith=words[0], then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return Person.objects.filter(every).order_by(rank, "folded_name", "id")


def _ids_by_key(text: str, *, limit: int) -> list[int]:
    """People by a key: the whole key first, then its beginning (an address, a handle) or end (a phone)."""
    typed = fold(text).replace(" ", "")
    digits = "".join(c for c in ascii_digits(text) if c.isdigit())
    ways = Q(value=typed) | Q(kind="customer_id", value__endswith=f":{typed}")
    phone = normal_phone(text, country=Shop.get().country) if len(digits) > 4 else None
    if phone:
        ways |= Q(kind="phone", value=phone)
    if len(digits) > 4 and not any(c.isalpha() for c in text):
        ways |= Q(kind="phone", value__endswith=digits.lstrip("0"))
    if len(typed) > 2 and " " not in text.strip():
        ways |= Q(kind__in=["email", "handle"], value__startswith=typed)
    ids = Identifier.objects.filter(ways).order_by("value").values_list("person_id", flat=True)[: limit * 2]
    return list(dict.fromkeys(ids))[:limit]
