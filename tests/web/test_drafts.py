"""What is being written on a card is looked at with what is known of its person, and nothing of it is kept."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.people import gifts
from hafawa.team.models import Role
from hafawa.timeline.models import Event
from tests.web.conftest import House, colleague, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


def _ask(client: Client, card_id: int, words: str, channel: str = "email") -> str:
    answered = client.post(reverse("web:card_remarks", args=[card_id]), {"words": words, "channel": channel}, **HTMX)
    assert answered.status_code == 200
    return answered.content.decode()


def test_words_that_blame_are_remarked_and_others_are_not(house: House, nino: Client) -> None:
    card = house.card_of(house.margaret)
    before = Event.objects.count()
    page = _ask(nino, card.pk, "You should have measured the window before you ordered.")
    assert "It points at the customer" in page
    assert "You should have measured" in page
    good = "I'm sorry it came broken. A new one left today at ten, and the old one is yours to keep."
    assert "remark" not in _ask(nino, card.pk, good)
    assert _ask(nino, card.pk, "").strip() == ""
    assert Event.objects.count() == before


def test_a_place_is_counted_as_the_browser_counts(house: House, nino: Client) -> None:
    page = _ask(nino, house.card_of(house.margaret).pk, "👋🏽 ok\r\nPlease calm down.")
    start = len("👋🏽 ok\nPlease ".encode("utf-16-le")) // 2
    assert f'data-start="{start}" data-end="{start + len("calm down")}"' in page


def test_a_surprise_for_them_is_remarked(house: House, nino: Client) -> None:
    gifts.note(house.giorgi, what="red bicycle", recipient=house.margaret, occasion="", now=clock.now())
    assert "kept from this person" in _ask(nino, house.card_of(house.margaret).pk, "The red bicycle is ready")
    assert "kept from this person" not in _ask(nino, house.card_of(house.giorgi).pk, "The red bicycle is ready")


def test_a_viewer_writes_nothing_and_a_card_that_is_not_there_is_not_found(house: House, nino: Client) -> None:
    address = reverse("web:card_remarks", args=[house.card_of(house.margaret).pk])
    assert signed_in(colleague(Role.VIEWER)).post(address, {"words": "x"}).status_code == 403
    assert nino.post(reverse("web:card_remarks", args=[10**9]), {"words": "x"}).status_code == 404
    assert nino.get(address).status_code == 405


@pytest.mark.parametrize("words", ["\x01\ufffe" * 100, "a" * 200_000, "😀" * 5000, "!" * 20_000])
def test_any_words_are_answered(words: str, house: House, nino: Client) -> None:
    _ask(nino, house.card_of(house.margaret).pk, words)
