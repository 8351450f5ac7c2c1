"""Does a letter made to harm do anything in a real browser? A stranger's server counts what it is asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from hafawa.channels.mail import html_shown
from tests import databases
from tests.browser import letters
from tests.browser.conftest import FLAGS, PATIENCE, Seen, Server, browser_path, serve, sign_in, stop
from tests.browser.counting import HARM, HOST, Stranger, stranger
from tests.channels.mail.rich import File, rich
from tests.channels.mail.test_pictures import png

pytestmark = pytest.mark.browser
ACTIVE = [
    File(
        "evil.svg",
        "image/svg+xml",
        f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"fetch('{HOST}/ran')\"/>".encode(),
    ),
    File("evil.html", "text/html", f"<script>fetch('{HOST}/ran')</script>".encode()),
    File("huge.png", "image/png", png(40_000, 40_000, rows=10)),
]


@dataclass
class Shop:
    """A server with the letters in it; `ids` are the messages by their subject."""

    server: Server
    ids: dict[str, int]

    def url(self, subject: str, part: str = "") -> str:
        return f"{self.server.address}/messages/{self.ids[subject]}/{part}"


@pytest.fixture(scope="module")
def shop(on_database: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    home = tmp_path_factory.mktemp("letters")
    mail = home / "mail"
    mail.mkdir()
    made = {"harm": rich(html=HARM, subject="harm", number=1), "files": rich(files=ACTIVE, subject="files", number=2)}
    for name, raw in (made | {"everything": letters.everything()}).items():
        (mail / f"{name}.eml").write_bytes(raw)
    server = serve(home / "data")
    try:
        env = databases.environment(home / "data")
        command = [sys.executable, "-m", "tests.browser.bring_letters", str(mail)]
        done = subprocess.run(command, env=env, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        yield Shop(server, json.loads(done.stdout.splitlines()[-1]))
    finally:
        stop(server)


@pytest.fixture(scope="module")
def outside() -> Iterator[Stranger]:
    with stranger() as made:
        yield made


@pytest.fixture(scope="module")
def world(driver: Playwright, outside: Stranger) -> Iterator[Browser]:
    """A browser for which every name of the outside is the stranger."""
    rules = f"--host-resolver-rules=MAP *.example 127.0.0.1:{outside.port}"
    browser = driver.chromium.launch(executable_path=browser_path(), args=[*FLAGS, rules])
    yield browser
    browser.close()


@pytest.fixture
def page(shop: Shop, world: Browser, outside: Stranger) -> Iterator[Page]:
    context = world.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_in(page, shop.server)
    outside.asked.clear()
    yield page
    context.close()


def settle(page: Page) -> None:
    """All that the page and its frames ask for has come, but for the stream of what happens, which stays open."""
    page.wait_for_load_state()
    for frame in page.frames:
        frame.wait_for_load_state()
    page.wait_for_timeout(1500)


def test_the_stranger_counts_what_an_open_page_does_and_the_frames_policy_alone_stops_it(
    world: Browser, outside: Stranger
) -> None:
    """That the letter is dangerous, and that each of the two locks would do."""
    outside.pages["/raw"] = ({"Content-Type": "text/html"}, HARM.encode())
    policy = html_shown.policy(with_remote=False)
    outside.pages["/locked"] = ({"Content-Type": "text/html", "Content-Security-Policy": policy}, HARM.encode())
    page = world.new_page()
    outside.asked.clear()
    page.goto(f"{HOST}/raw")
    settle(page)
    assert {"/ran", "/open", "/style.png", "/iframe", "/link.css"} <= set(outside.asked)
    outside.asked.clear()
    page.goto(f"{HOST}/locked")
    settle(page)
    assert [path for path in outside.asked if path != "/favicon.ico"] == []
    page.close()


def test_stored_xss_in_mail_html_nothing_runs_and_nothing_is_fetched(shop: Shop, page: Page, outside: Stranger) -> None:
    seen = Seen()
    seen.watch(page)
    page.goto(shop.url("harm"))
    page.click("summary:has-text('As they sent it')")
    frame = page.frame_locator("iframe.letter-frame")
    expect(frame.locator("text=These are the words.")).to_be_visible()
    frame.locator("text=press me").click(force=True)
    page.goto(shop.url("harm", "frame/"))
    settle(page)
    assert outside.asked == []
    assert not [url for url in seen.requests if not url.startswith((shop.server.address, "data:"))]


def test_tracking_pixels_are_fetched_by_the_browser_only_when_asked_for(
    shop: Shop, page: Page, outside: Stranger
) -> None:
    page.goto(shop.url("harm"))
    page.click("summary:has-text('As they sent it')")
    expect(page.locator(".letter-kept")).to_contain_text("were not fetched")
    settle(page)
    assert outside.asked == []
    page.click("text=Show the pictures of this letter")
    expect(page.locator("text=Your browser fetches the pictures")).to_be_visible()
    outside.wait()
    settle(page)
    assert set(outside.asked) == {"/open"}, "the pictures, and nothing else of what the letter wants"
    page.reload()
    page.click("summary:has-text('As they sent it')")
    expect(page.locator(".letter-kept")).to_be_visible()


def test_active_attachments_opened_in_a_browser_are_kept_and_do_not_run(
    shop: Shop, page: Page, outside: Stranger
) -> None:
    page.goto(shop.url("files"))
    for number, file in enumerate(ACTIVE):
        with page.expect_download() as waiting:
            page.locator(".letter-file a").nth(number).click()
        assert Path(waiting.value.path()).read_bytes() == file.data
        assert waiting.value.suggested_filename == file.name
    for number in range(len(ACTIVE)):
        answer = page.request.get(shop.url("files", f"pictures/{number}/"))
        assert answer.status == 404
    settle(page)
    assert outside.asked == []


def test_a_link_in_a_letter_opens_a_page_that_knows_nothing_of_ours(shop: Shop, page: Page, outside: Stranger) -> None:
    outside.pages["/landed"] = ({"Content-Type": "text/html"}, b"<p>landed</p>")
    page.goto(shop.url("harm"))
    page.click("summary:has-text('As they sent it')")
    link = page.frame_locator("iframe.letter-frame").locator("a:has-text('a link')")
    expect(link).to_have_attribute("data-goes-to", "tracker.example")
    with page.context.expect_page() as waiting:
        link.click()
    opened = waiting.value
    expect(opened.locator("text=landed")).to_be_visible()
    assert opened.evaluate("[document.referrer, window.opener]") == ["", None]
    assert opened.evaluate("window.origin") == HOST, "it is free of our sandbox, and works as it should"


def test_what_is_folded_opens_on_a_press_and_by_the_keyboard(shop: Shop, page: Page) -> None:
    page.goto(shop.url("الكأس وصلت مكسورة · FN-12924"))
    quoted = page.locator("text=غادرت الطلبية")
    expect(quoted).to_be_hidden()
    page.locator("summary:has-text('What it quotes from before')").focus()
    page.keyboard.press("Enter")
    expect(quoted).to_be_visible()
    expect(page.locator(".letter-card >> text=Cupping")).to_be_visible()
    expect(page.locator("bdi:has-text('فاتورة.pdf')")).to_be_visible()
    expect(page.locator("img.letter-picture").first).to_be_visible()
    assert page.locator("img.letter-picture").first.evaluate("i => i.decode().then(() => i.naturalWidth)") == 60
