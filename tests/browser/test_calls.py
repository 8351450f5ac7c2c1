"""From a call nobody picked up to the note after it was returned: in Arabic, by keyboard alone, on a real server."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opener, Seen, Server
from tests.browser.keys import fill, press, tab_to
from tests.browser.steps import answer_three_questions, become_owner, bring

pytestmark = pytest.mark.browser


def test_who_rang_in_vain_is_called_back_and_what_was_promised_is_kept(empty_server: Server, window: Opener) -> None:
    seen = Seen()
    page = seen.watch(window().new_page())
    become_owner(page, empty_server)
    answer_three_questions(page)
    rung = datetime.now(ZoneInfo("Asia/Tbilisi")) - timedelta(hours=2)
    log = "Date,Direction,From,To,Duration,Status,Name\n"
    bring(page, "log.csv", f"{log}{rung:%Y-%m-%d %H:%M},Missed,+995 555 12-34-56,0322123456,0,No answer,ليلى\n")
    page.goto(f"{empty_server.address}/account/")
    page.select_option("[name=language]", "ar")
    page.click("form[action='/account/'] button[type=submit]")
    page.wait_for_load_state()

    page.keyboard.press("KeyG")
    page.keyboard.press("KeyC")
    page.wait_for_url("**/calls/")
    line = page.locator(".call-line")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("اتصلوا ولم يرد أحد")
    number = line.locator("a[href='tel:+995555123456'] bdi")
    expect(number).to_have_attribute("dir", "ltr")
    press(page, ".call-open", text="ليلى")
    page.wait_for_url("**/calls/*/?*")
    expect(page.locator(".brief-opener")).to_contain_text("You tried to reach us")  # theirs is not known: the shop's
    expect(page.locator(".brief a[href='tel:+995555123456']")).to_be_visible()
    seconds = page.locator(".brief-facts").inner_text()
    assert "ثانية" in seconds or "ثوانٍ" in seconds

    fill(page, "textarea[name=text]", "كان المصباح مكسورا. سنرسل لها مصباحا جديدا غدا.")
    page.reload()
    expect(page.locator("textarea[name=text]")).to_have_value("كان المصباح مكسورا. سنرسل لها مصباحا جديدا غدا.")
    press(page, "button[value=reached]")
    expect(page.locator(".shown-back")).to_have_count(1)
    expect(page.locator(".shown-back legend")).to_contain_text("سنرسل لها مصباحا جديدا غدا")
    press(page, "form button.button-primary")
    page.wait_for_url("**/calls/?kept=*")
    expect(page.locator(".empty")).to_contain_text("لا أحد ينتظر مكالمة.")
    tab_to(page, ".toast [data-undoes]")  # a keyboard reaches it, and while it is there the notice waits

    page.goto(f"{empty_server.address}/people/")
    page.click("main a:has-text('ليلى')")
    expect(page.locator("#promises")).to_contain_text("سنرسل لها مصباحا جديدا غدا")
    expect(page.locator("#story")).to_contain_text("كان المصباح مكسورا")
    page.click("main a[href^='/calls/']")
    expect(page.locator("textarea[name=text]")).to_have_value("")  # the draft went with the note
    page.go_back()

    page.goto(f"{empty_server.address}/calls/")
    expect(page.locator(".toast")).to_have_count(0)
    assert not seen.complaints
    assert all(url.startswith(empty_server.address) for url in seen.requests)
