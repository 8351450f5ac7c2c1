"""A real server with a worker, on a folder of its own, and Debian's Chromium looking at it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests import databases, patterns, ports
from tests.conftest import absent

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
LEFT = ("htmx:sendAbort", "htmx:afterRequest")
PATIENCE = 20_000  # milliseconds, of pages and of what is expected of them: machines that run tests do other things too
EMAIL, PASSWORD = "owner@sample.shop", "one cup is never enough"
expect.set_options(timeout=PATIENCE)


@dataclass
class Server:
    """`hafawa run` on a folder."""

    folder: Path
    address: str
    process: subprocess.Popen[bytes]


@dataclass
class Seen:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> Page:
        page.on("request", lambda r: self.requests.append(r.url))
        page.on("pageerror", lambda e: self.complaints.append(str(e)))
        page.on("console", lambda m: self._heard(m.type, m.text))
        return page

    def _heard(self, kind: str, text: str) -> None:
        """What was still asked for when a page was left is no fault: the browser called it off (htmx says both)."""
        if kind == "error" and "422" not in text and not text.startswith(LEFT):
            self.complaints.append(text)


def _environment(folder: Path) -> dict[str, str]:
    return databases.environment(folder) | {"HAFAWA_ANALYTICS_THREADS": "1"}


def serve(folder: Path, **env: str) -> Server:
    port = ports.free()
    command = [sys.executable, "-m", "hafawa", "run", "--port", str(port)]
    process = subprocess.Popen(
        command, env=_environment(folder) | env, stdout=subprocess.DEVNULL, start_new_session=True
    )
    address = f"http://127.0.0.1:{port}"
    for _try in range(300):
        try:
            with urllib.request.urlopen(f"{address}/healthz") as answer:
                if answer.read() == b"ok":
                    return Server(folder, address, process)
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError("the server did not come up")


def stop(server: Server) -> None:
    server.process.send_signal(signal.SIGTERM)
    try:
        server.process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(server.process.pid, signal.SIGKILL)


@pytest.fixture
def empty_server(on_database: None, tmp_path: Path) -> Iterator[Server]:
    """A folder nobody has opened yet."""
    server = serve(tmp_path / "data")
    yield server
    stop(server)


@pytest.fixture(scope="session")
def sample_server(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample shop, as `hafawa demo` fills it."""
    server = serve(patterns.copy(patterns.sample(), tmp_path_factory.mktemp("sample") / "data"))
    yield server
    stop(server)


@pytest.fixture(scope="session")
def whole_shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The sample shop again, for those who add one of everything to it (examples.py)."""
    server = serve(patterns.copy(patterns.sample(), tmp_path_factory.mktemp("whole") / "data"))
    yield server
    stop(server)


@pytest.fixture(scope="session")
def unopened(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A folder nobody opens: only its first page is looked at."""
    server = serve(tmp_path_factory.mktemp("unopened") / "data")
    yield server
    stop(server)


def browser_path() -> str:
    """Chromium without its windows, which are a third of its work; else the whole one."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if path is None:
        absent("Chromium")
    return path


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    """The one of this process: there can be no second beside it.

    While its loop runs, Django counts what it is asked as asynchronous, and has a connection of its own for that.
    """
    with sync_playwright() as playwright:
        yield playwright
        connections.close_all()


@pytest.fixture(scope="session")
def chromium(driver: Playwright) -> Iterator[Browser]:
    browser = driver.chromium.launch(executable_path=browser_path(), args=FLAGS)
    yield browser
    browser.close()


Opener = Callable[..., BrowserContext]


@pytest.fixture
def window(chromium: Browser) -> Iterator[Opener]:
    """Opens windows (`width`, `theme`, `locale`) and closes them after the test."""
    opened: list[BrowserContext] = []

    def open_(*, width: int = 1280, theme: str = "light", locale: str = "en-US") -> BrowserContext:
        size = {"width": width, "height": 800}
        context = chromium.new_context(
            viewport=size, color_scheme=theme, locale=locale, timezone_id="Asia/Tbilisi", reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield open_
    for context in opened:
        context.close()


def sign_in(page: Page, server: Server, *, language: str = "en") -> None:
    page.goto(f"{server.address}/sign-in/")
    page.fill("[name=email]", EMAIL)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url(f"{server.address}/")
    page.goto(f"{server.address}/account/")
    page.select_option("[name=language]", language)
    page.click("form[action='/account/'] button[type=submit]")
    page.wait_for_load_state()
