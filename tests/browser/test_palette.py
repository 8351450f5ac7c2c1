"""The palette by keyboard alone, in three languages; nothing axe can find; all of it on a narrow phone."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Seen, Server, sign_in
from tests.browser.walking import LANGUAGES, violations

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]  # what is found on each: tests/search
WORDS = {  # a person in another script, a word of messages, an action by a word of the language
    "en": ("leyla", "refund", "import"),
    "ar": ("layla", "طلبي", "استيراد"),
    "ka": ("nino", "ყავა", "იმპორტი"),
}


def type_and_wait(page: Page, text: str) -> None:
    page.keyboard.press("Control+a")
    page.keyboard.type(text)
    page.wait_for_function(
        """typed => {
          const palette = document.querySelector("#palette");
          const active = palette.querySelector("input").getAttribute("aria-activedescendant");
          const isShown = !palette.querySelector("[role=listbox]") || document.getElementById(active);
          return isShown && palette.querySelector("[data-typed]")?.dataset.typed === typed;
        }""",
        arg=text,
    )


def chosen(page: Page) -> Any:
    """The option a screen reader says is current."""
    name = page.locator("#palette input").get_attribute("aria-activedescendant")
    return page.locator(f"#{name}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_people_words_and_actions_are_reached_without_a_mouse(
    sample_server: Server, window: Opener, language: str
) -> None:
    person, word, action = WORDS[language]
    seen = Seen()
    page = seen.watch(window().new_page())
    sign_in(page, sample_server, language=language)
    page.goto(sample_server.address)
    page.keyboard.press("Control+k")
    expect(page.locator("#palette input")).to_be_focused()
    type_and_wait(page, person)
    expect(chosen(page)).to_have_attribute("aria-selected", "true")
    expect(chosen(page).locator("mark").first).to_be_visible()
    expect(page.locator("[data-status]")).not_to_be_empty()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")

    page.keyboard.press("Control+k")
    opened = page.locator("#palette [role=group]").first.locator("[role=option]").first
    expect(opened).to_have_attribute("data-key", f"person:{page.url.rstrip('/').rpartition('/')[2]}")
    type_and_wait(page, word)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(chosen(page)).to_have_attribute("id", "option-all")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".found .hit mark").first).to_be_visible()

    page.keyboard.press("Control+k")
    type_and_wait(page, action)
    page.keyboard.press("Enter")
    page.wait_for_url("**/imports/")
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    assert not seen.complaints
    assert all(url.startswith(sample_server.address) for url in seen.requests)


@pytest.mark.parametrize("letter", ["k", "ن", "კ", "л"])
def test_the_key_counts_not_the_letter_printed_on_it(sample_server: Server, window: Opener, letter: str) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    for modifier in ("ctrlKey", "metaKey"):
        page.evaluate(
            "([key, held]) => document.body.dispatchEvent("
            "new KeyboardEvent('keydown', {key, code: 'KeyK', [held]: true, bubbles: true, cancelable: true}))",
            [letter, modifier],
        )
        expect(page.locator("#palette")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("#palette")).to_be_hidden()


def test_enter_before_the_answer_opens_what_the_answer_brings(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    page.keyboard.press("Control+k")
    page.keyboard.type("layla")
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*/")
    expect(page.locator("h1")).to_contain_text("ليلى")


def test_only_the_answer_to_the_last_letters_is_shown(sample_server: Server, window: Opener) -> None:
    """A slow answer to fewer letters is aborted, and never overwrites the one that came after it."""
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    asked: list[str] = []

    def slow(route: Any) -> None:
        asked.append(route.request.url)
        if route.request.url.endswith("q=gi"):
            page.wait_for_timeout(600)
        route.continue_()

    page.route("**/search/palette/*", slow)
    page.keyboard.press("Control+k")
    page.keyboard.type("gi")
    page.wait_for_timeout(250)
    type_and_wait(page, "layla")
    page.wait_for_timeout(900)
    assert any(url.endswith("q=gi") for url in asked)
    assert page.locator("[data-typed]").get_attribute("data-typed") == "layla"


def test_an_answer_that_does_not_come_is_said(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    page.route("**/search/palette/*", lambda route: route.abort())
    page.keyboard.press("Control+k")
    expect(page.locator("#palette-answer")).to_contain_text("Nothing is lost")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_in_the_palette_and_on_the_page(sample_server: Server, window: Opener, language: str) -> None:
    page, axe, found = window().new_page(), Axe(), []
    sign_in(page, sample_server, language=language)
    page.set_viewport_size({"width": 1280, "height": 420})  # so low that what is found has to be scrolled
    page.goto(sample_server.address)
    page.keyboard.press("Control+k")
    page.wait_for_selector("#palette [role=option]")
    found += violations(axe, page, "the palette, empty")
    for text in (WORDS[language][0], WORDS[language][1], "zzqqzz"):
        type_and_wait(page, text)
        found += violations(axe, page, f"the palette: {text}")
    for path in ("/search/", f"/search/?q={WORDS[language][1]}", "/search/?q=nino&kind=person", "/search/?q=zzqqzz"):
        page.goto(sample_server.address + path)
        found += violations(axe, page, path)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_fits_a_narrow_phone(sample_server: Server, window: Opener, language: str) -> None:
    page = window(width=320).new_page()
    sign_in(page, sample_server, language=language)
    page.goto(sample_server.address)
    page.click("[data-opens=palette]")
    type_and_wait(page, WORDS[language][1])
    inside = page.locator("#palette").evaluate(
        "e => e.scrollWidth <= e.clientWidth && e.getBoundingClientRect().width <= 320"
    )
    assert inside
    for option in page.locator("#palette [role=option]").all():
        assert option.evaluate("e => e.scrollWidth <= e.clientWidth + 1 && e.getBoundingClientRect().height >= 44")
    page.goto(f"{sample_server.address}/search/?q={WORDS[language][1]}")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
