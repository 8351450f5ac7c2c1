"""Does one person get all we keep about them, and nothing about anybody else?"""

from __future__ import annotations

import base64
import json
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from hafawa.people import actions
from hafawa.people.models import Gift, Person
from hafawa.privacy import erasing, exporting, fields
from hafawa.privacy.models import PersonExport
from hafawa.team.models import AuditEntry, User
from hafawa.timeline import log
from hafawa.timeline.events import MessageSent, NoteWritten
from tests.privacy.conftest import LATER, NOW, ORDERS, REVIEWS, bring_in, erase, whose

pytestmark = pytest.mark.django_db
MBOX = (
    "From layla@example.org Sat Mar 01 10:00:00 2025\nFrom: Layla <layla@example.org>\n"
    "To: shop@shop.example\nCc: aunt@elsewhere.example\nDate: Sat, 01 Mar 2025 10:00:00 +0000\nMessage-ID: <1@x>\n"
    'Subject: My order\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    "--b\nContent-Type: text/plain\n\nAsk Nino Beridze or aunt@elsewhere.example, +995 555 77 66 55, order A1.\n"
    "--b\nContent-Type: application/pdf\nContent-Transfer-Encoding: base64\n"
    'Content-Disposition: attachment; filename="bill.pdf"\n\n'
    + base64.b64encode(b"%PDF-the bill").decode()
    + "\n--b--\n\n"
    "From nino@example.org Sat Mar 01 11:00:00 2025\nFrom: Nino <nino@example.org>\nTo: shop@shop.example\n"
    "Date: Sat, 01 Mar 2025 11:00:00 +0000\nMessage-ID: <2@x>\nSubject: Mine\n\nOnly Nino's words\n"
)


@pytest.fixture
def layla(owner: User, tmp_path: Path) -> Person:
    bring_in(tmp_path, ORDERS, "orders.csv")
    bring_in(tmp_path, REVIEWS, "reviews.csv")
    bring_in(tmp_path, MBOX, "box.mbox")
    found = whose("layla@example.org")
    actions.add_detail(found, text="likes tulips", source="said", learned_on=NOW.date(), audience="never_show")
    note = NoteWritten(text="Careful, Nino Beridze says she is angry", by="Ana")
    sent = MessageSent(channel="email", ref="m", text="Dear Layla", by="Ana", participants=["aunt@elsewhere.example"])
    for n, what in enumerate((note, sent)):
        log.append(log.Entry(what, NOW, "t", str(n), found.pk), now=NOW)
    return found


def opened(person: Person, owner: User, language: str = "en") -> tuple[zipfile.ZipFile, dict[str, Any], PersonExport]:
    asked = exporting.ask(person.pk, language=language, by=owner, now=NOW)
    made = exporting.make(asked, now=NOW)
    archive = zipfile.ZipFile(exporting.path_of(made, by=owner, now=NOW))
    return archive, json.loads(archive.read("data.json")), made


def test_all_their_rows_are_in_it_and_every_field_is_explained(layla: Person, owner: User) -> None:
    _archive, data, _made = opened(layla, owner)
    assert {"people.Person", "people.Identifier", "people.Detail", "timeline.Event"} <= set(data["tables"])
    assert len(data["tables"]["timeline.Event"]) == layla.events.count()
    assert data["tables"]["people.Detail"][0]["text"] == "likes tulips"  # kept from agents, not from them
    for label, rows in data["tables"].items():
        assert set(rows[0]) == set(data["what_is_what"][label]["fields"]), label
        assert not set(rows[0]) & set(fields.tables()[label].names("secret", "staff"))


def test_others_are_blacked_out_everywhere(layla: Person, owner: User) -> None:
    archive, data, _made = opened(layla, owner)
    whole = "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    for other in (
        "aunt@elsewhere.example",
        "Nino Beridze",
        "555 77 66 55",
        "nino@example.org",
        "Only Nino's words",
        "Ana",
    ):
        assert other not in whole, other
    for own in ("layla@example.org", "Layla Haddad", "shop@shop.example", "likes tulips", "A1", "she is angry"):
        assert own in whole, own
    assert "▇▇▇" in json.dumps(data, ensure_ascii=False)


def test_their_part_of_each_file_comes_along_with_what_was_attached(layla: Person, owner: User) -> None:
    archive, _data, _made = opened(layla, owner)
    files = {name.partition("-")[2]: archive.read(name) for name in archive.namelist() if name.startswith("files/")}
    assert set(files) == {"orders.csv", "reviews.csv", "box.mbox-0001.eml"}
    assert files["orders.csv"].decode().splitlines() == [ORDERS.splitlines()[n] for n in (0, 1, 3, 4)]
    assert base64.b64encode(b"%PDF-the bill") in files["box.mbox-0001.eml"]


@pytest.mark.parametrize(("language", "word", "direction"), [("ar", 'dir="rtl"', "rtl"), ("ka", 'lang="ka"', "ltr")])
def test_the_page_is_in_the_language_asked_for(
    layla: Person, owner: User, language: str, word: str, direction: str
) -> None:
    archive, _data, _made = opened(layla, owner, language)
    page = archive.read("index.html").decode()
    assert word in page
    assert "What happened" not in page


def test_a_surprise_for_them_is_not_in_it(layla: Person, owner: User) -> None:
    nino = whose("nino@example.org")
    actions.add_detail(nino, text="buys Layla a kite", source="said", learned_on=NOW.date(), secret_from=layla)
    Gift.objects.create(person=nino, recipient=layla, what="a red kite", noted_at=NOW)
    archive, _data, _made = opened(layla, owner)
    assert not any(b"kite" in archive.read(name) for name in archive.namelist())
    assert b"red kite" in opened(nino, owner)[0].read("data.json")


def test_it_goes_over_everyone_they_were_merged_from(layla: Person, owner: User) -> None:
    other = Person.objects.create(name="L. H.", created_at=NOW, merged_into=layla)
    actions.add_detail(other, text="plays chess", source="said", learned_on=NOW.date())
    assert b"plays chess" in opened(other, owner)[0].read("data.json")


def test_it_expires_and_its_file_goes(layla: Person, owner: User) -> None:
    _archive, _data, made = opened(layla, owner)
    path = Path(settings.HAFAWA_DATA_DIR) / made.path
    assert oct(path.stat().st_mode)[-3:] == "600"
    exporting.expire(now=NOW + timedelta(days=6))
    assert path.exists()
    exporting.expire(now=NOW + timedelta(days=7))
    assert not path.exists()
    made.refresh_from_db()
    with pytest.raises(exporting.NotReady):
        exporting.path_of(made, by=owner, now=NOW + timedelta(days=7))


def test_asking_twice_while_it_is_made_asks_once(layla: Person, owner: User) -> None:
    first = exporting.ask(layla.pk, language="en", by=owner, now=NOW)
    assert exporting.ask(layla.pk, language="en", by=owner, now=NOW) == first
    assert AuditEntry.objects.filter(what="privacy.export_asked").count() == 1


def test_an_erasure_takes_the_exports_along(layla: Person, owner: User) -> None:
    _archive, _data, made = opened(layla, owner)
    path = Path(settings.HAFAWA_DATA_DIR) / made.path
    assert erasing.preview(layla.pk).erased["privacy.PersonExport"] == 1
    erase(layla, owner, now=LATER)
    assert not path.exists()
