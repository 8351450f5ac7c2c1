"""Files are put into an answer by choosing, dropping and pasting, stay over a reload, and reach the bubble."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Server, sign_in
from tests.browser.test_composer import run

pytestmark = pytest.mark.browser
PREPARE = """
import django; django.setup()
from hafawa.channels.chat import door, site
from hafawa.conversations import gather
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.team.models import User
now, owner = clock.now(), User.objects.get(email="owner@sample.shop")
site.change(is_on=True, origins=["https://shop.example"], greetings={}, away_words={}, takes_files=True, by=owner, now=now)
said = door.Said(key="files-0000001", text="Have you a price list?")
visitor, _event = door.write("f" * 43, "", said, address="10.0.0.7", now=now)
gather.read_on(now=now)
print(Conversation.objects.get(key=visitor.ref).pk)
"""
SAID = """
import django, json; django.setup()
from hafawa.channels.chat import door, speaking
print(json.dumps([[f["name"] for f in one["files"]] for one in speaking.latest(door.known("f" * 43).ref)]))
"""
GIVES = """([where, name]) => {
  const given = new DataTransfer();
  given.items.add(new File(["%PDF-1.7 dropped"], name, { type: "application/pdf" }));
  const field = document.querySelector("#reply-text");
  const event = where === "drop"
    ? new DragEvent("drop", { dataTransfer: given, bubbles: true, cancelable: true })
    : new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
  field.dispatchEvent(event);
}"""


def names(page: Page) -> list[str]:
    return page.locator("write-files [data-file] bdi").all_inner_texts()


def test_files_are_chosen_dropped_and_pasted_stay_over_a_reload_and_go_out(
    sample_server: Server, window: Opener, tmp_path: Path
) -> None:
    page, server = window().new_page(), sample_server
    talk = int(run(server, PREPARE))
    sign_in(page, server, language="en")
    page.goto(f"{server.address}/inbox/{talk}/")
    expect(page.locator("write-files:defined")).to_be_visible()
    given = tmp_path / "ფასები.pdf"
    given.write_bytes(b"%PDF-1.7 prices")
    wrong = tmp_path / "run.exe"
    wrong.write_bytes(b"MZ")
    attach = page.locator("write-files [data-attach]")
    page.on("filechooser", lambda _asked: None)  # from now on the test chooses, not a window of the system
    attach.focus()
    expect(attach).to_be_focused()
    with page.expect_file_chooser() as asked:
        page.keyboard.press("Enter")
    asked.value.set_files([str(given), str(wrong)])
    expect(page.locator("write-files [data-refusal]")).to_contain_text("run.exe")
    page.evaluate(GIVES, ["drop", "dropped.pdf"])
    expect(page.locator("write-files [data-file]")).to_have_count(2)
    page.evaluate(GIVES, ["paste", "pasted.pdf"])
    expect(page.locator("write-files [data-file]")).to_have_count(3)
    page.reload()
    expect(page.locator("write-files:defined")).to_be_visible()
    expect(page.locator("write-files [data-file]")).to_have_count(3)
    assert names(page) == ["ფასები.pdf", "dropped.pdf", "pasted.pdf"]
    page.locator("write-files [data-file] button").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("write-files [data-file]")).to_have_count(2)
    expect(attach).to_be_focused()
    page.locator("#reply-text").fill("Here they are.")
    page.evaluate(GIVES, ["drop", "at the last moment.pdf"])
    page.locator("#reply-text").press("Control+Enter")  # it waits until the file is there
    expect(page.locator(".letter", has_text="Here they are.")).to_be_visible()
    expect(page.locator("write-files [data-file]")).to_have_count(0)
    assert json.loads(run(server, SAID))[-1] == ["ფასები.pdf", "pasted.pdf", "at the last moment.pdf"]
    with page.expect_download() as kept:
        page.locator(".letter", has_text="Here they are.").locator("a[download]").first.click()
    assert Path(kept.value.path()).read_bytes() == b"%PDF-1.7 prices"
