"""Does what was read in somebody's words wait on their page for one click, and never show itself to the wrong eyes?"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.people.models import Detail, Occasion, Person, Proposal
from hafawa.team.models import Role
from tests.web.conftest import House, colleague, signed_in

HTMX = {"HTTP_HX_REQUEST": "true"}


def _proposed(person: Person, **more: Any) -> Proposal:
    now: datetime = clock.now()
    values = {"text": "my son loves dinosaurs", "about": "son", "kind": "taste", "evidence_event_id": 1} | more
    return Proposal.objects.create(person=person, said_on=now.date(), proposed_at=now, **values)


def _page(client: Client, person: Person) -> str:
    return client.get(reverse("web:person", args=[person.pk])).content.decode()


def test_it_is_kept_with_a_click_in_words_that_may_be_changed(house: House, nino: Client) -> None:
    one = _proposed(house.layla)
    assert "my son loves dinosaurs" in _page(nino, house.layla)
    answer = nino.post(reverse("web:proposal_keep", args=[one.pk]), {"text": "loves dinosaurs"}, **HTMX)
    assert answer.status_code == 200
    made = Detail.objects.get()
    assert (made.text, made.subject) == ("loves dinosaurs", "Son")
    assert "Not worth keeping" not in answer.content.decode()


def test_a_day_is_kept_as_a_day(house: House, nino: Client) -> None:
    one = _proposed(
        house.layla, text="my wife's birthday is on the 12th", about="wife", kind="occasion", occasion="birthday",
        calendar="gregorian", month=3, day=12,
    )  # fmt: skip
    answer = nino.post(reverse("web:proposal_keep", args=[one.pk]))
    assert answer.headers["Location"].endswith("#occasions")
    assert Occasion.objects.get().title == "Birthday"


def test_left_aside_it_can_be_taken_up_again_from_the_notice(house: House, nino: Client) -> None:
    one = _proposed(house.layla)
    answer = nino.post(reverse("web:proposal_dismiss", args=[one.pk]), **HTMX).content.decode()
    assert "my son loves dinosaurs" not in answer
    again = re.search(r'action="([^"]+/reopen/)"', answer)
    assert again
    assert "my son loves dinosaurs" in nino.post(again.group(1), **HTMX).content.decode()
    assert not Detail.objects.exists()


@pytest.mark.parametrize("role", [Role.AGENT, Role.VIEWER])
def test_what_is_confidential_is_proposed_to_few(house: House, nino: Client, role: Role) -> None:
    one = _proposed(house.layla, text="I have cancer", about="self", kind="health", audience="never_show")
    assert "I have cancer" in _page(nino, house.layla)
    other = signed_in(colleague(role))
    assert "I have cancer" not in _page(other, house.layla)
    assert other.post(reverse("web:proposal_keep", args=[one.pk])).status_code in (403, 404)
    assert not Detail.objects.exists()


def test_no_more_than_three_are_asked_at_once(house: House, nino: Client) -> None:
    for n in range(5):
        _proposed(house.layla, text=f"detail number {n}", evidence_event_id=n)
    page = _page(nino, house.layla)
    assert page.count("Not worth keeping") == 3
    assert "2 more wait." in page
