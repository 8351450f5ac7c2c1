"""Where erasure meets what other packages keep: merges, households, companies, the undo of an import, webhooks."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from hafawa.channels.importers import runs, undoing
from hafawa.channels.models import ImportRun, ImportState, RejectedRow
from hafawa.people import actions, belonging, gifts, leaving, merging
from hafawa.people.bonds import Company, Household
from hafawa.people.models import Identifier, Merge, Person, Tombstone
from hafawa.privacy import erasing, reapplying
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Event
from tests.privacy.conftest import LATER, NOW, ORDERS, bring_in, erase, whose

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(owner: User, tmp_path: Path) -> tuple[Person, Person]:
    bring_in(tmp_path, ORDERS, "orders.csv")
    return whose("layla@example.org"), whose("nino@example.org")


def test_whoever_is_to_be_erased_is_not_merged_meanwhile(pair: tuple[Person, Person], owner: User) -> None:
    """Else somebody goes whose name nobody typed."""
    layla, nino = pair
    asked = erasing.ask(layla.pk, typed=layla.name, by=owner, now=NOW)
    for kept, absorbed in ((layla, nino), (nino, layla)):
        with pytest.raises(leaving.IsToBeErased):
            merging.merge(kept.pk, absorbed.pk, by=owner, now=NOW)
    assert not Merge.objects.exists()
    erasing.call_off(asked, by=owner, now=NOW)
    merging.merge(nino.pk, layla.pk, by=owner, now=NOW)


def test_whoever_is_to_be_erased_is_not_taken_apart_meanwhile(pair: tuple[Person, Person], owner: User) -> None:
    layla, nino = pair
    made = merging.merge(layla.pk, nino.pk, by=owner, now=NOW)
    asked = erasing.ask(nino.pk, typed=layla.name, by=owner, now=NOW)  # the absorbed one is asked for: it is one person
    with pytest.raises(leaving.IsToBeErased):
        merging.take_apart(made.pk, by=owner, now=NOW)
    erasing.carry_out(asked, now=LATER)
    assert not Person.objects.filter(pk__in=[layla.pk, nino.pk]).exists()
    with pytest.raises(merging.NotMerged):
        merging.take_apart(made.pk, by=owner, now=LATER)


def test_the_undo_of_an_import_leaves_whoever_is_to_be_erased(owner: User, tmp_path: Path) -> None:
    """Else no tombstone is laid, and the next file brings them back."""
    run = bring_in(tmp_path, ORDERS, "orders.csv")
    layla = whose("layla@example.org")
    asked = erasing.ask(layla.pk, typed=layla.name, by=owner, now=NOW)
    undoing.undo(run, by=owner, now=NOW)
    assert erasing.carry_out(asked, now=LATER).state == "done"
    bring_in(tmp_path / "b", ORDERS.replace("A1,", "B1,"), "more.csv", now=LATER)
    assert Event.objects.get(ref="B1").person_id is None
    assert not Person.objects.filter(name__icontains="layla").exists()


def test_an_erasure_of_one_who_is_gone_already_ends_with_its_certificate(
    pair: tuple[Person, Person], owner: User
) -> None:
    layla, _nino = pair
    asked = erasing.ask(layla.pk, typed=layla.name, by=owner, now=NOW)
    Person.objects.filter(pk=layla.pk).delete()
    done = erasing.carry_out(asked, now=LATER)
    assert done.state == "done"
    assert done.certificate


def test_the_last_of_a_household_or_company_takes_its_name_and_address_along(
    pair: tuple[Person, Person], owner: User
) -> None:
    layla, nino = pair
    belonging.live_together(layla, nino, address="4 Rose Street", now=NOW)
    belonging.works_at(layla, "Haddad & Daughters", now=NOW)
    erase(layla, owner)
    assert not Company.objects.exists()
    assert Household.objects.get().address == "4 Rose Street", "nino still lives there"
    erase(nino, owner, now=LATER + timedelta(days=3))
    assert not Household.objects.exists()


def test_the_undo_of_an_import_leaves_whom_somebody_noted_something_about(owner: User, tmp_path: Path) -> None:
    run = bring_in(tmp_path, ORDERS, "orders.csv")
    layla, nino = whose("layla@example.org"), whose("nino@example.org")
    eka, _new = actions.find_or_make([("email", "eka@example.org", "")], name="Eka", language="ka", now=NOW)
    gifts.note(eka, what="a cup", recipient=layla, by=owner, now=NOW)
    belonging.works_at(nino, "Finjan", now=NOW)
    undoing.undo(run, by=owner, now=NOW)
    assert {p.name for p in Person.objects.all()} >= {"Layla Haddad", "Nino Beridze", "Eka"}


def test_a_merged_person_erased_stays_erased_after_an_older_backup(pair: tuple[Person, Person], owner: User) -> None:
    """Both ids are in the journal, whoever was kept."""
    layla, nino = pair
    rows = [(p.pk, p.created_at) for p in pair]
    merging.merge(layla.pk, nino.pk, by=owner, now=NOW)
    erase(layla, owner)
    Tombstone.objects.all().delete()  # an older backup: it knows of no erasure
    for pk, at in rows:
        Person.objects.create(pk=pk, name="back", created_at=at)
    assert reapplying.reapply(now=LATER) == 2
    assert not Person.objects.exists()


SPELT = (
    "LAYLA@Example.ORG", "layla@example.org\u200b", "\u202alayla@example.org\u202c", "lay\u00adla@example.org", "<layla@example.org>",
    "ｌayla@example.org", "layla@example.org.", "\ufefflayla@example.org",
)  # fmt: skip


@pytest.mark.parametrize("spelt", SPELT)
def test_an_erased_address_spelt_otherwise_brings_nobody_back(
    pair: tuple[Person, Person], owner: User, spelt: str
) -> None:
    erase(pair[0], owner)
    again = ORDERS.replace("layla@example.org", spelt).replace("A1,", "B1,").replace("A3,", "B3,").replace("A4,", "B4,")
    bring_in(Path(str(settings.HAFAWA_DATA_DIR)).parent / "again", again, "again.csv", now=LATER)
    assert not Person.objects.filter(name__icontains="layla").exists()
    assert Event.objects.get(ref="B1").person_id is None
    assert not RejectedRow.objects.filter(cells__icontains="layla").exists()
    assert b"layla" not in _kept_bytes().lower()


@pytest.mark.parametrize(
    "spelt",
    [
        "+995 555 12 34 56",
        "\u202d+995555123456\u202c",
        "٠٥٥٥١٢٣٤٥٦",
        "۰۵۵۵ ۱۲ ۳۴ ۵۶",
        "00995555123456",
        "tel:+995-555-12-34-56",
    ],
)
def test_an_erased_telephone_spelt_otherwise_brings_nobody_back(owner: User, tmp_path: Path, spelt: str) -> None:
    Shop.objects.update(country="GE")
    header = "Order number,Order date,Phone,Name,Total,Currency\n"
    bring_in(tmp_path, f"{header}A1,2025-03-01,0555 12 34 56,Layla Haddad,50.00,EUR\n", "orders.csv")
    erase(Person.objects.get(), owner)
    bring_in(tmp_path / "b", f'{header}B1,2025-03-02,"{spelt}",L. Haddad,50.00,EUR\n', "again.csv", now=LATER)
    assert not Person.objects.exists()
    assert Event.objects.get(ref="B1").person_id is None


@pytest.mark.parametrize("spelt", ["K-77", " K-77 ", "Ｋ-77", "K-٧٧", "K\u200b-77", "K-77\u202c"])
def test_an_erased_customer_number_spelt_otherwise_is_in_no_kept_file(owner: User, tmp_path: Path, spelt: str) -> None:
    header = "Order number,Order date,Customer number,Status,Total,Currency\n"
    bring_in(tmp_path, f"{header}A1,2025-03-01,K-77,paid,50.00,EUR\nA2,2025-03-01,K-78,paid,50.00,EUR\n", "orders.csv")
    bring_in(
        tmp_path / "b",
        f'{header}A3,2025-03-02,"{spelt}",zebra,50.00,EUR\nA4,2025-03-02,K-78,paid,50.00,EUR\n',
        "more.csv",
    )
    erase(Identifier.objects.get(value="shop:K-77").person, owner)
    assert [i.value for i in Identifier.objects.all()] == ["shop:K-78"]
    assert b"zebra" not in _kept_bytes()


def test_whoever_is_erased_while_half_of_a_file_is_in_does_not_come_with_the_other_half(
    pair: tuple[Person, Person], owner: User, tmp_path: Path
) -> None:
    """The file was stopped by a crash, the erasure went on, then the file."""
    path = tmp_path / "later.csv"
    rows = [
        f"C{n},2025-05-0{n} 10:00:00,{'layla' if n % 2 else 'nino'}@example.org,Somebody {n},9.00,EUR"
        for n in range(1, 9)
    ]
    path.write_text("\n".join([ORDERS.splitlines()[0], *rows, ""]))
    run = runs.receive(path, name=path.name, by=None, now=NOW)
    seen: list[int] = []

    def stop(done: int, _total: int | None) -> None:
        seen.append(done)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runs.carry_out(run, now=NOW, progress=stop, batch=2)
    ImportRun.objects.filter(pk=run.pk).update(state=ImportState.FAILED)
    erase(pair[0], owner)
    run.refresh_from_db()
    done = runs.carry_out(run, now=LATER, batch=2)
    assert done.state == ImportState.DONE
    assert not Identifier.objects.filter(value="layla@example.org").exists()
    assert set(Event.objects.filter(ref__in=["C1", "C3", "C5", "C7"]).values_list("person_id", flat=True)) == {None}
    assert Event.objects.filter(ref__in=["C2", "C4", "C6", "C8"], person=pair[1]).count() == 4
    assert b"layla" not in _kept_bytes()


def _kept_bytes() -> bytes:
    return b"".join(p.read_bytes() for p in (Path(settings.HAFAWA_DATA_DIR) / "raw").rglob("*") if p.is_file())


def test_a_file_that_no_import_names_goes_with_the_next_erasure(pair: tuple[Person, Person], owner: User) -> None:
    """What an earlier version refused, it kept all the same: nobody looks for the erased in there."""
    raw = Path(settings.HAFAWA_DATA_DIR) / "raw"
    stray = raw / "ab" / ("ab" * 32) / "passport.png"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"layla's")
    named = [p for p in raw.rglob("*.csv") if p.is_file()]
    for path in (stray.parent, *(p.parent for p in named)):
        os.utime(path, (0, 0))
    erase(pair[0], owner)
    assert not stray.exists()
    assert named
    assert all(p.exists() for p in named)
