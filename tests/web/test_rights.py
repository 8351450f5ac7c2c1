"""Who × what × where: every route, every method, every role, with things they may and may not meet.

What is expected is declared once: the policy on each view and the rule of each kind of row (team.sight). The product of
all is made here and asked for; docs/reference/rights.md is written from the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from hafawa.kernel import clock
from hafawa.people.models import Detail, Occasion
from hafawa.team.models import Role, User
from hafawa.team.permissions import Level, level_of
from tests.web.conftest import PASSWORD, House, colleague
from tests.web.routes import Route, routes
from tests.web.world import Thing, World, world

__all__ = ["world"]

pytestmark = pytest.mark.spread
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
#: With the things of this world these are carried out, not only let in: no sentence that something is missing.
DONE = {
    "alike_household", "around_remove", "around_restore", "backups_download", "backups_prove", "detail_restore",
    "erasure_call_off", "erasure_certificate", "export_fetch", "export_state", "figures_evidence", "gift_forget",
    "merge", "message", "message_as_sent", "message_attachment", "message_frame", "message_invitation",
    "message_original", "message_package", "message_packed", "message_picture", "outgoing_act",
    "settings_delivery_again", "settings_door_act", "settings_mail_door_act", "settings_mailbox_act",
    "settings_mailbox_sending_act", "settings_token_revoke", "settings_webhook", "settings_webhook_act",
    "take_apart", "task_discard", "task_retry", "unread_original", "wording_retire",
}  # fmt: skip
#: What no page takes it takes of nobody: asked for by those who may least and most, and of one thing.
ENDS = {"stranger", "owner"}
ACTORS = ("stranger", "deactivated", "viewer", "agent", "manager", "owner")


def expected(
    route: Route, method: str, actor: str, thing: Thing | None, users: dict[str, User], *, is_fresh: bool
) -> str:
    """What the declarations say: `not taken`, `door`, `forbidden`, `absent`, `asked again` or `let in`."""
    assert route.policy is not None, route.name
    needed = route.policy.needed(method)
    if needed is None:
        return "not taken"
    if needed is Level.ANYONE:
        return "let in"
    if actor in {"stranger", "deactivated"}:
        return "door"
    if level_of(users[actor]) < needed:
        return "forbidden"
    if route.policy.fresh and not is_fresh:
        return "asked again"
    if thing is not None and actor not in thing.met_by:
        return "absent"
    return "let in"


def found(client: Client, route: Route, method: str, address: str, said: dict[str, str]) -> str:
    """What happened, in the words of `expected`; `refused` where they were let in and it was not done."""
    form = {"data": urlencode(said), "content_type": "application/x-www-form-urlencoded"} if said else {}
    answer = client.generic(method, address, headers={"accept": "text/html"}, **form)
    to = answer.headers.get("Location", "")
    if answer.status_code == 405:
        return "not taken"
    if answer.status_code == 403:
        return "forbidden"
    if answer.status_code == 404:
        return "absent"
    if answer.status_code == 422:
        return "refused"
    if to.startswith("/again/") and not route.pattern.startswith("again/"):  # one way to be asked leads to another
        return "asked again"
    doors = {"mfa_authenticate", "mfa_login_webauthn", "sign_out", "welcome"}  # they lead there themselves
    if (to == "/welcome/" or to.startswith("/sign-in/")) and route.name not in doors:
        return "door"
    assert answer.status_code < 500 or route.name == "readyz", address  # no worker runs here, and it says so
    getattr(answer, "streaming", False) and b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return "let in"


def _taken_back(ask: Callable[[], str]) -> str:
    """What `ask` found; what it changed is as before."""
    point = transaction.savepoint()
    try:
        return ask()
    finally:
        transaction.savepoint_rollback(point)


def product(
    world: World, actor: str, *, is_fresh: bool = False, only: str = ""
) -> Iterator[tuple[Route, str, Thing | None, str, str]]:
    """Everything `actor` can ask for: route, method, thing, expected, found. What each changes is taken back."""
    client = world.client(actor)
    if is_fresh:
        assert client.post("/again/", {"password": PASSWORD}).status_code == 302
    browser = Client(headers={"cookie": "; ".join(f"{k}={v.value}" for k, v in client.cookies.items())})  # no others
    for route in routes():
        if is_fresh and not (route.policy and route.policy.fresh):
            continue  # to the others it is all one when the password was last given
        if only and route.name != only:
            continue
        said = world.said.get(route.name, {})
        for n, (address, thing) in enumerate(world.asked(route)):
            for method in METHODS if n == 0 and actor in ENDS else METHODS[:3]:
                got = _taken_back(lambda: found(browser, route, method, address, said))  # noqa: B023
                yield route, method, thing, expected(route, method, actor, thing, world.users, is_fresh=is_fresh), got


#: Who is turned away at the door, by a level or for being stale is told so before a row is asked for.
WITHOUT_ROWS = {("stranger", False), ("deactivated", False), ("viewer", True), ("manager", True), ("owner", True)}


@pytest.mark.parametrize(
    ("actor", "is_fresh"),
    [
        pytest.param(*asks, marks=[pytest.mark.same_on_any_database] if asks in WITHOUT_ROWS else [])
        for asks in [*((a, False) for a in ACTORS), *((a, True) for a in ("viewer", "manager", "owner"))]
    ],
)
def test_everybody_gets_what_is_declared_and_nothing_else(world: World, actor: str, is_fresh: bool) -> None:
    wrong, asked = [], 0
    for route, method, thing, declared, got in product(world, actor, is_fresh=is_fresh):
        asked += 1
        if not _fits(route, thing, declared, got):
            wrong.append(f"{actor} {method} {route.name} ({thing.words if thing else '-'}): {declared}, but {got}")
    assert not wrong, "\n".join(wrong)
    assert asked > (20 if is_fresh else 800)


def _fits(route: Route, thing: Thing | None, declared: str, got: str) -> bool:
    if declared == got or (declared == "let in" and got == "refused" and route.name not in DONE):
        return True
    # these say in a sentence that it is gone, whether it ever was or may not be met
    if declared == "absent" and got == "refused":
        return route.name in {"around_remove", "take_apart", "alike_never", "task_retry", "task_discard"}
    # of their own second step and of what nobody turned on there is none here; they are nobody else's to be met
    by_itself = {
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_download_recovery_codes",
        "metrics",
        "chat_file",
    }
    return declared == "let in" and got == "absent" and route.name in by_itself


def test_the_matrix_finds_a_view_that_lets_too_many_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test can fail: without the rule a secret is met, and it says so."""
    from hafawa.team.sight import Guarded

    monkeypatch.setattr(Guarded, "visible_to", lambda self, _user: self.all())
    wrong = [
        (route.name, thing.words)
        for route, _method, thing, declared, got in product(world, "agent", only="detail_forget")
        if thing and not _fits(route, thing, declared, got)
    ]
    assert ("detail_forget", "a secret of nobody's") in wrong


