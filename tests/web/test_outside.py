"""The screens on which keys are made, addresses told and doors opened."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hafawa.kernel import clock
from hafawa.team import tokens
from hafawa.team.models import ApiToken, AuditEntry, Role, User
from hafawa.webhooks import actions, incoming
from hafawa.webhooks.models import Delivery, Door, Endpoint
from tests.web.conftest import House, colleague, signed_in


@pytest.fixture(autouse=True)
def own_hosts(settings: Any) -> None:
    settings.HAFAWA_FETCH_ALLOW = ["127.0.0.1:9"]


def ticket(client: Client, name: str, *args: object) -> str:
    found = re.search(r'name="ticket" value="(\w+)"', client.get(reverse(f"web:{name}", args=args)).content.decode())
    assert found
    return found[1]


def new_key(client: Client, owner: User, **more: str) -> dict[str, str]:
    said = {"name": "Web shop", "user": str(owner.pk), "days": "90", "area_people": "read"}
    return said | {"ticket": ticket(client, "settings_tokens")} | more


def test_a_key_is_shown_once_and_a_reload_makes_no_second(owner: User, nino: Client) -> None:
    said = new_key(nino, owner)
    page = nino.post(reverse("web:settings_tokens"), said)
    key = re.search(r"hafawa_[0-9a-f]{12}_[\w-]{43}", page.content.decode())
    assert key
    assert page["Cache-Control"] == "no-store"
    assert tokens.holder(key[0], now=clock.now()) is not None
    again = nino.post(reverse("web:settings_tokens"), said, follow=True)
    assert key[0] not in again.content.decode()
    assert ApiToken.objects.count() == 1
    assert AuditEntry.objects.get(what="team.token_made").by == owner


def test_a_key_that_may_nothing_is_refused_where_it_was_asked_for(owner: User, nino: Client) -> None:
    page = nino.post(reverse("web:settings_tokens"), new_key(nino, owner, area_people=""))
    assert page.status_code == 422
    assert "choose at least one thing" in page.content.decode()


def test_a_manager_makes_keys_for_themselves_only_and_sees_only_those(owner: User, nino: Client) -> None:
    nino.post(reverse("web:settings_tokens"), new_key(nino, owner))
    luka = colleague(Role.MANAGER)
    theirs = signed_in(luka)
    assert "Web shop" not in theirs.get(reverse("web:settings_tokens")).content.decode()
    refused = theirs.post(reverse("web:settings_tokens"), new_key(theirs, owner))
    assert refused.status_code == 422
    assert theirs.post(reverse("web:settings_token_revoke", args=[ApiToken.objects.get().pk])).status_code == 404
    assert theirs.post(reverse("web:settings_tokens"), new_key(theirs, luka)).status_code == 200


def test_a_key_is_ended_at_once(owner: User, nino: Client) -> None:
    nino.post(reverse("web:settings_tokens"), new_key(nino, owner))
    page = nino.post(reverse("web:settings_token_revoke", args=[ApiToken.objects.get().pk]), follow=True)
    assert "Ended" in page.content.decode()
    assert ApiToken.objects.get().revoked_at is not None


def test_an_address_is_added_with_a_secret_shown_once_and_inside_is_refused(owner: User, nino: Client) -> None:
    to = reverse("web:settings_webhooks")
    inside = nino.post(to, {"url": "http://169.254.169.254/", "ticket": ticket(nino, "settings_webhooks")})
    assert inside.status_code == 422
    assert "private network" in inside.content.decode()
    said = {"url": "http://127.0.0.1:9/hook", "kinds": ["order.placed"], "ticket": ticket(nino, "settings_webhooks")}
    page = nino.post(to, said)
    assert Endpoint.objects.get().secrets[0]["secret"] in page.content.decode().replace("&#x2B;", "+")
    assert "whsec_" not in nino.post(to, said, follow=True).content.decode()
    assert Endpoint.objects.count() == 1


def test_an_address_is_pinged_stopped_told_again_changed_and_removed(owner: User, nino: Client) -> None:
    endpoint, _secret = actions.make(url="http://127.0.0.1:9/", kinds=(), by=owner, now=clock.now())
    act = reverse("web:settings_webhook_act", args=[endpoint.pk])
    assert "test message" in nino.post(act, {"act": "ping"}, follow=True).content.decode()
    assert Delivery.objects.get().kind == "ping"
    for name, stopped in (("stop", True), ("go_on", False)):
        nino.post(act, {"act": name})
        endpoint.refresh_from_db()
        assert (endpoint.stopped_at is not None) is stopped
    again = reverse("web:settings_delivery_again", args=[Delivery.objects.get().pk])
    assert nino.post(again).status_code == 302
    turned = nino.post(act, {"act": "turn", "ticket": ticket(nino, "settings_webhook", endpoint.pk)})
    endpoint.refresh_from_db()
    assert endpoint.secrets[0]["secret"] in turned.content.decode()
    assert len(endpoint.secrets) == 2
    change = {"url": "http://127.0.0.1:9/other", "kinds": ["order.placed"]}
    assert nino.post(reverse("web:settings_webhook", args=[endpoint.pk]), change).status_code == 302
    assert nino.post(act, {"act": "nonsense"}).status_code == 404
    nino.post(act, {"act": "remove"})
    assert not Endpoint.objects.exists()


def test_one_that_was_stopped_by_failing_is_told_of_on_every_page_of_managers(owner: User, nino: Client) -> None:
    endpoint, _secret = actions.make(url="http://127.0.0.1:9/", kinds=(), by=owner, now=clock.now())
    assert "kept failing" not in nino.get(reverse("web:people")).content.decode()
    actions.stop(endpoint, by=None, now=clock.now(), why="failing")
    assert "kept failing" in nino.get(reverse("web:people")).content.decode()
    agent = signed_in(colleague(Role.AGENT))
    assert "kept failing" not in agent.get(reverse("web:people")).content.decode()


def test_a_door_is_opened_its_secret_changed_and_closed(owner: User, nino: Client) -> None:
    said = {"source": "till-1", "ticket": ticket(nino, "settings_webhooks")}
    page = nino.post(reverse("web:settings_door_make"), said)
    door = Door.objects.get()
    assert door.secrets[0]["secret"] in page.content.decode()
    assert nino.post(reverse("web:settings_door_make"), {"source": "NO !", "ticket": "x"}).status_code == 422
    act = reverse("web:settings_door_act", args=[door.pk])
    turned = nino.post(act, {"act": "turn", "ticket": ticket(nino, "settings_webhooks")})
    door.refresh_from_db()
    assert door.secrets[0]["secret"] in turned.content.decode()
    nino.post(act, {"act": "remove"})
    assert not Door.objects.exists()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AGENT])
def test_others_hand_out_no_keys_and_tell_nobody(owner: User, role: str) -> None:
    client = signed_in(colleague(role))
    for name in ("settings_tokens", "settings_webhooks"):
        assert client.get(reverse(f"web:{name}")).status_code == 403
        assert client.post(reverse(f"web:{name}"), {}).status_code == 403
    assert client.post(reverse("web:settings_door_make"), {}).status_code == 403


@pytest.mark.parametrize("language", ["en", "ar", "ka"])
def test_the_api_is_described_in_the_product_without_anything_from_elsewhere(db: None, language: str) -> None:
    page = Client().get("/api/v1/docs/", headers={"Accept-Language": language})
    words = page.content.decode()
    assert page.status_code == 200
    assert f'lang="{language}"' in words
    assert "/api/v1/suggestions/{suggestion_id}/do" in words
    assert not re.search(r'(src|href)="(https?:)?//', words)
    assert "script-src 'self'" in page["Content-Security-Policy"]


def test_the_reference_of_the_api_is_current() -> None:
    from hafawa.api.describing import markdown
    from tests.conftest import ROOT

    kept = ROOT / "docs" / "reference" / "api.md"
    assert kept.read_text(encoding="utf-8") == markdown(), "run bin/reference"


def test_lists_of_what_is_outside_are_empty_with_one_act_each(house: House, nino: Client, data_folder: Path) -> None:
    assert "No program holds a key yet" in nino.get(reverse("web:settings_tokens")).content.decode()
    assert "Nobody outside is told anything" in nino.get(reverse("web:settings_webhooks")).content.decode()
    endpoint, _secret = actions.make(url="http://127.0.0.1:9/", kinds=(), by=house.owner, now=clock.now())
    assert "Nothing was sent yet" in nino.get(reverse("web:settings_webhook", args=[endpoint.pk])).content.decode()
    assert incoming.SOURCE.fullmatch("till")
