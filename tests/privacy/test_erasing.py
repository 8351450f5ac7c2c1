"""Is somebody who asked to be forgotten gone, and do they stay gone?"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from hafawa.channels.importers import keeping, runs
from hafawa.channels.models import ImportRun, RejectedRow
from hafawa.conversations import gather
from hafawa.conversations.models import Conversation
from hafawa.listening import annotate
from hafawa.people import actions, tombstones
from hafawa.people.models import Detail, Identifier, Person, Tombstone
from hafawa.privacy import certificate, erasing, exported, fields, journal, reapplying, words
from hafawa.privacy.models import Erasure
from hafawa.privacy.subject import Subject
from hafawa.team.models import AuditEntry, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, NoteWritten, OrderPlaced
from hafawa.timeline.models import Event
from tests.privacy.conftest import LATER, NOW, ORDERS, REVIEWS, bring_in, erase, whose

pytestmark = pytest.mark.django_db


@pytest.fixture
def layla(owner: User, tmp_path: Path) -> Person:
    bring_in(tmp_path, ORDERS, "orders.csv")
    bring_in(tmp_path, REVIEWS, "reviews.csv")
    found = whose("layla@example.org")
    actions.add_detail(found, text="likes tulips", source="said", learned_on=NOW.date())
    return found


def test_a_preview_counts_and_changes_nothing(layla: Person) -> None:
    before = Event.objects.count(), Detail.objects.count()
    seen = erasing.preview(layla.pk)
    assert seen.kept == {"order.placed": 2}
    assert seen.erased["people.Detail"] == 1
    assert seen.erased["timeline.Event"] == 1  # the review by the number of their order
    assert {r.name for r in seen.files} == {"orders.csv", "reviews.csv"}
    assert (Event.objects.count(), Detail.objects.count()) == before


def test_whatever_can_go_has_a_name_in_words() -> None:
    going = {label for label, table in fields.tables().items() if table.of}
    assert not going - set(words.TABLES)


def test_the_name_has_to_be_typed(layla: Person, owner: User) -> None:
    with pytest.raises(erasing.NotConfirmed):
        erasing.ask(layla.pk, typed="Nino Beridze", by=owner, now=NOW)
    assert not Erasure.objects.exists()


def test_it_waits_and_can_be_called_off(layla: Person, owner: User) -> None:
    asked = erasing.ask(layla.pk, typed="layla haddad", by=owner, now=NOW)
    assert erasing.carry_out(asked, now=NOW + timedelta(hours=23)).state == "waiting"
    with pytest.raises(erasing.AlreadyAsked):
        erasing.ask(layla.pk, typed="Layla Haddad", by=owner, now=NOW)
    erasing.call_off(asked, by=owner, now=NOW)
    assert erasing.carry_out(asked, now=LATER).state == "called_off"
    assert Person.objects.filter(pk=layla.pk).exists()


def test_facts_of_orders_stay_as_nobodys(layla: Person, owner: User) -> None:
    erase(layla, owner)
    placed = Event.objects.filter(kind="order.placed", ref__in=["A1", "A3"])
    assert [(e.person_id, e.amount_minor, e.data) for e in placed.order_by("ref")] == [
        (None, 5000, {}),
        (None, 3000, {}),
    ]


def test_their_rows_are_gone_and_those_of_others_are_not(layla: Person, owner: User) -> None:
    erase(layla, owner)
    assert not Person.objects.filter(name__icontains="layla").exists()
    assert not Identifier.objects.filter(value="layla@example.org").exists()
    assert [r.cells[0] for r in RejectedRow.objects.exclude(cells=[])] == ["A5"]
    assert Event.objects.filter(person=whose("nino@example.org")).count() == 3
    words = Event.objects.get(data__text__icontains="waits for hers").data["text"]
    assert words == "Good but ▇▇▇ waits for hers"


def test_kept_files_lose_their_rows_and_nothing_else(layla: Person, owner: User) -> None:
    run = ImportRun.objects.get(name="orders.csv")
    erase(layla, owner)
    run.refresh_from_db()
    kept = keeping.path_of(run.path).read_text()
    lines = ORDERS.splitlines()
    assert kept.splitlines() == [lines[0], "", lines[2], "", "", lines[5]]
    assert run.kept_sha256 == keeping.sha256_of(keeping.path_of(run.path)) != run.sha256
    reviews = keeping.path_of(ImportRun.objects.get(name="reviews.csv").path).read_text()
    assert "late and broken" not in reviews
    assert "Lovely" in reviews


def test_the_same_file_brought_again_does_not_bring_them_back(layla: Person, owner: User, tmp_path: Path) -> None:
    erase(layla, owner)
    before = Event.objects.count()
    run = bring_in(tmp_path / "b", ORDERS, "orders.csv", again=True)
    bring_in(tmp_path / "b", REVIEWS, "reviews.csv", again=True)
    assert not Identifier.objects.filter(value="layla@example.org").exists()
    assert Event.objects.count() == before
    assert run.people_new == 0


def test_another_file_with_them_is_left_out_and_says_how_much(layla: Person, owner: User, tmp_path: Path) -> None:
    erase(layla, owner)
    text = ORDERS.replace("A1,", "B1,").replace("A2,", "B2,").replace("A3,", "B3,")
    run = bring_in(tmp_path / "c", text, "more.csv")
    assert run.rows_erased == 3  # two orders as nobody's, one row that could not be read
    assert Event.objects.get(ref="B1").person is None
    assert not Identifier.objects.filter(value="layla@example.org").exists()
    assert "layla" not in keeping.path_of(run.path).read_text().lower()
    assert not RejectedRow.objects.filter(import_run=run, cells__icontains="layla").exists()


def test_reviews_by_the_number_of_their_order_do_not_come_back(layla: Person, owner: User, tmp_path: Path) -> None:
    erase(layla, owner)
    run = bring_in(tmp_path / "d", REVIEWS.replace("broken", "quite broken"), "r.csv")
    assert run.rows_erased == 1
    assert not Event.objects.filter(data__text__icontains="quite broken").exists()


def test_who_comes_back_by_themselves_is_met_as_new(layla: Person, owner: User, tmp_path: Path) -> None:
    erase(layla, owner)
    text = ORDERS.splitlines()[0] + "\nC1,2026-02-01 10:00:00,layla@example.org,Layla Haddad,10.00,EUR\n"
    run = bring_in(tmp_path / "e", text, "new.csv", now=LATER + timedelta(days=60))
    assert run.people_new == 1
    assert Event.objects.get(ref="C1").person == whose("layla@example.org")
    assert Event.objects.get(ref="A1").person is None


def test_a_live_door_refuses_what_is_from_before(layla: Person, owner: User) -> None:
    erase(layla, owner)
    keys = [("email", "layla@example.org", "layla@example.org")]
    with pytest.raises(actions.WasErased):
        actions.find_or_make(keys, name="Layla", language="", now=LATER + timedelta(days=9), said_at=NOW)
    _person, is_new = actions.find_or_make(keys, name="Layla", language="", now=LATER + timedelta(days=9))
    assert is_new


def test_a_phone_the_household_shares_does_not_take_the_other_along(owner: User, tmp_path: Path) -> None:
    rows = "Email,Phone,Name\na@example.org,+995555123456,Ana A\nb@example.org,+995555123456,Beka B\n"
    bring_in(tmp_path, rows, "c.csv")
    erase(whose("a@example.org"), owner)
    bring_in(tmp_path / "2", rows + "c@example.org,,Zed C\n", "c.csv", now=LATER)
    assert not Identifier.objects.filter(value="a@example.org").exists()
    assert whose("b@example.org").name == "Beka B"


def test_everyone_they_were_merged_from_goes_along(layla: Person, owner: User) -> None:
    other = Person.objects.create(name="L. Haddad", created_at=NOW, merged_into=layla)
    erase(other, owner)
    assert not Person.objects.filter(pk__in=[layla.pk, other.pk]).exists()


def test_the_certificate_is_signed_and_names_nobody(layla: Person, owner: User) -> None:
    done = erase(layla, owner)
    text = certificate.as_text(done.certificate)
    assert certificate.is_ours(json.loads(text))
    assert "ayla" not in text
    assert not certificate.is_ours({**done.certificate, "number": 99})
    assert done.person_id is None
    assert {e.what for e in AuditEntry.objects.all()} >= {"privacy.erasure_asked", "privacy.erased"}


def test_an_older_backup_brings_nobody_back(layla: Person, owner: User, tmp_path: Path) -> None:
    """What a restore of the day before leaves: the rows as they were, the journal as it is."""
    rows = {m: list(m.objects.values()) for m in (Person, Identifier, Detail, Event)}
    erase(layla, owner)
    Tombstone.objects.all().delete()
    Event.objects.all().delete()
    Person.objects.all().delete()
    for model, was in rows.items():
        model.objects.bulk_create(model(**row) for row in was)
    assert Identifier.objects.filter(value="layla@example.org").exists()
    assert reapplying.reapply(LATER) == 1
    assert not Identifier.objects.filter(value="layla@example.org").exists()
    assert not Detail.objects.exists()
    assert Event.objects.get(ref="A1").person is None
    assert Identifier.objects.filter(value="nino@example.org").exists()
    assert reapplying.reapply(LATER) == 0


def test_a_journal_that_was_changed_is_refused(layla: Person, owner: User) -> None:
    erase(layla, owner)
    erase(whose("nino@example.org"), owner)
    lines = journal.path().read_text().splitlines()
    journal.path().write_text("\n".join(lines[1:]) + "\n")
    with pytest.raises(journal.JournalBroken):
        reapplying.reapply(LATER)


def test_a_crash_after_the_rows_is_gone_on_from(layla: Person, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = erasing.ask(layla.pk, typed="Layla Haddad", by=owner, now=NOW)
    with monkeypatch.context() as broken:
        broken.setattr("hafawa.privacy.traces.empty_warehouse", lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erasing.carry_out(asked, now=LATER)
    done = erasing.carry_out(asked, now=LATER)
    assert done.state == "done"
    assert done.erased["people.Person"] == 1
    assert len(list(journal.read())) == 1


def test_hashes_tell_nothing_without_the_secret(layla: Person, owner: User) -> None:
    erase(layla, owner)
    assert "ayla" not in journal.path().read_text()
    assert oct(tombstones.secret_path().stat().st_mode)[-3:] == "600"


def test_notes_of_others_that_name_them_are_blacked_out(layla: Person, owner: User) -> None:
    nino = whose("nino@example.org")
    said = MessageReceived(channel="email", ref="m:1", text="Ask LAYLA@example.org", participants=["layla@example.org"])
    for place, what in enumerate([said, NoteWritten(text="friend of Layla Haddad"), OrderPlaced(ref="Z1")]):
        log.append(log.Entry(what, NOW, "test", str(place), nino.pk), now=NOW)
    erase(layla, owner)
    assert Event.objects.get(external_id="0").data == {
        "text": "Ask ▇▇▇",
        "participants": ["▇▇▇"],
        "is_automatic": False,
    }
    assert Event.objects.get(external_id="1").data["text"] == "friend of ▇▇▇"


def test_an_erasure_waits_for_an_import_under_way(layla: Person, owner: User) -> None:
    asked = erasing.ask(layla.pk, typed="Layla Haddad", by=owner, now=NOW)
    ImportRun.objects.filter(name="orders.csv").update(state="running")
    with pytest.raises(erasing.AnImportRuns) as refused:
        erasing.carry_out(asked, now=LATER)
    assert refused.value.permanent is False


def test_what_a_crash_left_aside_comes_back_or_goes(layla: Person, owner: User, tmp_path: Path) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, who in (("a", "layla"), ("b", "nino")):
        words = f"From: {who}@example.org\nTo: s@shop.example\nMessage-ID: <{name}@x>\nDate: Sat, 01 Mar 2025 10:00:00 +0000"
        (folder / f"{name}.eml").write_text(f"{words}\n\nwords of {who}\n")
    run = runs.carry_out(runs.receive(folder, name="letters", by=None, now=NOW), now=NOW)
    raw, kept = keeping.path_of("raw"), keeping.path_of(run.path)
    aside = raw / ".without-crash" / "before" / kept.relative_to(raw)
    aside.parent.mkdir(parents=True)
    kept.rename(aside)
    (raw / ".coming-old").mkdir()
    os.utime(raw / ".coming-old", (0, 0))
    erase(layla, owner)
    assert "words of layla" not in (kept / "a.eml").read_text()
    assert "words of nino" in (kept / "b.eml").read_text()
    assert not list(raw.glob(".*"))


def test_what_they_said_in_public_stands_in_their_copy_and_leaves_the_inbox(layla: Person, owner: User) -> None:
    annotate.annotate(now=NOW)
    gather.read_on(now=NOW)
    theirs = exported.rows(Subject.of(layla.pk))["conversations.Conversation"]
    assert "It came late and broken" in [row["preview"] for row in theirs]
    erase(layla, owner)
    gather.read_on(now=LATER)
    left = list(Conversation.objects.values_list("preview", flat=True))
    assert sorted(left) == ["Good but ▇▇▇ waits for hers", "Lovely"]  # said by others
