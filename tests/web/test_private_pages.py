"""The panel of a confidential conversation and the pages of boundaries, as they are clicked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hafawa.conversations import confidential, gather
from hafawa.conversations.boundaries.models import Boundary
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.team.models import Shop, User
from hafawa.timeline.models import Confidential
from tests.web.conftest import House, colleague, signed_in


@pytest.fixture
def talk(house: House) -> Conversation:
    Shop.objects.update(assigns=False)
    gather.read_on(now=clock.now())
    Conversation.objects.update(assignee=None)
    return Conversation.objects.get(key="c1")


@pytest.fixture
def luka(house: House) -> User:
    return colleague("agent")


def test_made_confidential_shown_and_opened_again(talk: Conversation, luka: User) -> None:
    client, address = signed_in(luka), f"/inbox/{talk.pk}/"
    assert "private-banner" not in client.get(address).content.decode()
    client.post(f"{address}confidential/on/", {"why": "She asked"})
    page = client.get(address).content.decode()
    assert "private-banner" in page
    assert "She asked" in page
    other = signed_in(colleague("agent", email="other@finjan.example"))
    assert other.get(address).status_code == 404
    assert other.post(f"{address}confidential/off/").status_code == 404
    client.post(f"{address}confidential/off/")
    assert not Confidential.objects.get().is_on
    assert other.get(address).status_code == 200


def test_readers_are_let_in_and_leave(talk: Conversation, luka: User) -> None:
    client, other = signed_in(luka), colleague("viewer", email="other@finjan.example")
    client.post(f"/inbox/{talk.pk}/confidential/on/")
    answer = client.post(
        f"/inbox/{talk.pk}/confidential/readers/", {"act": "add", "user": other.pk}, headers={"HX-Request": "true"}
    )
    assert 'id="private"' in answer.content.decode()
    assert signed_in(other).get(f"/inbox/{talk.pk}/").status_code == 200
    gone = client.post(f"/inbox/{talk.pk}/confidential/readers/", {"act": "remove", "user": luka.pk})
    assert gone.headers["Location"] == "/"
    assert client.get(f"/inbox/{talk.pk}/").status_code == 404


def test_the_page_of_who_may_not_open_it_says_who_may(talk: Conversation, luka: User, house: House) -> None:
    confidential.turn_on(talk, why="", by=house.owner, now=clock.now())
    confidential.add_reader(talk, luka, by=house.owner, now=clock.now())
    page = signed_in(luka).get(f"/inbox/{talk.pk}/").content.decode()
    assert "confidential/off/" not in page
    assert signed_in(luka).post(f"/inbox/{talk.pk}/confidential/off/").status_code == 422


def proposed(house: House, client: Client, **more: Any) -> Any:
    asked = {
        "step": "no_calls", "why": "Shouted", "evidence": [str(house.events["e7"])], "words": "",
        "expires_on": (clock.now().date() + timedelta(days=20)).isoformat(),
    } | more  # fmt: skip
    return client.post(f"/people/{house.margaret.pk}/boundaries/", asked)


def test_a_boundary_is_proposed_agreed_to_by_another_shown_and_ended(house: House, luka: User) -> None:
    client, owner = signed_in(luka), signed_in(house.owner)
    assert proposed(house, client).status_code == 302
    made = Boundary.objects.get()
    assert made.words.startswith("We want to help you")
    assert client.post(f"/boundaries/{made.pk}/act/", {"act": "agree"}).status_code == 422
    assert str(made.pk) in owner.get("/boundaries/").content.decode()
    owner.post(f"/boundaries/{made.pk}/act/", {"act": "agree"})
    assert "No calls" in client.get(f"/people/{house.margaret.pk}/").content.decode()
    client.post(f"/boundaries/{made.pk}/act/", {"act": "end", "because": "better"})
    assert "No calls" not in client.get(f"/people/{house.margaret.pk}/").content.decode()


def test_a_proposal_without_evidence_says_so_and_keeps_what_was_typed(house: House, luka: User) -> None:
    answer = proposed(house, signed_in(luka), evidence=[])
    assert answer.status_code == 422
    assert "Shouted" in answer.content.decode()
    assert not Boundary.objects.exists()


def test_a_viewer_meets_no_boundary(house: House, luka: User) -> None:
    proposed(house, signed_in(luka))
    signed_in(house.owner).post(f"/boundaries/{Boundary.objects.get().pk}/act/", {"act": "agree"})
    viewer = signed_in(colleague("viewer", email="vera@finjan.example"))
    assert "No calls" not in viewer.get(f"/people/{house.margaret.pk}/").content.decode()
    assert viewer.get("/boundaries/").status_code == 403
