"""Every screen looked at once in a language: in both themes, at the widths people have, with all it asked for."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests import databases
from tests.browser import examples
from tests.browser.conftest import Server, sign_in
from tests.browser.screens import Screen, Who, screens
from tests.browser.signing_in import code_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ONLY = {"resultTypes": ["violations"], "selectors": False}  # where in the page it is the piece of HTML says
RULES = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, **ONLY}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}, **ONLY}
LANGUAGES = ("en", "ar", "ka")
WIDTHS = (1280, 390)
NARROW = (640, 320)  # 1280 at 200 %, and the narrowest that WCAG asks for
MTAVRULI = re.compile("[\u1c90-\u1cbf]")
MOST_BYTES = 150_000
SCRAMBLED = """() => {
  const wholes = /\\+\\d[\\d -]{6,}\\d|[\\w.+-]+@[\\w-]+[.\\w-]*\\w|\\b[A-Z]{2,}-\\d+|https?:\\/\\/[\\w\\/.:?=-]+|\\/[a-z]+\\/[\\w\\/.-]+|--[a-z]+/g;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [], range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.parentElement.checkVisibility() || node.parentElement.closest(".only-heard")) continue;
    for (const match of node.data.matchAll(wholes)) {
      const boxes = [...match[0]].map((_, at) => {
        range.setStart(node, match.index + at);
        range.setEnd(node, match.index + at + 1);
        return range.getBoundingClientRect();
      }).filter(box => box.width);
      if (boxes.some((box, at) => at && Math.abs(box.top - boxes[at - 1].top) < 4 && box.left < boxes[at - 1].left))
        found.push(match[0]);
    }
  }
  return found;
}"""  # a phone, an address, a number of an order, a path: whose letters do not stand from left to right


@dataclass
class Walk:
    """What was found, by rule; `seen` is every address that was looked at."""

    seen: list[str] = field(default_factory=list)
    faults: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    most_bytes: float = 0


def violations(axe: Axe, page: Page, path: str) -> list[str]:
    """All rules in the light; in the dark, where only colours differ, those about colour."""
    found = _said(_asked_of(axe, page, RULES), path)
    page.emulate_media(color_scheme="dark")
    found += _said(_asked_of(axe, page, COLOURS), f"{path} in the dark")
    page.emulate_media(color_scheme="light")
    return found


def _asked_of(axe: Axe, page: Page, options: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe has to say; its half a megabyte is loaded once a page, and only what it found is carried over here."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(axe.axe_script)
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options).then(all => all.violations)", options)
    return found


def walk(chromium: Browser, server: Server, empty: Server, language: str) -> Walk:
    """Through all screens in `language`."""
    made = Walk()
    known = known_in(server)
    for who in Who:
        context = _window(chromium, language)
        page = context.new_page()
        _enter(page, server, who, language)
        place = empty.address if who is Who.FIRST else server.address
        _Watched(page, place, made).look_at([s for s in screens(known) if s.who is who])
        context.close()
    return made


class _Watched:
    """A page whose every request, byte and complaint is counted, against the screen it shows."""

    def __init__(self, page: Page, place: str, made: Walk) -> None:
        self.page, self.place, self.made, self.path = page, place, made, ""
        self.bytes = 0.0
        self.axe = Axe()
        page.on("request", self._asked)
        page.on("pageerror", lambda e: self._fault("complaints", str(e)))
        page.on("console", lambda m: self._complained(m.type, m.text))
        self.network = page.context.new_cdp_session(page)
        self.network.send("Network.enable")
        self.network.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.network.on("Network.loadingFinished", self._loaded)

    def look_at(self, listed: list[Screen]) -> None:
        for screen in listed:
            self.path, self.bytes = screen.path, 0
            self.page.set_viewport_size({"width": WIDTHS[0], "height": 800})
            self._look(screen)
            self.made.seen.append(screen.path)

    def _look(self, screen: Screen) -> None:
        answer = self.page.goto(self.place + screen.path)
        if answer is None or answer.status != screen.status or self.page.url != self.place + screen.path:
            self._fault("answers", f"{answer and answer.status} {self.page.url}")
            return
        if self.bytes > MOST_BYTES:
            self._fault("weight", f"{self.bytes / 1000:.0f} kB")
        self.made.most_bytes = max(self.made.most_bytes, self.bytes)
        if MTAVRULI.search(self.page.content()):
            self._fault("mtavruli", "")
        for whole in self.page.evaluate(SCRAMBLED):
            self._fault("scrambled", whole)
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 800})
            self.made.faults["axe"] += violations(self.axe, self.page, f"{screen.path} at {width}")
        for width in NARROW:
            self.page.set_viewport_size({"width": width, "height": 800})
            if (wide := self.page.evaluate("document.documentElement.scrollWidth")) > width:
                self._fault("wide", f"{wide} at {width}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.place, "data:", "blob:")):
            self._fault("outside", request.url)

    def _complained(self, kind: str, text: str) -> None:
        if kind == "error" and not (self.path == "/nowhere/" and "404" in text):
            self._fault("complaints", text)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def _fault(self, rule: str, words: str) -> None:
        self.made.faults[rule].append(f"{self.path} {words}")


def _window(chromium: Browser, language: str) -> BrowserContext:
    context = chromium.new_context(locale=language, timezone_id="Asia/Tbilisi", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    return context


def _enter(page: Page, server: Server, who: Who, language: str) -> None:
    if who is Who.OWNER:
        sign_in(page, server, language=language)
    if who in {Who.HALF, Who.CODES}:
        page.goto(f"{server.address}/sign-in/")
        page.fill("[name=email]", examples.EMAIL)
        page.fill("[name=password]", examples.PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url("**/sign-in/code/")
    if who is Who.CODES:
        page.fill("[name=code]", code_of(examples.SECRET))
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server.address}/")
        page.goto(f"{server.address}/account/")
        page.select_option("[name=language]", language)
        page.click("form[action='/account/'] button[type=submit]")
        page.wait_for_load_state()


def known_in(server: Server) -> dict[str, str]:
    """The examples, made once in this shop."""
    kept = server.folder / "examples.json"
    if not kept.exists():
        command = [sys.executable, "-m", "tests.browser.examples"]
        made = subprocess.run(command, env=databases.environment(server.folder), check=True, stdout=subprocess.PIPE)
        kept.write_bytes(made.stdout)
    return dict(json.loads(kept.read_text()))


def _said(found: list[dict[str, Any]], path: str) -> list[str]:
    return [
        f"{path} {v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:300]}"
        for v in found
    ]
