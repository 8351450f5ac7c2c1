"""The index keeps up with whatever happens, whoever does it, and holds nothing of what went."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from hafawa.people import actions, bulk
from hafawa.people.models import Audience, Person
from hafawa.search import indexing, queries, schema, store
from hafawa.team.models import Role, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, NoteWritten, OrderPlaced
from hafawa.timeline.models import Event, ParkedEvent

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def person(name: str, *keys: tuple[str, str]) -> Person:
    return actions.find_or_make([(kind, value, value) for kind, value in keys], name=name, language="", now=NOW)[0]


def said(text: str, who: Person, mark: str = "m1", **more: Any) -> Event:
    what = MessageReceived(channel="email", ref="c", text=text, **more)
    event = log.append(log.Entry(what, NOW, "test", mark, who.pk), now=NOW)
    assert event is not None
    return event


def found(text: str, *, user: User | None = None) -> set[tuple[str, int]]:
    indexing.index(now=NOW)
    return {(hit.kind, hit.id) for group in queries.find(text, user=user) for hit in group.hits}


def everything_kept() -> str:
    """All that the index's tables hold, as text."""
    with connection.cursor() as cursor:
        kept = []
        for table in (*schema.WORDS, *schema.KEYS, "search_near"):
            cursor.execute(f"SELECT * FROM {table}")
            kept += cursor.fetchall()
    return repr(kept)


def test_what_is_new_is_found_and_reading_it_again_changes_nothing() -> None:
    layla = person("ليلى حداد", ("email", "layla@example.com"))
    event = said("The handle broke", layla)
    assert found("handles") == {("message", event.pk)}
    before = everything_kept()
    assert indexing.index(now=NOW) == 0
    assert not indexing.is_behind()
    assert everything_kept() == before


def test_a_whole_address_means_who_has_it_and_part_of_one_whoever_has_it_in_theirs() -> None:
    ana = person("Ana", ("email", "ana@example.com"))
    diana = person("Diana", ("email", "diana@example.com"))
    indexing.index(now=NOW)
    assert [p.pk for p in queries.people("ana@example.com", user=None, limit=5)] == [ana.pk]
    assert {p.pk for p in queries.people("ana@example", user=None, limit=5)} == {ana.pk, diana.pk}


def test_a_new_name_is_found_and_the_old_one_is_not_however_it_was_changed() -> None:
    who = person("Quentin Abelard")
    assert found("quentin") == {("person", who.pk)}
    actions.rename(who, "Rosalind Abelard")
    assert found("rosalind") == {("person", who.pk)}
    assert found("quentin") == set()
    Person.objects.filter(pk=who.pk).update(name="Zenobia")
    assert found("zenobia") == {("person", who.pk)}
    assert "quentin" not in everything_kept()


def test_people_brought_in_by_statements_are_found() -> None:
    [who] = bulk.make_people([bulk.Newcomer("Bulk Bertha", "bulk bertha", "Bulk", "")], now=NOW, import_run_id=None)
    bulk.add_keys([(who, "phone", "+995555000111", "0555 000 111")], now=NOW, import_run_id=None)
    assert found("bertha") == {("person", who)}
    assert found("000-111") == {("person", who)}


def test_a_detail_forgotten_is_not_found_and_brought_back_is() -> None:
    detail = actions.add_detail(person("A"), text="Collects barometers", source="said", learned_on=NOW.date())
    assert found("barometer") == {("detail", detail.pk)}
    kept = actions.forget_detail(detail)
    assert found("barometer") == set()
    assert "barometer" not in everything_kept()
    back = actions.restore_detail(kept)
    assert found("barometer") == {("detail", back.pk)}


def test_a_day_is_found_by_its_title() -> None:
    day = actions.add_occasion(person("A"), title="Opening of the bakery", month=3, day=4, source="said")
    assert found("bakery") == {("occasion", day.pk)}


def test_events_taken_back_are_not_found() -> None:
    who = person("Anna")
    event = said("A singular xylophone", who)
    assert found("xylophone") == {("message", event.pk)}
    Event.objects.filter(pk=event.pk).delete()
    assert found("xylophone") == set()
    assert "xylophone" not in everything_kept()


def test_an_event_with_words_taken_out_is_found_by_those_that_stay() -> None:
    event = said("secretword and plainword", person("Anna"))
    assert found("secretword")
    Event.objects.filter(pk=event.pk).update(data={"text": "plainword"})
    assert found("secretword") == set()
    assert found("plainword") == {("message", event.pk)}