def _kept_back(client: Client, address: str, *secrets: str) -> list[str]:
    answer = client.get(address)
    body = b"".join(answer.streaming_content) if getattr(answer, "streaming", False) else answer.content  # type: ignore[attr-defined]
    return [s for s in secrets if s in body.decode()]


@pytest.mark.parametrize(
    ("role", "sees"), [("viewer", []), ("agent", ["layla@example.com"]), ("manager", ["layla@example.com"])]
)
def test_an_address_is_met_on_no_page_by_one_who_only_reads(house: House, role: str, sees: list[str]) -> None:
    client = Client()
    client.force_login(colleague(role))
    pages = ["/", "/people/", "/people/?q=layla@example.com", f"/people/{house.layla.pk}/", "/figures/", "/results/"]
    met = {s for page in pages for s in _kept_back(client, page, 'ltr">layla@example.com')}
    assert [s.removeprefix('ltr">') for s in met] == sees
    by_key = client.get("/people/", {"q": "layla@example"}).content.decode()
    assert (f"/people/{house.layla.pk}/" in by_key) == bool(sees), "nobody is found by what they may not see"


@pytest.mark.parametrize("role", ["viewer", "agent"])
def test_what_is_never_shown_is_on_no_page_of_theirs(house: House, role: str) -> None:
    now = clock.now()
    Detail.objects.create(
        person=house.layla, text="the surprise party", source="told", audience="never_show", learned_on=now.date()
    )
    Occasion.objects.create(
        person=house.layla, title="secret wedding day", month=now.month, day=(now + timedelta(days=1)).day % 28 + 1,
        source="told", audience="never_show",
    )  # fmt: skip
    client = Client()
    client.force_login(colleague(role))
    for page in ("/", "/people/", f"/people/{house.layla.pk}/", f"/people/{house.layla.pk}/evidence/", "/news/"):
        assert not _kept_back(client, page, "surprise party", "secret wedding"), page
    manager = Client()
    manager.force_login(colleague(Role.MANAGER, email="m@finjan.example"))
    assert len(_kept_back(manager, f"/people/{house.layla.pk}/", "surprise party", "secret wedding")) == 2
