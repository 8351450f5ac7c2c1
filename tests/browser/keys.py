"""Hands that have only a keyboard: going to what one looks for with Tab, and seeing where one is."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FURTHEST = 400  # more stops than any page has


def tab_to(page: Page, selector: str, *, text: str = "") -> None:
    """Tab on until the focus is on an element of `selector` (with `text` in it, where given)."""
    for _stop in range(FURTHEST):
        page.keyboard.press("Tab")
        if page.evaluate(
            "([selector, text]) => document.activeElement.matches(selector)"
            " && (document.activeElement.innerText ?? '').includes(text)",
            [selector, text],
        ):
            return
    raise AssertionError(f"no way to {selector} {text} by Tab on {page.url}")


def press(page: Page, selector: str, *, text: str = "", key: str = "Enter") -> None:
    """Go there and press."""
    tab_to(page, selector, text=text)
    page.keyboard.press(key)


def fill(page: Page, selector: str, words: str) -> None:
    """Go there and write."""
    tab_to(page, selector)
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def find(page: Page, words: str, *, opens: str) -> None:
    """Through the palette to the first that answers to `words`."""
    page.keyboard.press("Control+k")
    expect(page.locator("#palette input")).to_be_focused()
    page.keyboard.type(words)
    expect(page.locator(f"#palette [data-typed='{words}'] [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(opens)
