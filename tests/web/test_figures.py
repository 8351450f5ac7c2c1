"""Figures: what the shop's history says, each number opening what it rests on."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hafawa.analytics.models import Figures
from tests.web.conftest import House


def test_an_empty_shop_is_offered_an_import(nino: Client) -> None:
    page = nino.get("/figures/").content.decode()
    assert "Nothing to count yet" in page
    assert 'href="/imports/"' in page


def test_what_is_not_known_is_said_and_no_share_is_shown(house: House, nino: Client) -> None:
    page = nino.get("/figures/").content.decode()
    assert "Not known yet: 0 of the 20 that are needed are here." in page
    assert "interval-point" not in page


def test_one_angry_person_is_counted_and_no_share_is_made_of_her(house: House, nino: Client) -> None:
    page = nino.get("/figures/").content.decode()
    assert "The anger of 1 person is still open, the longest since" in page
    assert "What waiting costs is not known yet" in page


def test_a_number_opens_the_events_and_people_it_rests_on(house: House, nino: Client) -> None:
    kept = Figures.objects.get()
    event = house.events["e1"]
    kept.found["anger"] |= {"people": 1, "still_open": 1, "unanswered": 1, "since_at": kept.judged_at.isoformat()}
    kept.found["evidence"]["open_anger"] = {"n": 1, "events": [[event, house.layla.pk]]}
    kept.save()
    assert 'href="/figures/open_anger/"' in nino.get("/figures/").content.decode()
    page = nino.get("/figures/open_anger/").content.decode()
    assert f"/people/{house.layla.pk}/?evidence=" in page
    assert "أين طلبي" in page
    assert nino.get("/figures/nothing/").status_code == 404


def test_a_share_is_drawn_beside_its_words(house: House, nino: Client) -> None:
    kept = Figures.objects.get()
    kept.found["deliveries"] |= {"n": 5170, "late": 343, "taken_p50": 10, "taken_p90": 23, "promised_p50": 24,
                                 "promised_p90": 35, "measured": 5170}  # fmt: skip
    kept.found["after_late"] = {"n": 345, "mean": 2.1768, "poor": 227}
    kept.save()
    page = nino.get("/figures/").content.decode().replace("\u2068", "").replace("\u2069", "")
    assert "343 of 5,170 parcels came after the promised day (6.6%; 95% interval 6.0% to 7.3%)." in page
    assert 'class="interval-point" cx="65.80%"' in page


@pytest.mark.parametrize("path", ["/figures/", "/figures/contacts/"])
def test_the_page_asks_the_database_little(house: House, nino: Client, path: str) -> None:
    nino.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert nino.get(path).status_code == 200
    assert len(asked) <= 6


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_the_page_speaks_the_members_language(house: House, nino: Client, language: str) -> None:
    house.owner.language = language
    house.owner.save()
    page = nino.get("/figures/").content.decode()
    assert ("What do people love?" in page) == (language == "en")
