"""The palette and the page of all that is found."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import translation

from hafawa.kernel import clock
from hafawa.people import actions
from hafawa.people.models import Audience, Person
from hafawa.search import indexing
from hafawa.team.models import Role, User
from hafawa.team.permissions import Level
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
from hafawa.web.reads import places
from tests.web.conftest import House, colleague, signed_in

NOW = datetime(2026, 5, 20, 9, tzinfo=UTC)


@pytest.fixture
def indexed(house: House) -> House:
    indexing.rebuild(now=clock.now())
    return house


def palette(client: Client, text: str) -> str:
    answer = client.get("/search/palette/", {"q": text}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def options(page: str) -> list[str]:
    return re.findall(r'role="option"[^>]*href="([^"]+)"', page)


def test_a_person_is_found_in_another_script_and_the_part_that_fits_is_marked(indexed: House, nino: Client) -> None:
    page = palette(nino, "layla")
    assert options(page)[0] == f"/people/{indexed.layla.pk}/"
    assert "<mark>ليلى</mark>" in page
    assert "<mark>layla</mark>@example.com" in page


def test_an_order_opens_where_it_is_evidence(indexed: House, nino: Client) -> None:
    page = palette(nino, "#hf-2")
    assert options(page)[0] == f"/people/{indexed.giorgi.pk}/?evidence={indexed.events['e2']}#evidence"
    assert nino.get(options(page)[0].partition("#")[0]).status_code == 200


def test_what_customers_wrote_is_shown_as_text_and_runs_its_own_way(indexed: House, nino: Client) -> None:
    what = MessageReceived(channel="email", ref="c9", text="<script>alert(1)</script> طلبي وصل اليوم مكسوراً مرة أخرى")
    log.append(log.Entry(what, NOW, "test", "hostile", indexed.layla.pk), now=NOW)
    indexing.index(now=NOW)
    page = palette(nino, "alert")
    assert "&lt;script&gt;<mark>alert</mark>" in page
    assert "<script>" not in page
    assert 'dir="rtl"' in page


@pytest.mark.parametrize("typed", ["import", "impo", "استيراد", "იმპორტი", "upload", "ატვირთვა", "imports", "imprt"])
def test_an_action_is_known_by_its_words_in_every_language(typed: str, owner: User) -> None:
    for language in ("en", "ar", "ka"):
        with translation.override(language):
            assert "/imports/" in [place.url for place in places.find(typed, Level.OWNER)]


@pytest.mark.parametrize("typed", ["zzzz", "", "   ", "🙏", "im port zz"])
def test_what_is_no_action_finds_none(typed: str, owner: User) -> None:
    assert places.find(typed, Level.OWNER) == []


def test_who_may_not_go_somewhere_is_not_sent_there(owner: User) -> None:
    assert "settings" not in [place.name for place in places.find("settings", Level.AGENT)]
    assert "settings" in [place.name for place in places.find("settings", Level.MANAGER)]
    assert "bring" not in [place.name for place in places.first(Level.VIEWER)]


def test_nothing_found_teaches(indexed: House, nino: Client) -> None:
    page = palette(nino, "zzqqzz")
    assert "Nothing is found by that" in page
    assert "listbox" not in page


def test_what_was_opened_last_is_offered_first_and_only_its_id_is_kept(indexed: House, nino: Client) -> None:
    assert "Opened last" not in palette(nino, "")
    for key in (f"person:{indexed.giorgi.pk}", f"person:{indexed.layla.pk}", "place:today", "person:x", "x" * 500):
        assert nino.post("/search/opened/", {"key": key}).status_code == 204
    page = palette(nino, "")
    assert options(page)[:2] == [f"/people/{indexed.layla.pk}/", f"/people/{indexed.giorgi.pk}/"]
    assert nino.session["search_recent"] == [f"person:{indexed.layla.pk}", f"person:{indexed.giorgi.pk}"]
    Person.objects.filter(pk=indexed.layla.pk).delete()
    assert options(palette(nino, ""))[0] == f"/people/{indexed.giorgi.pk}/"


def test_looking_changes_nothing(indexed: House, nino: Client) -> None:
    with connection.execute_wrapper(_refuse_writing):
        palette(nino, "layla")
        palette(nino, "")
        nino.get("/search/", {"q": "layla"})
        nino.get("/people/", {"q": "layla"})


def _refuse_writing(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
    assert not sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "CREATE", "DROP")), sql
    return execute(sql, params, many, context)


def test_a_detail_never_shown_is_found_by_managers_only(indexed: House) -> None:
    actions.add_detail(
        indexed.layla, text="Umbrageous matter", source="said", learned_on=NOW.date(), audience=Audience.NEVER_SHOW
    )
    indexing.index(now=NOW)
    for role in (Role.VIEWER, Role.AGENT):
        client = signed_in(colleague(role, email=f"{role}@finjan.example"))
        assert "Umbrageous" not in palette(client, "umbrageous")
        assert "mbrageous</mark>" not in client.get("/search/", {"q": "umbrageous"}).content.decode()
    manager = signed_in(colleague(Role.MANAGER, email="manager@finjan.example"))
    assert "<mark>Umbrageous</mark>" in palette(manager, "umbrageous")


def test_a_stranger_finds_nothing(indexed: House) -> None:
    for path in ("/search/", "/search/palette/"):
        assert Client().get(path, {"q": "layla"}).status_code == 302


def test_the_page_counts_each_kind_and_goes_on_page_after_page(indexed: House, nino: Client) -> None:
    entries = [
        log.Entry(MessageReceived(channel="email", ref="c", text=f"plentiful {n}"), NOW + timedelta(n), "test", f"x{n}",
                  indexed.layla.pk)
        for n in range(60)
    ]  # fmt: skip
    log.append_many(entries, now=NOW)
    indexing.index(now=NOW)
    everything = nino.get("/search/", {"q": "plentiful"}).content.decode()
    assert re.search(r'Messages and notes <span class="count">60</span>', everything)
    seen: list[str] = []
    url = "/search/?q=plentiful&kind=message"
    while url:
        page = nino.get(url).content.decode()
        seen += re.findall(r'class="hit" href="([^"]+)"', page)
        more = re.search(r'href="(/search/\?[^"]*after=[^"]+)"', page)
        url = more[1].replace("&amp;", "&") if more else ""
    assert len(seen) == len(set(seen)) == 60


def test_the_list_of_people_is_found_by_the_same_search(indexed: House, nino: Client) -> None:
    page = nino.get("/people/", {"q": "giogri"}, headers={"HX-Request": "true"}).content.decode()
    assert re.findall(r'class="row" href="([^"]+)"', page) == [f"/people/{indexed.giorgi.pk}/"]


@pytest.mark.parametrize(
    "text", ["\x00", "\ud800".encode("utf-8", "surrogatepass").decode("latin1"), "%", '"', "x" * 5000]
)
def test_whatever_is_typed_is_answered(indexed: House, nino: Client, text: str) -> None:
    assert palette(nino, text)
    assert nino.get("/search/", {"q": text, "kind": "x", "after": text}).status_code == 200
    assert nino.get("/search/", {"q": text, "kind": "message", "after": "9.9.9"}).status_code == 200
