"""Is what somebody stated about being contacted kept as they said it, and is nobody's yes made up?"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from hafawa.kernel.csv_out import unguard
from hafawa.people import consent_log
from hafawa.people.actions import OnlyThePersonGrants, state_consent
from hafawa.people.models import Consent, ConsentLogOpening, Person
from hafawa.privacy import consents, wordings
from hafawa.team.models import AuditEntry, User
from tests.privacy.conftest import NOW, bring_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(owner: User) -> Person:
    return Person.objects.create(name="Mira", created_at=NOW)


def say(person: Person, granted: bool, *, days: int = 0, channel: str = "", purpose: str = "marketing") -> Consent:
    return consents.record(
        person.pk, purpose=purpose, channel=channel, granted=granted, wording="May we?", language="en",
        source="at the till", by=None, now=NOW + timedelta(days=days),
    )  # fmt: skip


def now_holds(person: Person, purpose: str = "marketing", channel: str = "email") -> bool | None:
    line = next(x for x in consents.lines(consents.statements(person.pk)) if x.purpose == purpose)
    return next(c.granted for c in line.cells if c.channel == channel)


def test_the_latest_they_said_wins_by_purpose_and_channel(mira: Person) -> None:
    assert now_holds(mira) is None
    say(mira, True)
    say(mira, False, days=1, channel="phone")
    assert (now_holds(mira), now_holds(mira, channel="phone"), now_holds(mira, "care")) == (True, False, None)
    say(mira, False, days=2)
    assert (now_holds(mira), now_holds(mira, channel="phone")) == (False, False)


def test_what_holds_shows_the_statement_it_rests_on(mira: Person) -> None:
    first, second = say(mira, True), say(mira, True, days=1, channel="email")
    cells = {c.channel: c.rests_on for c in consents.lines(consents.statements(mira.pk))[0].cells}
    assert (cells[""], cells["phone"], cells["email"]) == (first, first, second)


def test_a_merge_makes_up_no_yes(mira: Person) -> None:
    other = Person.objects.create(name="M.", created_at=NOW)
    say(other, False, days=2)
    say(mira, True, days=1)
    assert now_holds(mira) is True
    Person.objects.filter(pk=other.pk).update(merged_into=mira)
    assert now_holds(mira) is now_holds(other) is False
    Person.objects.filter(pk=other.pk).update(merged_into=None)
    assert now_holds(mira) is True


def test_an_import_makes_up_no_yes(owner: User, tmp_path: Path) -> None:
    bring_in(tmp_path, "Email,Name,Marketing\na@example.org,A,yes\nb@example.org,B,no\n", "c.csv")
    assert not Consent.objects.filter(granted=True).exists()
    with pytest.raises(OnlyThePersonGrants):
        state_consent(Person.objects.all()[0], purpose="care", granted=True, by_person=False, source="x", now=NOW)


@pytest.mark.parametrize("missing", ["wording", "source", "language", "channel"])
def test_a_statement_needs_its_words(mira: Person, missing: str) -> None:
    said = {"wording": "May we?", "source": "till", "language": "en", "channel": "email", missing: " "}
    with pytest.raises(consents.WordsMissing):
        consents.record(mira.pk, purpose="care", granted=True, by=None, now=NOW, **said)
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "act",
    [
        lambda c: Consent.objects.filter(pk=c.pk).update(granted=True),
        lambda c: c.delete(),
        lambda c: c.person.delete(),
        lambda c: connection.cursor().execute("UPDATE people_consent SET wording = 'other'"),
        lambda c: connection.cursor().execute("DELETE FROM people_consent"),
    ],
)
def test_the_database_refuses_to_change_or_lose_a_statement(mira: Person, act: Callable[[Consent], object]) -> None:
    stated = say(mira, False)
    with pytest.raises(DatabaseError), transaction.atomic():
        act(stated)
    assert list(Consent.objects.values_list("granted", "wording")) == [(False, "May we?")]


def test_the_log_opens_for_an_erasure_and_closes_behind_it(mira: Person) -> None:
    stated = say(mira, False)
    with consent_log.opened("erasure"):
        stated.delete()
    assert not Consent.objects.exists()
    assert not ConsentLogOpening.objects.exists()
    with pytest.raises(KeyError):
        consent_log.opened("because").__enter__()


def test_even_open_nothing_in_it_is_changed(mira: Person) -> None:
    say(mira, False)
    with pytest.raises(DatabaseError), consent_log.opened("erasure"):
        Consent.objects.update(granted=True, by_person=True)


def test_the_log_leaves_as_csv_word_for_word(mira: Person) -> None:
    consents.record(
        mira.pk, purpose="care", channel="email", granted=True, wording="=HYPERLINK, «نعم»", language="ar",
        source="till", by=None, now=NOW,
    )  # fmt: skip
    rows = list(csv.reader("".join(consents.log_csv()).removeprefix("\ufeff").splitlines()))
    assert [unguard(cell) for cell in rows[1]][3:] == ["care", "email", "yes", "yes", "=HYPERLINK, «نعم»", "ar", "till"]
    assert AuditEntry.objects.get(what="privacy.consent_recorded").facts["purpose"] == "care"


def test_own_wordings_take_the_place_of_the_standard_ones(owner: User) -> None:
    assert len(wordings.offered()) == 12  # four purposes in three languages
    made = wordings.add(purpose="care", language="ka", text="შეიძლება?", by=owner, now=NOW)
    assert [o.text for o in wordings.offered() if (o.purpose, o.language) == ("care", "ka")] == ["შეიძლება?"]
    wordings.retire(made, by=owner, now=NOW)
    assert all(o.own is None for o in wordings.offered())
    with pytest.raises(wordings.NoWords):
        wordings.add(purpose="care", language="ka", text="  ", by=owner, now=NOW)
