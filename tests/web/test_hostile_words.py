"""Whatever an event, a name or a note holds, every page that shows it is answered, and nothing on it deceives."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hafawa import flow
from hafawa.analytics.models import Standing
from hafawa.channels import direct
from hafawa.channels.importers import json_line
from hafawa.channels.models import ImportRun
from hafawa.kernel import clock
from hafawa.people import actions as people
from hafawa.people.belonging import MOST_AT_HOME
from hafawa.people.models import Detail, Household, HouseholdMember, Identifier, Occasion, Person
from hafawa.privacy import erasing, exporting
from hafawa.search import indexing
from hafawa.timeline import log
from hafawa.timeline.events import KINDS, OrderPlaced
from hafawa.timeline.models import Event
from tests.faults.hostile import HEADER, ROW
from tests.web.conftest import House, signed_in
from tests.web.hostile_fields import VALUES

LANGUAGES = ("en", "ar", "ka")
MOST = json_line.MOST_MINOR
WORDS = (
    *(v for v in VALUES if v and v.isprintable()),
    "a\u202egnp.exe",
    "e\u0301" * 300,
    "👩‍👩‍👧‍👦" * 200,
    "ﷺ" * 500,
    "\u2028",
    "ꙮ",
)
OBJECTS: tuple[list[dict[str, Any]], ...] = (
    [{}], [{"name": None, "quantity": None, "amount_minor": None}], [{"name": 5, "quantity": "x", "amount_minor": "y"}],
    [{"name": ["a"], "quantity": {"a": 1}, "amount_minor": 10**17}], [{"name": "x", "quantity": -1e300, "type": [], "size_bytes": "z"}],
    [{"name": "x" * 5000, "size_bytes": -1}] * 300, [{"name": True, "quantity": True, "size_bytes": 1e300}],
)  # fmt: skip
WHOLE = (0, 1, 3, MOST, -1, -MOST)


def _lines(kind: str) -> list[dict[str, Any]]:
    """Lines of `kind` in which every field takes every odd value it may have, together as they come."""
    found = []
    now = clock.now()
    for n in range(max(len(WORDS), len(OBJECTS), len(WHOLE))):
        values: dict[str, Any] = {
            "text": WORDS[n % len(WORDS)][:300], "whole": WHOLE[n % len(WHOLE)], "yes_no": bool(n % 2),
            "instant": (now - timedelta(days=n % 9)).isoformat(), "objects": OBJECTS[n % len(OBJECTS)],
            "texts": [WORDS[n % len(WORDS)], "", "many_recipients"],
        }  # fmt: skip
        line = {name: values[expects] for name, (expects, _needed) in json_line.shape(kind).items()}
        line |= {"currency": ("GEL", "JPY", "KWD", "EUR")[n % 4]} if "currency" in line else {}
        line |= {"channel": line["channel"][:30]} if "channel" in line else {}
        at = (now - timedelta(hours=n + 1)).isoformat()
        about = {"about": "e0", "source": "test"} if json_line.needs_about(kind) else {}
        found.append(
            line | about | {"kind": kind, "at": at, "id": f"{kind}{n}", "person": {"email": "layla@example.com"}}
        )
    return found


@pytest.fixture
def told(house: House) -> House:
    for kind in sorted(k for k in KINDS if k):
        results = direct.take_in(_lines(kind), now=clock.now())
        assert any(r.status == "new" for r in results), (kind, results[0])
    return house


def test_whatever_an_event_holds_is_shown_found_judged_and_given_out(told: House) -> None:
    flow.daily(clock.now())
    page = f"/people/{told.layla.pk}/"
    before = Event.objects.count()
    for language in LANGUAGES:
        told.owner.language = language
        told.owner.save()
        browser = signed_in(told.owner)
        for address in ("/", "/?minutes=600", page, "/search/?q=x&kind=message", "/search/?q=x", "/figures/"):
            assert browser.get(address).status_code == 200, (language, address)
        assert _whole_story(browser, page) > 9
    asked = exporting.ask(told.layla.pk, language="ar", by=told.owner, now=clock.now())
    assert exporting.make(asked, now=clock.now()).state == "ready"
    assert Event.objects.count() == before


def _whole_story(browser: Client, page: str) -> int:
    """How many pages the story has, each asked for as a browser would on the way down."""
    pages, before = 0, ""
    while pages < 500:
        answer = browser.get(page, {"before": before}, headers={"HX-Request": "true"})
        assert answer.status_code == 200, before
        pages += 1
        found = re.search(r"before=([^&\"#]+)", answer.content.decode())
        if found is None:
            return pages
        before = unquote(unescape(found[1]))
    return pages


def test_the_index_takes_any_name(house: House) -> None:
    """On PostgreSQL a key of the index has an end."""
    for n, word in enumerate(("x" * 300, "X" * 40, "ß" * 40, "ხ" * 299, "ش" * 300, "ع" * 300, "aı" * 100, *WORDS)):
        Person.objects.create(name=word[:300], folded_name=word[:300], created_at=clock.now(), language="en")
        assert n >= 0
    indexing.index(now=clock.now())
    assert not indexing.is_behind()


@pytest.mark.parametrize(
    "mark",
    ["0001-01-01T00:00:00+23:59_1", "9999-12-31T23:59:59-23:59_1", "2026-01-01T00:00:00+00:00_" + "9" * 30,
     "2026-01-01T00:00:00+00:00_-1", "2026-01-01_1", "_", "2026-01-01T00:00:00+00:00_٣"],
)  # fmt: skip
def test_a_made_up_mark_in_a_story_begins_it_anew_or_ends_it(house: House, mark: str) -> None:
    browser = signed_in(house.owner)
    assert browser.get(f"/people/{house.layla.pk}/?before={quote(mark)}").status_code == 200


REVERSED = "Mari\u202egpj.exe"


def test_no_page_writes_a_name_backwards_and_what_is_kept_stays_as_it_came(house: House) -> None:
    now = clock.now()
    Person.objects.update(name=REVERSED, first_name=REVERSED)
    people.add_detail(house.layla, text=f"\u202d{REVERSED}", source="said", learned_on=now.date())
    ImportRun.objects.create(name=f"\u202e{REVERSED}", path="x", sha256="0" * 64, size_bytes=1, made_at=now, source="x")
    indexing.rebuild(now=now)
    flow.daily(now)
    browser = signed_in(house.owner)
    shown = 0
    for address in (
        "/",
        "/people/",
        f"/people/{house.layla.pk}/",
        "/search/?q=mari",
        "/search/palette/?q=mari",
        "/imports/",
    ):
        page = browser.get(address).content.decode()
        assert not {"\u202d", "\u202e"} & set(page), address
        shown += "⟨U+202E⟩gpj.exe" in page
    assert shown >= 5
    assert REVERSED in browser.get(f"/people/{house.layla.pk}/privacy/").content.decode().replace("⟨U+202E⟩", "\u202e")
    assert Person.objects.get(pk=house.layla.pk).name == REVERSED


@pytest.mark.parametrize(
    "name",
    [
        "ნ" * 250 + ".csv",
        "ن" * 200,
        "\u202egnp.csv",
        "a" * 255,
        ".csv",
        "a\\b.csv",
        "CON",
        "a:b?.csv",
        "👩‍👩‍👧‍👦" * 30,
    ],
)
def test_a_file_of_any_name_comes_in_through_the_browser(house: House, data_folder: Path, name: str) -> None:
    file = SimpleUploadedFile(name, f"{HEADER}{ROW.format(n=1)}{name}\n".encode(), "text/csv")
    answer = signed_in(house.owner).post("/imports/upload/", {"files": [file]})
    assert answer.status_code == 302, answer.content
    assert [p for p in (data_folder / "raw").rglob("*") if p.is_file()]


def test_two_files_of_one_name_come_in_both(house: House, data_folder: Path) -> None:
    files = [SimpleUploadedFile("ნ" * 90 + ".csv", (HEADER + ROW.format(n=n)).encode()) for n in range(2)]
    assert signed_in(house.owner).post("/imports/upload/", {"files": files}).status_code == 302
    assert ImportRun.objects.count() == 2


def test_a_page_of_somebody_with_thousands_of_everything_stays_a_page(house: House) -> None:
    now, layla = clock.now(), house.layla
    Detail.objects.bulk_create(
        Detail(person=layla, text=f"one more cup {n}", source="said", learned_on=now.date()) for n in range(3000)
    )
    Identifier.objects.bulk_create(
        Identifier(person=layla, kind="email", value=f"u{n}@x.org", as_typed=f"u{n}@x.org", created_at=now)
        for n in range(1000)
    )
    Occasion.objects.bulk_create(
        Occasion(person=layla, title=f"day {n}", month=1 + n % 12, day=1 + n % 28, source="said") for n in range(1000)
    )
    home = Household.objects.create(name="Everybody", created_at=now)
    crowd = Person.objects.bulk_create(Person(name=f"Member {n}", created_at=now) for n in range(2000))
    HouseholdMember.objects.bulk_create(HouseholdMember(household=home, person=p) for p in (layla, *crowd))
    page = signed_in(house.owner).get(f"/people/{layla.pk}/").content.decode()
    assert len(page) < 700_000
    for more in ("2,800 more are kept", "951 more are kept", "800 more are kept"):
        assert more in page
    assert page.count(">Member ") == MOST_AT_HOME


def test_amounts_whose_sum_no_number_holds_stop_neither_the_flow_nor_a_page(house: House) -> None:
    now, most = clock.now(), json_line.MOST_MINOR
    orders = [OrderPlaced(ref=f"o{n}", amount_minor=most, margin_minor=most, currency="GEL") for n in range(9_400)]
    log.append_many((log.Entry(o, now - timedelta(hours=5), "till", o.ref, house.layla.pk) for o in orders), now=now)
    flow.daily(now)
    standing = Standing.objects.get(person=house.layla)
    assert standing.row["orders"] > 9_400
    assert standing.row["spend_minor"] is None
    browser = signed_in(house.owner)
    for address in ("/", f"/people/{house.layla.pk}/", f"/people/{house.layla.pk}/erase/", "/figures/"):
        assert browser.get(address).status_code == 200, address
    assert erasing.sums(house.layla.pk) == [("GEL", 9_400 * most + 12_000)]
