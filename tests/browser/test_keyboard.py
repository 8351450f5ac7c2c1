"""Whole journeys without a mouse; and wherever the focus is, it can be seen."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import EMAIL, PASSWORD, Opener, Seen, Server, sign_in
from tests.browser.keys import fill, find, press, tab_to
from tests.browser.walking import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.same_on_any_database]
ORDERS = "order number,date,customer email,customer name,total\n" + "".join(
    f"K-{n},2026-0{n}-13,keyboard{n}@one.example,Keyboard {n},20.00\n" for n in range(1, 8)
)
MAIN = ("/", "/people/", "/people/{person}/", "/search/?q=order", "/imports/", "/figures/", "/settings/", "/team/")


def test_a_day_without_a_mouse(sample_server: Server, window: Opener) -> None:
    seen = Seen()
    page = seen.watch(window().new_page())
    page.goto(f"{sample_server.address}/sign-in/")
    page.locator("body").focus()
    fill(page, "[name=email]", EMAIL)
    fill(page, "[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{sample_server.address}/")
    _a_card(page)
    _a_detail(page)
    find(page, "ليلى", opens="**/people/*/")
    expect(page.locator("h1")).to_contain_text("ليلى")
    find(page, "თამარ", opens="**/people/*/")
    expect(page.locator("h1")).to_contain_text("თამარ")
    _an_invitation(page)
    press(page, "button[data-signs-out]")
    page.wait_for_url("**/sign-in/")
    assert not seen.complaints


def _a_card(page: Page) -> None:
    first = page.locator("article.card").first.get_attribute("id")
    press(page, f"#{first} [data-does]")
    expect(page.locator(f"#{first}")).to_have_count(0)
    press(page, ".toast button")
    expect(page.locator(f"#{first}")).to_have_count(1)


def _a_detail(page: Page) -> None:
    press(page, "[data-person]")
    page.wait_for_url("**/people/*/")
    fill(page, "#details textarea", "Waters the lemon tree on Sundays")
    press(page, "#details .detail-form button[type=submit]")
    noted = page.locator("#details .detail", has_text="lemon tree")
    expect(noted).to_have_count(1)
    press(page, "#details .link-button", text="lemon tree")
    expect(noted).to_have_count(0)
    press(page, ".toast button")
    expect(noted).to_have_count(1)
    press(page, "#details .link-button", text="lemon tree")
    expect(noted).to_have_count(0)


def _an_invitation(page: Page) -> None:
    press(page, ".rail-places a", text="Settings")
    page.wait_for_url("**/settings/")
    press(page, ".tabs a", text="Team")
    page.wait_for_url("**/team/")
    fill(page, "[name=email]", "by.keyboard@sample.shop")
    tab_to(page, "[name=role]")
    page.keyboard.type("View")
    expect(page.locator("form[action='/team/invite/'] [name=role]")).to_have_value("viewer")
    press(page, "form[action='/team/invite/'] button[type=submit]")
    expect(page.locator("#link")).to_be_visible()
    press(page, "form[action*='take-back'] button")
    expect(page.locator("main")).not_to_contain_text("by.keyboard@sample.shop")


def test_a_file_comes_in_and_goes_again_without_a_mouse(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    sign_in(page, sample_server)
    page.goto(sample_server.address)
    press(page, ".rail-places a", text="Imports")
    page.wait_for_url("**/imports/")
    tab_to(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files({"name": "keyboard.csv", "mimeType": "text/csv", "buffer": ORDERS.encode()})
    page.wait_for_url("**/imports/*/")
    press(page, "main button", text="Bring them in")
    expect(page.locator("main a:has-text('To Today')")).to_be_visible(timeout=60_000)
    press(page, "main a[href$='/undo/']")
    page.wait_for_url("**/undo/")
    press(page, "main form:not([action]) button")
    page.wait_for_url("**/imports/*/")
    find(page, "import", opens="**/imports/")


FOCUS = """async () => {
  const shown = e => e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0 && !e.disabled
    && !e.closest("[inert]");
  const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  const near = e => [e, e.parentElement, e.closest("label"), e.closest("article"), e.nextElementSibling].filter(Boolean);
  const look = e => { const s = getComputedStyle(e); return s.outlineStyle + s.outlineWidth + s.outlineColor + s.boxShadow; };
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgb = c => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = c; canvas.fillRect(0, 0, 1, 1);
                     return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
                        if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
  const found = [];
  let seen = 0;
  for (const e of all.filter(shown)) {
    document.activeElement.blur();
    const before = near(e).map(look);
    e.focus();
    if (document.activeElement !== e) continue;
    seen += 1;
    const ringed = near(e).find((n, i) => look(n) !== before[i] && getComputedStyle(n).outlineStyle !== "none");
    const name = `${e.tagName} ${e.className} ${(e.innerText || e.name || "").slice(0, 40)}`;
    if (!ringed) { found.push(`${name}: no outline`); continue; }
    const s = getComputedStyle(ringed);
    const [one, other] = [light(rgb(s.outlineColor)), light(behind(ringed.parentElement))].sort((a, b) => b - a);
    const contrast = (one + .05) / (other + .05);
    if (contrast < 3 || parseFloat(s.outlineWidth) < 2) found.push(`${name}: ${contrast.toFixed(2)} ${s.outlineWidth}`);
  }
  return {seen, found};
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_focus_is_seen_wherever_it_is(sample_server: Server, window: Opener, language: str, theme: str) -> None:
    page = window(theme=theme).new_page()
    page.goto(f"{sample_server.address}/sign-in/")
    found = [_unseen(page)]
    sign_in(page, sample_server, language=language)
    page.goto(sample_server.address)
    person = (page.locator("[data-person]").first.get_attribute("href") or "").strip("/").split("/")[1]
    for path in MAIN:
        page.goto(sample_server.address + path.format(person=person))
        found.append(_unseen(page))
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    assert all(one["seen"] >= 4 for one in found)
    faults = [
        f"{path} {fault}" for path, one in zip(("/sign-in/", *MAIN), found, strict=True) for fault in one["found"]
    ]
    assert not faults, "\n".join(faults)


def _unseen(page: Page) -> Any:
    """Of everything that takes the focus: how many, and what does not show it at 3:1 against what is behind."""
    page.keyboard.press("Tab")  # from now on the browser shows the focus as for somebody with a keyboard
    return page.evaluate(FOCUS)
