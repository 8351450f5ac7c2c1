"""The people's list and a person's page."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.people import actions
from hafawa.people.models import Detail, Occasion
from hafawa.team.models import Role, Shop
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced
from hafawa.timeline.models import Event
from tests.web.conftest import House, colleague, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


def page_of(client: Client, person_id: int, query: str = "") -> str:
    return client.get(reverse("web:person", args=[person_id]) + query).content.decode()


@pytest.mark.parametrize("sought", ["ليلي حداد", "layla@example.com", "ليلى"])
def test_a_person_is_found_however_they_are_spelt(house: House, nino: Client, sought: str) -> None:
    rows = nino.get(reverse("web:people"), {"q": sought}, **HTMX).content.decode()
    assert reverse("web:person", args=[house.layla.pk]) in rows
    assert reverse("web:person", args=[house.giorgi.pk]) not in rows
    assert "<html" not in rows


def test_nobody_found_is_said_kindly(house: House, nino: Client) -> None:
    assert "Nobody by that name" in nino.get(reverse("web:people"), {"q": "zzzz"}).content.decode()


def test_names_and_words_are_kept_from_scrambling_the_page(house: House, nino: Client) -> None:
    page = page_of(nino, house.layla.pk)
    assert "<bdi>ليلى حدّاد</bdi>" in page
    assert '<bdi dir="ltr" class="ltr">layla@example.com</bdi>' in page
    assert re.search(r'<blockquote class="event-text pre" dir="rtl"', page)


def test_standing_is_said_in_words_that_open_their_evidence(house: House, nino: Client) -> None:
    page = page_of(nino, house.layla.pk)
    assert "1 message of theirs waits for an answer." in page
    assert f"?evidence={house.events['e1']}#evidence" in page


def test_figures_of_value_say_from_how_many_orders_and_open_them(house: House, nino: Client) -> None:
    value = page_of(nino, house.layla.pk).split('class="facts"')[1].split("</dl>")[0]
    assert "from 1 order, less what was given back" in value
    assert '<a href="?show=orders#story"' in value
    story = page_of(nino, house.layla.pk, "?show=orders").split('id="story"')[1].split("</section>")[0]
    assert "HF-1" in story


def test_evidence_is_shown_even_when_it_is_on_no_page_of_the_story(house: House, nino: Client) -> None:
    page = page_of(nino, house.layla.pk, f"?evidence={house.events['e1']},999999&show=orders")
    evidence = page.split('id="evidence"')[1].split("</section>")[0]
    assert "أين طلبي" in evidence


def test_evidence_of_somebody_else_is_not_shown(house: House, nino: Client) -> None:
    url = reverse("web:person_evidence", args=[house.giorgi.pk])
    assert "أين طلبي" not in nino.get(url, {"ids": str(house.events["e1"])}).content.decode()


def test_the_story_goes_on_page_by_page_without_gap_or_double(house: House, nino: Client) -> None:
    now = clock.now()
    same = now - timedelta(days=40)
    more = [
        log.Entry(
            OrderPlaced(ref=f"M-{n}"), same if n % 2 else same - timedelta(days=n), "more", str(n), house.layla.pk
        )
        for n in range(60)
    ]
    log.append_many(more, now=now)
    url, seen = reverse("web:person", args=[house.layla.pk]), []
    query = ""
    for _page in range(10):
        html = nino.get(url + query, **HTMX).content.decode()
        seen += re.findall(r'id="event-(\d+)"', html)
        following = re.search(r'hx-get="[^"?]*(\?[^"]*)"', html)
        if not following:
            break
        query = following.group(1).replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == Event.objects.filter(person=house.layla).count()


@pytest.mark.parametrize("mark", ["x", "2026-01-01T00:00:00_1", "_", "2026-01-01T00:00:00+00:00_x"])
def test_a_mark_that_means_nothing_is_the_beginning(house: House, nino: Client, mark: str) -> None:
    assert nino.get(reverse("web:person", args=[house.layla.pk]), {"before": mark}).status_code == 200


def test_a_message_can_run_no_script(house: House, nino: Client) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    entry = log.Entry(MessageReceived(channel="email", ref="c9", text=bad), clock.now(), "t", "bad", house.layla.pk)
    log.append(entry, now=clock.now())
    page = page_of(nino, house.layla.pk)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_detail_is_kept_forgotten_and_brought_back(house: House, nino: Client) -> None:
    url = reverse("web:detail_add", args=[house.layla.pk])
    words = {"text": "تحب القهوة بالهيل", "source": "said", "audience": "may_say"}
    for _click in range(2):
        assert nino.post(url, words, **HTMX).status_code == 200
    detail = Detail.objects.get()
    assert (detail.noted_by, detail.audience) == (house.owner, "may_say")
    fragment = nino.post(
        reverse("web:detail_forget", args=[detail.pk]), {"person": house.layla.pk}, **HTMX
    ).content.decode()
    assert not Detail.objects.exists()
    kept = re.search(r'name="kept" value="([^"]+)"', fragment)
    assert kept
    for _click in range(2):
        nino.post(reverse("web:detail_restore"), {"kept": kept.group(1)}, **HTMX)
    assert Detail.objects.get().text == "تحب القهوة بالهيل"
    again = nino.post(reverse("web:detail_forget", args=[0]), {"person": house.layla.pk}, **HTMX)
    assert again.status_code == 200


def test_what_is_brought_back_must_have_been_ours(nino: Client) -> None:
    assert nino.post(reverse("web:detail_restore"), {"kept": "made:up"}).status_code == 404


def test_a_detail_never_to_be_shown_is_hidden_from_agents(house: House, nino: Client) -> None:
    today = clock.now().date()
    actions.add_detail(house.layla, text="a secret", source="told", learned_on=today, audience="never_show")
    assert "a secret" in page_of(nino, house.layla.pk)
    seen = page_of(signed_in(colleague(Role.AGENT)), house.layla.pk)
    assert "a secret" not in seen
    assert "1 detail is kept from your view." in seen


def test_a_day_of_the_hijri_calendar_is_kept_and_removed(house: House, nino: Client) -> None:
    url = reverse("web:occasion_add", args=[house.layla.pk])
    day = {"title": "عيد الفطر", "calendar": "hijri", "day": 1, "month": 10}
    assert nino.post(url, day, **HTMX).status_code == 200
    occasion = Occasion.objects.get()
    assert "Shawwal" in page_of(nino, house.layla.pk)
    assert nino.post(url, day | {"day": 31}, **HTMX).status_code == 422
    nino.post(reverse("web:occasion_remove", args=[occasion.pk]), {"person": house.layla.pk}, **HTMX)
    assert not Occasion.objects.exists()


def test_a_promise_is_kept_once(house: House, nino: Client) -> None:
    promise = Event.objects.get(person=house.giorgi, kind="promise.made", source="test")
    url = reverse("web:promise_keep", args=[promise.pk])
    assert nino.post(url, **HTMX).status_code == 200
    second = nino.post(url, **HTMX)
    assert second.status_code == 422
    assert "Nothing was changed" in second.content.decode()
    assert Event.objects.filter(kind="promise.kept", about_id=promise.pk).count() == 1


def test_what_went_wrong_is_put_right_with_words(house: House, nino: Client) -> None:
    page = page_of(nino, house.margaret.pk)
    assert "Not yet put right" in page
    review = house.events["e7"]
    url = reverse("web:strike_repair", args=[review])
    assert nino.post(url, {"text": " "}, **HTMX).status_code == 422
    fragment = nino.post(url, {"text": "A new handle by courier."}, **HTMX).content.decode()
    assert "Put right" in fragment
    assert "Not yet put right" not in fragment


def test_the_page_takes_a_bounded_number_of_queries(house: House, nino: Client) -> None:
    page_of(nino, house.layla.pk)
    with CaptureQueriesContext(connection) as seen:
        page_of(nino, house.layla.pk)
    assert len(seen) <= 25, "\n".join(q["sql"][:150] for q in seen)
    with CaptureQueriesContext(connection) as listed:
        nino.get(reverse("web:people"))
    assert len(listed) <= 10


def test_someone_just_met_has_a_page(house: House, nino: Client) -> None:
    person, _made = actions.find_or_make([], name="", language="", now=clock.now())
    page = page_of(nino, person.pk)
    assert "We have just met." in page
    assert "Someone without a name" in page


def test_times_are_told_by_the_shops_clock(house: House, nino: Client) -> None:
    Shop.objects.update(time_zone="Asia/Tbilisi")
    late = datetime(2026, 5, 3, 22, 30, tzinfo=UTC)  # half past two in the night of the fourth, there
    what = MessageReceived(channel="email", ref="night", text="Are you awake?")
    log.append(log.Entry(what, late, "told", "night", house.layla.pk), now=clock.now())
    page = page_of(nino, house.layla.pk)
    assert "May 4, 2026, 2:30" in page
    assert "May 3, 2026" not in page
