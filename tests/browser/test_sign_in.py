"""A colleague is invited, joins, sets up a second step and a passkey, and signs in with each: in a real browser."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Opener, Seen, Server
from tests.browser.signing_in import code_of
from tests.browser.steps import answer_three_questions, become_owner
from tests.browser.walking import violations

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]  # on each: tests/web/test_sign_in
OWNER, COLLEAGUE = "a long sentence of words", "another sentence altogether"


def with_authenticator(context: BrowserContext, page: Page) -> None:
    """A device that keeps passkeys and always knows its owner."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    kept = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": kept | {"isUserVerified": True}})


def again(page: Page, password: str) -> None:
    """The password once more, where it is asked for."""
    if "/again/" in page.url:
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")


def look(page: Page, name: str) -> None:
    """A picture for the one who reviews, where a folder for it is named."""
    if folder := os.environ.get("HAFAWA_TEST_PICTURES"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def invite(page: Page, server: Server, email: str) -> str:
    """The link of a new invitation."""
    page.goto(f"{server.address}/team/")
    page.fill("[name=email]", email)
    page.select_option("form[action='/team/invite/'] [name=role]", "agent")
    page.click("form[action='/team/invite/'] button[type=submit]")
    again(page, OWNER)
    return page.locator("#link").input_value()


def sign_out(page: Page) -> None:
    page.locator("form[action='/sign-out/'] button").click()
    page.wait_for_url("**/sign-in/")


def test_an_invited_colleague_signs_in_with_a_code_and_with_a_passkey(
    empty_server: Server, window: Opener, tmp_path: Path
) -> None:
    seen = Seen()
    owner = seen.watch(window().new_page())
    become_owner(owner, empty_server)
    answer_three_questions(owner)
    link = invite(owner, empty_server, "luka@finjan.example")
    look(owner, "team-invited-en")

    context = window()
    page = seen.watch(context.new_page())
    with_authenticator(context, page)
    local = empty_server.address.replace("127.0.0.1", "localhost")
    page.goto(link.replace("127.0.0.1", "localhost"))
    look(page, "join-en")
    page.fill("[name=name]", "Luka")
    page.fill("[name=password]", COLLEAGUE)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{local}/")

    # codes
    page.goto(f"{local}/account/security/")
    page.click("text=Set up codes")
    secret = page.locator("code.secret").inner_text()
    look(page, "codes-en")
    page.fill("[name=code]", "000000")
    page.click("text=Turn it on")
    expect(page.locator(".errorlist")).to_contain_text("not right")
    assert page.locator("code.secret").inner_text() == secret, "a wrong code does not change the secret"
    page.fill("[name=code]", code_of(secret))
    page.click("text=Turn it on")
    page.wait_for_url("**/account/recovery/")
    recovery = page.locator(".codes code").all_inner_texts()
    assert len(set(recovery)) == 10
    look(page, "recovery-en")
    sign_out(page)
    page.fill("[name=email]", "luka@finjan.example")
    page.fill("[name=password]", COLLEAGUE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/code/")
    look(page, "second-step-en")
    page.goto(f"{local}/people/")
    expect(page).to_have_url(re.compile("/sign-in/"))  # the password alone opens nothing
    page.goto(f"{local}/sign-in/code/")
    page.fill("[name=code]", code_of(secret, steps=1))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{local}/")

    # a passkey
    page.goto(f"{local}/account/security/")
    page.click("text=Add a passkey")
    page.fill("[name=name]", "My laptop")
    look(page, "passkey-add-en")
    page.click("text=Make the passkey")
    page.wait_for_url("**/account/security/")
    expect(page.locator("main")).to_contain_text("My laptop")
    look(page, "security-en")
    sign_out(page)
    page.click("text=Sign in with a passkey")
    page.wait_for_url(f"{local}/")
    expect(page.locator(".rail")).to_contain_text("Luka")

    # a recovery code, once
    for code, is_right in ((recovery[0], True), (recovery[0], False)):
        sign_out(page)
        page.fill("[name=email]", "luka@finjan.example")
        page.fill("[name=password]", COLLEAGUE)
        page.keyboard.press("Enter")
        page.fill("[name=code]", code)
        page.keyboard.press("Enter")
        if is_right:
            page.wait_for_url(f"{local}/")
    expect(page.locator(".errorlist")).to_contain_text("not right")
    assert not seen.complaints

    # how the owner handles them
    for width in (1280, 320):
        owner.set_viewport_size({"width": width, "height": 900})
        owner.goto(f"{empty_server.address}/team/")
        owner.locator("summary", has_text="Change").click()
        look(owner, f"team-change-en-{width}")
        assert owner.evaluate("document.documentElement.scrollWidth") <= width
        left = owner.locator(".drop-body").evaluate("e => e.getBoundingClientRect().left")
        assert left >= 0
    owner.locator(".drop-body select").select_option("viewer")
    owner.locator(".drop-body form", has=owner.locator("select")).locator("button").click()
    again(owner, OWNER)
    expect(owner.locator(".member", has_text="Luka")).to_contain_text("Viewer")
    used = context.new_page()
    used.goto(link.replace("127.0.0.1", "localhost"))
    expect(used.locator("body")).to_contain_text("does not open anything any more")


def test_the_screens_of_the_team_and_of_signing_in_are_whole(empty_server: Server, window: Opener) -> None:
    page = window().new_page()
    become_owner(page, empty_server)
    answer_three_questions(page)
    invite(page, empty_server, "luka@finjan.example")
    joining = invite(page, empty_server, "mariam@finjan.example")
    page.goto(f"{empty_server.address}/account/code/")
    secret = page.locator("code.secret").inner_text()
    page.fill("[name=code]", code_of(secret))
    page.click("text=Turn it on")
    inside = ["/team/", "/settings/audit/", "/account/security/", "/account/recovery/", "/account/recovery/new/"]
    inside += ["/account/code/off/", "/again/", "/again/code/", "/account/passkeys/add/"]
    found: list[str] = []
    wide: list[str] = []
    for language in ("en", "ar", "ka"):
        page.goto(f"{empty_server.address}/account/")
        page.select_option("[name=language]", language)
        page.click("form[action='/account/'] button[type=submit]")
        for path in inside:
            _check(page, empty_server.address + path, f"{path.strip('/').replace('/', '-')}-{language}", found, wide)
        door = window(locale=language).new_page()
        for path in ("/sign-in/", "/forgotten/", joining.removeprefix(empty_server.address)):
            name = "join" if "/join/" in path else path.strip("/")
            _check(door, empty_server.address + path, f"{name}-{language}", found, wide)
    assert not found, "\n".join(found)
    assert not wide


def _check(page: Page, address: str, name: str, found: list[str], wide: list[str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    look(page, name)
    found += violations(Axe(), page, name)
    page.set_viewport_size({"width": 320, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        wide.append(name)
        look(page, f"{name}-wide")