@pytest.mark.parametrize("rows_go", ["before", "after", "never"])
def test_nothing_of_a_forgotten_person_is_left_in_the_index(rows_go: str) -> None:
    who = person("Canaryname", ("email", "canarymail@example.com"), ("customer_id", "till:canarynumber9"))
    other = person("Otherwise", ("email", "other@example.com"))
    said("canarywords in a message", who)
    what = OrderPlaced(ref="canaryorder7", items=[{"name": "canarygoods"}])
    log.append(log.Entry(what, NOW, "test", "o1", who.pk), now=NOW)
    log.append(log.Entry(NoteWritten(text="canarynote"), NOW, "test", "n1", who.pk), now=NOW)
    actions.add_detail(who, text="canarydetail", source="said", learned_on=NOW.date())
    actions.add_occasion(who, title="canaryday", month=1, day=2, source="said")
    indexing.index(now=NOW)
    assert everything_kept().count("canary") >= 8
    if rows_go == "before":
        Event.objects.filter(person=who).delete()
        Person.objects.filter(pk=who.pk).delete()
    indexing.forget([who.pk], now=NOW)
    assert "canary" not in everything_kept()
    if rows_go == "after":
        who.delete()
        assert found("canary") == set()
    assert {i for _kind, i in found("otherwise")} == {other.pk}


