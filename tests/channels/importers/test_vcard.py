"""Do address books become people with what matters to them, and is a broken card refused alone?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hafawa.channels.importers import runs
from hafawa.channels.importers.registry import Arrival, Job, Rejection, Row, Setting, look
from hafawa.channels.importers.rejections import words
from hafawa.channels.importers.vcard import IMPORTER
from hafawa.people.models import Detail, Occasion, Person

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
CARD_3 = """BEGIN:VCARD
VERSION:3.0
FN:ليلى حداد
N:حداد;ليلى;;;
EMAIL;TYPE=INTERNET:Layla@Example.org
TEL;TYPE=CELL:0555 12 34 56
item1.EMAIL:second@example.org
BDAY:1985-04-12
NOTE:Likes blue\\, hates\\nwaiting
PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQ
 AAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIs
END:VCARD
"""
CARD_4 = """BEGIN:VCARD
VERSION:4.0
FN:ნინო ბერიძე
N:ბერიძე;ნინო;;;
EMAIL:nino@example.org
TEL;VALUE=uri:tel:+995-555-65-43-21
LANG:ka
BDAY:--0229
ANNIVERSARY:20100612
REV:20240102T000000Z
NOTE:გაზაფხულზე ქორწილი
END:VCARD
"""
CARD_21 = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\n"
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=AD=D8=AF=D8=A7=D8=AF;=D8=B3=D9=\r\n=85=D8=B1;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=B3=D9=85=D8=B1 =D8=AD=D8=AF=D8=A7=D8=AF\r\n"
    "TEL;CELL:+971501234567\r\nEND:VCARD\r\n"
)


def rows(tmp_path: Path, text: str | bytes, country: str = "GE") -> list[Row]:
    path = tmp_path / "contacts.vcf"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(IMPORTER.read(Job(path, "contacts.vcf", "vcard", {}, Setting(country=country))))


def one(tmp_path: Path, text: str | bytes) -> Arrival:
    (row,) = rows(tmp_path, text)
    assert isinstance(row, Arrival), row
    assert row.who is not None
    return row


def test_a_card_of_each_version_is_read(tmp_path: Path) -> None:
    layla, nino, samar = (one(tmp_path, card) for card in (CARD_3, CARD_4, CARD_21))
    assert layla.who is not None
    assert nino.who is not None
    assert samar.who is not None
    assert [k.value for k in layla.who.keys] == ["layla@example.org", "second@example.org", "+995555123456"]
    assert (layla.who.name, layla.who.first_name) == ("ليلى حداد", "ليلى")
    assert layla.details[0].text == "Likes blue, hates\nwaiting"
    assert (nino.who.name, nino.who.language) == ("ნინო ბერიძე", "ka")
    assert [k.value for k in nino.who.keys] == ["nino@example.org", "+995555654321"]
    assert nino.details[0].learned_on.isoformat() == "2024-01-02"
    assert (samar.who.name, samar.who.first_name) == ("سمر حداد", "سمر")
    assert samar.who.keys[0].value == "+971501234567"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("BDAY:1985-04-12", ("birthday", 1985, 4, 12)),
        ("BDAY:19850412", ("birthday", 1985, 4, 12)),
        ("BDAY:1985-04-12T00:00:00Z", ("birthday", 1985, 4, 12)),
        ("BDAY:--0412", ("birthday", None, 4, 12)),
        ("BDAY:--04-12", ("birthday", None, 4, 12)),
        ("BDAY:1604-04-12", ("birthday", None, 4, 12)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", ("birthday", None, 4, 12)),
        ("BDAY;VALUE=date:--0229", ("birthday", None, 2, 29)),
        ("ANNIVERSARY:2010-06-12", ("anniversary", 2010, 6, 12)),
        ("X-ANNIVERSARY:2010-06-12", ("anniversary", 2010, 6, 12)),
        ("BDAY:1985-02-30", None),
        ("BDAY;VALUE=text:in spring", None),
        ("BDAY:1985-04", None),
    ],
)
def test_days_are_read_with_and_without_a_year(tmp_path: Path, written: str, read: tuple[object, ...] | None) -> None:
    row = one(tmp_path, f"BEGIN:VCARD\nVERSION:3.0\nFN:A\nN:A;;;;\nEMAIL:a@b.cc\n{written}\nEND:VCARD\n")
    assert [(o.kind, o.year, o.month, o.day) for o in row.occasions] == ([read] if read else [])


def test_a_bad_card_is_refused_and_the_rest_comes_in(tmp_path: Path) -> None:
    torn = "BEGIN:VCARD\nVERSION:3.0\nFN:Torn\nEMAIL:t@b.cc\n"
    odd = "BEGIN:VCARD\nVERSION:3.0\n:::;;=\nthis is no line\nEND:VCARD\n"
    nameless = "BEGIN:VCARD\nVERSION:3.0\nFN:Nobody\nN:Nobody;;;;\nEND:VCARD\n"
    found = rows(tmp_path, CARD_3 + torn + odd + nameless + CARD_4 + torn)
    assert [type(r).__name__ for r in found] == ["Arrival", *["Rejection"] * 3, "Arrival", "Rejection"]
    refused = [r for r in found if isinstance(r, Rejection)]
    assert [r.reason for r in refused] == ["card_open", "card", "card_no_key", "card_open"]
    assert "Nobody" in words(refused[2].reason, refused[2].facts)
    assert [r.number for r in found] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_encodings_of_address_books_are_told_apart(tmp_path: Path, encoding: str) -> None:
    row = one(tmp_path, CARD_3.encode(encoding))
    assert row.who is not None
    assert row.who.name == "ليلى حداد"


def test_ten_megabytes_of_picture_are_not_kept(tmp_path: Path) -> None:
    fat = CARD_4.replace("REV:", "PHOTO;ENCODING=b:" + "\n ".join(["A" * 75] * 60_000) + "\nREV:")
    assert one(tmp_path, fat).who == one(tmp_path, CARD_4).who


def test_a_card_without_measure_is_refused(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, CARD_4.replace("REV:", "NOTE:" + "x" * 100_000 + "\nREV:"))
    assert isinstance(row, Rejection)
    assert row.reason == "too_large"


PIECES = st.sampled_from(
    ["BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "FN:", "N:a;b", "EMAIL:a@b.cc\n", "TEL:1", "\n", ";", ":", "=", "\0", " x\n",
     "NOTE;ENCODING=QUOTED-PRINTABLE:=", "BDAY:", "--0412", "CHARSET=utf-7", "ENCODING=b:", "\\", '"', "é", "item1."]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_whatever_stands_in_the_file_only_refusals_come_of_it(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str]
) -> None:
    for row in rows(tmp_path_factory.mktemp("v"), "BEGIN:VCARD\n" + "".join(lines)):
        if isinstance(row, Rejection):
            assert words(row.reason, row.facts) != row.reason


def test_it_is_known_by_its_first_line(tmp_path: Path) -> None:
    rows(tmp_path, CARD_3)
    assert IMPORTER.detect(look(tmp_path / "contacts.vcf", name="x")) > 0.9
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    assert IMPORTER.detect(look(tmp_path / "other.csv", name="other.csv")) == 0


def test_brought_in_twice_nothing_changes(db: None, tmp_path: Path) -> None:
    path = tmp_path / "contacts.vcf"
    path.write_text(CARD_3 + CARD_4 + CARD_21, encoding="utf-8")
    for again in (False, True):
        run = runs.carry_out(runs.receive(path, name="contacts.vcf", by=None, now=NOW, again=again), now=NOW)
        assert run.importer == "vcard"
        assert (Person.objects.count(), Detail.objects.count(), Occasion.objects.count()) == (3, 2, 3)
