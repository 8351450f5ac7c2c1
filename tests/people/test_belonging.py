"""Who lives with whom, works where, is whose mother: said once, read over merges, taken back whole."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hafawa.people import actions, belonging, clusters, differing, merging, pairs
from hafawa.people.models import HouseholdMember, Person, Relation

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def person(name: str) -> Person:
    key = f"{name.replace(' ', '.')}@example.com".lower()
    return actions.find_or_make([("email", key, key)], name=name, language="", now=NOW)[0]


def near(who: Person) -> list[tuple[str, str]]:
    return [(n.other.name, n.kind) for n in belonging.near(clusters.ids_of(who.pk))]


def test_each_relation_reads_the_other_way_from_the_other_side() -> None:
    layla, mother, aunt = person("Layla Haddad"), person("Salma Haddad"), person("Rana Saleh")
    belonging.relate(layla, mother, "parent", now=NOW)
    belonging.relate(layla, aunt, "gives_gifts_to", now=NOW)
    assert near(layla) == [("Salma Haddad", "parent"), ("Rana Saleh", "gives_gifts_to")]
    assert near(mother) == [("Layla Haddad", "child")]
    assert near(aunt) == [("Layla Haddad", "gets_gifts_from")]


def test_nobody_is_related_to_themselves_even_through_a_merge() -> None:
    layla, again = person("Layla"), person("Leila")
    belonging.relate(layla, again, "sibling", now=NOW)
    merging.merge(layla.pk, again.pk, by=None, now=NOW)
    assert near(layla) == []
    with pytest.raises(belonging.NotTwo):
        belonging.relate(layla, again, "friend", now=NOW)


def test_ties_of_both_are_read_once_merged_and_are_their_own_again_taken_apart() -> None:
    layla, again, karim = person("Layla"), person("Leila"), person("Karim")
    belonging.relate(again, karim, "spouse", now=NOW)
    belonging.works_at(again, "ACME", role="buyer", now=NOW)
    made = merging.merge(layla.pk, again.pk, by=None, now=NOW)
    assert near(layla) == [("Karim", "spouse")]
    assert near(karim) == [("Layla", "spouse")]
    assert [j.company.name for j in belonging.jobs(clusters.ids_of(layla.pk))] == ["ACME"]
    merging.take_apart(made.pk, by=None, now=NOW)
    assert (near(layla), near(again)) == ([], [("Karim", "spouse")])


def test_a_household_is_named_after_the_family_and_takes_in_who_comes_later() -> None:
    layla, omar, nour = person("Layla Haddad"), person("Omar Haddad"), person("Nour Saleh")
    home = belonging.live_together(layla, omar, now=NOW, address="12 Rose St")
    assert (home.name, home.address) == ("Haddad", "12 Rose St")
    assert belonging.live_together(nour, omar, now=NOW) == home
    (_member, others), = belonging.homes([layla.pk])  # fmt: skip
    assert [p.name for p in others] == ["Omar Haddad", "Nour Saleh"]


def test_a_household_said_of_a_pair_says_also_that_they_are_two() -> None:
    layla, omar = person("Layla Haddad"), person("Omar Haddad")
    _home, said = belonging.household_not_same(layla, omar, by=None, now=NOW)
    with pytest.raises(merging.SaidToDiffer):
        merging.merge(layla.pk, omar.pk, by=None, now=NOW)
    differing.take_back(said.pk, by=None, now=NOW)
    assert HouseholdMember.objects.count() == 2


def test_what_was_removed_comes_back_as_it_was_and_not_without_its_people() -> None:
    layla, karim = person("Layla"), person("Karim")
    said = belonging.relate(layla, karim, "other", words="godfather", now=NOW)
    removed = belonging.remove("relation", said.pk, ids=[layla.pk], may_see_all=True)
    with pytest.raises(belonging.NotThere):
        belonging.remove("relation", said.pk, ids=[layla.pk], may_see_all=True)
    belonging.restore(removed)
    belonging.restore(removed)
    assert Relation.objects.get().words == "godfather"
    removed = belonging.remove("relation", Relation.objects.get().pk, ids=[karim.pk], may_see_all=True)
    karim.delete()
    with pytest.raises(belonging.NotThere):
        belonging.restore(removed)


def test_idor_what_is_somebody_elses_or_never_to_be_shown_is_not_removed_by_its_number() -> None:
    layla, karim, nino = person("Layla"), person("Karim"), person("Nino")
    open_, hidden = (
        belonging.relate(layla, karim, kind, audience=audience, now=NOW)
        for kind, audience in (("friend", "know"), ("spouse", "never_show"))
    )
    for row, ids, may_see_all in ((open_, [nino.pk], True), (hidden, [layla.pk], False)):
        with pytest.raises(belonging.NotThere):
            belonging.remove("relation", row.pk, ids=ids, may_see_all=may_see_all)
    assert Relation.objects.count() == 2
    belonging.remove("relation", hidden.pk, ids=[karim.pk], may_see_all=True)


def test_an_unknown_kind_and_a_company_without_a_name_are_refused() -> None:
    layla, karim = person("Layla"), person("Karim")
    with pytest.raises(belonging.NoSuchKind):
        belonging.relate(layla, karim, "enemy", now=NOW)
    with pytest.raises(belonging.NoName):
        belonging.works_at(layla, "  ", now=NOW)


def test_a_preview_names_what_they_disagree_on_and_changes_nothing() -> None:
    layla, again = person("Layla Haddad"), person("Leila H")
    for who, day in ((layla, 3), (again, 9)):
        actions.add_occasion(who, title="Birthday", month=3, day=day, source="said")
    actions.set_language(layla, "ar")
    actions.set_language(again, "en")
    granted = actions.state_consent(layla, purpose="marketing", granted=True, by_person=True, source="form", now=NOW)
    actions.state_consent(again, purpose="marketing", granted=False, by_person=False, source="form", now=NOW)
    found = pairs.preview(layla, again)
    assert found.conflicts == ["name", "language", "birthday", "consent"]
    assert (found.occasions, found.consents, len(found.identifiers)) == (2, 2, 2)
    assert granted.person_id == layla.pk
    assert clusters.ids_of(layla.pk) == [layla.pk]
