"""How a page looks where a rule of axe does not say: from the right, without script, with a fault put in."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Opener, Server, sign_in
from tests.browser.walking import SCRAMBLED, violations

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]


def test_axe_finds_a_fault_where_there_is_one(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    page.goto(f"{sample_server.address}/sign-in/")
    page.evaluate("document.querySelector('label').remove(); document.querySelector('h1').style.color = '#eee'")
    found = " ".join(violations(Axe(), page, "/sign-in/"))
    assert "label:" in found
    assert "color-contrast:" in found


def test_a_scrambled_phone_is_found_where_there_is_one(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    page.goto(f"{sample_server.address}/sign-in/")
    page.evaluate("document.body.innerHTML = '<p dir=rtl>رقم <bdi dir=ltr>+995 555 12-34-56</bdi></p>'")
    assert page.evaluate(SCRAMBLED) == []
    page.evaluate("document.body.innerHTML = '<p dir=rtl>رقم +995 555 12-34-56</p>'")
    assert page.evaluate(SCRAMBLED) == ["+995 555 12-34-56"]


def test_arabic_runs_from_the_right_and_keeps_numbers_whole(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server, language="ar")
    page.goto(sample_server.address)
    rail, main = page.locator(".rail").bounding_box(), page.locator("main").bounding_box()
    assert rail is not None
    assert main is not None
    assert rail["x"] > main["x"]
    phone = page.locator("bdi.ltr", has_text=re.compile(r"^\+")).first
    assert phone.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_the_page_works_without_script(sample_server: Server, chromium: object) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    assert page.locator(".card-body").nth(3).is_visible()
    page.locator("[data-does]").nth(1).click()
    page.locator(".toast button").first.click()
    expect(page.locator("article.card").first).to_be_visible()
    context.close()
