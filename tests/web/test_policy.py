"""Who may see which page: every route says so, strangers get nowhere, and looking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import include, path, reverse

from hafawa.playbooks.models import Suggestion
from hafawa.team.models import Role
from hafawa.team.permissions import Level
from tests.web.conftest import House, colleague, signed_in
from tests.web.routes import route, routes

FOR_ALL = {"welcome", "sign_in", "sign_out", "choose_language", "healthz", "join", "new_password", "forgotten"}
FOR_ALL |= {
    "felt",
    "felt_never",
    "chat_widget",
    "chat_hello",
    "chat_message",
    "chat_signal",
    "chat_rating",
    "chat_upload",
    "chat_file",
    "chat_live",
}
FOR_ALL |= {"account_login", "mfa_authenticate", "mfa_login_webauthn", "readyz", "metrics"}
NAMES = sorted(r.name for r in routes())


def address(name: str) -> str:
    return route(name).address()


def test_every_route_declares_who_may_see_it() -> None:
    assert NAMES
    assert not [r.name for r in routes() if r.policy is None]


def test_a_route_without_a_policy_is_found_in_included_apps_too() -> None:
    def bare(request: object) -> None:
        raise AssertionError

    included = [path("a/", include([path("b/", include([path("c/", bare, name="bare")]))]))]
    assert [(r.name, r.policy) for r in routes(included)] == [("bare", None)]


def test_only_the_doors_are_open_to_all() -> None:
    opened = {r.name for r in routes() if r.policy and Level.ANYONE in (r.policy.read, r.policy.write)}
    assert opened == FOR_ALL


@pytest.mark.parametrize("name", sorted(set(NAMES) - FOR_ALL))
def test_a_stranger_is_sent_to_the_door(name: str, owner: object) -> None:
    for answer in (Client().get(address(name)), Client().post(address(name))):
        assert answer.status_code in {302, 405}
        if answer.status_code == 302:
            assert answer["Location"].startswith("/sign-in/")


def test_a_fragment_asked_for_after_the_session_ended_leads_to_the_door(owner: object) -> None:
    answer = Client().get("/", HTTP_HX_REQUEST="true")
    assert answer["HX-Redirect"] == "/sign-in/"


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        (Role.VIEWER, "settings", 403),
        (Role.AGENT, "settings", 403),
        (Role.MANAGER, "settings", 200),
        (Role.AGENT, "health", 403),
        (Role.MANAGER, "health", 200),
        (Role.AGENT, "welcome_customers", 403),
        (Role.VIEWER, "today", 200),
        (Role.VIEWER, "people", 200),
        (Role.AGENT, "import_upload", 405),
    ],
)
def test_a_role_sees_what_is_its_own(owner: object, role: str, name: str, status: int) -> None:
    assert signed_in(colleague(role)).get(address(name)).status_code == status


@pytest.mark.parametrize(
    "name",
    ["import_upload", "import_start", "sample_fill", "sample_remove", "import_undo", "task_retry", "task_discard"],
)
def test_an_agent_brings_nothing_in_and_takes_nothing_away(owner: object, name: str) -> None:
    assert signed_in(colleague(Role.AGENT)).post(address(name)).status_code == 403


def test_looking_changes_nothing(house: House, nino: Client) -> None:
    before = _fingerprint()
    for name in NAMES:
        answer = nino.get(_real(name, house))
        usual = {200, 204, 302, 404, 405, 422, 503}  # 503: no worker here, says readyz
        fits = {403} if name == "chat_live" else usual  # it asks for a token, and the bubble is on nowhere here
        assert answer.status_code in fits, (name, answer.status_code)
        getattr(answer, "streaming", False) and b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert _fingerprint() == before


def _real(name: str, house: House) -> str:
    known: dict[str, Any] = {"person_id": house.layla.pk, "event_id": house.events["e0"]}
    known["suggestion_id"] = Suggestion.objects.first().pk  # type: ignore[union-attr]
    return route(name).address(**known)


def _fingerprint() -> dict[str, list[tuple[object, ...]]]:
    return {
        m._meta.label: sorted(map(str, m._default_manager.values_list()))  # type: ignore[misc]
        for m in apps.get_models()
        if m is not Session
    }


def test_a_form_without_its_token_is_refused_in_words(owner: object) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)  # type: ignore[arg-type]
    answer = client.post(reverse("web:account"), {"name": "x"})
    assert answer.status_code == 403
    assert "Nothing was kept" in answer.content.decode()


def test_a_page_that_is_not_there_says_what_is_safe(nino: Client) -> None:
    answer = nino.get("/nowhere/")
    assert answer.status_code == 404
    assert "Nothing was changed" in answer.content.decode()


def test_a_broken_page_says_what_is_safe(owner: object, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(owner)  # type: ignore[arg-type]
    client.raise_request_exception = False
    monkeypatch.setattr("hafawa.timeline.log.last_heard_at", lambda **_: 1 / 0)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "What was kept before is safe" in answer.content.decode()
