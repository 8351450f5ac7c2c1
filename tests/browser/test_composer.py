"""Somebody answers with the keyboard alone, in Arabic and in Georgian; nothing typed is lost, and nothing goes out unseen."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opener, Server, _environment, sign_in

pytestmark = pytest.mark.browser
PREPARE = """
import django, json; django.setup()
from hafawa.conversations import gather
from hafawa.conversations.composing import saved
from hafawa.conversations.composing.saved import Said
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.people.models import Person
from hafawa.team.models import User
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
now, owner = clock.now(), User.objects.get(email="owner@sample.shop")
User.objects.get_or_create(email="luka@sample.shop", defaults={"name": "Luka", "role": "agent"})
said = {"ar": ("ليلى", "وصل الإبريق مكسوراً ولم يرد أحد. أنا غاضبة جداً!"), "ka": ("ნანა", "ჩაიდანი გატეხილი მოვიდა. ძალიან გაბრაზებული ვარ!")}
texts = {"ar": "مرحباً {first_name}، نفتح في العاشرة.", "ka": "გამარჯობა {first_name}, ათზე ვიხსნებით."}
if not saved.SavedReply.objects.filter(shortcut="open").exists():
    saved.write(Said("Opening hours", "open", texts), by=owner, now=now)
known = {}
for language, (name, text) in said.items():
    who = Person.objects.create(name=name, first_name=name, language=language, created_at=now)
    what = MessageReceived(channel="social", ref=f"social:{language}", text=text)
    log.append(log.Entry(what, now, "test", f"composer-{language}-{who.pk}", who.pk), now=now)
