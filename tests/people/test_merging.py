"""Two become one and two again; nothing is moved, so nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import serializers
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hafawa.people import actions, clusters, differing, merging
from hafawa.people.intake import Wanted, find_or_make_many
from hafawa.people.models import Consent, Detail, Identifier, Merge, Occasion, Person, SharedKey
from hafawa.team.models import AuditEntry
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced
from hafawa.timeline.models import Event

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def person(name: str, *keys: str) -> Person:
    made, _ = actions.find_or_make([("email", k, k) for k in keys], name=name, language="", now=NOW)
    return made


def export(*people: Person) -> bytes:
    """Every row of these people, as bytes."""
    ids = [p.pk for p in people]
    rows: list[Any] = [*Person.objects.filter(id__in=ids).order_by("id")]
    for model in (Identifier, Detail, Occasion, Consent, SharedKey, Event):
        rows += model.objects.filter(person_id__in=ids).order_by("id")
    return serializers.serialize("json", rows, ensure_ascii=False).encode()


def test_merging_and_taking_apart_leaves_both_as_if_it_had_never_been() -> None:
    layla, other = person("Layla Haddad", "layla@example.com"), person("ليلى حداد", "l.haddad@example.com")
    actions.add_detail(other, text="likes cardamom", source="said", learned_on=NOW.date())
    before = export(layla, other)
    made = merging.merge(layla.pk, other.pk, by=None, now=NOW)
    assert clusters.ids_of(layla.pk) == [layla.pk, other.pk]
    assert export(layla, other) != before
    merging.take_apart(made.pk, by=None, now=NOW)
    assert export(layla, other) == before


def test_what_comes_in_between_goes_to_whose_key_it_came_by() -> None:
    layla, other = person("Layla Haddad", "layla@example.com"), person("L. H.", "l.haddad@example.com")
    made = merging.merge(layla.pk, other.pk, by=None, now=NOW)
    again = person("", "l.haddad@example.com")
    assert again.pk == other.pk
    log.append(log.Entry(OrderPlaced(ref="A", amount_minor=1), NOW, "shop", "e1", again.pk), now=NOW)
    merging.take_apart(made.pk, by=None, now=NOW)
    assert Event.objects.get(external_id="e1").person_id == other.pk


def test_both_acts_are_noted_and_the_merge_stays_on_record() -> None:
    layla, other = person("Layla", "layla@example.com"), person("Leila", "leila@example.com")
    made = merging.merge(layla.pk, other.pk, by=None, now=NOW, why=[{"key": "name_reads"}])
    merging.take_apart(made.pk, by=None, now=NOW + timedelta(hours=1))
    assert list(AuditEntry.objects.order_by("id").values_list("what", flat=True)) == [
        "people.merged",
        "people.taken_apart",
    ]
    made.refresh_from_db()
    assert (made.undone_at, made.why) == (NOW + timedelta(hours=1), [{"key": "name_reads"}])
    with pytest.raises(merging.NotMerged):
        merging.take_apart(made.pk, by=None, now=NOW)


def test_a_merge_with_oneself_or_with_nobody_is_refused_in_words() -> None:
    layla = person("Layla", "layla@example.com")
    with pytest.raises(merging.AlreadyOne):
        merging.merge(layla.pk, layla.pk, by=None, now=NOW)
    with pytest.raises(merging.NobodyThere):
        merging.merge(layla.pk, 999_999, by=None, now=NOW)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_merges_of_merged_ones_come_apart_in_either_order(order: tuple[int, int]) -> None:
    a, b, c = (person(n, f"{n}@example.com") for n in "abc")
    before = export(a, b, c)
    made = [merging.merge(b.pk, a.pk, by=None, now=NOW), merging.merge(a.pk, c.pk, by=None, now=NOW)]
    assert clusters.ids_of(c.pk) == [b.pk, a.pk, c.pk]
    merging.take_apart(made[order[0]].pk, by=None, now=NOW)
    assert len(clusters.ids_of(b.pk)) == 2
    merging.take_apart(made[order[1]].pk, by=None, now=NOW)
    assert export(a, b, c) == before


def test_the_middle_of_a_chain_keeps_those_merged_into_it() -> None:
    a, b, c = (person(n, f"{n}@example.com") for n in "abc")
    merging.merge(a.pk, c.pk, by=None, now=NOW)
    last = merging.merge(b.pk, a.pk, by=None, now=NOW)
    merging.take_apart(last.pk, by=None, now=NOW)
    assert (clusters.ids_of(a.pk), clusters.ids_of(b.pk)) == ([a.pk, c.pk], [b.pk])


def test_whom_somebody_said_to_differ_is_not_merged_even_through_others() -> None:
    a, b, c = (person(n, f"{n}@example.com") for n in "abc")
    said = differing.never_match(a.pk, b.pk, by=None, now=NOW)
    merging.merge(c.pk, a.pk, by=None, now=NOW)
    with pytest.raises(merging.SaidToDiffer):
        merging.merge(c.pk, b.pk, by=None, now=NOW)
    differing.take_back(said.pk, by=None, now=NOW)
    merging.merge(c.pk, b.pk, by=None, now=NOW)
    with pytest.raises(merging.AlreadyOne):
        differing.never_match(a.pk, b.pk, by=None, now=NOW)


def test_people_about_to_be_taken_away_are_let_go_and_the_others_stay() -> None:
    a, b, c = (person(n, f"{n}@example.com") for n in "abc")
    merging.merge(a.pk, b.pk, by=None, now=NOW)
    merging.merge(c.pk, a.pk, by=None, now=NOW)
    merging.let_go([a.pk], now=NOW)
    a.delete()
    assert set(Person.objects.values_list("id", flat=True)) == {b.pk, c.pk}


def test_erasing_the_kept_one_erases_the_absorbed() -> None:
    a, b = (person(n, f"{n}@example.com") for n in "ab")
    merging.merge(a.pk, b.pk, by=None, now=NOW)
    a.delete()
    assert not Person.objects.exists()
    assert not Merge.objects.exists()


# --- histories nobody thought of ---------------------------------------------------------------------------------
Step = tuple[str, int, int]
_STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "merge", "apart", "event", "import", "detail", "differ"]), st.integers(0, 4), st.integers(0, 4)),
    max_size=10,
)  # fmt: skip


def _happens(step: Step, people: list[Person], n: int, *, merges: bool) -> None:
    what, i, j = step
    one, other = people[i], people[j]
    acts: dict[str, Callable[[], object]] = {
        "event": lambda: log.append(
            log.Entry(MessageReceived(channel="email", ref="c", text=f"hello {n}"), NOW, "mail", f"e{n}", one.pk), now=NOW
        ),
        "import": lambda: find_or_make_many(
            [Wanted(keys=(("email", f"p{i}@example.com", ""), ("phone", f"+99555500000{j}", "")), name=f"Name {n}", language="ka")],
            now=NOW,
        ),
        "detail": lambda: actions.add_detail(one, text=f"detail {n % 3}", source="said", learned_on=NOW.date()),
    }  # fmt: skip
    if what in acts:
        acts[what]()
    elif not merges:
        return
    elif what == "merge":
        _quietly(lambda: merging.merge(one.pk, other.pk, by=None, now=NOW))
    elif what == "differ":
        _quietly(lambda: differing.never_match(one.pk, other.pk, by=None, now=NOW))
    elif found := Merge.objects.filter(undone_at__isnull=True).order_by("id")[i : i + 1]:
        merging.take_apart(found[0].pk, by=None, now=NOW)


def _quietly(act: Callable[[], object]) -> None:
    try:
        act()
    except (merging.AlreadyOne, merging.SaidToDiffer):
        return


def _live(steps: list[Step], *, merges: bool) -> tuple[list[Any], list[Person]]:
    people = [person("" if i % 2 else f"P{i}", f"p{i}@example.com") for i in range(5)]
    for n, step in enumerate(steps):
        _happens(step, people, n, merges=merges)
        for p in people:  # whatever happened: one end, nobody lost, nobody in two clusters
            together = clusters.ids_of(p.pk)
            assert p.pk in together
            assert clusters.kept_id(p.pk) == together[0]
            assert clusters.together([p.pk])[p.pk] == together
            assert clusters.kept_by_id().get(p.pk, p.pk) == together[0]
    for merge in Merge.objects.filter(undone_at__isnull=True).order_by("?"):
        merging.take_apart(merge.pk, by=None, now=NOW)
    first = people[0].pk
    plain = json.loads(export(*people))
    for row in plain:  # ids grow on from the run before
        row["pk"] = 0
        if "person" in row["fields"]:
            row["fields"]["person"] -= first
    return plain, people


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=_STEPS)
def test_any_history_with_merges_all_taken_apart_is_the_history_without_them(steps: list[Step]) -> None:
    with_merges, people = _live(steps, merges=True)
    Person.objects.filter(id__in=[p.pk for p in people]).delete()
    without, people = _live(steps, merges=False)
    Person.objects.filter(id__in=[p.pk for p in people]).delete()
    assert with_merges == without
