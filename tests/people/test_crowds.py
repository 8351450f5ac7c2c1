"""However many people share a key, and however many keys one has: what is looked at stays bounded, in one language of SQL."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hafawa.people import likely, pairs
from hafawa.people.intake import Wanted, find_or_make_many
from hafawa.people.models import AlikePair, Identifier, Person, SharedKey
from hafawa.people.naming import naming
from hafawa.people.transliteration import reads_as

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db
CROWD = 3000


def test_a_phone_of_thousands_makes_no_pairs_of_thousands() -> None:
    """A till that writes its own number into every order."""
    wanted = [
        Wanted(keys=(("email", f"u{n}@x.org", ""), ("phone", "+995555000000", "")), name=f"Eka {_name(n)}")
        for n in range(CROWD)
    ]
    find_or_make_many(wanted, now=NOW)
    assert SharedKey.objects.count() > CROWD * 0.9
    while likely.refresh(now=NOW):
        pass
    owner = Identifier.objects.get(kind="phone").person_id
    for person_id in (owner, Person.objects.order_by("-id")[0].pk):
        of_one = AlikePair.objects.filter(low_id=person_id) | AlikePair.objects.filter(high_id=person_id)
        assert of_one.count() <= likely.BLOCK
    for person_id in (owner, Person.objects.order_by("-id")[0].pk):
        assert len(likely.like(person_id, limit=10)) <= 10
        likely.look_again([person_id])
    with CaptureQueriesContext(connection) as asked:
        likely.refresh(now=NOW)
    assert len(asked) < 60
    assert pairs.to_look_at() is not None


def test_people_with_a_thousand_keys_each_are_looked_at() -> None:
    """More keys than a statement has room for values."""
    people = [Person.objects.create(name=f"Nino {_name(n)}", created_at=NOW) for n in range(36)]
    Identifier.objects.bulk_create(
        Identifier(person=p, kind="email", value=f"u{p.pk}.{n}@x.org", as_typed="", created_at=NOW)
        for p in people
        for n in range(1000)
    )
    SharedKey.objects.bulk_create(
        SharedKey(person=p, kind="email", value=f"u{p.pk - 1}.{n}@x.org", seen_at=NOW)
        for p in people[1:]
        for n in range(1000)
    )
    while likely.refresh(now=NOW):
        pass
    assert likely.like(people[18].pk)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("ع" * 30 + "ن", "a" * 30 + "on"), ("و" * 40, "u" * 79 + "x"), ("يا" * 60, "iya" * 90 + "x"), ("م" * 100, "m" * 150 + "x"),
     ("عو" * 40, "ou" * 60), ("خ" * 90, "kh" * 90 + "h")],
)  # fmt: skip
def test_redos_no_name_takes_longer_to_compare_than_a_blink(arabic: str, latin: str) -> None:
    assert not reads_as(arabic, latin)
    assert naming(f"{arabic} {arabic}", f"{latin} {latin}").grade == "differ"


def _name(n: int) -> str:
    return "".join("bdgklmnprst"[(n // 11**k) % 11] + "aeiou"[(n // 5**k) % 5] for k in range(4)).title()
