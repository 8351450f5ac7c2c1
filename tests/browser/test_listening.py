"""A reading is corrected and corrected back in a real browser, by the keyboard; the pages of Listening by keyboard too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Seen, Server, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]


def first_message(page: Page, server: Server) -> None:
    """The page of a message that was read, by the way people go: Listening, messages, how it was read."""
    page.goto(f"{server.address}/listening/messages/?period=all")
    page.locator(".why summary").first.click()
    expect(page.locator(".why-body").first).to_be_visible()


def test_a_reading_is_corrected_and_corrected_back(sample_server: Server, window: Opener) -> None:
    seen = Seen()
    page = seen.watch(window().new_page())
    sign_in(page, sample_server)
    first_message(page, sample_server)
    panel = page.locator(".why").first
    suggestion = panel.get_by_role("button", name="Suggestion", exact=True)
    expect(suggestion).to_have_attribute("aria-pressed", "false")
    suggestion.focus()
    page.keyboard.press("Enter")
    expect(suggestion).to_have_attribute("aria-pressed", "true")
    expect(suggestion).to_be_focused()
    expect(panel.get_by_text("said by Ana").first).to_be_visible()
    page.locator(".toast [data-undoes]").focus()
    page.keyboard.press("Enter")
    expect(suggestion).to_have_attribute("aria-pressed", "false")
    expect(panel.get_by_text("taken back:").first).to_be_visible()
    assert seen.complaints == []


def test_the_words_that_decided_are_marked_in_the_text(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    first_message(page, sample_server)
    expect(page.locator(".why-body mark").first).to_be_visible()


def test_a_mention_is_taken_up_answered_and_that_taken_back(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(f"{sample_server.address}/listening/mentions/?period=all")
    waiting = page.locator(".mention")
    n = waiting.count()
    assert n > 0
    first = waiting.first
    first.get_by_role("button", name="I am answering").press("Enter")
    expect(page.get_by_text("Ana is answering").first).to_be_visible()
    page.locator(".mention").first.get_by_role("button", name="It is answered").press("Enter")
    expect(page.locator(".mention")).to_have_count(n - 1)
    page.locator(".toast [data-undoes]").press("Enter")
    expect(page.locator(".mention")).to_have_count(n)


def test_g_and_l_lead_to_listening(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/listening/")
