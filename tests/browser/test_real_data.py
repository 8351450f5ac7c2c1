"""The acceptance run in a real browser: a marketplace, a wholesaler and a mailbox come in, and Today is read."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance import plain
from tests.browser.conftest import Opener, Seen, Server
from tests.browser.steps import answer_three_questions, become_owner, bring_file, wait_for_cards

pytestmark = [pytest.mark.same_on_any_database, pytest.mark.browser, pytest.mark.real_data, pytest.mark.timeout(900)]
MINUTES = 5 * 60_000


def test_a_marketplace_a_wholesaler_and_a_mailbox_come_in_and_today_is_read(
    empty_server: Server, window: Opener, shared_data: Path, tmp_path: Path
) -> None:
    seen = Seen()
    page = seen.watch(window().new_page())
    become_owner(page, empty_server)
    answer_three_questions(page)
    _marketplace(page, empty_server, shared_data, tmp_path)
    _wholesaler(page, empty_server, shared_data)
    _mailbox(page, empty_server, shared_data, tmp_path)
    assert not seen.complaints
    assert all(url.startswith((empty_server.address, "data:")) for url in seen.requests)


def _marketplace(page: Page, server: Server, shared_data: Path, tmp_path: Path) -> None:
    archive = tmp_path / "olist.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in sorted((shared_data / "olist-sample").glob("*.csv")):
            packed.write(table, table.name)
    bring_file(page, archive, within_ms=MINUTES)
    counted = plain.olist(shared_data / "olist-sample")
    said = page.locator("main").inner_text().replace(",", "")
    assert f"{counted.people}" in said
    page.goto(server.address)
    wait_for_cards(page)
    expect(page.locator("main")).to_contain_text("2018")  # judged from the end of an old record, and it says so
    first = page.locator("article.card").first
    first.locator("a:has-text('Show what this rests on'), button:has-text('Show what this rests on')").first.click()
    expect(page.locator("main")).to_contain_text(re.compile("star|Order", re.IGNORECASE))


def _wholesaler(page: Page, server: Server, shared_data: Path) -> None:
    page.goto(f"{server.address}/imports/")
    bring_file(page, shared_data / "online-retail" / "online_retail.parquet", within_ms=MINUTES)
    assert "4372" in page.locator("main").inner_text().replace(",", "")


def _mailbox(page: Page, server: Server, shared_data: Path, tmp_path: Path) -> None:
    folder, archive = tmp_path / "mail", tmp_path / "mail.zip"
    made = [sys.executable, str(shared_data / "mail" / "generate.py"), "120", str(folder), "7"]
    subprocess.run(made, check=True, timeout=60)
    with zipfile.ZipFile(archive, "w") as packed:
        for letter in sorted(folder.iterdir()):
            packed.write(letter, letter.name)
    page.goto(f"{server.address}/imports/")
    bring_file(page, archive, within_ms=MINUTES)
    page.goto(server.address)
    for _look in range(120):
        if page.locator("article.card .chip:has-text('Answer'), article.card:has-text('has been waiting')").count():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError("nobody who wrote is waiting on Today")
