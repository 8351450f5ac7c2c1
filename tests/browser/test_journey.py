"""From an empty folder to a day's work, in a real browser, by keyboard."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Seen, Server, sign_in
from tests.browser.steps import answer_three_questions, become_owner, bring, wait_for_cards

pytestmark = pytest.mark.browser

ORDERS = "Order number,Date,Customer email,Customer name,Total\n" + "".join(
    f"A-{n},2026-{month:02}-21,person{n % 7}@example.com,Person {n % 7},{20 + n}.00\n"
    for n, month in enumerate([1, 2, 3, 4, 5, 6, 7, 8, 9, 10] * 4)
)
REVIEWS = (
    "order,customer email,rating,text,date\n"
    "A-1,person1@example.com,1,The handle broke on the fourth day and nobody answers me.,2026-10-25\n"
    "A-2,person2@example.com,5,Wonderful coffee and the kindest people. Thank you!,2026-10-26\n"
)


def test_from_an_empty_folder_to_done_and_undone(empty_server: Server, window: Opener, tmp_path: object) -> None:
    seen = Seen()
    page = seen.watch(window().new_page())
    become_owner(page, empty_server)
    answer_three_questions(page)
    bring(page, "orders.csv", ORDERS)
    page.goto(f"{empty_server.address}/imports/")
    bring(page, "reviews.csv", REVIEWS)
    page.click("main a:has-text('To Today')")
    wait_for_cards(page)
    _work_by_keyboard(page)
    assert all(url.startswith((empty_server.address, "data:")) for url in seen.requests)
    assert not seen.complaints


def _work_by_keyboard(page: Page) -> None:
    cards = page.locator("article.card")
    first = cards.nth(0).get_attribute("id")
    expect(cards.nth(0)).to_have_attribute("data-current", "")
    page.keyboard.press("KeyJ")
    expect(cards.nth(1)).to_have_attribute("data-current", "")
    page.keyboard.press("KeyK")
    page.keyboard.press("KeyD")
    expect(page.locator(".toast")).to_be_visible()
    expect(page.locator(f"#{first}")).to_have_count(0)
    page.keyboard.press("KeyU")
    expect(page.locator(f"#{first}")).to_have_attribute("data-current", "")
    page.keyboard.press("KeyL")
    expect(page.locator(f"#{first} .drop[open] button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{first}")).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("It comes back on its day.")
    second = page.locator("article.card[data-current]").get_attribute("id")
    page.keyboard.press("KeyN")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(f"#{second}")).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("It counts for the next lists.")
    page.keyboard.press("KeyU")
    expect(page.locator(f"#{second}")).to_have_count(1)


def test_shortcuts_follow_the_key_and_not_the_letter(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    arabic_j = {"key": "ت", "code": "KeyJ", "bubbles": True, "cancelable": True}
    page.evaluate("event => document.body.dispatchEvent(new KeyboardEvent('keydown', event))", arabic_j)
    expect(page.locator("article.card").nth(1)).to_have_attribute("data-current", "")
    page.keyboard.press("Shift+Slash")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("KeyG")
    page.keyboard.press("KeyP")
    page.wait_for_url("**/people/")
    page.keyboard.press("Slash")
    page.keyboard.type("james")
    expect(page.locator("#rows .row")).not_to_have_count(50)
    expect(page.locator("#rows .row").first).to_contain_text("James")


def test_typing_in_a_field_is_no_shortcut_and_is_kept(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    page.locator("article.card[data-current] textarea").fill("")
    page.locator("article.card[data-current] textarea").press_sequentially("djlnu and more")
    expect(page.locator("article.card").nth(0)).to_have_attribute("data-current", "")
    page.reload()
    expect(page.locator("article.card[data-current] textarea")).to_have_value("djlnu and more")


def test_evidence_opens_in_place(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    page.locator("article.card[data-current] .card-links a").first.click()
    expect(page.locator("article.card[data-current] .card-evidence .event").first).to_be_visible()
