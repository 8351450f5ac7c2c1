"""The owner alone sets the language model, sees what it is sent, and nobody ever sees its key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from hafawa.listening.assistants.models import Assistant
from hafawa.team.models import AuditEntry, Role
from tests.listening.assistants.server import Model, answer, chat, says
from tests.web.conftest import PASSWORD, House, colleague, signed_in

SAID = {
    "where": "local", "wire": "chat", "model": "small-7b", "key": "sk-very-secret", "seconds": "1",
    "tokens_a_day": "100000", "money_a_day": "2.5", "price_in": "0.15", "price_out": "0.6",
}  # fmt: skip
TEXT = "Hi Mira, where is order FN-20417? This is the third time."


@pytest.fixture
def fresh(house: House) -> Client:
    """The owner, who gave the password a moment ago."""
    client = Client()
    client.post("/sign-in/", {"email": house.owner.email, "password": PASSWORD})
    return client


@pytest.fixture
def model(settings: Any) -> Iterator[Model]:
    served = Model()
    settings.HAFAWA_FETCH_ALLOW = [f"127.0.0.1:{served.port}"]
    yield served
    served.close()


def test_it_is_set_tried_turned_on_and_off(house: House, fresh: Client, model: Model) -> None:
    kept = fresh.post("/settings/assistant/keep/", SAID | {"url": model.url})
    assert kept.status_code == 302
    row = Assistant.get()
    assert (row.micros_a_day, row.micros_per_million_in, row.is_on) == (2_500_000, 150_000, False)
    shown = fresh.post("/settings/assistant/try/", {"text": TEXT, "act": "show"}).content.decode()
    assert model.heard == []
    assert "[NAME_1]" in shown
    assert "•••" in shown
    model.do = says(chat(answer()))
    sent = fresh.post("/settings/assistant/try/", {"text": TEXT, "act": "send"}).content.decode()
    assert "Its answer was taken." in sent
    [heard] = model.heard
    assert "Mira" not in heard["body"]
    fresh.post("/settings/assistant/switch/", {"act": "on"})
    assert Assistant.get().is_on
    page = fresh.get("/settings/assistant/").content.decode()
    assert "very-secret" not in shown + sent + page + str(list(AuditEntry.objects.values()))
    fresh.post("/settings/assistant/switch/", {"act": "off"})
    assert not Assistant.get().is_on


def test_what_went_wrong_is_said_in_words(house: House, fresh: Client, model: Model) -> None:
    fresh.post("/settings/assistant/keep/", SAID | {"url": model.url})
    model.do = says(b"{}", status=500)
    page = fresh.post("/settings/assistant/try/", {"text": TEXT, "act": "send"}).content.decode()
    assert page.count("It reported a fault of its own.") >= 2
    assert "The reading made here stands." in page


@pytest.mark.parametrize(
    "wrong",
    [{"url": "http://93.184.216.34/v1"}, {"url": "javascript:alert(1)"}, {"where": "hosted"}, {"seconds": "0"},
     {"url": "https://169.254.169.254/", "where": "hosted"}, {"price_in": "-1"}, {"price_in": "NaN"}, {"model": ""},
     {"tokens_a_day": "99999999999999999999"}, {"wire": "telepathy"}],
)  # fmt: skip
def test_what_cannot_be_is_refused_at_the_form_and_nothing_kept(
    wrong: dict[str, str], house: House, fresh: Client, model: Model
) -> None:
    answered = fresh.post("/settings/assistant/keep/", SAID | {"url": model.url} | wrong)
    assert answered.status_code == 422
    assert "very-secret" not in answered.content.decode()
    assert not Assistant.objects.exists()


@pytest.mark.parametrize("role", [Role.MANAGER, Role.AGENT, Role.VIEWER])
def test_nobody_else_sees_or_sets_it(role: Role, house: House) -> None:
    client = signed_in(colleague(role))
    assert client.get("/settings/assistant/").status_code == 403
    for path in ("keep/", "try/", "switch/"):
        assert client.post(f"/settings/assistant/{path}", {}).status_code == 403


def test_a_key_posted_when_the_password_is_due_is_kept_nowhere(house: House, fresh: Client, model: Model) -> None:
    session = fresh.session
    session["account_authentication_methods"] = []
    session.save()
    answered = fresh.post("/settings/assistant/keep/", SAID | {"url": model.url})
    assert answered.status_code == 302
    assert "again" in answered["Location"]
    assert not Assistant.objects.exists()
    kept = [Session.objects.get(pk=fresh.session.session_key).get_decoded()]
    assert "very-secret" not in str(kept)