@pytest.mark.sqlite_only
def test_what_was_forgotten_is_gone_from_the_database_files_pages_of_the_index() -> None:
    who = person("Uniquecanaryperson")
    indexing.index(now=NOW)
    indexing.forget([who.pk], now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT block FROM search_person_data")
        blocks = b"".join(bytes(block) for (block,) in cursor.fetchall())
    assert b"uniquecanaryperson" not in blocks


def test_forgetting_the_newest_does_not_make_the_index_anew() -> None:
    person("Anna")
    newest = person("Newest Nelly", ("email", "nelly@example.com"))
    indexing.index(now=NOW)
    store.write_words("search_message", [(10**9, ["marker"])])
    ids = [newest.pk]
    newest.delete()
    indexing.forget(ids, now=NOW)
    assert not indexing.is_behind()
    indexing.index(now=NOW)
    assert "marker" in everything_kept()
    again = person("Later Lena")
    assert found("lena") == {("person", again.pk)}


def test_rows_put_in_their_place_unseen_make_the_index_anew() -> None:
    indexing.index(now=NOW)
    store.set_state("person", 10**6)
    assert indexing.is_behind()
    who = person("Restored Rita")
    assert found("rita") == {("person", who.pk)}


def test_a_word_of_a_name_stays_while_somebody_else_is_called_so() -> None:
    one, other = person("Shared Gwendolyn"), person("Shared Hortense")
    indexing.index(now=NOW)
    one.delete()
    assert found("shraed") == {("person", other.pk)}
    assert "gwendolyn" not in everything_kept()


def test_whoever_was_merged_is_found_as_the_one_kept_and_once() -> None:
    kept, absorbed = person("Tamar Kept"), person("Tamar Absorbed")
    Person.objects.filter(pk=absorbed.pk).update(merged_into=kept)
    assert found("absorbed") == {("person", kept.pk)}
    assert found("tamar") == {("person", kept.pk)}
    Person.objects.filter(pk=absorbed.pk).update(merged_into=None)
    assert found("absorbed") == {("person", absorbed.pk)}


def test_what_cannot_be_read_is_set_aside_and_the_next_is_found(caplog: pytest.LogCaptureFixture) -> None:
    who = person("Anna")
    broken, fine = said("x", who, "m1"), said("perfectly fine", who, "m2")
    Event.objects.filter(pk=broken.pk).update(data=["not", "an", "object"])
    assert found("perfectly") == {("message", fine.pk)}
    assert list(ParkedEvent.objects.filter(reader="search").values_list("event_id", flat=True)) == [broken.pk]
    assert "could not read" in caplog.text


@pytest.mark.sqlite_only  # it looks into the tables of SQLite's own index
def test_the_index_made_anew_is_the_same() -> None:
    who = person("Rebuilt Roderick", ("phone", "+995555123456"))
    said("Where is the harpsichord", who)
    indexing.index(now=NOW)
    before, told = everything_kept(), list[tuple[int, int]]()
    assert indexing.rebuild(now=NOW, tell=lambda done, total: told.append((done, total))) >= 3
    assert everything_kept() == before
    assert told[-1][0] == told[-1][1]


def test_an_index_of_another_version_is_made_anew_by_itself() -> None:
    who = person("Versioned Violet")
    indexing.index(now=NOW)
    store.set_state("version", schema.VERSION + 1)
    store.write_words("search_person", [(who.pk, ["stale"])])
    assert indexing.is_behind()
    assert found("violet") == {("person", who.pk)}
    assert found("stale") == set()


def test_a_detail_never_shown_is_found_only_by_who_may_read_it() -> None:
    hidden = actions.add_detail(
        person("A"), text="Umbrageous secret", source="said", learned_on=NOW.date(), audience=Audience.NEVER_SHOW
    )
    people = {
        role: User.objects.create_user(email=f"{role}@x.example", password="p", name=role, role=role) for role in Role
    }
    may = {role for role, user in people.items() if found("umbrageous", user=user) == {("detail", hidden.pk)}}
    assert may == {Role.OWNER, Role.MANAGER}
    assert found("umbrageous") == {("detail", hidden.pk)}  # the terminal, whose user holds the data folder


@pytest.mark.sqlite_only
def test_tables_and_triggers_lost_with_a_remade_table_come_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER search_person_update")
    schema.ensure()
    who = person("Tri Gger")
    indexing.index(now=NOW)
    actions.rename(who, "Renamed Afterwards")
    assert found("renamed") == {("person", who.pk)}


HOSTILE = [
    "", " ", "a", "ا", "ნ", "ab", "x" * 1000, "ل" * 1000, "a b " * 500, '"', "*", "^", "-", ":", "NEAR", "NEAR(a b, 2)", "OR",
    "AND NOT", '" OR ""="', "'; DROP TABLE people_person; --", "a:b", "words:a", "{words}:a", "(((((", "a*b", "%", "_", "%%__",
    "\\", "\\'", "🙏", "👩‍👩‍👧‍👦", "\x00", "a\x00b", "\ud800", "a\udfffb", "\u202e\u2066", "\u0301", "ﷺ", "𝕃𝕒𝕪𝕝𝕒", "１２３", "²", "ﬁ",
    "&", "|", "!", "<->", ":*", "a:*b", "'a'", "''", "$$", "?", "?1", "%s", "#", "@", "#1", "+", "00", "٠", "ʀgiorgi", "ꞩll",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_answered(text: str) -> None:
    who = person("ليلى Giorgi ნინო", ("email", "layla@example.com"), ("customer_id", "till:7"))
    said("a b ab OR AND NOT near words 🙏", who)
    indexing.index(now=NOW)
    for kind in queries.KINDS:
        first = queries.page(text, kind, user=None, limit=1)
        queries.page(text, kind, user=None, limit=1, after=first.after)
        assert queries.count(text, kind, user=None) >= len(first.hits)


@pytest.mark.parametrize("after", ["", "x", "-1", "9" * 40, "1.2.3", "0.", ".5", "٣.٤", "7.1", "\x00"])
def test_any_place_to_go_on_from_is_answered(after: str) -> None:
    said("again and again", person("Again"))
    indexing.index(now=NOW)
    for kind in queries.KINDS:
        queries.page("again", kind, user=None, limit=5, after=after)


def test_page_after_page_everything_comes_once_newest_first() -> None:
    who = person("Anna")
    made = [said(f"common word {n}", who, f"m{n}").pk for n in range(23)]
    made += [said(f"commonplace {n}", who, f"p{n}").pk for n in range(5)]
    indexing.index(now=NOW)
    seen: list[int] = []
    after = ""
    while True:
        group = queries.page("common", "message", user=None, limit=4, after=after)
        seen += [hit.id for hit in group.hits]
        after = group.after
        if not after:
            break
    assert seen == [*reversed(made[:23]), *reversed(made[23:])]
    assert queries.count("common", "message", user=None) == len(made)


def test_orders_found_in_more_than_one_way_come_once_page_after_page() -> None:
    who = person("Anna")
    for n in range(40):
        what = OrderPlaced(ref=f"AB-{n % 4}77{n}", items=[{"name": f"model 77 {'AB-77' if n % 3 else ''}"}])
        log.append(log.Entry(what, NOW, "test", f"o{n}", who.pk), now=NOW)
    indexing.index(now=NOW)
    for text in ("77", "AB", "ab-0770", "model 77"):
        seen: list[int] = []
        after = ""
        while True:
            group = queries.page(text, "order", user=None, limit=3, after=after)
            seen += [hit.id for hit in group.hits]
            after = group.after
            if not after:
                break
        assert len(seen) == len(set(seen)) == queries.count(text, "order", user=None)
        assert seen
