"""Today: the list, and what is done with a card."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hafawa import flow
from hafawa.kernel import clock
from hafawa.playbooks.models import State, Suggestion
from hafawa.team.models import Role
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived, OrderPlaced
from hafawa.timeline.models import Event
from tests.web.conftest import House, colleague, keeps_to, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_each_card_says_who_why_and_what_it_rests_on(house: House, nino: Client) -> None:
    page = nino.get("/").content.decode()
    for person in (house.layla, house.giorgi, house.margaret):
        card = house.card_of(person)
        assert f'id="card-{card.pk}"' in page
        assert f"/people/{person.pk}/?evidence={','.join(map(str, card.evidence))}#evidence" in page


def test_suggested_words_run_the_way_their_letters_do(house: House, nino: Client) -> None:
    page = nino.get("/").content.decode()
    assert page.count("<textarea") == 3
    assert 'dir="rtl" lang="ar"' in page or 'dir="ltr" lang="ar"' in page


def test_done_is_kept_once_however_often_it_is_clicked(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    for _click in range(3):
        answer = nino.post(reverse("web:card_do", args=[card.pk]), {"words": "I am sorry.", "channel": "email"}, **HTMX)
        assert answer.status_code == 200
    card.refresh_from_db()
    assert card.state == State.DONE
    told = Event.objects.filter(suggestion_id=card.pk)
    assert [e.data["text"] for e in told] == ["I am sorry."]


def test_undo_brings_the_card_back_and_takes_the_event_out(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    nino.post(reverse("web:card_do", args=[card.pk]), {"channel": "email", "words": "Sorry."}, **HTMX)
    answer = nino.post(reverse("web:card_undo", args=[card.pk]), **HTMX)
    assert f'id="card-{card.pk}"' in answer.content.decode()
    card.refresh_from_db()
    assert card.state == State.OPEN
    assert not Event.objects.filter(suggestion_id=card.pk).exists()
    assert nino.post(reverse("web:card_undo", args=[card.pk]), **HTMX).status_code == 200


def test_done_without_script_leads_back_with_a_way_to_undo(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    answer = nino.post(reverse("web:card_do", args=[card.pk]), {"channel": "email"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/?undo={card.pk}"
    assert reverse("web:card_undo", args=[card.pk]) in answer.content.decode()


def test_a_promise_is_kept_with_its_card(house: House, nino: Client) -> None:
    card = house.card_of(house.giorgi)
    nino.post(
        reverse("web:card_do", args=[card.pk]), {"channel": "phone", "has_promise": "1", "promise_kept": "on"}, **HTMX
    )
    assert Event.objects.filter(kind="promise.kept", suggestion_id=card.pk).count() == 1


def test_later_takes_a_day_to_come_and_refuses_one_that_is_past(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    url = reverse("web:card_later", args=[card.pk])
    past = (clock.now() - timedelta(days=2)).date().isoformat()
    refused = nino.post(url, {"until": past}, **HTMX)
    assert refused.status_code == 422
    assert refused["HX-Retarget"] == "#toasts"
    day = (clock.now() + timedelta(days=3)).date()
    assert nino.post(url, {"until": day.isoformat()}, **HTMX).status_code == 200
    card.refresh_from_db()
    assert (card.state, card.later_until) == (State.LATER, day)


def test_not_this_keeps_its_reason_and_refuses_none(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    url = reverse("web:card_not_this", args=[card.pk])
    assert nino.post(url, {"reason": "because"}, **HTMX).status_code == 422
    nino.post(url, {"reason": "unkind"}, **HTMX)
    card.refresh_from_db()
    assert (card.state, card.not_this_reason) == (State.NOT_THIS, "unkind")


def test_a_colleague_who_comes_second_is_told_who_was_first(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    nino.post(reverse("web:card_do", args=[card.pk]), {"channel": "email"}, **HTMX)
    luka = signed_in(colleague(Role.AGENT))
    answer = luka.post(reverse("web:card_do", args=[card.pk]), {"channel": "email"}, **HTMX)
    assert answer.status_code == 422
    assert "Nino" in answer.content.decode()


def test_a_viewer_looks_and_does_not_act(house: House) -> None:
    viewer = signed_in(colleague(Role.VIEWER))
    page = viewer.get("/").content.decode()
    assert "data-does" not in page
    card = house.card_of(house.margaret)
    assert viewer.post(reverse("web:card_do", args=[card.pk])).status_code == 403
    assert Suggestion.objects.get(pk=card.pk).state == State.OPEN


def test_minutes_bound_the_list(house: House, nino: Client) -> None:
    shortest = min(Suggestion.objects.values_list("minutes", flat=True))
    page = nino.get("/", {"minutes": shortest}).content.decode()
    assert page.count('<article class="card"') == 1
    assert nino.get("/", {"minutes": "<b>"}).status_code == 200


def test_the_page_takes_a_bounded_number_of_queries(house: House, nino: Client) -> None:
    nino.get("/")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        nino.get("/")
    assert len(seen) <= 29, "\n".join(q["sql"][:150] for q in seen)


def test_an_empty_shop_is_shown_what_to_do_next(nino: Client) -> None:
    page = nino.get("/").content.decode()
    assert reverse("web:welcome_customers") in page


def test_results_say_that_they_are_not_known_yet(house: House, nino: Client) -> None:
    page = nino.get(reverse("web:results")).content.decode()
    assert "Not known yet" in page


def test_a_list_that_is_being_made_anew_is_asked_after_until_it_is_there(house: House, nino: Client) -> None:
    flow.live(clock.now())
    news = reverse("web:today_news")
    assert news not in nino.get("/").content.decode()
    said = MessageReceived(channel="email", ref="c9", text="Where is my parcel?")
    log.append(log.Entry(said, clock.now(), "mail", "m9", house.layla.pk), now=clock.now())
    page = nino.get("/", {"minutes": 30}).content.decode()
    assert f'hx-get="{news}?minutes=30"' in page
    assert 'aria-live="polite"' in page.split('id="news"')[1].split(">")[0]
    assert nino.get(news, **HTMX).status_code == 204
    flow.live(clock.now())
    answer = nino.get(news, {"minutes": 30}, **HTMX).content.decode()
    assert "<made-anew" in answer
    assert 'href="/?minutes=30"' in answer


def test_an_empty_list_that_is_being_made_is_not_taken_for_an_empty_shop(nino: Client) -> None:
    log.append(log.Entry(OrderPlaced(ref="1"), clock.now(), "till", "1"), now=clock.now())
    page = nino.get("/").content.decode()
    assert "Your first list is being made" in page
    assert reverse("web:welcome_customers") not in page


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_the_page_speaks_the_members_language(house: House, nino: Client, language: str) -> None:
    house.owner.language = language
    house.owner.save()
    page = nino.get("/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in page


@pytest.mark.parametrize("step", ["slower", "no_calls", "end"])
def test_whom_the_team_does_not_call_no_card_asks_to_call(house: House, nino: Client, step: str) -> None:
    card = house.card_of(house.margaret)
    Suggestion.objects.filter(pk=card.pk).update(channel="phone")
    call = f"{reverse('web:call', args=[house.margaret.pk])}?card={card.pk}"
    assert call in nino.get("/").content.decode()
    keeps_to(house, house.margaret, step)
    page = nino.get("/").content.decode()
    assert call not in page
    assert page.count("data-not-called") == 1
    mine = page.split(f'id="card-{card.pk}"')[1].split("</article>")[0]
    assert '<option value="email" selected>' in mine
    assert 'name="not_reached"' not in mine


@pytest.mark.parametrize(("step", "days"), [("note", 30), ("limit", 30), ("no_calls", -2)])
def test_a_note_a_limit_and_what_is_over_keep_no_call_away(house: House, nino: Client, step: str, days: int) -> None:
    keeps_to(house, house.margaret, step, days=days)
    assert "data-not-called" not in nino.get("/").content.decode()
