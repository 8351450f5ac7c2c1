"""How what we know about a person changes."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from hafawa.people import actions
from hafawa.people.models import Audience, Consent, Detail, Identifier, Occasion, Person

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def email(value: str) -> tuple[str, str, str]:
    return ("email", value, value)


def phone(value: str) -> tuple[str, str, str]:
    return ("phone", value, value)


def number(value: str) -> tuple[str, str, str]:
    return ("customer_id", value, value.partition(":")[2])


def meet(*keys: tuple[str, str, str], name: str = "", language: str = "") -> tuple[Person, bool]:
    return actions.find_or_make(list(keys), name=name, language=language, now=NOW)


def keys_of(person: Person) -> set[tuple[str, str]]:
    return set(person.identifiers.values_list("kind", "value"))


def test_the_same_key_finds_the_same_person_and_adds_what_was_missing() -> None:
    layla, made = meet(email("layla@example.com"))
    again, made_again = meet(phone("+995555123456"), email("layla@example.com"), name="Layla Haddad", language="ar")
    assert (made, made_again, again.id) == (True, False, layla.id)
    assert (again.name, again.first_name, again.folded_name, again.language) == (
        "Layla Haddad",
        "Layla",
        "layla haddad",
        "ar",
    )
    assert keys_of(again) == {("email", "layla@example.com"), ("phone", "+995555123456")}


def test_what_is_known_is_never_overwritten() -> None:
    meet(email("layla@example.com"), name="Layla Haddad", language="ar")
    again, _ = meet(email("layla@example.com"), name="L. H.", language="en")
    assert (again.name, again.language) == ("Layla Haddad", "ar")


def test_two_people_sharing_a_phone_stay_two() -> None:
    layla, _ = meet(email("layla@example.com"), phone("+995555123456"), name="Layla Haddad")
    omar, made = meet(email("omar@example.com"), phone("+995555123456"), name="Omar Haddad")
    assert made
    assert omar.id != layla.id
    assert keys_of(layla) == {("email", "layla@example.com"), ("phone", "+995555123456")}
    assert keys_of(omar) == {("email", "omar@example.com")}


def test_a_shared_phone_with_another_name_and_a_new_address_is_somebody_new() -> None:
    layla, _ = meet(phone("+995555123456"), name="Layla Haddad")
    omar, made = meet(email("omar@example.com"), phone("+995555123456"), name="Omar Nasser")
    assert made
    assert omar.id != layla.id


def test_a_phone_alone_finds_its_holder_and_a_first_address_joins_them() -> None:
    layla, _ = meet(phone("+995555123456"), name="Layla Haddad")
    assert meet(phone("+995555123456"))[0].id == layla.id
    assert meet(email("layla@example.com"), phone("+995555123456"), name="Layla Haddad")[0].id == layla.id


def test_keys_of_two_known_people_merge_nobody() -> None:
    layla, _ = meet(email("layla@example.com"), name="Layla")
    omar, _ = meet(number("till:7"), name="Omar")
    found, made = meet(number("till:7"), email("layla@example.com"))
    assert (found.id, made) == (layla.id, False)
    assert keys_of(omar) == {("customer_id", "till:7")}
    assert Person.objects.count() == 2


def test_a_customer_number_finds_its_person_after_a_change_of_address() -> None:
    layla, _ = meet(number("till:7"), email("old@example.com"))
    again, made = meet(number("till:7"), email("new@example.com"))
    assert (again.id, made) == (layla.id, False)
    assert ("email", "new@example.com") in keys_of(layla)


def test_two_customer_numbers_of_one_system_under_one_phone_are_two_people() -> None:
    first, _ = meet(number("till:7"), phone("+995555123456"))
    second, made = meet(number("till:8"), phone("+995555123456"))
    assert made
    assert first.id != second.id


def test_the_same_letters_as_another_sort_of_key_find_nobody() -> None:
    layla, _ = meet(("handle", "layla@example.com", "x"))
    assert meet(email("layla@example.com"))[0].id != layla.id


def test_without_a_key_everybody_is_new() -> None:
    assert meet(name="Layla")[0].id != meet(name="Layla")[0].id
    assert Identifier.objects.count() == 0


def test_renaming_guesses_the_first_name_unless_it_is_said() -> None:
    person, _ = meet(name="x")
    actions.rename(person, "السيدة ليلى حداد")
    person.refresh_from_db()
    assert (person.first_name, person.folded_name) == ("ليلى", "السيده ليلي حداد")
    actions.rename(person, "أبو أحمد", first="")
    assert person.first_name == ""


def test_a_detail_is_noted_once_and_kept_to_ourselves_unless_said_otherwise() -> None:
    person, _ = meet(name="Layla")
    one = actions.add_detail(person, text=" Takes it  without sugar ", source="said", learned_on=NOW.date())
    two = actions.add_detail(person, text="Takes it without sugar", source="observed", learned_on=date(2027, 1, 1))
    assert one.id == two.id
    assert (two.text, two.audience, two.learned_on) == ("Takes it without sugar", Audience.KNOW, NOW.date())


def test_an_empty_detail_is_refused() -> None:
    person, _ = meet(name="Layla")
    with pytest.raises(actions.NothingToNote):
        actions.add_detail(person, text="  ", source="said", learned_on=NOW.date())


def test_forgetting_a_detail_can_be_undone_whole() -> None:
    person, _ = meet(name="Layla")
    detail = actions.add_detail(
        person, text="Her husband retires", subject="husband", source="told", audience="may_say",
        makes_happy=True, learned_on=NOW.date(), expires_on=date(2026, 7, 1), evidence_event_id=5,
    )  # fmt: skip
    actions.used_detail(detail, now=NOW)
    before = Detail.objects.filter(id=detail.id).values().get()
    kept = actions.forget_detail(detail)
    assert Detail.objects.count() == 0
    actions.restore_detail(kept)
    actions.restore_detail(kept)
    after = Detail.objects.values().get()
    assert {**after, "id": 0} == {**before, "id": 0}


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "yearly"),
    [
        ("gregorian", None, 4, 31, True),
        ("gregorian", 2027, 2, 29, False),
        ("gregorian", None, 4, 3, False),
        ("hijri", None, 9, 31, True),
        ("gregorian", None, 13, 1, True),
        ("gregorian", None, 1, 0, True),
    ],
)
def test_a_day_its_calendar_does_not_have_is_refused(calendar, year, month, day, yearly) -> None:
    person, _ = meet(name="Layla")
    with pytest.raises(actions.NoSuchDay):
        actions.add_occasion(
            person, title="x", calendar=calendar, year=year, month=month, day=day, yearly=yearly, source="said"
        )
    assert Occasion.objects.count() == 0


def test_an_occasion_is_noted_once_and_can_be_taken_away() -> None:
    person, _ = meet(name="Layla")
    one = actions.add_occasion(person, title="Birthday", month=2, day=29, source="said")
    two = actions.add_occasion(person, title="Birthday", month=2, day=29, source="told", lead_days=3)
    assert (one.id, two.lead_days) == (two.id, 7)
    actions.remove_occasion(two)
    assert Occasion.objects.count() == 0


def test_only_the_person_grants_consent_and_the_log_is_only_added_to() -> None:
    person, _ = meet(name="Layla")
    with pytest.raises(actions.OnlyThePersonGrants):
        actions.state_consent(person, purpose="care", granted=True, by_person=False, source="staff", now=NOW)
    actions.state_consent(person, purpose="care", granted=False, by_person=False, source="staff", now=NOW)
    actions.state_consent(person, purpose="care", granted=True, by_person=True, source="mail", wording="Yes", now=NOW)
    assert list(Consent.objects.values_list("granted", flat=True)) == [False, True]


def test_the_database_itself_keeps_a_grant_to_the_person() -> None:
    person, _ = meet(name="Layla")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=person, purpose="care", granted=True, by_person=False, source="x", stated_at=NOW)


def test_an_unknown_purpose_is_refused() -> None:
    person, _ = meet(name="Layla")
    with pytest.raises(actions.UnknownPurpose):
        actions.state_consent(person, purpose="fun", granted=False, by_person=True, source="x", now=NOW)