gather.read_on(now=now)
print(json.dumps({c.key.split(":")[1]: c.pk for c in Conversation.objects.filter(key__in=["social:ar", "social:ka"])}))
"""
WRITES = """
import django; django.setup()
from hafawa.conversations.models import Conversation
from hafawa.kernel import clock
from hafawa.timeline import log
from hafawa.timeline.events import MessageReceived
talk, now = Conversation.objects.get(pk={pk}), clock.now()
log.append(log.Entry(MessageReceived(channel="social", ref=talk.key, text="HELLO AGAIN"), now, "test", "again-{pk}", talk.person_id), now=now)
"""


def run(server: Server, code: str) -> str:
    env = _environment(server.folder) | {"DJANGO_SETTINGS_MODULE": "hafawa.config.settings"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    return done.stdout


def opened(page: Page, server: Server, language: str) -> int:
    talks = json.loads(run(server, PREPARE))
    sign_in(page, server, language=language)
    page.goto(f"{server.address}/inbox/{talks[language]}/")
    expect(page.locator("write-box").first).to_be_visible()
    expect(page.locator("write-tabs:defined")).to_be_visible()  # it comes last
    return int(talks[language])


def leave(page: Page) -> None:
    """Out of any field, so that keys are shortcuts, once they are heard."""
    expect(page.locator("write-tabs:defined")).to_be_visible()  # it comes last
    page.evaluate("document.activeElement?.blur()")


def kept(page: Page) -> None:
    expect(page.locator("#panel-reply [data-state]")).not_to_be_empty()


@pytest.mark.parametrize(
    ("language", "filled", "mixed"),
    [
        ("ar", "مرحباً ليلى، نفتح في العاشرة.", "iPhone وصل متأخراً"),
        ("ka", "გამარჯობა ნანა, ათზე ვიხსნებით.", "ხვალ დაგირეკავთ"),
    ],
)
def test_an_answer_is_written_kept_sent_and_taken_back_by_keyboard(
    sample_server: Server, window: Opener, language: str, filled: str, mixed: str
) -> None:
    page = window().new_page()
    opened(page, sample_server, language)
    field = page.locator("#reply-text")
    leave(page)
    page.keyboard.press("r")
    expect(field).to_be_focused()
    page.keyboard.type("/op")
    expect(page.locator("#reply-text-offers [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(field).to_have_value(filled)
    page.keyboard.press("Enter")
    page.keyboard.type(mixed)
    wanted = f"{filled}\n" + ("\u200f" if language == "ar" else "") + mixed
    expect(field).to_have_value(wanted)  # a paragraph that begins in Latin runs as most of it does
    kept(page)

    page.reload()
    expect(field).to_have_value(wanted)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(field).to_have_value(wanted)  # and so without this browser's own memory

    leave(page)
    page.keyboard.press("r")
    page.keyboard.press("Control+Enter")
    toast = page.locator(".composer-said [data-undoes]")
    expect(toast).to_be_visible()
    expect(field).to_have_value("")
    expect(page.locator("#thread")).to_contain_text(mixed)
    leave(page)
    page.keyboard.press("u")
    expect(field).to_have_value(wanted)
    expect(page.locator("#thread")).not_to_contain_text(mixed)


def test_what_is_said_beside_the_words_is_shown_in_them_and_put_away(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    opened(page, sample_server, "ka")
    page.focus("#reply-text")
    page.keyboard.press("Control+a")
    page.keyboard.type("You should have read the label. We will send a new one on Friday.")
    blame = page.locator(".remark[data-kind=blame]")
    expect(blame).to_be_visible()
    expect(page.locator(".write-mirror mark")).to_have_text("You should have read")
    expect(page.locator(".remark[data-kind=promise]")).to_be_visible()
    blame.locator("[data-shows]").click()
    assert page.evaluate("window.getSelection().toString()") in ("", "You should have read")
    assert page.evaluate(
        "(f => f.value.slice(f.selectionStart, f.selectionEnd))(document.querySelector('#reply-text'))"
    ) == ("You should have read")
    blame.locator("[data-passes-over]").click()
    expect(blame).to_have_count(0)
    expect(page.locator(".write-mirror mark")).to_have_count(0)
    kept(page)
    page.wait_for_timeout(1500)
    page.reload()
    expect(page.locator(".remark[data-kind=promise]")).to_be_visible()
    expect(blame).to_have_count(0)  # put away it stays


def test_of_two_windows_the_older_is_told_and_loses_nothing(sample_server: Server, window: Opener) -> None:
    context = window()
    page = context.new_page()
    opened(page, sample_server, "ar")
    other = context.new_page()
    other.goto(page.url)
    page.focus("#reply-text")
    page.keyboard.press("Control+a")
    page.keyboard.type("the newer words")
    kept(page)
    other.focus("#reply-text")
    other.keyboard.press("Control+a")
    other.keyboard.type("words of the older window")
    told = other.locator("#panel-reply [data-newer]")
    expect(told).to_be_visible()
    expect(other.locator("#reply-text")).to_have_value("words of the older window")
    told.locator("[data-take]").click()
    expect(other.locator("#reply-text")).to_have_value("the newer words")
    expect(told).to_be_hidden()


def test_when_they_write_meanwhile_nothing_goes_out_and_the_words_stay(sample_server: Server, window: Opener) -> None:
    page = window().new_page()
    pk = opened(page, sample_server, "ka")
    page.focus("#reply-text")
    page.keyboard.press("Control+a")
    page.keyboard.type("One moment")
    run(sample_server, WRITES.format(pk=pk))
    page.keyboard.press("Control+Enter")
    expect(page.locator("#write-refusal")).to_be_visible()
    expect(page.locator(".composer-meanwhile")).to_contain_text("HELLO AGAIN")
    expect(page.locator("#reply-text")).to_have_value("One moment")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer-said")).to_be_visible()


def test_a_colleague_is_named_in_a_note_of_another_colour_and_the_note_stays_inside(
    sample_server: Server, window: Opener
) -> None:
    page = window().new_page()
    opened(page, sample_server, "ar")
    leave(page)
    page.keyboard.press("m")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("@lu")
    expect(page.locator("#note-text-offers [role=option]")).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type("look at her story")
    expect(page.locator("#note-text")).to_have_value("@Luka look at her story")
    colours = "e => getComputedStyle(e).backgroundColor"
    assert page.eval_on_selector("#panel-note", colours) != page.eval_on_selector("#write", colours)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#thread [data-tone=note]").last).to_contain_text("look at her story")
