"""Every screen in three languages and two themes: nothing axe can find, nothing cut off, little to load."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Opener, Seen, Server, sign_in

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
LANGUAGES = ("en", "ar", "ka")


def addresses(page: Page, server: Server) -> list[str]:
    """Each screen once; the person is the first on Today."""
    page.goto(server.address)
    person = page.locator("[data-person]").first.get_attribute("href") or ""
    evidence = page.locator(".card-links a").first.get_attribute("href") or ""
    listed = ["/", "/?minutes=15", person, evidence, "/people/", "/people/?q=zzzz", "/imports/", "/results/"]
    listed += ["/figures/", "/figures/late/"]
    return [*listed, "/settings/", "/account/", "/welcome/shop/", "/welcome/customers/", "/nowhere/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(sample_server: Server, window: Opener, language: str) -> None:
    """All rules in the light; in the dark, where only colours differ, those about colour."""
    page, axe, found = window().new_page(), Axe(), []
    page.goto(f"{sample_server.address}/sign-in/")
    found += _violations(axe, page, "/sign-in/")
    sign_in(page, sample_server, language=language)
    for path in [*addresses(page, sample_server), f"/patterns/?language={language}"]:
        page.goto(sample_server.address + path)
        found += _violations(axe, page, path)
    assert not found, "\n".join(found)


def test_axe_finds_a_fault_where_there_is_one(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    page.goto(f"{sample_server.address}/sign-in/")
    page.evaluate("document.querySelector('label').remove(); document.querySelector('h1').style.color = '#eee'")
    found = " ".join(_violations(Axe(), page, "/sign-in/"))
    assert "label:" in found
    assert "color-contrast:" in found


def _violations(axe: Axe, page: Page, path: str) -> list[str]:
    found = _said(axe.run(page, options=RULES).response, path)
    page.emulate_media(color_scheme="dark")
    found += _said(axe.run(page, options=COLOURS).response, f"{path} in the dark")
    page.emulate_media(color_scheme="light")
    return found


def _said(answer: dict[str, Any], path: str) -> list[str]:
    return [
        f"{path} {v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:300]}"
        for v in answer["violations"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_has_to_be_scrolled_sideways(sample_server: Server, window: Opener, language: str, width: int) -> None:
    page, wide = window(width=width).new_page(), []
    sign_in(page, sample_server, language=language)
    for path in [*addresses(page, sample_server), "/patterns/"]:
        page.goto(sample_server.address + path)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    assert not wide


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_load_is_at_most_150_kb_and_all_from_here(
    sample_server: Server, window: Opener, language: str
) -> None:
    seen = Seen()
    page = window().new_page()
    sign_in(page, sample_server, language=language)
    fresh = window()
    fresh.add_cookies(page.context.cookies())
    page = seen.watch(fresh.new_page())
    sizes = fresh.new_cdp_session(page)
    sizes.send("Network.enable")
    loaded: list[float] = []
    sizes.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    page.goto(sample_server.address, wait_until="networkidle")
    assert sum(loaded) <= 150 * 1000
    assert len(loaded) >= 10
    assert all(url.startswith(sample_server.address) for url in seen.requests)
    assert not seen.complaints


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
    assert page.locator("article.card").count() >= 1
    context.close()
