"""What a person does in the browser on the first day, step by step."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server


def become_owner(page: Page, server: Server) -> None:
    page.goto(server.address)
    expect(page).to_have_url(f"{server.address}/welcome/")
    for words in ("Nino", "nino@finjan.example", "a long sentence of words"):
        page.keyboard.press("Tab") if words != "Nino" else page.focus("[name=name]")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/shop/")


def answer_three_questions(page: Page) -> None:
    expect(page.locator("[name=time_zone]")).to_have_value("Asia/Tbilisi")
    expect(page.locator("[name=country]")).to_have_value("GE")
    expect(page.locator("[name=currency]")).to_have_value("GEL")
    page.fill("[name=name]", "Finjan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/welcome/customers/")


def bring(page: Page, name: str, text: str) -> None:
    """A table dropped, every question answered with the first choice, brought in."""
    bring_file(page, {"name": name, "mimeType": "text/csv", "buffer": text.encode()})


def bring_file(page: Page, file: Any, *, within_ms: int = 60_000) -> None:
    """The same for a file on disk, or bytes with a name."""
    page.set_input_files("input[type=file]", file)
    page.wait_for_url("**/imports/*/")
    for _question in range(4):
        if not page.locator("input[type=radio]").count():
            break
        for group in {r.get_attribute("name") for r in page.locator("input[type=radio]").all()}:
            page.locator(f"input[name='{group}']").first.check()
        page.click("button:has-text('Go on')")
        page.wait_for_load_state()
    page.click("button:has-text('Bring them in')")
    expect(page.locator("main a:has-text('To Today')")).to_be_visible(timeout=within_ms)


def wait_for_cards(page: Page) -> None:
    """Without a hand: Today shows its new list by itself."""
    expect(page.locator("article.card")).not_to_have_count(0, timeout=60_000)
    expect(page.locator("#news > *")).to_have_count(0, timeout=60_000)
