"""Events through a signed door: forged, old and repeated ones change nothing."""

from __future__ import annotations

import json
import random
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hafawa.kernel import clock
from hafawa.team.models import User
from hafawa.timeline.models import Event
from hafawa.webhooks import incoming, signing
from hafawa.webhooks.models import Door, Heard
from tests.api.test_operations import order


def told(secret: str, body: bytes, *, message_id: str = "m1", source: str = "till", **changes: str) -> Any:
    headers = signing.headers(body, message_id=message_id, now=clock.now(), keys=[secret]) | changes
    return Client(raise_request_exception=False).generic(
        "POST", f"/api/v1/hooks/{source}", body, content_type="application/json", headers=headers
    )


@pytest.fixture
def secret(owner: User) -> str:
    return incoming.make("till", by=owner, now=clock.now())[1]


def body(*numbers: int) -> bytes:
    at = "2026-11-01T10:00:00Z"
    return json.dumps({"events": [order(n, at=at) for n in numbers]}).encode()


def test_events_come_in_under_the_doors_own_source(secret: str) -> None:
    claimed = json.dumps({"events": [order(1, source="shopify")]}).encode()
    assert told(secret, claimed).json()["new"] == 1
    assert Event.objects.get().source == "till"
    assert Door.objects.get().last_heard_at is not None


def test_webhook_forge_and_replay(secret: str, owner: User) -> None:
    """Raw body, constant-time compare, five minutes, rotating secrets, and each message once."""
    sent = body(1, 2)
    good = signing.headers(sent, message_id="m1", now=clock.now(), keys=[secret])
    stale = signing.headers(sent, message_id="m1", now=clock.now() - timedelta(seconds=301), keys=[secret])
    early = signing.headers(sent, message_id="m1", now=clock.now() + timedelta(seconds=302), keys=[secret])
    forged = [
        told(secret, sent + b" ", **good),
        told(secret, sent.replace(b"500", b"900"), **good),
        told(secret, sent, **good | {"webhook-id": "m2"}),
        told(secret, sent, **good | {"webhook-timestamp": str(int(good["webhook-timestamp"]) + 1)}),
        told(secret, sent, **good | {"webhook-signature": "v1,AAAA"}),
        told(secret, sent, **stale),
        told(secret, sent, **early),
        told(signing.new_secret(), sent),
        told(secret, sent, source="nobody"),
    ]
    assert {a.status_code for a in forged} == {401}
    assert len({a.content for a in forged}) == 1  # nothing tells why
    assert not Event.objects.exists()
    assert not Heard.objects.exists()
    messages = [(f"m{n}", body(n)) for n in range(10)] * 10
    random.Random(3).shuffle(messages)
    answers = {}
    for message_id, raw in messages:
        answer = told(secret, raw, message_id=message_id)
        assert answers.setdefault(message_id, answer.json()) == answer.json()
        assert answer.json()["new"] == 1
    assert Event.objects.count() == 10
    assert Heard.objects.count() == 10


def test_the_same_message_id_with_another_body_is_refused(secret: str) -> None:
    assert told(secret, body(1)).status_code == 200
    again = told(secret, body(2))
    assert (again.status_code, again.json()["code"]) == (422, "said-otherwise")
    assert Event.objects.count() == 1


def test_the_secret_before_holds_for_a_day_after_a_change(secret: str, owner: User) -> None:
    door = Door.objects.get()
    fresh = incoming.turn(door, by=owner, now=clock.now())
    assert told(secret, body(1), message_id="a").status_code == told(fresh, body(2), message_id="b").status_code == 200
    incoming.turn(door, by=owner, now=clock.now())
    assert told(secret, body(3), message_id="c").status_code == 401


def test_a_message_that_cannot_be_read_may_be_sent_again_once_mended(secret: str) -> None:
    broken = b'{"events": [NaN]}'
    assert told(secret, broken).status_code == 400
    assert told(secret, b'{"events": "x"}').status_code == 422
    assert told(secret, body(1)).json()["new"] == 1


def test_headers_that_are_missing_or_endless_are_refused_in_words(secret: str) -> None:
    assert Client().generic("POST", "/api/v1/hooks/till", body(1)).status_code == 422
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        assert told(secret, body(1), **{name: "9" * 5000}).status_code == 422
    assert told(secret, body(1), source="NO").status_code == 422


def test_a_door_has_a_name_of_its_own(owner: User, secret: str) -> None:
    for name in ("till", "", "UP per", "x" * 42, "-x", "a/b"):
        with pytest.raises(incoming.NotThisName):
            incoming.make(name, by=owner, now=clock.now())
